using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>What a reader of a structural model should know.</summary>
internal static class SemCautions
{
    internal static ImmutableArray<Label> Of(SemFound found, ImmutableArray<SemParameter> parameters)
    {
        var estimated = found.Estimated;
        var cautions = new List<Label>();
        string[] heywood = [.. parameters.Where(one => one.IsVariance && one.Estimate < 0).Select(one => one.Term)];
        if (heywood.Length > 0) cautions.Add(Heywood(heywood));
        cautions.AddRange(NotPositive(estimated.Model));
        if (estimated.Statistics.RowsIncomplete > 0) cautions.Add(estimated.Spec.Missing == SemMissing.Fiml ? LeftOut(estimated.Statistics.RowsIncomplete) : Listwise(estimated.Statistics.RowsIncomplete, estimated.Statistics.RowsRead));
        if (estimated.Statistics.ClusterField is not null && estimated.Statistics.CommunityCount is var communities && communities < LinearCautions.FewCommunities) cautions.Add(Few(communities));
        if (estimated.Statistics.ClusterField is not null && estimated.Statistics.CommunityCount <= estimated.Model.K) cautions.Add(FewerThanParameters(estimated.Statistics.CommunityCount, estimated.Model.K));
        if (found.Draws is { Failed: > 0 } draws) cautions.Add(Failed(draws.Failed, draws.Count));
        if (estimated.Model.Active.Any(estimated.Model.Constraints.Inequalities.Contains)) cautions.Add(AtBound([.. estimated.Model.Active.Where(estimated.Model.Constraints.Inequalities.Contains).Select(estimated.Model.Constraints.Text)]));
        return [.. cautions];
    }

    private static IEnumerable<Label> NotPositive(SemEstimate model)
    {
        for (int g = 0; g < model.Criterion.Groups; g++)
        {
            var m = model.Criterion[g].Matrices;
            int latent = m.V - m.P;
            double[] part = new double[latent * latent], root = new double[latent * latent];
            for (int i = 0; i < latent; i++)
                for (int j = 0; j < latent; j++) part[i * latent + j] = m.Covariances[(m.P + i) * m.V + m.P + j];
            if (latent > 0 && !PositiveDefinite.TryFactor(part, latent, root, out _)) yield return LatentNotPositive(SemResiduals.GroupName(model, g));
        }
    }

    private static Label Heywood(string[] terms) => new(
        $"Heywood个案：{string.Join(", ", terms)}的方差估计为负；模型可能设定不当或样本太小，其标准化值不给出。", $"Heywood case: the variance {string.Join(", ", terms)} is estimated negative; the model may be misspecified or the sample too small. Its standardised values are left out.");

    private static Label LatentNotPositive(string group) => new(
        $"{Of(group, "组")}潜变量协方差矩阵非正定：两个潜变量几乎相同，或某方差为负。", $"The covariance matrix of the latent variables{Of(group, " of group ")} is not positive definite: two of them coincide, or a variance is negative.");

    private static string Of(string group, string word) => group.Length == 0 ? "" : word + group;

    private static Label Listwise(long left, long read) => new(
        Text($"{read}行中有{left}行因缺失未计入；missing=fiml可用上它们。"), Text($"{left} of {read} rows miss an answer and are left out; missing=fiml uses them."));

    private static Label LeftOut(long left) => new(Text($"{left}行缺少分组、外生变量，或没有回答任何一题，未计入。"), Text($"{left} rows miss the group, an exogenous variable or every answer and are left out."));

    private static Label Few(int communities) => new(
        Text($"仅{communities}个社区：少于{LinearCautions.FewCommunities}个时稳健标准误偏小。"), Text($"{communities} communities: robust errors are too small below {LinearCautions.FewCommunities}."));

    private static Label FewerThanParameters(int communities, int parameters) => new(
        Text($"社区（{communities}个）不多于参数（{parameters}个）：稳健检验不可靠。"), Text($"{communities} communities for {parameters} parameters: the scaled test is not to be trusted."));

    private static Label Failed(int failed, int draws) => new(Text($"{draws}次自助抽样中有{failed}次未收敛而弃去。"), Text($"{failed} of {draws} bootstrap draws did not converge and are left out."));

    private static Label AtBound(string[] constraints) => new(
        $"不等式约束{string.Join("；", constraints)}取到边界，标准误以此为条件。", $"The inequality {string.Join("; ", constraints)} holds as an equality; errors are conditional on it.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
