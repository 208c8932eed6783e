namespace CoProduction.Analysis;

/// <summary>Sums over rows, or communities, of what robust errors and tests need of one model in one group: the products of its k scores, and two traces.</summary>
internal sealed class CaseScores
{
    private readonly GroupBuffers _buffers;
    private readonly double[] _summed, _along, _score, _center;
    private readonly Dictionary<UInt128, (double[] Carried, double[] Constant)> _patterns = [];
    private readonly Dictionary<string, double[]> _clusters = new(StringComparer.Ordinal);
    private double[] _carried, _constant;
    private readonly bool _means, _aboutSample;
    private readonly int[] _used, _first;
    private readonly double[]? _projector;
    private (double[] Gaps, double[] Along, double[] Scores)? _block;

    /// <param name="estimate">The model at its minimum.</param>
    /// <param name="group">Which group.</param>
    /// <param name="aboutSample">True: scores about the sample's moments, as Satorra and Bentler; false: about the model's, as Huber and White.</param>
    internal CaseScores(SemEstimate estimate, int group, bool aboutSample)
    {
        var criterion = estimate.Criterion;
        (_buffers, Moments, K, _means, _aboutSample) = (criterion[group], criterion.Moments[group], criterion.K, estimate.Table.HasMeans, aboutSample);
        int v = 2 * _buffers.Matrices.V, p = P;
        (_carried, _summed, _along) = (new double[v * p], new double[v * p], new double[v]);
        (_score, _constant) = (new double[K], new double[K]);
        _first = [.. _buffers.Terms.Select(term => term.A).Distinct()];
        _used = [.. _buffers.Terms.SelectMany(term => new[] { term.A, term.B }).Distinct().Order()];
        _center = aboutSample || !_means ? Moments.Mean : _buffers.Matrices.Means[..p];
        _projector = aboutSample && estimate.Table.Exogenous.Length > 0 ? ExogenousProjector.Of(estimate.Table, Moments) : null;
        foreach (int i in _used) Carry(_buffers.Inverse, _buffers.Vector(i), _carried.AsSpan(i * p, p));
        Constants();
        Products = new double[K * K];
    }

    internal GroupMoments Moments { get; }

    internal int K { get; }

    internal int P => _buffers.P;

    /// <summary>Σ s s', k × k, lower triangle.</summary>
    internal double[] Products { get; }

    /// <summary>Σ of squared lengths of the saturated scores in the metric of Σ⁻¹: tr(W Γ) times the rows.</summary>
    internal double WeightTrace { get; private set; }

    /// <summary>Adds complete rows.</summary>
    internal void Add(CaseBlock block)
    {
        var (gaps, along, scores) = _block ??= (new double[P * LaneBlocks.Room], new double[_along.Length * LaneBlocks.Room], new double[K * LaneBlocks.Room]);
        block.Deviations(_center, gaps);
        for (int k = 0; k < K; k++) scores.AsSpan(k * LaneBlocks.Room, LaneBlocks.Room).Fill(-_constant[k]);
        AddScores(gaps, along, scores, 1);
        double[]? fitted = _projector is null ? null : Times(_projector, gaps);
        if (fitted is not null) AddScores(fitted, along, scores, -1);
        block.Weigh(scores);
        LaneBlocks.AddGram(Products, K, scores);
        if (_aboutSample) AddTrace(gaps, fitted, block.Rows);
    }

    private void AddScores(double[] gaps, double[] along, double[] scores, double sign)
    {
        Span<double> Of(double[] block, int index) => block.AsSpan(index * LaneBlocks.Room, LaneBlocks.Room);
        foreach (int i in _used) LaneBlocks.Combine(_carried.AsSpan(i * P, P), gaps, Of(along, i));
        foreach (var term in _buffers.Terms)
        {
            if (term.Scale != 0) LaneBlocks.AddProduct(Of(scores, term.Free), sign * term.Scale, Of(along, term.A), Of(along, term.B));
            if (_buffers.MeanFactor(term) is var factor and not 0) Lanes.Add(Of(scores, term.Free), sign * factor, Of(along, term.A));
        }
    }

    // Matrix times block, p × Room.
    private double[] Times(double[] matrix, double[] block)
    {
        var product = new double[P * LaneBlocks.Room];
        for (int i = 0; i < P; i++) LaneBlocks.Combine(matrix.AsSpan(i * P, P), block, product.AsSpan(i * LaneBlocks.Room, LaneBlocks.Room));
        return product;
    }

    /// <summary>Adds a row that misses answers, whose deviations there are 0; its scores join those of its community, if one is given.</summary>
    /// <param name="z">The row; what is missing means nothing.</param>
    /// <param name="gap">p values to work with.</param>
    /// <param name="present">Bits of the variables answered.</param>
    /// <param name="community">Its community; null for none.</param>
    internal void Add(ReadOnlySpan<double> z, Span<double> gap, UInt128 present, string? community)
    {
        if (!_patterns.TryGetValue(present, out var pattern)) _patterns[present] = pattern = OfPattern(present);
        (_carried, _constant) = pattern;
        for (int i = 0; i < P; i++) gap[i] = (present & (UInt128.One << i)) == 0 ? 0 : z[i] - _center[i];
        foreach (int i in _used) _along[i] = Lanes.Dot(_carried.AsSpan(i * P, P), gap);
        Score();
        if (community is null) AddProducts();
        else
        {
            if (!_clusters.TryGetValue(community, out double[]? sums)) _clusters[community] = sums = new double[K];
            Lanes.Add(sums, 1, _score);
        }
    }

    /// <summary>Takes the communities' sums into the products, times G / (G - 1).</summary>
    internal void CloseCommunities()
    {
        foreach (double[] sums in _clusters.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => pair.Value))
        {
            sums.CopyTo(_score, 0);
            AddProducts();
        }
        if (_clusters.Count > 1) Multiply(_clusters.Count / (_clusters.Count - 1.0));
        _clusters.Clear();
    }

    // Σ⁻¹ of the answered variables, 0 elsewhere, times every vector.
    private (double[] Carried, double[] Constant) OfPattern(UInt128 present)
    {
        int[] missing = [.. Enumerable.Range(0, P).Where(i => (present & (UInt128.One << i)) == 0)];
        double[] inverse = PatternInverse.Of(_buffers.Inverse, missing, P), carried = new double[_along.Length * P], constant = new double[K];
        foreach (int i in _used) Carry(inverse, _buffers.Vector(i), carried.AsSpan(i * P, P));
        foreach (var term in _buffers.Terms.Where(term => term.Scale != 0)) constant[term.Free] += term.Scale * Lanes.Dot(carried.AsSpan(term.A * P, P), _buffers.Vector(term.B));
        return (carried, constant);
    }

    private void Score()
    {
        for (int k = 0; k < K; k++) _score[k] = -_constant[k];
        foreach (var term in _buffers.Terms)
        {
            double value = term.Scale == 0 ? 0 : term.Scale * _along[term.A] * _along[term.B];
            if (_buffers.MeanFactor(term) is var factor and not 0) value += factor * _along[term.A];
            _score[term.Free] += value;
        }
    }

    /// <summary>Adds the summed scores of a community.</summary>
    internal void Add(RootMoments sums)
    {
        double[] gap = [.. sums.Mean.Select((mean, i) => mean - _center[i])], products = [.. sums.Products];
        for (int i = 0; i < P; i++) Lanes.Add(products.AsSpan(i * P, P), sums.Weight * gap[i], gap);
        foreach (int i in _first)
        {
            Carry(products, _carried.AsSpan(i * P, P), _summed.AsSpan(i * P, P));
            _along[i] = Lanes.Dot(_carried.AsSpan(i * P, P), gap);
        }
        for (int k = 0; k < K; k++) _score[k] = -sums.Weight * _constant[k];
        foreach (var term in _buffers.Terms)
        {
            double value = term.Scale == 0 ? 0 : term.Scale * Lanes.Dot(_summed.AsSpan(term.A * P, P), _carried.AsSpan(term.B * P, P));
            if (_buffers.MeanFactor(term) is var factor and not 0) value += factor * sums.Weight * _along[term.A];
            _score[term.Free] += value;
        }
        AddProducts();
    }

    /// <summary>Multiplies the sums of products by a correction for few communities.</summary>
    internal void Multiply(double factor)
    {
        for (int i = 0; i < Products.Length; i++) Products[i] *= factor;
    }

    private void AddProducts()
    {
        for (int i = 0; i < K; i++) Lanes.Add(Products.AsSpan(i * K, i + 1), _score[i], _score);
    }

    // tr((Σ⁻¹(zz' - ẑẑ' - S + Ŝ))²) / 2 + (z - ẑ)'Σ⁻¹(z - ẑ) of each row, less what is the same for all rows.
    private void AddTrace(double[] gaps, double[]? fitted, int rows)
    {
        double[] pull = Times(_buffers.Inverse, gaps), own = Lengths(pull, gaps);
        double[] cross = fitted is null ? new double[LaneBlocks.Room] : Lengths(pull, fitted), other = fitted is null ? cross : Lengths(Times(_buffers.Inverse, fitted), fitted);
        for (int r = 0; r < rows; r++)
            WeightTrace += 0.5 * (own[r] * own[r] - 2 * cross[r] * cross[r] + other[r] * other[r]) + (_means ? own[r] - 2 * cross[r] + other[r] : 0);
    }

    // Σ over the variables of a ∘ b, a number a row.
    private static double[] Lengths(double[] a, double[] b)
    {
        var sums = new double[LaneBlocks.Room];
        for (int at = 0; at < a.Length; at += LaneBlocks.Room) LaneBlocks.AddProduct(sums, 1, a.AsSpan(at), b.AsSpan(at));
        return sums;
    }

    // What the mean score would otherwise be: a'Σ⁻¹b of the model, or a'Σ⁻¹ S Σ⁻¹ b of the sample.
    private void Constants()
    {
        double[] s = _aboutSample ? Spread() : [], half = new double[P];
        if (_aboutSample) WeightTrace = -0.5 * Moments.Rows * TraceOfSquare(s);
        foreach (var term in _buffers.Terms.Where(term => term.Scale != 0))
        {
            if (_aboutSample) Carry(s, _carried.AsSpan(term.B * P, P), half);
            else _buffers.Vector(term.B).CopyTo(half);
            _constant[term.Free] += term.Scale * Lanes.Dot(_carried.AsSpan(term.A * P, P), half);
        }
    }

    // S less what the exogenous variables explain of it.
    private double[] Spread()
    {
        double[] s = [.. Moments.S];
        if (_projector is null) return s;
        double[] half = new double[P * P], fitted = new double[P * P];
        Lanes.TimesTransposed(_projector, Moments.S, P, half);
        Lanes.TimesTransposed(half, _projector, P, fitted);
        for (int i = 0; i < s.Length; i++) s[i] -= fitted[i];
        return s;
    }

    private double TraceOfSquare(double[] s)
    {
        var half = new double[P * P];
        Lanes.TimesTransposed(_buffers.Inverse, s, P, half);
        return SmallMatrix.TraceOfProduct(half, half, P);
    }

    private void Carry(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, Span<double> into)
    {
        for (int r = 0; r < P; r++) into[r] = Lanes.Dot(matrix.Slice(r * P, P), vector);
    }
}
