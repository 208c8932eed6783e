using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of multiple imputation.</summary>
internal static class ImputationFaults
{
    /// <summary>Above this the chains are said not to have mixed.</summary>
    internal const double LargestShrink = 1.2;

    internal static Fault FewSets(int sets) => new($"{sets} imputed data set(s)", "--impute", "the spread between sets is what tells how uncertain the missing values are", "Give 20 or more; at least 2.");

    internal static Fault FewIterations(int rounds) => new($"{rounds} rounds of imputation", "impute.iterations", "a set is taken after at least one", "Give 10 (default) or more.");

    internal static Fault FewDonors(int donors) => new($"{donors} donors", "impute.donors", "predictive mean matching draws among the nearest rows", "Give 5 (default), or another whole number from 1.");

    internal static Fault FewerThanDonors(string name, int rows, int donors) =>
        new($"'{name}' has {rows} value(s) and {donors} donors are asked for", "", "each missing value is drawn among so many rows", $"Ask for fewer (--set impute.donors={Math.Max(1, rows / 2)}), or leave '{name}' out.");

    internal static Fault NoRows(ImmutableArray<string> needed) =>
        new("No row can be completed", "", $"every row lacks one of {string.Join(", ", needed.Select(name => $"'{name}'"))}, which are never imputed", "Look at these columns and at the missing codes.");

    internal static Fault UnknownKind(string name, IEnumerable<string> names) =>
        new($"There is no variable '{name}' to impute", "impute.kinds", "it is neither in the model nor in impute.also", Nearest.Suggest(name, names));

    internal static Fault NoKind(string name) => new($"'{name}' holds days and some are missing", "", "no model of days is offered", $"Turn '{name}' into a number before, or leave it out.");

    internal static Fault AllMissing(string name) => new($"'{name}' has no value at all", "", "there is nothing to learn its values from", $"Leave '{name}' out, or look at the missing codes.");

    internal static Fault ConstantTarget(string name) => new($"'{name}' has the same value in every row that has one", "", "its missing values could only be copies", $"Leave '{name}' out, or fill the value in by a rule of cleaning.");

    internal static Fault NormalCategory(string name) => new($"'{name}' is a category and 'normal' is asked for", "impute.kinds", "a normal draw is a number", $"Write impute.kinds={name}=logit, =ordered or =pmm.");

    internal static Fault NotTwoValues(string name, int values) => new($"'{name}' has {values} different values and 'logit' is asked for", "impute.kinds", "a logit model has two", $"Write impute.kinds={name}=ordered, =pmm or =normal.");

    internal static Fault ManyValues(string name, int values, int most, ImputationKind kind) => new(
        $"'{name}' has {values} different values and '{Word(kind)}' is {(kind == ImputationKind.Multinomial ? "its model" : "asked for")}", "impute.kinds", $"each has parameters of its own, at most {most}",
        kind == ImputationKind.Multinomial ? $"Merge rare values by a rule of cleaning, or leave '{name}' out." : $"Write impute.kinds={name}=pmm or =normal.");

    internal static Fault NumberWithoutOrder(string name) => new($"'{name}' holds numbers and 'multinomial' is asked for", "impute.kinds", "numbers have an order", $"Write impute.kinds={name}=ordered, =pmm or =normal; a code of categories is declared as a category.");

    internal static Fault FixedCategories(string name, ImputationKind kind) => new(
        $"'{name}' is to be imputed by {Word(kind)} with an intercept for each community", "impute.community", "a community whose values are all alike would have an intercept without end",
        $"Write --set impute.community=random, or impute.kinds={name}=pmm, which draws values that occur.");

    internal static Fault FewCommunities(string name, int communities) => new($"'{name}' has {communities} value(s)", "impute.within", "effects of communities need at least 3", "Write --set impute.community=none.");

    internal static Fault FewRows(int rows, int parameters) => new(
        $"{rows} rows with a value for {parameters} parameters", "", "no residual is left to draw from", "Name fewer variables (impute.also), leave the effects of communities out (impute.community=none), or drop the variable that is mostly missing.");

    internal static Fault NoPredictors(string name) => new($"Nothing predicts '{name}'", "", "every other variable is constant", "Name further variables (--set impute.also=a,b).");

    internal static Fault NotConverged(string name, ImputationKind kind) => new(
        $"The {Word(kind)} model of '{name}' did not converge", "", "its values do not decide it", $"Write --set impute.kinds={name}=pmm, or name fewer variables.");

    private static string Word(ImputationKind kind) => kind switch { ImputationKind.Logit => "logit", ImputationKind.Ordered => "ordered", _ => "multinomial" };

    internal static Fault UnequalTerms(string first, string other, int set) => new(
        $"The terms differ between completed data sets: {first} and {other}", $"set {set + 1}", "what is not the same quantity cannot be pooled", "Merge rare values of categories, or impute with more donors.");

    internal static Fault NothingToPool(string method) => new(
        $"'{method}' gives no standard errors", "--impute", "Rubin's rules combine estimates with their standard errors", "Use a method with standard errors, or leave --impute out.");

    internal static Label NotAPredictor(string name) => new($"插补未用{name}作预测变量（日期，或类别过多）。", $"'{name}' did not help to impute: it holds days, or too many values.");

    internal static Label LeftOut(string[] names) => new($"插补时曾去掉可由其他变量算出的列：{string.Join("、", names)}。", $"Left out of an imputation model as a combination of others: {string.Join(", ", names)}.");

    internal static Label ChainsApart(string[] names) => new(
        $"插补链尚未充分混合（R-hat > {LargestShrink:0.0}）：{string.Join("、", names)}；请增加impute.iterations。",
        FormattableString.Invariant($"The chains have not mixed (R-hat above {LargestShrink:0.0}): {string.Join(", ", names)}; raise impute.iterations."));

    internal static Label Transformed() => new(
        "公式含交互、平方或函数：插补模型只含各变量的主效应，这些项的系数会偏向零；请谨慎解读。",
        "The formula has interactions, powers or functions, and the imputation models have main effects only: such terms are pulled towards zero (von Hippel 2009).");

    internal static Label FewForMissing(int sets, double fraction) => new(
        $"缺失信息最多{fraction:0%}，{sets}套插补偏少；套数宜不少于该百分数。",
        FormattableString.Invariant($"Up to {fraction * 100:0} % of the information is missing and there are {sets} sets; take at least as many sets as per cent (White, Royston and Wood 2011)."));

    internal static Label NoCompleteFit() => new("完整行不足以估计模型，未给出对照。", "The complete rows alone do not carry the model; there is no comparison with them.");

    internal static Label Unpooled(string[] terms) => new($"没有标准误、只取平均的项：{string.Join("、", terms)}。", $"Averaged only, having no standard error: {string.Join(", ", terms)}.");
}
