using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Workbench.Board;

/// <summary>The study's models, released for two kinds of readers.</summary>
/// <param name="Models">The models in the order of the study file.</param>
/// <param name="Notes">What each method does, assumes and cannot show.</param>
/// <param name="Findings">What they say, one sentence each, made of numbers that everybody may see.</param>
/// <param name="Failed">Why the models could not be estimated; null where they were.</param>
internal sealed record ModelBook(ImmutableArray<ReleasedModel> Models, ImmutableArray<Label> Notes, ImmutableArray<Label> Findings, Label? Failed)
{
    public static async Task<ModelBook?> ReadAsync(Loaded study, CancellationToken cancellationToken)
    {
        if (study.Plan.Models.IsEmpty || !study.Has("responses")) return null;
        try
        {
            return await ModelEvidence.OfAsync(study, cancellationToken).ConfigureAwait(false) is { } section ? Of(study.Plan, section) : null;
        }
        catch (StudyException refused)
        {
            return new ModelBook([], [], [], new($"模型未能估计：{refused.Fault.What}", $"The models could not be estimated: {refused.Fault.What}"));
        }
    }

    private static ModelBook Of(StudyPlan plan, Section section)
    {
        var tables = section.Tables.Select(table => RoleTable.Of(table, plan.Privacy)).ToImmutableArray();
        var figures = section.Figures.Select(figure => (Figure: figure, Data: RoleTable.Of(figure.Data, plan.Privacy))).ToArray();
        var models = plan.Models.Select(model => new ReleasedModel(
            model, [.. tables.Where(table => Belongs(table.Wide.Id, model.Id, plan))], [.. figures.Where(figure => IsOf(figure.Figure.Id, model.Id))]));
        return new ModelBook([.. models], section.Paragraphs, [.. section.Findings(new ReleasedTables([.. tables.Select(table => table.Public)]))], null);
    }

    private static bool IsOf(string figure, string model) => FigureKinds.Names.Any(kind => figure == $"{kind}-{model}");

    // An id may begin with another model's: the longest that fits owns the table.
    private static bool Belongs(string table, string model, StudyPlan plan) =>
        plan.Models.Select(one => one.Id).Where(id => table == $"model-{id}" || table.StartsWith($"model-{id}-", StringComparison.Ordinal)).MaxBy(id => id.Length) == model;
}

/// <summary>One model, released.</summary>
/// <param name="Plan">The model as the study names it.</param>
/// <param name="Tables">Its tables; the estimates first.</param>
/// <param name="Figures">Its figures and their data, as the study draws them.</param>
internal sealed record ReleasedModel(ModelPlan Plan, ImmutableArray<RoleTable> Tables, ImmutableArray<(CandidateFigure Figure, RoleTable Data)> Figures);

/// <summary>A table as those see it who may see every area, and as the public sees it: what is withheld from the former is withheld from the latter.</summary>
/// <param name="Wide">For district staff and researchers.</param>
/// <param name="Public">For everybody else.</param>
internal sealed record RoleTable(ReleasedTable Wide, ReleasedTable Public)
{
    public static RoleTable Of(CandidateTable table, PrivacyPlan policy)
    {
        var wide = Disclosure.Review(table, policy);
        return new RoleTable(wide, Disclosure.Review(table, BoardView.PublicPolicy(policy), wide));
    }

    /// <summary>The table for a reader.</summary>
    public ReleasedTable For(bool wide) => wide ? Wide : Public;
}
