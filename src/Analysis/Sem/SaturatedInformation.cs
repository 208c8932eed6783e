namespace CoProduction.Analysis;

/// <summary>
/// Information of one row about the moments of a group, m × m: the p means, then the lower triangle of the covariances row by row. Of rows with missing answers it is the mean over the patterns.
/// Two moments σ_ij and σ_kl share s_ij s_kl (A_jk C_il + C_ik A_jl + A_ik C_jl + C_jk A_il), s ½ on the diagonal, A the inverse of the answered part of Σ, and C = A/2 for the expected information, A T A - A/2 for the
/// observed one, T the mean products of deviations. Little and Rubin (2002), section 9.2; Savalei (2010), Psychological Methods 15.
/// </summary>
internal sealed class SaturatedInformation
{
    private readonly int _p, _m;
    private readonly double[] _sum;

    private SaturatedInformation(int p)
    {
        (_p, _m) = (p, Moments(p));
        _sum = new double[_m * _m];
    }

    /// <summary>Means and covariances of p variables: p + p (p + 1) / 2.</summary>
    internal static int Moments(int p) => p + p * (p + 1) / 2;

    /// <summary>Place of a covariance among the moments.</summary>
    internal static int Place(int i, int j, int p) => p + Math.Max(i, j) * (Math.Max(i, j) + 1) / 2 + Math.Min(i, j);

    /// <summary>Of complete rows: expected and, at their own moments, observed.</summary>
    /// <param name="inverse">Σ⁻¹, p × p.</param>
    /// <param name="p">Variables.</param>
    internal static double[] Complete(double[] inverse, int p)
    {
        var information = new SaturatedInformation(p);
        information.Add(inverse, inverse, new double[p], 1);
        return information.Finish();
    }

    /// <summary>Expected over the rows that answer what each pattern answers.</summary>
    internal static double[] Expected(PatternSet patterns, double[] inverse)
    {
        var information = new SaturatedInformation(patterns.P);
        double[] none = new double[patterns.P];
        foreach (var pattern in patterns.Patterns)
        {
            double[] a = PatternInverse.Of(inverse, pattern.Missing, patterns.P);
            information.Add(a, a, none, (double)pattern.Rows / patterns.Rows);
        }
        return information.Finish();
    }

    /// <summary>Second derivatives of half the discrepancy at a Σ and μ.</summary>
    internal static double[] Observed(PatternSet patterns, double[] inverse, double[] mu)
    {
        var information = new SaturatedInformation(patterns.P);
        foreach (var pattern in patterns.Patterns)
        {
            double[] a = PatternInverse.Of(inverse, pattern.Missing, patterns.P), pull = new double[patterns.P];
            information.Add(a, information.Curved(pattern, a, mu, pull), pull, (double)pattern.Rows / patterns.Rows);
        }
        return information.Finish();
    }

    // A T A - A/2, and A times the mean deviation.
    private double[] Curved(GappedMoments pattern, double[] a, double[] mu, double[] pull)
    {
        var (present, o) = (pattern.Present, pattern.Present.Length);
        double[] half = new double[_p * _p], spread = new double[_p * _p], c = [.. a.Select(value => -value / 2)];
        for (int i = 0; i < o; i++) Lanes.Add(pull, pattern.Mean[i] - mu[present[i]], a.AsSpan(present[i] * _p, _p));
        for (int i = 0; i < _p; i++) Lanes.Add(c.AsSpan(i * _p, _p), pull[i], pull);
        if (pattern.Products.Length == 0) return c;
        for (int i = 0; i < o; i++)
            for (int j = 0; j < o; j++) spread[present[i] * _p + present[j]] = pattern.Products[i * o + j] / pattern.Rows;
        Lanes.TimesTransposed(a, spread, _p, half);
        Lanes.TimesTransposed(half, a, _p, spread);
        Lanes.Add(c, 1, spread);
        return c;
    }

    // Where c is a itself, C = A / 2 is meant: four products are two.
    private void Add(double[] a, double[] c, double[] pull, double share)
    {
        for (int i = 0; i < _p; i++)
        {
            if (a[i * _p + i] == 0) continue;
            Lanes.Add(_sum.AsSpan(i * _m, i + 1), share, a.AsSpan(i * _p, i + 1));
            for (int j = 0; j <= i; j++) if (a[j * _p + j] != 0) AddPair(i, j, a, c, pull, share);
        }
    }

    private void AddPair(int i, int j, double[] a, double[] c, double[] pull, double share)
    {
        Span<double> into = _sum.AsSpan(Place(i, j, _p) * _m, _m);
        ReadOnlySpan<double> ai = a.AsSpan(i * _p, _p), aj = a.AsSpan(j * _p, _p), ci = c.AsSpan(i * _p, _p), cj = c.AsSpan(j * _p, _p);
        if (pull[i] != 0 || pull[j] != 0) Lanes.Add(into[.._p], share * pull[j], ai, share * pull[i], aj);
        for (int k = 0; k <= i; k++)
        {
            if (a[k * _p + k] == 0) continue;
            var row = into.Slice(Place(k, 0, _p), (k == i ? j : k) + 1);
            if (c == a) Lanes.Add(row, share * aj[k], ai, share * ai[k], aj);
            else
            {
                Lanes.Add(row, share * aj[k], ci, share * ci[k], aj);
                Lanes.Add(row, share * ai[k], cj, share * cj[k], ai);
            }
        }
    }

    // Halves the diagonal covariances and fills the upper triangle.
    private double[] Finish()
    {
        for (int i = 0; i < _p; i++)
        {
            int at = Place(i, i, _p);
            for (int k = 0; k < _m; k++) (_sum[at * _m + k], _sum[k * _m + at]) = (_sum[at * _m + k] / 2, _sum[k * _m + at] / 2);
            _sum[at * _m + at] /= 2;
        }
        for (int r = 0; r < _m; r++)
            for (int k = 0; k < r; k++) _sum[k * _m + r] = _sum[r * _m + k];
        return _sum;
    }
}
