using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Texts of the faults of trees.</summary>
internal static class TreesFaults
{
    internal static Fault Interaction(string formula, string term) => new($"'{term}' is an interaction", formula, "trees find interactions by themselves, and its importance could not be told from that of its parts", "Name the variables, joined by +.");

    internal static Fault BadSetting(TreesSpec spec) => new(
        string.Create(CultureInfo.InvariantCulture, $"folds={spec.Folds}, trees={spec.Count}, leaves={spec.Leaves}, minimum={spec.RowsOfLeaf}, permutations={spec.Permutations}, rate={spec.Rate:R}"), "--set",
        "there are at least 2 folds, 1 tree, 2 leaves, 1 row a leaf and 1 permutation, and the rate is above 0 and at most 1", "Leave the setting out for its default");

    internal static Fault FewCommunities(int communities, int folds) => new(string.Create(CultureInfo.InvariantCulture, $"{communities} communities for {folds} folds"), "--cluster",
        "each fold leaves whole communities out, so that the error is that in communities never seen", communities < 2 ? "Name a field with at least two communities." : string.Create(CultureInfo.InvariantCulture, $"Set folds={communities} or fewer."));

    internal static Fault FewRows(long rows, int needed) => new(string.Create(CultureInfo.InvariantCulture, $"{rows} complete rows"), "", string.Create(CultureInfo.InvariantCulture, $"trees with these leaves and folds need at least {needed}"), "Use --method ols or lmg, or set fewer leaves or a smaller minimum.");

    internal static Fault Constant(string outcome) => new($"'{outcome}' does not vary", "", "there is nothing to predict", "Choose another outcome, or look at the missing codes.");

    internal static Label Exploratory() => new(
        "探索性：提升树不作推断，没有p值与置信区间；重要性与依赖曲线描述预测，不是效应，需用事先写定的模型在新数据上检验。",
        "Exploratory: boosted trees give no inference, no p values and no intervals; importance and dependence describe a prediction, not an effect, and must be tested on new rows by a model written down beforehand.");

    internal static Label NoBetter() => new("留出社区上，提升树并不优于线性模型：没有可见的非线性或交互作用，请用线性模型。", "On communities left out the trees predict no better than the linear model: nothing speaks for bends or interactions; use the linear model.");

    internal static Label Worthless() => new("留出社区上，提升树不优于均值：重要性与依赖曲线没有意义。", "On communities left out the trees predict no better than the mean: their importances and dependences mean nothing.");
}
