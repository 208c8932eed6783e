using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A factor's items in one group, with what they say of it.</summary>
/// <param name="Factor">Name of the latent variable.</param>
/// <param name="Group">Name of the group; empty for one.</param>
/// <param name="Items">Items.</param>
/// <param name="Alpha">Cronbach's alpha of the sample's covariances.</param>
/// <param name="Composite">CR: (Σλ)² / ((Σλ)² + Σ(1 - R²)) of standardised loadings; Fornell and Larcker (1981), eq. 10.</param>
/// <param name="Omega">The same in the units of the items: (Σλ)² φ / ((Σλ)² φ + Σ θ), residual covariances included; Raykov (2001).</param>
/// <param name="Extracted">AVE: mean squared standardised loading; Fornell and Larcker (1981), eq. 11.</param>
public sealed record FactorReliability(string Factor, string Group, int Items, double? Alpha, double? Composite, double? Omega, double? Extracted);

/// <summary>A pair of factors in one group: are they told apart?</summary>
/// <param name="First">First factor.</param>
/// <param name="Second">Second factor.</param>
/// <param name="Group">Name of the group; empty for one.</param>
/// <param name="Correlation">Correlation of the factors.</param>
/// <param name="FornellLarcker">True when the smaller AVE exceeds the squared correlation.</param>
/// <param name="Htmt">Heterotrait-monotrait ratio of absolute correlations, arithmetic means (Henseler, Ringle and Sarstedt 2015).</param>
/// <param name="HtmtLow">Lower end of its interval.</param>
/// <param name="HtmtHigh">Upper end.</param>
/// <param name="Htmt2">The same with geometric means (Roemer, Schuberth and Henseler 2021).</param>
/// <param name="Htmt2Low">Lower end of its interval.</param>
/// <param name="Htmt2High">Upper end.</param>
public sealed record FactorPair(
    string First, string Second, string Group, double Correlation, bool? FornellLarcker, double? Htmt, double? HtmtLow, double? HtmtHigh, double? Htmt2, double? Htmt2Low, double? Htmt2High);

/// <summary>Reliability and discriminant validity of the factors that have at least two observed items.</summary>
internal sealed class FactorValidity
{
    private readonly SemEstimated _estimated;
    private readonly SemEstimate _model;
    private readonly double[] _standard;
    private readonly double _z;

    private FactorValidity(SemEstimated estimated)
    {
        (_estimated, _model, _z) = (estimated, estimated.Model, Normal.Critical(1 - estimated.Spec.Level));
        _standard = new Standardisation(_model).Of(_model.Theta, true);
        _model.Criterion.Value(_model.Theta);
    }

    internal static (ImmutableArray<FactorReliability> Factors, ImmutableArray<FactorPair> Pairs) Of(SemEstimated estimated)
    {
        var validity = new FactorValidity(estimated);
        var factors = ImmutableArray.CreateBuilder<FactorReliability>();
        var pairs = ImmutableArray.CreateBuilder<FactorPair>();
        for (int g = 0; g < estimated.Statistics.Groups.Length; g++)
        {
            var own = validity.Factors(g);
            var reliabilities = own.Select(factor => validity.Reliability(factor, g)).ToList();
            factors.AddRange(reliabilities);
            for (int i = 0; i < own.Count; i++)
                for (int j = i + 1; j < own.Count; j++) pairs.Add(validity.Pair(own[i], own[j], reliabilities[i], reliabilities[j], g));
        }
        return (factors.ToImmutable(), pairs.ToImmutable());
    }

    private List<(string Name, int[] Items, int[] Rows)> Factors(int group)
    {
        var table = _model.Table;
        return [.. table.Latent.Select(name => (name, Rows: Enumerable.Range(0, table.Rows.Length).Where(i => table.Rows[i] is { Operator: ParameterOperator.Loading } row && row.Group == group && row.Left == name).ToArray()))
            .Where(factor => factor.Rows.Length >= 2 && factor.Rows.All(i => table.Observed.Contains(table.Rows[i].Right)))
            .Select(factor => (factor.name, factor.Rows.Select(i => table.Observed.IndexOf(table.Rows[i].Right)).ToArray(), factor.Rows))];
    }

    private FactorReliability Reliability((string Name, int[] Items, int[] Rows) factor, int group)
    {
        // An item that loads negatively is turned round, as one would before summing.
        double[] standard = [.. factor.Rows.Select(i => Math.Abs(_standard[i]))], loadings = [.. factor.Rows.Select(i => ParameterTable.Value(_model.Table.Rows[i], _model.Theta))];
        int[] signs = [.. loadings.Select(value => value < 0 ? -1 : 1)];
        var m = _model.Criterion[group].Matrices;
        int at = m.P + _model.Table.Latent.IndexOf(factor.Name);
        double squares = standard.Sum(value => value * value), sum = Math.Pow(standard.Sum(), 2), rest = standard.Sum(value => 1 - value * value);
        double total = Math.Pow(loadings.Sum(Math.Abs), 2) * m.Covariances[at * m.V + at], errors = Signed(factor.Items, signs, m.Own);
        return new FactorReliability(factor.Name, SemResiduals.GroupName(_model, group), standard.Length, Alpha(factor.Items, signs, group), Finite(sum / (sum + rest)), Finite(total / (total + errors)), Finite(squares / standard.Length));
    }

    private static double Signed(int[] items, int[] signs, Func<int, int, double> entry)
    {
        double sum = 0;
        for (int i = 0; i < items.Length; i++)
            for (int j = 0; j < items.Length; j++) sum += signs[i] * signs[j] * entry(items[i], items[j]);
        return sum;
    }

    private double? Alpha(int[] items, int[] signs, int group)
    {
        var (s, p) = (_estimated.Statistics.Moments[group].S, _model.Table.Observed.Length);
        double trace = items.Sum(i => s[i * p + i]), total = Signed(items, signs, (i, j) => s[i * p + j]);
        return total > 0 ? items.Length / (items.Length - 1.0) * (1 - trace / total) : null;
    }

    private FactorPair Pair((string Name, int[] Items, int[] Rows) one, (string Name, int[] Items, int[] Rows) other, FactorReliability first, FactorReliability second, int group)
    {
        var m = _model.Criterion[group].Matrices;
        int i = m.P + _model.Table.Latent.IndexOf(one.Name), j = m.P + _model.Table.Latent.IndexOf(other.Name);
        double correlation = m.Covariances[i * m.V + j] / Math.Sqrt(m.Covariances[i * m.V + i] * m.Covariances[j * m.V + j]);
        bool? holds = first.Extracted is { } a && second.Extracted is { } b ? Math.Min(a, b) > correlation * correlation : null;
        var (ratio, ratio2) = (Ratio(one.Items, other.Items, group, false), Ratio(one.Items, other.Items, group, true));
        return new FactorPair(one.Name, other.Name, first.Group, correlation, holds, ratio?.Value, ratio?.Low, ratio?.High, ratio2?.Value, ratio2?.Low, ratio2?.High);
    }

    private (double Value, double Low, double High)? Ratio(int[] one, int[] other, int group, bool geometric)
    {
        if (one.Intersect(other).Any()) return null;
        var moments = _estimated.Statistics.Moments[group];
        var ratio = new HeterotraitRatio(one, other, moments.P, geometric);
        double value = ratio.Of(moments.S);
        if (!double.IsFinite(value)) return null;
        double error = ratio.Error(moments, _estimated.Statistics.Clustered ? _estimated.Statistics.Communities[group].Select(community => community.Sums) : null);
        return (value, value - _z * error, value + _z * error);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;
}
