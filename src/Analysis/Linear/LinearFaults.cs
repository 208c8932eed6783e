using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of formulas, designs, roots and linear models.</summary>
internal static partial class LinearFaults
{
    private const string Language = "Operators: + - * / : ^ and parentheses; -1 takes the intercept away.";

    internal static Fault NoOutcome(string formula) =>
        new("The formula has no outcome", Place(formula, 0), "a model explains one variable by others", "Write it as 'outcome ~ term + term'.");

    internal static Fault BadCharacter(string formula, int at) =>
        new($"'{Letter(formula, at)}' cannot stand in a formula", Place(formula, at), "it is neither part of a name nor an operator",
            $"{Language} Put a name with other characters in backticks: `{Letter(formula, at)}…`.");

    internal static Fault OpenBacktick(string formula, int at) =>
        new("A backtick opens a name and none closes it, or the name is empty", Place(formula, at), "a quoted name needs a backtick on both sides", "Close the name with a backtick.");

    internal static Fault BadNumber(string formula, Token token) =>
        new($"'{token.Text}' is not a number", Place(formula, token.At), "a word that begins with a digit is read as a number",
            $"Write a number such as 1.5 or 1e3; put a name that begins with a digit in backticks: `{token.Text}`.");

    internal static Fault Unexpected(string formula, Token found, string wanted) =>
        new(found.Kind == TokenKind.End ? "The formula ends too early" : $"'{found.Text}' is unexpected", Place(formula, found.At), $"here {wanted} must follow", Language);

    internal static Fault DotTerm(string formula, int at) =>
        new("'.' as a term is not supported", Place(formula, at), "it would mean every other column, whatever the file holds", "Name the terms, joined by +.");

    internal static Fault RandomTakenAway(string formula, int at) =>
        new("A random part is taken away", Place(formula, at), "it is not one of the fixed terms", "Drop it from the formula.");

    internal static Fault NothingVaries(string formula, int at) =>
        new("A random part has no term", Place(formula, at), "nothing would vary between the groups", "Write (1 | group) for the intercept, or (1 + x | group) for a slope too.");

    internal static Fault BarInside(string formula, int at) =>
        new("'|' cannot stand inside a function", Place(formula, at), "it separates what varies from the groups", "Write the random part as a term of its own: + (1 | group).");

    internal static Fault RandomEffect(string formula) =>
        new("The formula has a random part or absorbed effects", formula, "ordinary least squares (ols) has none",
            "Use --method lmm for (1 | group), --method fe for 'y ~ x | group'; or drop the part behind '|' and ask for CR2 errors by --cluster.");

    internal static Fault UnknownFunction(string formula, CallExpression call) =>
        new($"The function '{call.Function}' is not supported in a formula", Place(formula, call.At), "it is not among those with known constants and names",
            $"{Nearest.Suggest(call.Function, Functions.All.Select(shape => shape.Name))} Compute anything else as a column first.");

    internal static Fault OneArgument(string formula, int at) =>
        new("A function has a second argument", Place(formula, at), "functions in a formula take one", "Drop it; for another base of the logarithm use log2 or log10.");

    internal static Fault NumberAsTerm(string formula, NumberExpression number) =>
        new($"'{Deparser.Number(number.Value)}' cannot be a term", Place(formula, number.At), "only 0 and 1 stand alone, for the intercept", "Put arithmetic inside I(), as in I(x/100).");

    internal static Fault BadPower(string formula, int at) =>
        new("'^' needs a whole number from 1 to 64", Place(formula, at), "between terms it means interactions up to that order", "For a power of a variable write I(x^2).");

    internal static Fault FactorInside(string formula, int at) =>
        new("A category takes one plain variable and stands alone", Place(formula, at), "a category has no arithmetic", "Write factor(g) or C(g, sum), or make the category as a column first.");

    internal static Fault InteractionInside(string formula, int at) =>
        new("':' cannot stand inside a function", Place(formula, at), "there it would be R's sequence operator", "For a product write I(a * b), for an interaction a:b outside the function.");

    internal static Fault OutcomeAmongTerms(string outcome, string formula) =>
        new($"The outcome '{outcome}' is also a term", formula, "a variable cannot explain itself", $"Drop '{outcome}' from the right side.");

    internal static Fault NoTerms(string formula) =>
        new("The formula leaves no term", formula, "there is nothing to estimate", "Keep the intercept or name a term.");

    internal static Fault UnknownVariable(string formula, NameExpression name, IEnumerable<string> known) =>
        new($"There is no variable '{name.Name}'", Place(formula, name.At), "the rows do not carry it", Nearest.Suggest(name.Name, known));

    internal static Fault CategoryInArithmetic(string name, string expression, string formula) =>
        new($"'{name}' in '{expression}' is a category", formula, "arithmetic and outcomes need numbers", $"Use '{name}' as a term of its own, or recode it to numbers.");

    internal static Fault LevelsUnknown(string name, string column) =>
        new($"The levels of '{name}' are not known", "", "its columns cannot be named before the rows are read", $"Pass a Variable with the levels in order under the name 'factor({column})'.");

    internal static Fault OneLevel(string name, string level) =>
        new($"'{name}' has one level only, '{level}'", "", "a contrast compares at least two", $"Drop '{name}' from the formula, or take in rows of another level.");

    internal static Fault UnknownLevel(string name, string level, ImmutableArray<string> levels) =>
        new($"'{name}' has the undeclared level '{level}'", "", "its column was not planned", Nearest.Suggest(level, levels));

    internal static Fault NotNumeric(Column column) =>
        new($"'{column.Name}' holds no numbers", "", "it is used as a number, in the formula or as weights", $"Name a column of numbers; a category is written factor({column.Name}), from code with its levels declared.");

    internal static Fault NotKeys(Column column) =>
        new($"'{column.Name}' ({column.GetType().Name}) cannot name categories or communities", "", "keys are categories, texts or whole numbers", "Load the column as text.");

    internal static Fault NegativeWeight(double weight) =>
        new($"A weight is {Number(weight)}", "", "a row cannot count less than nothing", "Correct the weight; 0 leaves a row out.");

    internal static Fault NotFinite(string label, double value) =>
        new($"'{label}' is {Number(value)} in a row that is otherwise complete", "", "such a value has no place in a sum", "Correct the value, mark it missing, or choose a transformation defined there, such as log1p.");

    internal static Fault ValuesTooLarge() =>
        new("The squares of the values exceed what a number can hold", "", "lengths above 1e154 cannot be squared", "Divide the largest variable, for example I(x/1e6).");

    internal static Fault NotARoot(int columns) =>
        new($"The values are not a root of {columns} columns", "", "a root is finite, upper triangular, its diagonal not negative", "Reduce the rows again.");

    internal static Fault LabelsDiffer(ImmutableArray<string> left, ImmutableArray<string> right) =>
        new($"Roots of different columns cannot be merged: ({string.Join(", ", left)}) and ({string.Join(", ", right)})", "", "values of one column would be added to another's",
            "Reduce both by the same formula, or Select the same columns in the same order first.");

    internal static Fault UnknownTerm(string label, ImmutableArray<string> labels) =>
        new($"There is no column '{label}'", "", "the root does not carry it", Nearest.Suggest(label, labels));

    internal static Fault NotGrouped(string field, IEnumerable<string> fields) =>
        new($"The roots are not grouped by '{field}'", "", "the rows were reduced without it", Nearest.Suggest(field, fields));

    internal static Fault NoRows(long read, long incomplete) =>
        read > incomplete
            ? new($"No row has a weight above 0: {read} read, {incomplete} with a missing value, {read - incomplete} of weight 0", "", "a row of weight 0 is left out", "Look at the column of the weights.")
            : new($"No row is complete: {read} read, {incomplete} with a missing value", "", "a model needs rows", "Look at the missing codes, or drop the variable that is missing everywhere.");

    internal static Fault OtherFormula(string asked, string reduced) =>
        new($"The statistics are of '{reduced}', the model is '{asked}'", "", "their columns differ", "Reduce the rows by the formula of the model.");

    internal static Fault TooFewRows(long rows, int terms, long incomplete) =>
        new($"{rows} complete rows for {terms} terms ({incomplete} rows left out as incomplete)", "", "no row is left to judge the error by", "Drop terms, or look at the missing values.");

    internal static Fault Collinear(ImmutableArray<(string Term, ImmutableArray<string> Others)> found) =>
        new(string.Join("; ", found.Select(Collinear)), "", "their coefficients cannot be told apart", $"Drop {string.Join(", ", found.Select(entry => $"'{entry.Term}'"))} from the formula.");

    internal static Fault UnknownVcov(string name) =>
        new($"There is no covariance '{name}'", "", "it is not among the tested ones", Nearest.Suggest(name, Vcov.All.Select(kind => kind.Name)));

    internal static Fault BadLevel(double level) =>
        new($"The level {Number(level)} is not between 0 and 1", "", "it is the share of intervals that cover the truth", "Give 0.95 for a 95 % interval.");

    internal static Fault NoClusterColumn(Vcov vcov) =>
        new($"{vcov.Name} was asked for and no community was named", "", "the errors are robust by community", "Name the column of the communities (--cluster), or use classical.");

    internal static Fault TooFewCommunities(Vcov vcov, int communities) =>
        new($"{vcov.Name} with {communities} community", "", "the variance between communities needs at least two", "Use classical, or take in more communities.");

    internal static Fault BetaNotConverged(double a, double b, double x) =>
        new($"The incomplete beta function did not converge at a = {Number(a)}, b = {Number(b)}, x = {Number(x)}", "", "its continued fraction is too long there", "Report these numbers as a fault of the platform.");

    internal static Fault GammaNotConverged(double a, double x) =>
        new($"The incomplete gamma function did not converge at a = {Number(a)}, x = {Number(x)}", "", "its series is too long there", "Report these numbers as a fault of the platform.");

    internal static Label FewCommunities(Vcov vcov, int communities) => new(
        $"仅{communities}个社区：少于{LinearCautions.FewCommunities}个时{vcov.Name}区间偏窄。宜用CR2（Satterthwaite自由度）或野聚类自助法。",
        $"{communities} communities: {vcov.Name} intervals are too narrow below {LinearCautions.FewCommunities}. Use CR2 with Satterthwaite degrees of freedom, or the wild cluster bootstrap.");

    internal static Label FewOfTwoWays(Vcov vcov, int groups) => new(
        $"两个聚类方向中较少的一个仅{groups}组：少于{LinearCautions.FewCommunities}组时{vcov.Name}区间偏窄。CR2与野聚类自助法只用一个方向：宜按组数较少的方向单独聚类再核对。",
        $"{groups} groups in the smaller of the two ways: {vcov.Name} intervals are too narrow below {LinearCautions.FewCommunities}. CR2 and the wild cluster bootstrap take one way: check by clustering on the smaller way alone.");

    internal static Label SingleRespondents(int single, int communities) => new(
        $"{communities}个社区中有{single}个只有一位受访者：它们不能说明同一社区内答复有多相似。",
        $"{single} of {communities} communities have a single respondent: they say nothing of how alike answers within a community are.");

    internal static Label FewerCommunitiesThanTerms(Vcov vcov, int communities, int terms) => new(
        $"{communities}个社区、{terms}个项：{vcov.Name}协方差矩阵是奇异的，不能对全部项做联合检验。",
        $"{communities} communities for {terms} terms: the {vcov.Name} covariance is singular, tests of all terms together are impossible.");

    internal static Label ExactFit() => new("各项与结果完全吻合：标准误与t值只是舍入噪声。", "The terms fit the outcome exactly: standard errors and t statistics are rounding noise.");

    private static string Collinear((string Term, ImmutableArray<string> Others) entry) =>
        entry.Others.IsEmpty ? $"'{entry.Term}' is zero in every row" : $"'{entry.Term}' is a combination of {string.Join(", ", entry.Others.Select(other => $"'{other}'"))}";

    private static string Place(string formula, int at) => $"position {at + 1} of '{formula}'";

    private static string Letter(string formula, int at) => char.IsHighSurrogate(formula[at]) && at + 1 < formula.Length ? formula.Substring(at, 2) : formula[at].ToString();

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
