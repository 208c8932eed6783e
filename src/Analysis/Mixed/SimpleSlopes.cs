using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Simple slopes of an interaction (Aiken and West 1991): the slope of a variable at values of its moderator, its error by the delta method, which is exact for a sum of coefficients.</summary>
internal static class SimpleSlopes
{
    internal static FitPart Of(SimpleSlopesSpec spec, MixedEstimate estimate, MixedContrasts contrasts, double level)
    {
        var terms = estimate.Design.Terms;
        int slope = Place(terms, spec.Variable), product = Product(terms, spec);
        var values = spec.At.IsEmpty ? AroundMean(spec, estimate.Design.Pooled) : [.. spec.At.Select(value => ("", value))];
        return new FitPart("simple_slopes", new($"简单斜率：{spec.Variable}（在 {spec.Moderator} 的取值处）", $"Simple slopes of {spec.Variable} at values of {spec.Moderator}"),
            Columns(spec), [.. values.Select(at => Row(at.Name, at.Value, slope, product, estimate, contrasts, level))]);
    }

    private static int Place(ImmutableArray<string> terms, string term) =>
        terms.IndexOf(term) is var at and >= 0 ? at : throw new StudyException(MixedFaults.NoSlope(term, terms));

    private static int Product(ImmutableArray<string> terms, SimpleSlopesSpec spec)
    {
        string one = $"{spec.Variable}:{spec.Moderator}", other = $"{spec.Moderator}:{spec.Variable}";
        int at = Math.Max(terms.IndexOf(one), terms.IndexOf(other));
        return at >= 0 ? at : throw new StudyException(MixedFaults.NoInteraction(spec.Variable, spec.Moderator, terms));
    }

    private static ImmutableArray<(string Name, double Value)> AroundMean(SimpleSlopesSpec spec, CrossProduct pooled)
    {
        if (!pooled.Labels.Contains(DesignColumn.InterceptName) || !pooled.Labels.Contains(spec.Moderator)) throw new StudyException(MixedFaults.NoModeratorMean(spec.Moderator));
        var root = pooled.Select([DesignColumn.InterceptName, spec.Moderator]).Root;
        double mean = root[1] / root[0], spread = root[3] / Math.Sqrt(pooled.Rows - 1);
        return [("-1 SD", mean - spread), ("mean", mean), ("+1 SD", mean + spread)];
    }

    private static ImmutableArray<PartColumn> Columns(SimpleSlopesSpec spec) =>
    [
        new("term", new("变量", "Term"), MeasureKind.Text), new("at", new("调节变量位置", "At"), MeasureKind.Text), new("moderator", Label.Same(spec.Moderator)),
        new("estimate", new("斜率", "Slope")), new("std_error", new("标准误", "Std. error")), new("statistic", new("t值", "t"), MeasureKind.Number, 2), new("df", new("自由度", "df"), MeasureKind.Number, 1),
        new("p_value", new("p值", "p"), MeasureKind.PValue), new("conf_low", new("下限", "Low")), new("conf_high", new("上限", "High")),
    ];

    private static ImmutableArray<PartValue> Row(string name, double value, int slope, int product, MixedEstimate estimate, MixedContrasts contrasts, double level)
    {
        var contrast = new double[estimate.K];
        (contrast[slope], contrast[product]) = (1, value);
        double at = estimate.Beta[slope] + value * estimate.Beta[product], error = Math.Sqrt(contrasts.Variance(contrast)), df = contrasts.Df(contrast);
        double wide = StudentT.Critical(1 - level, df) * error;
        string where = name.Length > 0 ? name : value.ToString("R", CultureInfo.InvariantCulture);
        return [estimate.Design.Terms[slope], where, value, at, error, at / error, df, StudentT.TwoSided(at / error, df), at - wide, at + wide];
    }
}
