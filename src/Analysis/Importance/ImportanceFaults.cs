using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the faults of importance.</summary>
internal static class ImportanceFaults
{
    internal static Fault NoIntercept(string formula) => new("The formula has no intercept", formula, "R² is divided about the mean of the outcome", "Leave '- 1' or '+ 0' out.");

    internal static Fault Interaction(string formula, string term) =>
        new($"'{term}' is an interaction", formula, "it has no meaning without its parts, so not every order of entry is a model", "Leave it out, or make a product of centred variables with I() and read it as a predictor of its own.");

    internal static Fault Many(int predictors, int most) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{predictors} predictors"), "", string.Create(CultureInfo.InvariantCulture, $"the exact division fits 2^{predictors} models; it is made up to {most} predictors"),
            "Join predictors to scales, or use --method trees (exploratory) or ols with --set show=standardized.");

    internal static Fault Constant(string outcome) => new($"'{outcome}' does not vary", "", "there is no variance to divide", "Choose another outcome, or look at the missing codes.");

    internal static Fault NearlyCollinear(string term) =>
        new($"'{term}' is nearly a combination of the other terms", "", "the variance that they explain together cannot be divided with any digit left", "Drop it, or join it to a scale with them.");

    internal static Fault NoRowsKept() => new("A bootstrap of rows was asked for and the rows were not kept", "", "roots hold no rows", "Reduce with the rows, or name the communities, whose roots suffice.");

    internal static Fault OneCommunity() => new("A bootstrap of communities with one community", "", "drawing one of one gives the same each time", "Take in more communities, or leave --cluster out.");

    internal static Fault DrawsFailed(int failed, int draws) => new($"In {failed} of {draws} bootstrap draws the outcome does not vary", "", "an interval of the rest would be of other samples", "Take in more communities or rows.");

    internal static Label NotCausal() => new("重要性是解释方差的划分，不是因果效应；相关的预测变量互相分享贡献。", "Importance divides explained variance; it is no causal effect, and predictors that correlate share what they explain.");

    internal static Label Few(int communities) => new($"仅{communities}个社区：百分位区间偏窄。", $"{communities} communities: percentile intervals are too narrow below {LinearCautions.FewCommunities}.");

    internal static Label WeightedRows() => new("加权而未给出群：自助法把各行当作独立抽取。", "Weights without clusters: the bootstrap takes the rows as drawn independently.");
}
