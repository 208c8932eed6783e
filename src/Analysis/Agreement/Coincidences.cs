using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>
/// The coincidences of codes within units: every ordered pair of ratings of a unit of m ratings counts 1/(m - 1). Krippendorff (2011), Computing Krippendorff's alpha-reliability, section C.
/// </summary>
internal sealed class Coincidences
{
    private readonly double[][] _parts;
    private readonly double[] _sum;
    private readonly int _codes;

    private Coincidences(double[][] parts, double[] sum, int codes) => (_parts, _sum, _codes) = (parts, sum, codes);

    internal static Coincidences Of(ImmutableArray<ImmutableArray<string?>> units)
    {
        string[] codes = [.. units.SelectMany(unit => unit.OfType<string>()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        double[][] parts = [.. units.Select(unit => Part([.. unit.OfType<string>().Select(rating => Array.BinarySearch(codes, rating, StringComparer.Ordinal))], codes.Length))];
        return new Coincidences(parts, Sum(parts, codes.Length), codes.Length);
    }

    /// <summary>Share of the pairs that agree.</summary>
    internal double Observed => Enumerable.Range(0, _codes).Sum(code => _sum[code * _codes + code]) / _sum.Sum();

    /// <summary>1 - (n - 1) Σ o_ck / Σ n_c n_k over c ≠ k; null when all ratings are alike.</summary>
    internal double? Alpha()
    {
        double[] margins = [.. Enumerable.Range(0, _codes).Select(code => Enumerable.Range(0, _codes).Sum(other => _sum[code * _codes + other]))];
        double n = margins.Sum(), apart = n * n - margins.Sum(margin => margin * margin), disagreeing = n - Enumerable.Range(0, _codes).Sum(code => _sum[code * _codes + code]);
        return apart <= 0 ? null : 1 - (n - 1) * disagreeing / apart;
    }

    /// <summary>The coincidences of as many units drawn with replacement.</summary>
    internal Coincidences Drawn(RandomStream stream, int units)
    {
        double[] sum = new double[_codes * _codes];
        for (int unit = 0; unit < units; unit++) Add(sum, _parts[stream.Below(units)]);
        return new Coincidences(_parts, sum, _codes);
    }

    private static double[] Part(int[] ratings, int codes)
    {
        double[] part = new double[codes * codes];
        for (int i = 0; i < ratings.Length; i++)
            for (int j = 0; j < ratings.Length; j++)
                if (i != j) part[ratings[i] * codes + ratings[j]] += 1.0 / (ratings.Length - 1);
        return part;
    }

    private static double[] Sum(double[][] parts, int codes)
    {
        double[] sum = new double[codes * codes];
        foreach (double[] part in parts) Add(sum, part);
        return sum;
    }

    private static void Add(double[] sum, double[] part)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] += part[i];
    }
}
