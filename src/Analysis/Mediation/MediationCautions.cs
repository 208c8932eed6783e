using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>What a reader should know before trusting indirect effects.</summary>
internal static class MediationCautions
{
    /// <summary>Below this many communities their bootstrap and CR1 are too narrow; Cameron and Miller (2015), section VI; McNeish (2017) for indirect effects.</summary>
    internal const int FewCommunities = 40;

    /// <summary>Seven communities have 1,716 different resamples, eight 6,435: more than the usual number of draws.</summary>
    internal const int FewestClusters = 8;

    /// <summary>Largest share of draws that may fail.</summary>
    internal const double MostFailed = 0.05;

    /// <summary>Communities smaller than this on average have means with much sampling error; Lüdtke and others (2008).</summary>
    private const double SmallCommunity = 10;

    internal static ImmutableArray<Label> Of(MediationSpec spec, CommunityRoots roots, PathEstimates estimates, EffectDraws draws, ImmutableArray<Label> omitted)
    {
        var cautions = ImmutableArray.CreateBuilder<Label>();
        if (roots.Clustered) cautions.AddRange(OfCommunities(spec, roots));
        if (roots.Clustered && spec.Interval != EffectInterval.MonteCarlo && spec.UnitOf(true) == ResampledUnit.Case) cautions.Add(CasesOfClusters());
        if (spec.Interval != EffectInterval.MonteCarlo && spec.UnitOf(roots.Clustered) == ResampledUnit.Case && roots.Weighted) cautions.Add(WeightedCases());
        if (draws.Failed > 0) cautions.Add(Failed(draws.Failed, spec.Draws));
        if (spec.Levels != PathLevels.Single) cautions.AddRange(OfLevels(roots, estimates));
        cautions.AddRange(estimates.Equations.SelectMany(fit => Collinear(spec, roots, fit)).DistinctBy(caution => caution.En));
        cautions.AddRange(estimates.Searches.Where(search => search.Singular).Select(search => Singular(search.Outcome)));
        cautions.AddRange(omitted);
        return cautions.ToImmutable();
    }

    internal static Label OppositeSigns(string level) => new(
        $"{Zh(level)}直接效应与间接效应方向相反，中介比例没有意义，略去。", $"{En(level)}Direct and indirect effect have opposite signs: a share mediated has no meaning and is left out.");

    internal static Label NoTotal(string level) => new(
        $"{Zh(level)}总效应与0没有显著差别，中介比例的分母不定，略去。", $"{En(level)}The total effect does not differ from 0: a share of it is undefined and left out.");

    internal static Label OneSided(string effect) => new(
        $"{effect}：全部抽样都在估计值一侧，BCa区间无从校正，略去。", $"{effect}: every draw lies on one side of the estimate, so its BCa interval cannot be corrected and is left out.");

    private static IEnumerable<Label> OfCommunities(MediationSpec spec, CommunityRoots roots)
    {
        if (roots.Communities < FewCommunities) yield return Few(roots.Communities);
        double variation = ClusterBalance.SizeVariationOf(roots.ByCommunity());
        if (variation > LinearCautions.UnequalSizes) yield return Unequal(variation);
        if (spec.Levels != PathLevels.Single) yield break;
        foreach (var caution in LinearCautions.Singles(roots)) yield return caution;
    }

    // Columns of the design are judged by their terms; those that a model of levels makes are judged as they are.
    private static IEnumerable<Label> Collinear(MediationSpec spec, CommunityRoots roots, EquationFit fit)
    {
        var columns = fit.Equation.Terms;
        ImmutableArray<string> origins = [.. columns.Select(column => roots.Terms.IndexOf(column) is >= 0 and var at && at < roots.Origins.Length ? roots.Origins[at] : column)];
        return LinearCautions.Collinear(spec.Model.Design, columns, origins, fit.Level.Pooled);
    }

    private static IEnumerable<Label> OfLevels(CommunityRoots roots, PathEstimates estimates)
    {
        var clusters = roots.ByCommunity().Clusters;
        int single = clusters.Count(cluster => cluster.Root.Rows == 1);
        if (single > 0) yield return new($"{single}个社区只有一位受访者，对社区内效应没有贡献。", $"{single} communities have a single respondent: they add nothing to the effects within communities.");
        double average = clusters.Sum(cluster => cluster.Root.Rows) / (double)clusters.Length;
        if (average < SmallCommunity) yield return SmallCommunities(average);
        var constant = LevelSplit.ConstantWithin(estimates.Levels[0], estimates.Levels[1]);
        if (!constant.IsEmpty) yield return new($"社区内不变、只进入社区间方程的变量：{string.Join('、', constant)}。", $"Without variation within communities, and so only in the equations between them: {string.Join(", ", constant)}.");
    }

    private static Label Singular(string outcome) => new(
        $"“{outcome}”方程的社区截距方差为0（奇异拟合）：其社区间系数与最小二乘相同。", $"The random intercepts of '{outcome}' have variance 0 (a singular fit): its coefficients between communities are those of least squares.");

    private static Label SmallCommunities(double average)
    {
        string size = average.ToString("F1", CultureInfo.InvariantCulture);
        return new($"社区平均仅{size}人：社区均值有抽样误差，社区间效应会偏向社区内效应。", $"Communities have {size} respondents on average: the sampling error of their means pulls effects between communities toward those within.");
    }

    private static Label Few(int communities) => new(
        $"仅{communities}个社区：少于{FewCommunities}个时，聚类自助法与CR1的区间偏窄。宜用ols的CR2或野聚类自助法逐条核对路径。",
        $"{communities} communities: intervals of their bootstrap and of CR1 are too narrow below {FewCommunities}. Check the paths one by one by ols with CR2 or the wild cluster bootstrap.");

    private static Label Unequal(double variation) => new(
        string.Create(CultureInfo.InvariantCulture, $"社区规模很不均衡（变异系数{variation:0.00}）：聚类自助法与CR1的区间偏窄。宜用ols的CR2或野聚类自助法逐条核对路径。"),
        string.Create(CultureInfo.InvariantCulture, $"The communities are very unequal (coefficient of variation of their sizes {variation:0.00}): intervals of their bootstrap and of CR1 are too narrow. Check the paths one by one by ols with CR2 or the wild cluster bootstrap."));

    private static Label CasesOfClusters() => new(
        "按行自助抽样忽略了同一社区内答复的相似，区间偏窄；宜按社区抽样（resample=cluster）。",
        "Rows are drawn one by one although communities are named: answers of one community are alike and these intervals are too narrow. Use resample=cluster.");

    private static Label WeightedCases() => new("抽样时权重视为各行固有的值。", "Each row keeps its weight when it is drawn: the weights are taken as known.");

    private static Label Failed(int failed, int draws) => new($"{draws}次抽样中有{failed}次无法估计，未计入。", $"{failed} of {draws} draws do not identify the coefficients and are left out.");

    private static string Zh(string level) => level switch { PathLevel.Within => "社区内：", PathLevel.Between => "社区间：", _ => "" };

    private static string En(string level) => level switch { PathLevel.Within => "Within communities: ", PathLevel.Between => "Between communities: ", _ => "" };
}
