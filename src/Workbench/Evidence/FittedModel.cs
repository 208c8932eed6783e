using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>A model of the study, estimated, with its tables in the study's words.</summary>
/// <param name="Plan">The model as the study names it.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Framework">Labels of the constructs.</param>
internal sealed record FittedModel(ModelPlan Plan, IModelFit Fit, Framework Framework)
{
    /// <summary>R's name of the constant.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>The estimates, one row a term.</summary>
    public CandidateTable Coefficients { get; } = Labelled(ModelTables.Coefficients(Fit, Title(Framework, Plan)), Framework, $"model-{Plan.Id}");

    /// <summary>The estimates and the further tables of the fit.</summary>
    public IEnumerable<CandidateTable> Tables =>
        [Coefficients, .. Fit.Parts.Where(part => !part.Rows.IsEmpty).Select(part => Labelled(ModelTables.Part(Fit, part, Title(Framework, Plan)), Framework, PartId(part.Name)))];

    /// <summary>Id of the table of a part.</summary>
    public string PartId(string part) => $"model-{Plan.Id}-{part}";

    /// <summary>Label of a term: a construct's, or the term itself.</summary>
    public Label LabelOf(string term) => LabelOf(Framework, term);

    /// <summary>Label of the outcome, where the formula has one.</summary>
    public Label Outcome => LabelOf(OutcomeName(Plan.Request.Formula));

    /// <summary>Terms that are constructs bear the construct's label.</summary>
    private static CandidateTable Labelled(CandidateTable table, Framework framework, string id) => table with
    {
        Id = id,
        Rows = [.. table.Rows.Select(row => row with { Labels = [.. row.Key.Select(term => LabelOf(framework, term))] })],
    };

    private static Label LabelOf(Framework framework, string term) => term == Intercept ? new("（截距）", Intercept)
        : framework.Constructs.FirstOrDefault(construct => construct.Id == term)?.Label ?? Label.Same(term);

    private static Label Title(Framework framework, ModelPlan model)
    {
        var outcome = LabelOf(framework, OutcomeName(model.Request.Formula));
        bool weighted = model.Request.Weights is not null;
        return new($"{outcome.Zh}：{model.Id}（{model.Survey}{(weighted ? "，加权" : "")}）", $"{outcome.En}: {model.Id} ({model.Survey}{(weighted ? ", weighted" : "")})");
    }

    // Left of the tilde, or the end of a path; a scale's name stands left of =~.
    private static string OutcomeName(string formula) => formula.Contains('~', StringComparison.Ordinal)
        ? formula[..formula.IndexOf('~', StringComparison.Ordinal)].Trim(' ', '=') : formula.Split("->")[^1].Split('|')[0].Trim();
}
