using System.Collections.Immutable;

namespace CoProduction.Analysis;

public static partial class Steps
{
    /// <summary>The result for some of the projects: their days from step to step are counted anew.</summary>
    /// <param name="result">The result for all projects.</param>
    /// <param name="which">True for a project to keep.</param>
    public static StepsResult Among(StepsResult result, Func<ProjectSteps, bool> which)
    {
        var kept = result.Projects.Where(which).ToImmutableArray();
        return result with { Projects = kept, Transitions = Transitions(kept) };
    }

    private static ImmutableArray<StepTransition> Transitions(ImmutableArray<ProjectSteps> projects) =>
        [.. projects.SelectMany(project => project.Durations).GroupBy(duration => duration.From).OrderBy(group => group.Key).Select(Transition)];
}
