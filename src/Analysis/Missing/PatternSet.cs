namespace CoProduction.Analysis;

/// <summary>Rows that answer the same variables.</summary>
/// <param name="Missing">Indices of the variables not answered, ascending.</param>
/// <param name="Present">Indices of those answered, ascending.</param>
/// <param name="Rows">Rows, n.</param>
/// <param name="Mean">Means of those answered.</param>
/// <param name="Products">Sums of products of deviations from the means; empty for a single row.</param>
internal sealed record GappedMoments(int[] Missing, int[] Present, long Rows, double[] Mean, double[] Products)
{
    /// <summary>The same rows of some of the variables, in a given order.</summary>
    internal GappedMoments Of(int[] at)
    {
        int o = Present.Length;
        int[] present = [.. Enumerable.Range(0, at.Length).Where(i => Present.Contains(at[i]))], from = [.. present.Select(i => Array.IndexOf(Present, at[i]))];
        return new GappedMoments([.. Enumerable.Range(0, at.Length).Except(present)], present, Rows, [.. from.Select(i => Mean[i])], Products.Length == 0 ? [] : RootMoments.Part(Products, o, from));
    }

    /// <summary>These rows and others that answer the same variables.</summary>
    internal GappedMoments Merged(GappedMoments other)
    {
        int o = Mean.Length;
        double all = Rows + other.Rows, weight = Rows * (double)other.Rows / all;
        double[] apart = [.. other.Mean.Zip(Mean, (theirs, mine) => theirs - mine)], products = new double[o * o];
        if (Products.Length > 0) Lanes.Add(products, 1, Products);
        if (other.Products.Length > 0) Lanes.Add(products, 1, other.Products);
        for (int i = 0; i < o; i++) Lanes.Add(products.AsSpan(i * o, o), weight * apart[i], apart);
        return this with { Rows = Rows + other.Rows, Mean = [.. Mean.Select((mean, i) => mean + apart[i] * other.Rows / all)], Products = products };
    }
}

/// <summary>
/// The rows of a group by pattern of missing answers, and their expected complete moments given Σ and μ: by Fisher's identity the slope of the observed likelihood is that of the complete one at these moments
/// (Dempster, Laird and Rubin 1977), so the cost of a pattern grows with what it misses.
/// </summary>
internal sealed class PatternSet
{
    private readonly double[] _square, _work, _inverse, _slope, _gap, _filled;

    internal PatternSet(IReadOnlyList<GappedMoments> patterns, int p)
    {
        (Patterns, P) = (patterns, p);
        Rows = patterns.Sum(pattern => pattern.Rows);
        (_square, _work, _inverse, _slope, _gap, _filled) = (new double[p * p], new double[p * p], new double[p * p], new double[p * p], new double[p], new double[p]);
        (Products, Deviation) = (new double[p * p], new double[p]);
    }

    internal IReadOnlyList<GappedMoments> Patterns { get; }

    internal int P { get; }

    internal long Rows { get; }

    /// <summary>The same rows of some of the variables, in a given order; rows that answer none of these are left out.</summary>
    internal PatternSet Of(int[] at) => new(
        [.. Patterns.Select(pattern => pattern.Of(at)).Where(pattern => pattern.Present.Length > 0).GroupBy(pattern => string.Join(',', pattern.Present)).Select(same => same.Aggregate((one, other) => one.Merged(other)))], at.Length);

    /// <summary>Expected products of deviations from μ, p × p, a row.</summary>
    internal double[] Products { get; }

    /// <summary>Expected deviation from μ, p.</summary>
    internal double[] Deviation { get; }

    /// <summary>Fills <see cref="Products"/> and <see cref="Deviation"/>; gives -2 log-likelihood a row less the constant, or NaN when a part of Σ is singular.</summary>
    /// <param name="inverse">Σ⁻¹, p × p.</param>
    /// <param name="logDeterminant">ln |Σ|.</param>
    /// <param name="mu">p means.</param>
    internal double Expect(ReadOnlySpan<double> inverse, double logDeterminant, ReadOnlySpan<double> mu)
    {
        Array.Clear(Products);
        Array.Clear(Deviation);
        double value = logDeterminant, spread = 0;
        foreach (var pattern in Patterns)
        {
            double share = (double)pattern.Rows / Rows;
            if (!Conditional(pattern.Missing, inverse, out double own)) return double.NaN;
            value += share * own;
            AddExpected(pattern, mu, share);
            // The spread of what is missing counts in the products but not in the distances.
            spread += share * pattern.Missing.Length;
        }
        return value + Lanes.Dot(inverse, Products) - spread;
    }

    /// <summary>Slopes of what is missing on what is present, -(P_mm)⁻¹ P_mo, and its covariance (P_mm)⁻¹, with P = Σ⁻¹.</summary>
    private bool Conditional(int[] missing, ReadOnlySpan<double> inverse, out double logDeterminant)
    {
        int m = missing.Length;
        logDeterminant = 0;
        for (int i = 0; i < m; i++)
            for (int j = 0; j < m; j++) _square[i * m + j] = inverse[missing[i] * P + missing[j]];
        if (m > 0 && !PositiveDefinite.TryInvert(_square, m, _inverse, _work, out logDeterminant)) return false;
        Array.Clear(_slope, 0, m * P);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++) Lanes.Add(_slope.AsSpan(i * P, P), -_inverse[i * m + j], inverse.Slice(missing[j] * P, P));
            foreach (int other in missing) _slope[i * P + other] = 0;
        }
        return true;
    }

    private void AddExpected(GappedMoments pattern, ReadOnlySpan<double> mu, double share)
    {
        var (missing, present) = (pattern.Missing, pattern.Present);
        Array.Clear(_gap);
        for (int i = 0; i < present.Length; i++) _gap[present[i]] = pattern.Mean[i] - mu[present[i]];
        for (int i = 0; i < missing.Length; i++) _gap[missing[i]] = Lanes.Dot(_slope.AsSpan(i * P, P), _gap);
        Lanes.Add(Deviation, share, _gap);
        for (int i = 0; i < P; i++) Lanes.Add(Products.AsSpan(i * P, P), share * _gap[i], _gap);
        if (pattern.Products.Length > 0) AddSpread(pattern);
        for (int i = 0; i < missing.Length; i++)
            for (int j = 0; j < missing.Length; j++) Products[missing[i] * P + missing[j]] += share * _inverse[i * missing.Length + j];
    }

    // T = L X X' L' / N with L the identity on the present variables and the slopes on the missing ones: rows of L X X', then times L'.
    private void AddSpread(GappedMoments pattern)
    {
        var (missing, present, o) = (pattern.Missing, pattern.Present, pattern.Present.Length);
        double scale = 1.0 / Rows;
        for (int i = 0; i < o; i++)
        {
            Array.Clear(_filled);
            for (int j = 0; j < o; j++) _filled[present[j]] = pattern.Products[i * o + j];
            for (int k = 0; k < missing.Length; k++) _filled[missing[k]] = Lanes.Dot(_slope.AsSpan(k * P, P), _filled);
            Lanes.Add(Products.AsSpan(present[i] * P, P), scale, _filled);
            for (int k = 0; k < missing.Length; k++) Lanes.Add(Products.AsSpan(missing[k] * P, P), scale * _slope[k * P + present[i]], _filled);
        }
    }
}
