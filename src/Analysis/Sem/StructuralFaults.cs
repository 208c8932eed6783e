using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors of structural models.</summary>
internal static class StructuralFaults
{
    private const string Page = "docs/methods/sem.md shows the language";

    /// <summary>Parameters that an error names at most.</summary>
    private const int Named = 12;

    internal static Fault Unexpected(int line, int column, string found, string expected) => new(
        found.Length == 0 ? "The line ends too early" : $"'{found}' is unexpected in the model", Place(line, column), $"expected here: {expected}", $"Correct the model; {Page}");

    internal static Fault Empty() => new("The model is empty", "", "it states no relation", $"Write such as 'trust =~ tru1 + tru2 + tru3'; {Page}");

    internal static Fault NotOffered(string found, int line, int column) => new(
        $"'{found}' is not offered", Place(line, column), "composites (<~), thresholds (|) and scaling factors (~*~) belong to other estimators", "Use =~, ~, ~~, ~ 1, :=, ==, < and >");

    internal static Fault Twice(ModelTerm term) => new(
        $"'{StructuralParameter.TextOf(term.Left, term.Operator, term.Right)}' stands twice in the model", Place(term.Line, term.Column), "one parameter has one statement", "Take one of them out, or join what stands before the name: a*x + start(1)*x");

    internal static Fault OfOtherGroups(ModelTerm term, int given, int groups) => new(
        Text($"c(…) before '{term.Right}' has {given} entries and there are {groups} group(s)"), Place(term.Line, term.Column), "each group takes one", groups == 1 ? "Name the field of the groups with --set group=FIELD, or write one value" : "Give one entry a group, in the order of the groups' names");

    internal static Fault DefinedTwice(DefinedTerm term) => new($"The name '{term.Name}' is taken", Place(term.Line, term.Column), "a label or a defined parameter has it already", "Choose another name");

    internal static Fault UnknownLabel(LabelExpression label, IEnumerable<string> known) => new(
        $"'{label.Name}' is not a label of the model", Place(label.Line, label.Column), "expressions are over labels, written before a variable as in a*x", Nearest.Suggest(label.Name, known));

    internal static Fault UnknownFreed(string freed, IEnumerable<string> known) => new($"'{freed}' is not a parameter of the model", "free", "only a parameter can be freed", Nearest.Suggest(freed, known));

    internal static Fault UnknownKind(string kind, IEnumerable<string> known) => new($"'{kind}' is not what groups can have in common", "equal", "equality is asked for by kind of parameter", Nearest.Suggest(kind, known));

    internal static Fault OneGroup(string group) => new("Equality among groups was asked for one group", group, "there is nothing to be equal with", "Name the field of the groups with --set group=FIELD, with at least two values in the rows");

    internal static Fault MeansNeeded() => new("The model states a mean and meanstructure is false", "~ 1", "the mean would be ignored", "Leave meanstructure out, or take the mean out of the model");

    internal static Fault MeansOfFiml() => new("FIML was asked for without means", "meanstructure", "where answers are missing, covariances cannot be estimated without means", "Leave meanstructure out");

    internal static Fault MlmClustered() => new("MLM was asked for with clusters", "estimator", "its test takes the rows as independent", "Ask for estimator=mlr, whose errors follow --cluster");

    internal static Fault WeightsOfGroups() => new("Weights were given with several groups", "--weights", "the share of a group would be that of its weights, which are not those of its people", "Fit each group by itself, or leave the weights out");

    internal static Fault WeightsRefused(string with) => new($"Weights were given with {with}", "--weights", "their errors are known for complete rows and robust tests", "Leave one of them out; estimator=mlr and --cluster take weights");

    internal static Fault MlmMissing() => new("MLM was asked for with FIML", "estimator", "its test needs complete rows", "Ask for estimator=mlr, or leave missing=fiml out");

    internal static Fault OtherVariables(IEnumerable<string> model, IEnumerable<string> given) => new(
        $"The statistics are of {string.Join(", ", given)}", "", $"the model's variables are {string.Join(", ", model)}", "Reduce the rows for the variables of this model, in its order");

    internal static Fault FewRows(string group, long rows, int variables) => new(
        Text($"{rows} rows for {variables} variables"), group, "covariances need more rows than variables", "Give more rows, or a smaller model; missing=fiml uses incomplete rows too");

    internal static Fault Constant(string variable, string group) => new($"'{variable}' does not vary", group, "a constant has no covariance", "Take it out of the model, or look whether its values were read rightly");

    internal static Fault Combination(string variable, IEnumerable<string> others, string group) => new(
        $"The covariance matrix is not positive definite: '{variable}' is a combination of {string.Join(", ", others)}", group, "what a combination adds cannot be told apart", "Take one of them out of the model; in a published matrix look for a misprint");

    internal static Fault NotSymmetric(string one, string other, double value, double turned) => new(
        Text($"The covariance of '{one}' and '{other}' is {value:R} in one half of the matrix and {turned:R} in the other"), "", "a covariance matrix is symmetric", "Correct the matrix, or give one half only");

    internal static Fault NoCovariance(string one, string other) => new($"The matrix has no covariance of '{one}' and '{other}'", "", "the model needs all of its variables' covariances", "Give every covariance at least once, labelled by row and column");

    internal static Fault MoreParameters(int parameters, int moments, IReadOnlyCollection<string> free) => new(
        Text($"The model is under-identified: {parameters} free parameters and {moments} moments"), "degrees of freedom", Text($"there are {parameters - moments} unknown(s) more than equations"),
        Text($"Fix or equate at least {parameters - moments} of {string.Join(", ", free.Take(Named))}{(free.Count > Named ? ", …" : "")}, or add indicators: a factor alone needs three"));

    internal static Fault NotIdentified(IEnumerable<string> parameters) => new(
        $"The model is not identified: the data do not determine {string.Join(", ", parameters)}", "", "these can move together without changing what the model implies", "Fix one of them, as in 1*x or 0*x, or set them equal by one label");

    internal static Fault NoStart(ParameterTable table) => new(
        "No start values give a positive definite covariance matrix", "", $"values are fixed that cannot be together, among {string.Join(", ", table.Rows.Where(row => row.Free < 0 && row.Stated).Select(row => row.Text).DefaultIfEmpty("the defaults"))}", "Look at the fixed values, or give others with start(…)");

    internal static Fault NotConverged(int steps, double decrement) => new(
        "The search did not converge", Text($"{steps} steps, squared step {decrement:0.0E+0}"), "the likelihood has no clear maximum near the start values", "Give start(…) values, simplify the model, or look for variables of very different meaning under one factor");

    internal static Fault SaturatedNotConverged(string group, int steps) => new(
        Text($"The means and covariances of incomplete rows did not converge in {steps} steps"), group, "too many answers are missing in some pairs of variables", "Take a variable out, or use complete rows (missing=listwise)");

    internal static Fault SingularMissing(string group) => new(
        "The covariance matrix of incomplete rows is not positive definite", group, "a variable does not vary, is a combination of others, or is never answered together with another", "Take it out of the model, or use complete rows (missing=listwise)");

    internal static Fault NotFinite(DefinedTerm term) => new($"'{term.Name} := {term.Text}' has no value", Place(term.Line, term.Column), "it divides by zero or takes the logarithm or root of a negative number at the estimates", "Define it otherwise");

    internal static Fault BootstrapNeedsClusters() => new("A bootstrap was asked for without clusters", "--bootstrap", "it draws whole communities from their roots", "Name the communities with --cluster; a column that numbers the rows draws rows");

    internal static Fault BootstrapMissing() => new("A bootstrap was asked for with FIML", "--bootstrap", "it draws communities from their moments, which need complete rows", "Leave missing=fiml out, or leave --bootstrap out: --cluster gives robust errors with FIML");

    internal static Fault FewCommunities(int communities, string group) => new(Text($"{communities} communities to draw from"), group, "a bootstrap needs at least ten", "Leave --bootstrap out: --cluster gives robust errors");

    internal static Fault MostDrawsFailed(int failed, int draws) => new(Text($"{failed} of {draws} bootstrap draws did not converge"), "--bootstrap", "intervals of the rest would mislead", "Simplify the model, or take robust errors instead");

    internal static Fault ManyVariables(int variables, int most) => new(Text($"{variables} observed variables"), "missing=fiml", Text($"patterns of missing answers are kept for up to {most}"), "Use complete rows (missing=listwise), or a smaller model");

    internal static Fault NothingAnswered() => new("No row answers any variable of the model", "", "there is nothing to estimate from", "Look whether the missing codes are right");

    internal static Fault NoMarker(string marker, ImmutableArray<string> factors) => new($"'{marker}' is no factor of the model", "marker", "the marker variable is measured by items of its own, as a factor of the model", Nearest.Suggest(marker, factors));

    internal static Fault OneFactor() => new("The model has one factor of observed items", "compare", "rivals merge factors, so there must be two", "Leave compare and bias out");

    private static string Place(int line, int column) => line == 0 ? "" : Text($"line {line}, column {column}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
