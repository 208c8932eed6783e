using CoProduction.Analysis;

namespace CoProduction.Workbench.Board;

/// <summary>What one kind of viewer may see: views narrowed from the cubes that were reviewed once for all.</summary>
/// <param name="Wide">True for those who see every area: district staff and researchers without a narrower scope.</param>
/// <param name="Means">Means of scales; null without a survey.</param>
/// <param name="Answers">Answers to items; null without a survey.</param>
/// <param name="Rates">Rates; null without rates.</param>
internal sealed record BoardView(bool Wide, ReleasedCube? Means, ReleasedCube? Answers, ReleasedCube? Rates)
{
    private const int LeastPublic = 10;

    /// <summary>The public's policy: twice the study's minimum, and never below 10.</summary>
    public static PrivacyPlan PublicPolicy(PrivacyPlan policy) => policy with { MinimumCell = Math.Max(LeastPublic, 2 * policy.MinimumCell) };

    /// <summary>The view of a viewer. The public sees people's numbers down to sub-districts, and groups in the whole; a scope adds its own areas.</summary>
    public static BoardView Of(BoardFacts facts, Viewer viewer)
    {
        if (viewer.Role >= Role.District && viewer is { Subdistrict: null, Community: null }) return new BoardView(true, facts.Survey?.Means, facts.Survey?.Answers, facts.Rates?.Cube);
        var policy = PublicPolicy(facts.Plan.Privacy);
        ReleasedCube? View(ReleasedCube? cube) => cube is null ? null : Own(facts, viewer, cube, cube.Narrow(policy, IsPublic));
        return new BoardView(false, View(facts.Survey?.Means), facts.Survey?.Answers.Narrow(policy, IsPublic), View(facts.Rates?.Cube));
    }

    private static ReleasedCube Own(BoardFacts facts, Viewer viewer, ReleasedCube cube, ReleasedCube view)
    {
        if (viewer.Role == Role.Public) return view;
        return cube.Widen(view, area => viewer.Community is { } community ? area == Geography.OfCommunity(community) : viewer.Subdistrict is { } subdistrict && facts.Places.LiesIn(area, subdistrict));
    }

    // A breakdown by a group has two slashes.
    private static bool IsPublic(string area, string breakdown) => area == Geography.Whole || !Geography.IsCommunity(area) && breakdown.Count(c => c == '/') < 2;
}
