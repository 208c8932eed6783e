using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>A model of the study, estimated, with its tables in the study's words.</summary>
/// <param name="Plan">The model as the study names it.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Framework">Labels of the constructs.</param>
internal sealed partial record FittedModel(ModelPlan Plan, IModelFit Fit, Framework Framework)
{
    /// <summary>R's name of the constant.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>The estimates, one row a term.</summary>
    public CandidateTable Coefficients { get; } = Labelled(ModelTables.Coefficients(Fit, Title(Framework, Plan)), Framework, $"model-{Plan.Id}");

    /// <summary>The estimates and the further tables of the fit, but for the diary of its search.</summary>
    public IEnumerable<CandidateTable> Tables =>
        [Coefficients, .. Fit.Parts.Where(part => !part.Rows.IsEmpty && !part.IsDiary).Select(part => Labelled(ModelTables.Part(Fit, part, Title(Framework, Plan)), Framework, PartId(part.Name)))];

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

    // Words of a term that are constructs, or the kinds of a path, are put into the reader's language; the rest stays as R names it.
    private static Label LabelOf(Framework framework, string term) => term == Intercept
        ? new("（截距）", Intercept)
        : new(Word().Replace(term, word => WordOf(framework, word.Value).Zh), Word().Replace(term, word => WordOf(framework, word.Value).En));

    private static Label WordOf(Framework framework, string word) =>
        framework.Constructs.FirstOrDefault(construct => construct.Id == word)?.Label ?? Kinds.GetValueOrDefault(word) ?? Label.Same(word);

    private static readonly ImmutableDictionary<string, Label> Kinds = new Dictionary<string, Label>
    {
        ["path: "] = new("路径：", "Path: "),
        ["indirect: "] = new("间接效应：", "Indirect: "),
        ["direct: "] = new("直接效应：", "Direct: "),
        ["total: "] = new("总效应：", "Total: "),
        ["total indirect: "] = new("总间接效应：", "Total indirect: "),
        ["proportion mediated: "] = new("中介比例：", "Proportion mediated: "),
        ["contrast: "] = new("差异：", "Contrast: "),
    }.ToImmutableDictionary();

    [GeneratedRegex(@"(?:total indirect|proportion mediated|path|indirect|direct|total|contrast): |[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Word();

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
