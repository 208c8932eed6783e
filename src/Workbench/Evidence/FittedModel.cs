using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>A model of the study, estimated, with its tables in the study's words.</summary>
/// <param name="Plan">The model as the study names it.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Framework">Labels of the constructs.</param>
/// <param name="Beyond">The fewest people by whom an earlier model of the same quantity differs: what both tell together, by subtraction, is of these.</param>
internal sealed partial record FittedModel(ModelPlan Plan, IModelFit Fit, Framework Framework, long Beyond = long.MaxValue)
{
    /// <summary>R's name of the constant.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>The estimates, one row a term.</summary>
    public CandidateTable Coefficients { get; } = Guarded(Labelled(ModelTables.Coefficients(Fit, Title(Framework, Plan)), Framework, $"model-{Plan.Id}", Fit.Method is "alpha" or "missing"), Beyond);

    /// <summary>The estimates and the further tables of the fit, but for the diary of its search.</summary>
    public IEnumerable<CandidateTable> Tables =>
        [Coefficients, .. Fit.Parts.Where(part => !part.Rows.IsEmpty && !part.IsDiary).Select(part => Guarded(Labelled(ModelTables.Part(Fit, part, Title(Framework, Plan)), Framework, PartId(part.Name), true), Beyond))];

    /// <summary>Id of the table of a part.</summary>
    public string PartId(string part) => $"model-{Plan.Id}-{part}";

    /// <summary>Label of a term: a construct's, or the term itself.</summary>
    public Label LabelOf(string term) => LabelOf(Framework, term);

    /// <summary>Label of the outcome, where the formula has one.</summary>
    public Label Outcome => LabelOf(OutcomeName(Plan.Request.Formula));

    /// <summary>The model beside those before it: two models of one quantity on n and on n - 2 people tell of the two.</summary>
    /// <param name="earlier">The models whose tables stand before.</param>
    public FittedModel Beside(IEnumerable<FittedModel> earlier) =>
        new(Plan, Fit, Framework, earlier.Where(IsTwin).Select(one => Math.Abs(one.Fit.Rows - Fit.Rows)).Where(people => people > 0).DefaultIfEmpty(long.MaxValue).Min());

    // Estimates of a survey are the same quantity where a term is; coefficients where all of them, and the outcome, are.
    private bool IsTwin(FittedModel other)
    {
        if (other.Plan.Survey != Plan.Survey || other.Plan.Request.Weights != Plan.Request.Weights) return false;
        var (mine, theirs) = (Terms(Fit), Terms(other.Fit));
        return IsQuestion && other.IsQuestion ? mine.Overlaps(theirs) : OutcomeName(Plan.Request.Formula) == OutcomeName(other.Plan.Request.Formula) && mine.SetEquals(theirs);
    }

    private bool IsQuestion => Inner(Fit) is SurveyFit { Spec.Statement.Question: not SurveyQuestion.Model };

    private static IModelFit Inner(IModelFit fit) => fit switch { PooledFit pooled => Inner(pooled.First), ScreenedFit screened => Inner(screened.Kept), _ => fit };

    private static HashSet<string> Terms(IModelFit fit) => [.. fit.Tidy().Select(row => row.Term).Where(term => term != Intercept)];

    private static CandidateTable Guarded(CandidateTable table, long beyond) => table with { Rows = [.. table.Rows.Select(row => row with { Base = Math.Min(row.Base, beyond) })] };

    /// <summary>Terms that are constructs bear the construct's label; words of the method itself those of the reader's language, where a table has them.</summary>
    private static CandidateTable Labelled(CandidateTable table, Framework framework, string id, bool words) => table with
    {
        Id = id,
        Rows = [.. table.Rows.Select(row => row with
        {
            Labels = [.. row.Key.Select(key => words ? MethodWords.Of(key) ?? LabelOf(framework, key) : LabelOf(framework, key))],
            Values = [.. row.Values.Select(value => value.State == ValueState.Text && MethodWords.Of(value.Text!.En) is { } word ? Value.Of(word) : value)],
        })],
    };

    // Words of a term that are constructs, or the kinds of a path, are put into the reader's language; the rest stays as R names it.
    private static Label LabelOf(Framework framework, string term) => term == Intercept
        ? new("（截距）", Intercept)
        : new(Worded(term, word => WordOf(framework, word).Zh), Worded(term, word => WordOf(framework, word).En));

    // A line may not break within the arrow.
    private static string Worded(string term, Func<string, string> word) => Word().Replace(term, found => word(found.Value)).Replace(" -> ", " → ", StringComparison.Ordinal);

    private static Label WordOf(Framework framework, string word) =>
        framework.Constructs.FirstOrDefault(construct => construct.Id == word)?.Label ?? MethodWords.OfPath(word) ?? ProfileOf(word) ?? Label.Same(word);

    private static Label? ProfileOf(string word) => DataSchema.Table("responses").Fields.FirstOrDefault(field => field.Name == word && field.Name.Length > 1)?.Title;

    [GeneratedRegex(@"(?:total indirect|proportion mediated|path|indirect|direct|total|contrast): |[\p{L}_][\p{L}\p{Nd}_]*")]
    private static partial Regex Word();

    private static Label Title(Framework framework, ModelPlan model)
    {
        if (model.Request.Method is "cfa" or "sem") return new($"{(model.Request.Method == "cfa" ? "测量模型" : "结构方程模型")}：{model.Id}（{model.Survey}）", $"{(model.Request.Method == "cfa" ? "Measurement model" : "Structural model")}: {model.Id} ({model.Survey})");
        var outcome = model.Request.Method switch
        {
            "describe" => new Label("样本概况与组间比较", "Sample profile and comparisons"),
            "efa" => new Label("探索性因子", "Exploratory factors"),
            "missing" => new Label("缺失值", "Missing values"),
            "trees" => new Label($"探索性：{LabelOf(framework, OutcomeName(model.Request.Formula)).Zh}", $"Exploratory: {LabelOf(framework, OutcomeName(model.Request.Formula)).En}"),
            _ => LabelOf(framework, OutcomeName(model.Request.Formula)),
        };
        bool weighted = model.Request.Weights is not null;
        return new($"{outcome.Zh}：{model.Id}（{model.Survey}{(weighted ? "，加权" : "")}）", $"{outcome.En}: {model.Id} ({model.Survey}{(weighted ? ", weighted" : "")})");
    }

    // Left of the tilde, or the end of a path; a scale's name stands left of =~.
    private static string OutcomeName(string formula) => formula.Contains('~', StringComparison.Ordinal)
        ? formula[..formula.IndexOf('~', StringComparison.Ordinal)].Trim(' ', '=') : formula.Split("->")[^1].Split('|')[0].Trim();
}
