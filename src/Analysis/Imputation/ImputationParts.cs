using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>The tables of a pooled model, and the words for how the sets were made.</summary>
internal static class ImputationParts
{
    private const int MostRounds = 10;

    internal static ImmutableArray<FitPart> Of(PooledFit fit) => [Pooling(fit), Imputed(fit.Imputations), .. fit.CompleteRows is { } alone ? [Beside(fit, alone)] : Array.Empty<FitPart>(), Chains(fit.Imputations)];

    internal static string Words(Imputations imputations)
    {
        var spec = imputations.Spec;
        string kinds = string.Join(", ", imputations.Variables.Select(variable => variable.Kind).Distinct().Order().Select(kind => Word(kind, spec)));
        string communities = spec.UsedEffect switch
        {
            CommunityEffect.Fixed => $", an intercept for each {spec.Within}",
            CommunityEffect.Random => $", normal random intercepts of {spec.Within} with one residual variance",
            _ => "",
        };
        return string.Create(CultureInfo.InvariantCulture, $"pooled over {spec.Sets} imputations by chained equations ({kinds}{communities}; {spec.Iterations} rounds) by Rubin's rules, df of Barnard and Rubin (1999)");
    }

    internal static string Name(ImputationKind kind, ImputationSpec spec) => (kind, Latent(spec)) switch
    {
        (ImputationKind.Pmm, _) => "pmm",
        (ImputationKind.Normal, _) => "normal",
        (ImputationKind.Logit, var latent) => latent ? "probit" : "logit",
        (ImputationKind.Ordered, var latent) => latent ? "ordered probit" : "ordered",
        (_, var latent) => latent ? "multinomial probit" : "multinomial",
    };

    private static bool Latent(ImputationSpec spec) => spec.UsedEffect == CommunityEffect.Random;

    private static string Word(ImputationKind kind, ImputationSpec spec) => (kind, Latent(spec)) switch
    {
        (ImputationKind.Pmm, _) => string.Create(CultureInfo.InvariantCulture, $"predictive mean matching type 1, {spec.Donors} donors"),
        (ImputationKind.Normal, _) => "normal draws",
        (ImputationKind.Logit, false) => "logit with augmentation",
        (ImputationKind.Ordered, false) => "proportional odds with augmentation",
        (_, false) => "multinomial logit with augmentation",
        (ImputationKind.Logit, true) => "probit, latent variables by Gibbs steps of Albert and Chib (1993)",
        (ImputationKind.Ordered, true) => "ordered probit, latent variables by Gibbs steps of Albert and Chib (1993)",
        (_, true) => "multinomial probit with independent errors, latent variables by Gibbs steps of Albert and Chib (1993)",
    };

    private static FitPart Pooling(PooledFit fit) => new("pooling", new("合并：组内、组间方差与缺失信息", "Pooling: variances within and between, missing information"),
        [
            Text("term", "变量", "Term"), Number("within", "组内方差", "Within", 6), Number("between", "组间方差", "Between", 6), Number("increase", "方差相对增量", "Relative increase"),
            Number("lambda", "缺失所致方差占比", "Share of variance"), Number("fmi", "缺失信息比例", "Missing information"), Number("df_complete", "完整数据自由度", "df, complete", 1),
        ],
        [.. fit.Terms.Select(term => ImmutableArray.Create<PartValue>(term.Term, term.Within, term.Between, term.Increase, term.Share, term.Fraction, term.DfComplete))]);

    private static FitPart Imputed(Imputations imputations) => new("imputation", new("插补的变量", "Imputed variables"),
        [
            Text("variable", "变量", "Variable"), Text("kind", "方法", "Kind"), new("imputed", new("插补值数", "Imputed"), MeasureKind.People, 0),
            Number("observed_mean", "现有值均值", "Mean of values"), Number("imputed_mean", "插补值均值", "Mean of imputed"), Number("rhat", "R-hat", "R-hat"),
        ],
        [.. imputations.Variables.Select(variable => ImmutableArray.Create<PartValue>(variable.Name, Name(variable.Kind, imputations.Spec), variable.Missing, Ordered(variable, variable.ObservedMean), Ordered(variable, variable.ImputedMean), variable.Shrink))])
    {
        People = [.. imputations.Variables.Select(variable => (long)Math.Min(variable.Missing, variable.Observed))],
    };

    // A mean of codes without order says nothing.
    private static double? Ordered(VariableImputation variable, double mean) => variable.Kind == ImputationKind.Multinomial ? null : mean;

    private static FitPart Beside(PooledFit fit, IModelFit alone)
    {
        var known = alone.Tidy().DistinctBy(row => row.Term).ToDictionary(row => row.Term, StringComparer.Ordinal);
        return new FitPart("complete_rows", new("与只用完整行的结果对照", "Beside the complete rows alone"),
            [Text("term", "变量", "Term"), Number("pooled", "插补后", "Pooled"), Number("pooled_se", "标准误", "Std. error"), Number("complete", "完整行", "Complete rows"), Number("complete_se", "标准误", "Std. error")],
            [.. fit.Tidy().Select(row => known.GetValueOrDefault(row.Term) is var other ? ImmutableArray.Create<PartValue>(row.Term, row.Estimate, row.StdError, other?.Estimate, other?.StdError) : [])])
        {
            // Both sides together tell of the rows that are complete and of those that are not.
            People = [.. fit.Tidy().Select((_, row) => Math.Min(fit.PeopleBehind(row), fit.Rows == alone.Rows ? alone.Rows : Math.Min(alone.Rows, Math.Abs(fit.Rows - alone.Rows))))],
        };
    }

    // At most ten rounds, the last among them.
    private static FitPart Chains(Imputations imputations)
    {
        int rounds = imputations.Spec.Iterations, shown = Math.Min(rounds, MostRounds);
        int[] at = [.. Enumerable.Range(1, shown).Select(i => (rounds * i + shown - 1) / shown)];
        return new FitPart("chains", new("插补链：各轮插补值均值（各链平均）", "Chains: means of the imputed values after each round, over the chains"),
            [Text("variable", "变量", "Variable"), .. at.Select(round => Number(FormattableString.Invariant($"round_{round}"), FormattableString.Invariant($"第{round}轮"), FormattableString.Invariant($"Round {round}")))],
            [.. imputations.Variables.Select((variable, v) => ImmutableArray.CreateRange([(PartValue)variable.Name, .. at.Select(round => (PartValue)Enumerable.Range(0, imputations.Spec.Sets).Average(set => imputations.Chain(set, v)[round - 1]))]))])
        {
            IsDiary = true,
        };
    }

    private static PartColumn Text(string name, string zh, string en) => new(name, new(zh, en), MeasureKind.Text);

    private static PartColumn Number(string name, string zh, string en, int decimals = 3) => new(name, new(zh, en), MeasureKind.Number, decimals);
}
