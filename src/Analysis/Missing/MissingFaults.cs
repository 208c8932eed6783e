namespace CoProduction.Analysis;

/// <summary>Texts of the errors and cautions of the review of missing values.</summary>
internal static class MissingFaults
{
    internal static Fault NoVariables(string text) => new("No variable is named", text, "missing values are counted by variable", "Write them as 'a + b + c', or . for all.");

    internal static Fault NoRows(string text) => new("There are no rows", text, "nothing can be missing from none", "Look at the file, or at the survey that is named.");

    internal static Fault FewShown(int shown) => new($"{shown} patterns to show", "patterns", "the map has at least one row", "Give 20 (default) or another whole number from 1.");

    internal static Label ManyPatterns() => new(
        "缺失模式过多，未做Little检验；请减少变量。", "Too many patterns of missing values for Little's test; name fewer variables.");

    internal static Label NothingToTest() => new(
        "没有可检验的：至少需要两个有变异的数值变量，且至少有一个缺失值。", "Little's test is not given: it needs two numeric variables that vary, and a missing value.");

    internal static Label EmNotConverged(int steps) => new(
        $"EM在{steps}步内未收敛，未给出Little检验；请减少变量或去掉大部分缺失的变量。", $"EM did not converge in {steps} steps, so Little's test is not given; name fewer variables, or drop those that are mostly missing.");

    internal static Label Collinear() => new(
        "有变量可由其他变量算出（或行数太少），协方差矩阵奇异，未给出Little检验；请去掉总分或重复的变量。",
        "A variable follows from the others, or rows are too few: the covariance is singular and Little's test is not given; drop totals and copies.");

    internal static Label Untested(string[] names) => new($"Little检验只用数值变量，未含：{string.Join("、", names)}。", $"Little's test takes numeric variables; without {string.Join(", ", names)}.");

    internal static Label Constant(string[] names) => new($"未参与Little检验（没有变异或全部缺失）：{string.Join("、", names)}。", $"Not in Little's test, constant or missing altogether: {string.Join(", ", names)}.");

    internal static Label Rejected() => new(
        "Little检验拒绝完全随机缺失：只用完整行的结果可能有偏，宜用多重插补（--impute）。",
        "Little's test rejects missing completely at random: estimates from complete rows may be biased; consider multiple imputation (--impute).");
}
