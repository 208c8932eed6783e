using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of surveys.</summary>
internal static class SurveyFaults
{
    private const string Forms = "Write y ~ x1 + x2, ~ y1 + y2, mean(y), total(y), prop(kind), ratio(y, x), quantile(y, 0.25, 0.5) or table(kind, tenure); add | domain to all but the first and the last.";

    internal static Fault NoStatement(string text, IEnumerable<string> words) =>
        new($"'{text}' is not a question to a survey", "", "it is neither a formula nor one of " + string.Join(", ", words), Forms);

    internal static Fault GroupsInModel(string text) =>
        new("The formula has a random part or absorbed effects", text, "a survey-weighted model (svy) has none", "Use --method lmm or fe for them; for estimates by domain write mean(y) | domain.");

    internal static Fault Unclosed(string text) => new("A parenthesis is not closed", text, "the arguments end with ')'", Forms);

    internal static Fault AfterCall(string text, string rest) => new($"'{rest}' follows the question", text, "only | and the domain may", Forms);

    internal static Fault ArgumentCount(string text, string word, int fewest, int most) =>
        new($"{word}() has a wrong number of arguments", text, fewest == most ? $"it takes {fewest}" : $"it takes at least {fewest}", Forms);

    internal static Fault EmptyArgument(string text) => new("An argument is empty", text, "there is nothing to estimate", Forms);

    internal static Fault NotOneColumn(string text) =>
        new("An argument is not one variable", text, "operators between arguments would be read as terms of a model", "Put arithmetic inside I(), as in mean(I(a + b)), and separate variables by commas.");

    internal static Fault BadProbability(string text, string argument) =>
        new($"'{argument}' is not a probability", text, "quantiles are asked for by numbers from 0 to 1", "Write quantile(y, 0.25, 0.5, 0.75).");

    internal static Fault BadDomain(string text) => new("The domain is not a name", text, "behind | stand the fields whose values are the domains", "Write mean(y) | kind, or mean(y) | kind + tenure.");

    internal static Fault CrosstabInDomain(string text) => new("A table is asked for by domain", text, "its test is for the whole population", "Take in only the rows of the domain, or write prop(kind) | domain.");

    internal static Fault RatioOfCategories(string text) => new("A ratio is asked of a category", text, "both sides of a ratio are totals of numbers", "Make a column of 0 and 1, or use prop().");

    internal static Fault Jk1WithStrata() => new("The jackknife jk1 was asked for with strata", "", "it drops units as if they came from one stratum", "Use variance=jkn.");

    internal static Fault BrrWithoutStrata() => new("Balanced replicates (brr) were asked for without strata", "", "they take one of the two units of each stratum", "Name the strata, or use variance=jk1 or bootstrap.");

    internal static Fault BrrNeedsPairs(SampleUnits units, int stratum) =>
        new($"{StratumName(units, stratum)} has {units.Strata[stratum].Units} units", "", "balanced replicates (brr) need two units in every stratum", "Use variance=jkn or bootstrap, or form strata of two units.");

    internal static Fault FewDraws(int draws) => new($"{draws} bootstrap draws", "", $"a variance needs at least {SurveySpec.FewestDraws}", "Give --bootstrap 500.");

    internal static Fault ReplicatesOfAdjusted() =>
        new("Replicate weights were asked for together with adjusted weights", "", "every replicate would have to be adjusted anew, which is not done here", "Use variance=taylor: it takes the adjustment into account.");

    internal static Fault ReplicatesOfQuantiles() =>
        new("Replicate weights were asked for quantiles", "", "the jackknife of a quantile is inconsistent, and the others are not done here", "Use variance=taylor: Woodruff's interval.");

    internal static Fault TooManyUnits(int units) =>
        new($"Replicate weights were asked for {units:N0} units", "", $"their work grows with the square of the units, and {SurveySpec.MostReplicatedUnits:N0} is the most", "Use variance=taylor, or name the primary sampling units (--cluster).");

    internal static Fault NoReplicates(int replicates) =>
        new($"Fewer than two of {replicates} replicates have an answer", "", "what is estimated rests on one unit", "Use variance=taylor, or a wider domain.");

    internal static Fault LonelyUnit(SampleUnits units, int stratum) =>
        new($"{StratumName(units, stratum)} has one primary sampling unit only", "", "its variance cannot be estimated", "Merge it with a like stratum, or choose --set lonely=adjust (conservative), average, certainty or remove.");

    internal static Fault LonelyInReplicates(SampleUnits units, int stratum) =>
        new($"{StratumName(units, stratum)} has one primary sampling unit only", "", "the bootstrap draws n - 1 of n units in each stratum", "Merge it with a like stratum, or use variance=taylor with --set lonely=adjust.");

    internal static Fault OnlyLonelyUnits() => new("Every stratum has one primary sampling unit", "", "there is no other stratum whose variance could be averaged", "Merge strata, or choose --set lonely=adjust.");

    internal static Fault OneUnit(int units, int strata) =>
        new($"The sample has {units} primary sampling units in {strata} strata", "", "variance is estimated between units of a stratum, and no degree of freedom is left", "Name the field of the units (--cluster) and not of something larger, or merge strata.");

    internal static Fault NoWeight(string? field) => new(field is null ? "No row has a known stratum and unit" : $"No row has a weight ('{field}') above 0 and a known stratum and unit", "", "no row stands for anybody", "Name the columns of the weights, strata and clusters.");

    internal static Fault MissingFpc(string field, string stratum) =>
        new($"'{field}' is missing in a row{(stratum.Length > 0 ? $" of stratum '{stratum}'" : "")}", "", "the finite population of a stratum is one number", "Fill it in for every row.");

    internal static Fault BadFpc(string field, double value) => new($"'{field}' holds {Number(value)}", "", "a finite population is a number of units, or a share of them, above 0", "Correct it.");

    internal static Fault VaryingFpc(string field, string stratum, double first, double second) =>
        new($"'{field}' varies within {(stratum.Length > 0 ? $"stratum '{stratum}'" : "the sample, which has no strata")}: {Number(first)} and {Number(second)}", "", "the finite population of a stratum is one number", "Correct it, or name the strata it belongs to (--strata).");

    internal static Fault MixedFpc(string field) => new($"'{field}' holds numbers above 1 and below 1", "", "it is either the number of units in the population or the sampled share of them", "Use one of the two in every stratum.");

    internal static Fault SmallFpc(string field, string stratum, double population, int units) =>
        new($"'{field}' says {Number(population)} units{(stratum.Length > 0 ? $" in stratum '{stratum}'" : "")}, the sample has {units}", "", "a population is not smaller than its sample", "Give the number of primary sampling units of the stratum in the population, not of people.");

    internal static Fault ZeroBase(string term, IEnumerable<string> domain) =>
        new($"The total below the line of '{term}' is 0{(domain.Any() ? $" in {string.Join(", ", domain)}" : "")}", "", "a ratio to 0 has no value", "Leave the domain out, or name another denominator.");

    internal static Fault EmptyMargin(string text) => new("A row or a column of the table has no weight", text, "independence cannot be tested with it", "Leave rows of that value out.");

    internal static Fault EmptyCells(string text) => new("The table has too many empty cells", text, "the test's contrasts are not independent", "Merge values with few rows.");

    internal static Fault NoVariance(string text) => new("The table's shares do not vary between units", text, "the test compares with that variance", "Check the clusters and strata.");

    internal static Fault NotBinary(string outcome, double value) => new($"The outcome '{outcome}' holds {Number(value)}", "", "a logit model explains 0 and 1", "Recode it to 0 and 1, or use family=gaussian.");

    internal static Fault OneOutcome(string outcome, double value) => new($"The outcome '{outcome}' is {Number(value)} in every row", "", "there is nothing to explain", "Check the coding of the outcome.");

    internal static Fault NotConverged(string text) =>
        new("The logit model did not converge", text, "the terms separate 0 from 1 (nearly) completely, so a coefficient grows without end", "Drop or merge the term or level that has only one outcome.");

    internal static Label NearSeparation(long rows) => new(
        $"{rows}行的拟合概率几乎为0或1：各项近乎完全区分结果，系数与标准误不可靠。",
        $"{rows} rows have a fitted probability of nearly 0 or 1: the terms almost separate the outcomes, and coefficients and standard errors cannot be trusted.");

    internal static Label FewDegrees(double df) => new(
        $"设计自由度仅{Number(df)}：标准误很不稳定，区间依赖t分布。",
        $"{Number(df)} degrees of freedom of the design: the standard errors themselves are very uncertain.");

    internal static Label FewUnits(int units) => new(
        $"仅{units}个初级抽样单元：少于{LinearCautions.FewCommunities}个时，线性化与重复权重的区间偏窄。模型宜以--method ols的CR2（Satterthwaite自由度）或野聚类自助法复核；均值可写作 y ~ 1。",
        $"{units} primary sampling units: intervals by linearisation and by replicates are too narrow below {LinearCautions.FewCommunities}. Check a model by --method ols with CR2 (Satterthwaite degrees of freedom) or the wild cluster bootstrap; a mean is y ~ 1 there.");

    internal static Label UnequalUnits(double variation) => new(
        string.Create(CultureInfo.InvariantCulture, $"初级抽样单元规模很不均衡（规模变异系数{variation:0.00}）：区间偏窄。模型宜以--method ols的CR2（Satterthwaite自由度）或野聚类自助法复核；均值可写作 y ~ 1。"),
        string.Create(CultureInfo.InvariantCulture, $"The primary sampling units are very unequal (coefficient of variation of their sizes {variation:0.00}): intervals are too narrow. Check a model by --method ols with CR2 (Satterthwaite degrees of freedom) or the wild cluster bootstrap; a mean is y ~ 1 there."));

    internal static Label NoDegrees(int estimates) => new(
        $"{estimates}个估计没有自由度（所有行来自一个抽样单元，或项数过多），不给区间。",
        $"{estimates} estimates have no degrees of freedom (their rows are of one unit a stratum, or the terms are too many): no interval is given.");

    internal static Label AtBound(int estimates, string interval) => new(
        $"{estimates}个比例为0或1，方差无从估计：区间为{interval}，以Kish有效样本量计算。",
        $"{estimates} proportions are 0 or 1 and show no variance: their interval is {interval} at Kish's effective number of rows.");

    internal static Label LostReplicates(int lost) => new($"{lost}个重复权重没有估计，已舍去。", $"{lost} replicates had no answer and were left out.");

    internal static Label FpcDropped() => new("重复权重不计有限总体修正：标准误偏保守。", "These replicate weights leave the finite population out: standard errors are conservative.");

    internal static Label RepeatedUnits(int units) => new(
        $"{units}个抽样单元编号出现在多个层中，各层内视为不同单元。",
        $"{units} keys of sampling units occur in several strata and count as a unit in each.");

    private static string StratumName(SampleUnits units, int stratum) => units.Strata[stratum].Key is { Length: > 0 } key ? $"Stratum '{key}'" : "The sample";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
