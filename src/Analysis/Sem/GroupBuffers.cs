namespace CoProduction.Analysis;

/// <summary>A free parameter's derivative of Σ and μ in one group: dΣ = scale (a b' + b a'), dμ = mean · a, with a and b numbered among the V effects and then the V covariances.</summary>
/// <param name="Free">Index of the free parameter.</param>
/// <param name="A">First vector.</param>
/// <param name="B">Second vector.</param>
/// <param name="Scale">1, ½ for a variance, 0 for a mean.</param>
/// <param name="MeanOf">Variable whose mean multiplies a in dμ; -1 for none, -2 for the number 1.</param>
internal sealed record Rank2(int Free, int A, int B, double Scale, int MeanOf);

/// <summary>Discrepancy, slope and information of one group.</summary>
internal sealed class GroupBuffers
{
    private readonly bool _means;
    private readonly double[] _work, _weight, _half, _gap, _pull, _carried, _products;

    internal GroupBuffers(PathMatrices matrices, bool means)
    {
        (Matrices, _means, P) = (matrices, means, matrices.P);
        Terms = [.. matrices.Slots.Where(slot => slot.Free >= 0).Select(Rank)];
        int v = matrices.V;
        (Inverse, _work, _weight, _half, Products) = (new double[P * P], new double[P * P], new double[P * P], new double[P * P], new double[P * P]);
        (_gap, _pull, _carried, _products) = (new double[P], new double[P], new double[2 * v * P], new double[4 * v * v]);
    }

    internal PathMatrices Matrices { get; }

    /// <summary>Observed variables.</summary>
    internal int P { get; }

    internal Rank2[] Terms { get; }

    /// <summary>Σ⁻¹.</summary>
    internal double[] Inverse { get; }

    internal double LogDeterminant { get; private set; }

    /// <summary>T, p × p: (expected) products of deviations from μ, a row.</summary>
    internal double[] Products { get; }

    /// <summary>A vector of a term: effects of a variable, or its covariances.</summary>
    internal ReadOnlySpan<double> Vector(int index) => index < Matrices.V ? Matrices.Effects(index) : Matrices.With(index - Matrices.V);

    /// <summary>What multiplies a in dμ.</summary>
    internal double MeanFactor(Rank2 term) => term.MeanOf == -2 ? 1 : term.MeanOf < 0 || !_means ? 0 : Matrices.Means[term.MeanOf];

    internal double Value(ReadOnlySpan<double> theta, GroupMoments moments)
    {
        if (!Matrices.Update(theta, moments) || !PositiveDefinite.TryInvert(Matrices.Sigma, P, Inverse, _work, out double logDeterminant)) return double.NaN;
        LogDeterminant = logDeterminant;
        return moments.Patterns is { } patterns ? Expected(patterns) : Complete(moments);
    }

    /// <summary>Other complete rows at the same Σ and μ.</summary>
    internal void Renew(GroupMoments moments) => Complete(moments);

    private double Expected(PatternSet patterns)
    {
        double value = patterns.Expect(Inverse, LogDeterminant, Matrices.Means.AsSpan(0, P));
        patterns.Products.CopyTo(Products, 0);
        patterns.Deviation.CopyTo(_gap, 0);
        return value;
    }

    private double Complete(GroupMoments moments)
    {
        moments.S.CopyTo(Products, 0);
        if (_means)
        {
            for (int i = 0; i < P; i++) _gap[i] = moments.Mean[i] - Matrices.Means[i];
            for (int i = 0; i < P; i++) Lanes.Add(Products.AsSpan(i * P, P), _gap[i], _gap);
        }
        return LogDeterminant + Lanes.Dot(Inverse, Products);
    }

    internal void AddSlope(Span<double> into, double share)
    {
        // W = Σ⁻¹ - Σ⁻¹ T Σ⁻¹, and W a for every vector of effects.
        Lanes.TimesTransposed(Inverse, Products, P, _half);
        Lanes.TimesTransposed(_half, Inverse, P, _weight);
        for (int i = 0; i < P * P; i++) _weight[i] = Inverse[i] - _weight[i];
        for (int i = 0; i < P; i++) _pull[i] = Lanes.Dot(Inverse.AsSpan(i * P, P), _gap);
        Carry(_weight, Matrices.V);
        foreach (var term in Terms)
        {
            double along = term.Scale == 0 ? 0 : 2 * term.Scale * Lanes.Dot(_carried.AsSpan(term.A * P, P), Vector(term.B));
            if (MeanFactor(term) is var factor and not 0) along -= 2 * factor * Lanes.Dot(_pull, Vector(term.A));
            into[term.Free] += share * along;
        }
    }

    /// <summary>Adds to the lower triangle.</summary>
    internal void AddInformation(Span<double> into, int k, double share)
    {
        Cross();
        for (int i = 0; i < Terms.Length; i++)
            for (int j = 0; j < Terms.Length; j++)
                if (Terms[j].Free <= Terms[i].Free) into[Terms[i].Free * k + Terms[j].Free] += share * Pair(Terms[i], Terms[j]);
    }

    /// <summary>Information between two terms, after <see cref="Cross"/>.</summary>
    internal double Pair(Rank2 one, Rank2 other)
    {
        int v = 2 * Matrices.V;
        double value = one.Scale * other.Scale * (_products[one.B * v + other.A] * _products[one.A * v + other.B] + _products[one.B * v + other.B] * _products[one.A * v + other.A]);
        double means = MeanFactor(one) * MeanFactor(other);
        return means == 0 ? value : value + means * _products[one.A * v + other.A];
    }

    /// <summary>a'Σ⁻¹ b of all vectors.</summary>
    internal void Cross()
    {
        int v = 2 * Matrices.V;
        Carry(Inverse, v);
        for (int i = 0; i < v; i++)
            for (int j = 0; j <= i; j++) _products[i * v + j] = _products[j * v + i] = Lanes.Dot(_carried.AsSpan(i * P, P), Vector(j));
    }

    private void Carry(double[] matrix, int vectors)
    {
        for (int i = 0; i < vectors; i++)
        {
            var vector = Vector(i);
            for (int r = 0; r < P; r++) _carried[i * P + r] = Lanes.Dot(matrix.AsSpan(r * P, P), vector);
        }
    }

    private Rank2 Rank(PathSlot slot) => slot.Matrix switch
    {
        PathMatrix.Effect => new Rank2(slot.Free, slot.Row, Matrices.V + slot.Column, 1, slot.Column),
        PathMatrix.Mean => new Rank2(slot.Free, slot.Row, slot.Row, 0, -2),
        _ => new Rank2(slot.Free, slot.Row, slot.Column, slot.Row == slot.Column ? 0.5 : 1, -1),
    };
}
