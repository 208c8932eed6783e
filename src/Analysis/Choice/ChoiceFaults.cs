using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of choice models.</summary>
internal static partial class ChoiceFaults
{
    internal static Fault UnknownErrors(string name) => new(
        $"Choice models have no errors '{name}'", "--vcov", "their scores have no leverages to adjust by", $"{Nearest.Suggest(name, ChoiceErrors.Asked.Select(kind => kind.Name))} With sampling weights or strata they are linearised and --vcov is left out.");

    internal static Fault OutcomeNotPlain(string outcome, ChoiceFamily family) => new(
        $"The outcome '{outcome}' is computed", "", $"{family.Method()} explains the values of one field", "Name the field itself, or make the outcome as a column first.");

    internal static Fault Groups(string formula, ChoiceFamily family) => new(
        "The formula has a random part or absorbed effects", formula, $"{family.Method()} has none", "Drop the part behind '|' and name the communities by --cluster; or add factor(community) as a term.");

    internal static Fault NoIntercept(ChoiceFamily family) => new(
        "The formula takes the intercept away", "", family.IsOrdered() ? "thresholds stand in its place" : "the dispersion is a constant beside it", "Leave -1 or 0 + out of the formula.");

    internal static Fault NotOrdered(ChoiceFamily family, string setting) => new(
        $"'{setting}' was asked of {family.Method()}", $"--set {setting}", "proportional odds are an assumption of ordered models", "Leave it out, or use --method ologit.");

    internal static Fault BrantOfProbit() => new("Brant's test was asked of oprobit", "--set brant", "it compares logit models of y > j", "Use --method ologit, or fit --set nominal=… and compare the log-likelihoods.");

    internal static Fault BrantOfNominal() => new("Brant's test was asked together with nominal terms", "--set brant", "it tests the model without them", "Ask for one of the two.");

    internal static Fault BrantOfDesign() => new(
        "Brant's test was asked of a sample with clusters, strata or weights", "--set brant", "its covariance of the separate models supposes independent rows", "Fit --set nominal=… on the same design and read the differences of the coefficients between thresholds.");

    internal static Fault BrantOfTwo() => new("Brant's test was asked of an outcome of two categories", "--set brant", "with one threshold there is nothing to compare", "Leave it out.");

    internal static Fault BrantOfNothing() => new("Brant's test was asked of a model without terms", "--set brant", "there is no coefficient to compare", "Leave it out, or add terms.");

    internal static Fault BrantSingular() => new("Brant's test cannot be computed", "--set brant", "the differences of the separate logit models have a singular covariance, since some cells are almost empty", "Join small categories, or compare with --set nominal=….");

    internal static Fault OffsetOfCategories() => new("An offset was given to mlogit", "--set offset", "each category would need one of its own", "Leave it out; offsets belong to poisson, negbin, logit, probit, ologit and oprobit.");

    internal static Fault CategoriesOfCount(ChoiceFamily family) => new($"Categories were named for {family.Method()}", "--set levels", "its outcome is a count", "Leave levels out, or use --method ologit or mlogit.");

    internal static Fault BaseOf(ChoiceFamily family) => new($"A base category was named for {family.Method()}", "--set base", "only mlogit compares each category with one", "Leave base out; the order of categories is given by levels.");

    internal static Fault RepeatedWithoutWeights() => new("weights=frequency was set without weights", "--set weights", "there is nothing to repeat", "Name the field by --weights.");

    internal static Fault RepeatedInDesign() => new(
        "Frequency weights were given together with strata or a finite population", "--set weights", "a designed sample has one row a person", "Repeat the rows, or leave weights=frequency out if the weights are sampling weights.");

    internal static Fault ErrorsOfDesign(ChoiceErrors asked) => new(
        $"{asked.Name} was asked of a sample with sampling weights, strata or a finite population", "--vcov", "it would ignore the design; these errors are linearised over the sampling units",
        "Leave --vcov out; if the weights count equal rows, --set weights=frequency.");

    internal static Fault ErrorsWithoutClusters(ChoiceErrors asked) => new($"{asked.Name} was asked for without clusters", "--vcov", "it sums the scores of each cluster", "Name their column with --cluster, or ask for --vcov classical or HC1.");

    internal static Fault RowErrorsOfClusters(ChoiceErrors asked) => new($"{asked.Name} was asked for with clusters", "--vcov", "it takes rows as independent", "Ask for CR1, or leave --cluster out.");

    internal static Fault NotWhole(string field, double weight) => new(
        string.Create(CultureInfo.InvariantCulture, $"The frequency weight {weight:R} is no whole number"), field, "it counts equal rows", "Correct it; if the weights are sampling weights, leave --set weights=frequency out.");

    internal static Fault NotCount(string field, double value) => new(
        string.Create(CultureInfo.InvariantCulture, $"The outcome '{field}' has the value {value:R}"), field, "a count is a whole number, 0 or more", "Correct it; for a rate give the count as outcome and --set offset=log(exposure).");

    internal static Fault CountHasTexts(string field) => new($"The outcome '{field}' holds texts", field, "a count is a number", "Name the texts as missing (--missing), or use --method mlogit.");

    internal static Fault OrderUnknown(string field, ImmutableArray<string> found) => new(
        $"The categories of '{field}' are texts: {Listed(found)}", field, "their order is not in the file, and alphabetical order would be a guess", $"Name it, the lowest first: --set \"levels={string.Join(", ", found)}\".");

    internal static Fault UnlistedCategory(string field, string category, ImmutableArray<string> asked) => new(
        $"'{field}' has the category '{category}'", "--set levels", "it is not among those named", $"{Nearest.Suggest(category, asked)} Add it to levels, or name it as missing (--missing).");

    internal static Fault EmptyCategory(string field, string category) => new(
        $"No row has '{field}' = '{category}'", "--set levels", "an empty category has no threshold and no equation", "Leave it out of levels, or join it with its neighbour.");

    internal static Fault Categories(string field, ImmutableArray<string> found, ChoiceFamily family) => new(
        string.Create(CultureInfo.InvariantCulture, $"'{field}' has {found.Length} {(found.Length == 1 ? "category" : "categories")} in the rows used: {Listed(found)}"), field, family.IsBinary() ? $"{family.Method()} explains which of two it is" : "nothing is to be explained",
        family.IsBinary() && found.Length > 2 ? "Use --method ologit for ordered categories and mlogit for others, or recode to 0 and 1." : "Check the filter and the codes of missing values.");

    internal static Fault UnknownReference(string asked, ImmutableArray<string> found) => new($"There is no category '{asked}'", "--set base", "the base is one of the outcome's categories", Nearest.Suggest(asked, found));

    internal static Fault ConstantCount(string field, double value) => new(
        string.Create(CultureInfo.InvariantCulture, $"'{field}' is {value:R} in every row used"), field, "nothing is to be explained", "Check the filter and the codes of missing values.");

    internal static Fault TooFewRows(long rows, int parameters, long incomplete) => new(
        string.Create(CultureInfo.InvariantCulture, $"{rows} complete rows for {parameters} parameters"), "", string.Create(CultureInfo.InvariantCulture, $"a model needs more rows than parameters; {incomplete} rows are incomplete"), "Drop terms or join categories.");

    internal static Fault Separated(ImmutableArray<string> terms, bool complete, ChoiceFamily family) => new(
        $"{(terms.Length == 1 ? $"The term {terms[0]} separates" : $"The terms {string.Join(", ", terms)} together separate")} the outcomes {(complete ? "completely" : "in part (quasi-complete separation)")}", terms[0],
        family.IsCount() ? "where it applies every count is 0, so its coefficient runs to infinity" : "some outcomes follow from it without error, so its coefficient runs to infinity and has no estimate",
        "Drop the term, join its category with another, or report the table of the term by the outcome instead.");

    internal static Fault NotConverged(ChoiceFamily family, int steps) => new(
        string.Create(CultureInfo.InvariantCulture, $"{family.Method()} did not settle in {steps} steps"), "", "the likelihood has no clear maximum for this model and these rows", "Drop terms, scale variables of very large values, or use a simpler model.");

    internal static Fault NotOverdispersed() => new("The counts vary no more than Poisson counts do", "", "θ of a negative binomial runs to infinity", "Use --method poisson.");

    internal static Fault NegativeProbabilities(long rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"The thresholds cross for {rows} rows: fitted probabilities would be negative there"), "--set nominal", "a coefficient at each threshold does not keep them in order", "Leave a term out of nominal, or use --method mlogit.");

    internal static Fault NegativeProbabilities() => new(
        "The thresholds run into each other: fitted probabilities would be negative", "--set nominal", "a coefficient at each threshold does not keep them in order", "Leave a term out of nominal, or use --method mlogit.");

    internal static Fault UnknownNominal(string term, ImmutableArray<string> terms) => new($"There is no term '{term}'", "--set nominal", "nominal terms are terms of the formula", Nearest.Suggest(term, terms));

    internal static Fault BadOffset(string offset) => new($"The offset '{offset}' is not one column of numbers", "--set offset", "it is added to the linear predictor of each row", "Give a field or its function, such as log(households).");

    internal static Fault FewClusters(int clusters) => new(string.Create(CultureInfo.InvariantCulture, $"Errors by cluster of {clusters} cluster"), "--cluster", "at least two clusters are needed", "Name another field, or ask for --vcov classical.");

    internal static Fault NoDf(double df, int parameters) => new(
        string.Create(CultureInfo.InvariantCulture, $"The design leaves {df} degrees of freedom for {parameters} parameters"), "", "units less strata, plus 1, less the parameters must be above 0", "Drop terms, or join strata.");

    internal static Fault NoSuchVariable(string setting, string name, IEnumerable<string> known) => new($"The formula has no variable '{name}'", $"--set {setting}", "effects and predictions are of its variables", Nearest.Suggest(name, known));

    internal static Fault NoSuchValue(string name, string value, ImmutableArray<string> levels) => new(
        $"'{value}' is no value of '{name}'", "--set at", levels.IsEmpty ? "it is a number" : "it is a category", levels.IsEmpty ? $"Write {name}=3." : Nearest.Suggest(value, levels));

    internal static Fault GroupedFunctions(string setting) => new($"'{setting}' was asked of a formula with functions by group", $"--set {setting}", "a representative person belongs to no group", "Leave it out, or make the group's mean a column first.");

    internal static Label Separation(long rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"有{rows}行的拟合概率几乎为0或1，请检查是否存在近似完全分离。"), string.Create(CultureInfo.InvariantCulture, $"{rows} rows have a fitted probability within 1e-6 of 0 or 1: look for near separation."));

    internal static Label Overdispersed(double ratio) => new(
        string.Create(CultureInfo.InvariantCulture, $"计数过度离散：皮尔逊卡方与自由度之比为{ratio:0.00}，泊松模型的标准误偏小；请改用negbin或稳健标准误。"),
        string.Create(CultureInfo.InvariantCulture, $"The counts are overdispersed: Pearson's chi-squared is {ratio:0.00} times its degrees of freedom, so that Poisson errors are too small; use negbin, or errors by row or cluster."));

    internal static Label FewClustersCaution(int clusters) => new(
        string.Create(CultureInfo.InvariantCulture, $"仅{clusters}个聚类：少于{LinearCautions.FewCommunities}个时，聚类稳健与线性化的区间偏窄。"),
        string.Create(CultureInfo.InvariantCulture, $"{clusters} clusters: intervals by cluster are too narrow below {LinearCautions.FewCommunities}."));

    internal static Label UnequalClusters(double variation) => new(
        string.Create(CultureInfo.InvariantCulture, $"聚类规模很不均衡（规模变异系数{variation:0.00}）：区间偏窄。"),
        string.Create(CultureInfo.InvariantCulture, $"The clusters are very unequal (coefficient of variation of their sizes {variation:0.00}): intervals are too narrow."));

    internal static Label Small(string category, long rows) => new(
        string.Create(CultureInfo.InvariantCulture, $"类别“{category}”只有{rows}行，其阈值与系数不稳定。"), string.Create(CultureInfo.InvariantCulture, $"The category '{category}' has {rows} rows only: what is said of it is unstable."));

    private static string Listed(ImmutableArray<string> texts) => string.Join(", ", texts.Take(5).Select(text => $"'{text}'")) + (texts.Length > 5 ? " …" : "");
}
