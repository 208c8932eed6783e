using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Workbench.Evidence;

/// <summary>A model of the study, estimated, with its tables in the study's words.</summary>
/// <param name="Plan">The model as the study names it.</param>
/// <param name="Fit">The fit.</param>
/// <param name="Names">Labels of constructs, items and fields.</param>
/// <param name="Beyond">The fewest people by whom an earlier model of the same quantity differs: what both tell together, by subtraction, is of these.</param>
internal sealed record FittedModel(ModelPlan Plan, IModelFit Fit, TermLabels Names, long Beyond = long.MaxValue)
{
    /// <summary>R's name of the constant.</summary>
    public const string Intercept = "(Intercept)";

    /// <summary>The estimates, one row a term.</summary>
    public CandidateTable Coefficients { get; } = Guarded(Labelled(ModelTables.Coefficients(Fit, Title(Names, Plan)), Fit, NamesOf(Names, Plan, Fit), $"model-{Plan.Id}", Fit.Method is "alpha" or "missing"), Beyond);

    /// <summary>The estimates and the further tables of the fit, but for the diary of its search.</summary>
    public IEnumerable<CandidateTable> Tables =>
        [Coefficients, .. Fit.Parts.Where(part => !part.Rows.IsEmpty && !part.IsDiary).Select(part => Guarded(Labelled(ModelTables.Part(Fit, part, Title(Names, Plan)), Fit, NamesOf(Names, Plan, Fit), PartId(part.Name), true), Beyond))];

    /// <summary>Id of the table of a part.</summary>
    public string PartId(string part) => $"model-{Plan.Id}-{part}";

    /// <summary>Label of a term: a construct's, an item's wording, or the term itself.</summary>
    public Label LabelOf(string term) => NamesOf(Names, Plan, Fit).Of(term);

    /// <summary>Label of the outcome, where the formula has one.</summary>
    public Label Outcome => Names.Of(ModelTitles.OutcomeName(Plan.Request.Formula));

    /// <summary>The outcome inside a sentence: an item's wording in quotation marks.</summary>
    public Label OutcomeSaid => Names.Worded(ModelTitles.OutcomeName(Plan.Request.Formula));

    /// <summary>The model beside those before it: two models of one quantity on n and on n - 2 people tell of the two.</summary>
    /// <param name="earlier">The models whose tables stand before.</param>
    public FittedModel Beside(IEnumerable<FittedModel> earlier) =>
        new(Plan, Fit, Names, earlier.Where(IsTwin).Select(one => Math.Abs(one.Fit.Rows - Fit.Rows)).Where(people => people > 0).DefaultIfEmpty(long.MaxValue).Min());

    // Estimates of a survey are the same quantity where a term is; coefficients where all of them, and the outcome, are.
    private bool IsTwin(FittedModel other)
    {
        if (other.Plan.Survey != Plan.Survey || other.Plan.Request.Weights != Plan.Request.Weights) return false;
        var (mine, theirs) = (Terms(Fit), Terms(other.Fit));
        return IsQuestion && other.IsQuestion ? mine.Overlaps(theirs) : ModelTitles.OutcomeName(Plan.Request.Formula) == ModelTitles.OutcomeName(other.Plan.Request.Formula) && mine.SetEquals(theirs);
    }

    private bool IsQuestion => Inner(Fit) is SurveyFit { Spec.Statement.Question: not SurveyQuestion.Model };

    private static IModelFit Inner(IModelFit fit) => fit switch { PooledFit pooled => Inner(pooled.First), ScreenedFit screened => Inner(screened.Kept), _ => fit };

    private static HashSet<string> Terms(IModelFit fit) => [.. fit.Tidy().Select(row => row.Term).Where(term => term != Intercept)];

    private static CandidateTable Guarded(CandidateTable table, long beyond) => table with { Rows = [.. table.Rows.Select(row => row with { Base = Math.Min(row.Base, beyond) })] };

    // What the fit says of its own terms: which are residual, what its categories are answers to.
    private static TermLabels NamesOf(TermLabels names, ModelPlan plan, IModelFit fit) => Inner(fit) switch
    {
        SemFit sem => names with { IsStructural = true, Explained = [.. sem.Explained.Select(one => one.Variable)] },
        ChoiceFit => names with { Outcome = ModelTitles.OutcomeName(plan.Request.Formula) },
        _ => names,
    };

    // Names bear the labels of constructs, items and levels; words of the method itself those of the reader's language, where a table has them.
    private static CandidateTable Labelled(CandidateTable table, IModelFit fit, TermLabels terms, string id, bool words) => table with
    {
        Id = id,
        Note = Spoken(table.Note, fit.Formula, terms),
        Measures = [.. table.Measures.Select(measure => measure.Label.Zh == measure.Label.En && terms.Name(measure.Label.En) is { } label ? measure with { Label = label } : measure)],
        Rows = [.. table.Rows.Select(row => row with
        {
            Labels = [.. row.Key.Select((key, i) => LabelOf(terms, table.Dimensions[i].Id, key, row.Key, words))],
            Values = [.. row.Values.Select(value => value.State == ValueState.Text ? Value.Of(MethodWords.Of(value.Text!.En) ?? terms.Items(value.Text.En) ?? value.Text) : terms.IsStructural && FitWords.IsCount(row.Key[0]) ? Whole(value) : value)],
        })],
    };

    // A number of parameters or people has no decimals, whatever its column's are.
    private static Value Whole(Value value) => value.State == ValueState.Number ? Value.Of(Label.Same(value.Number.ToString("0", System.Globalization.CultureInfo.InvariantCulture))) : value;

    private static Label LabelOf(TermLabels terms, string dimension, string key, ImmutableArray<string> row, bool words) =>
        (dimension == "category" ? terms.Answer(key) : dimension == "group" && terms.IsStructural ? TermLabels.Grouped(key) : null) ?? TermLabels.Level(key, row.Remove(key)) ?? (words ? MethodWords.Of(key) : null) ?? terms.Items(key) ?? terms.Of(key);

    // The formula in words; a long one is left to the rows of the table and to the method notes, which have it as it was given.
    private static Label Spoken(Label note, string formula, TermLabels terms)
    {
        const int Longest = 260;
        var worded = terms.Worded(formula);
        string Without(string text, string said, string separator) => !text.StartsWith(formula, StringComparison.Ordinal) ? text
            : terms.IsStructural || said.Length > Longest ? text[formula.Length..].TrimStart(separator[0], ' ') : said + text[formula.Length..];
        return ExclusionWords.In(new(Without(note.Zh, worded.Zh, "；"), Without(note.En, worded.En, ";")), name => terms.Name(name) ?? Label.Same(name));
    }

    private static Label Title(TermLabels names, ModelPlan model) => ModelTitles.Of(model, names.Of(ModelTitles.OutcomeName(model.Request.Formula)));
}
