namespace CoProduction.Analysis;

/// <summary>One chain: the variables with missing values, in order, are drawn given the others, again and again. van Buuren and Groothuis-Oudshoorn (2011), Journal of Statistical Software 45(3).</summary>
internal sealed class ImputationChain
{
    private readonly ImputationTable _table;
    private readonly ImputationSpec _spec;
    private readonly RandomStream _random;
    private readonly double[] _z, _gram, _sums;
    private readonly int[] _counts;
    private readonly ObservedSums[] _observed;
    private readonly RandomIntercept?[] _intercepts;
    private readonly ValueModel?[] _values;
    private readonly int[][] _classes;
    private readonly HashSet<int> _left = [];
    private readonly int _stride, _columns;

    private ImputationChain(ImputationTable table, ImputationSpec spec, RandomStream random)
    {
        (_table, _spec, _random, _stride, _columns) = (table, spec, random, table.Stride, table.Columns);
        (_z, _gram, _sums, _counts) = (table.Matrix(), new double[_columns * _stride], new double[table.Groups * _stride], new int[table.Groups]);
        foreach (int group in table.GroupOf) _counts[group]++;
        _observed = [.. table.Targets.Select(target => new ObservedSums(target.Observed.Length, _columns, _stride, target.Column, table.Groups, target.Width))];
        _intercepts = [.. table.Targets.Select(_ => spec.UsedEffect == CommunityEffect.Random ? new RandomIntercept() : null)];
        _values = [.. table.Targets.Select(target => ValueModel.Of(target, _columns, _stride, table.Groups > 0))];
        _classes = [.. table.Targets.Select(target => target.Values.IsEmpty ? [] : target.Observed.Select(r => target.Values.IndexOf(target.Raw[r])).ToArray())];
    }

    /// <summary>Runs a chain to its end.</summary>
    internal static ChainResult Run(ImputationTable table, ImputationSpec spec, int set, CancellationToken cancellationToken)
    {
        var chain = new ImputationChain(table, spec, RandomStream.Of(spec.UsedSeed, set));
        double[][] drawn = [.. table.Targets.Select(chain.Begin)];
        var means = new double[spec.Iterations, table.Targets.Count];
        for (int round = 0; round < spec.Iterations; round++)
        {
            chain.Sum();
            for (int t = 0; t < drawn.Length; t++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                chain.Update(t, drawn[t]);
                means[round, t] = drawn[t].Sum() / drawn[t].Length;
            }
        }
        return new ChainResult(drawn, means, [.. chain._left.Order()]);
    }

    // The first values are drawn from the observed ones.
    private double[] Begin(ImputedVariable target)
    {
        var drawn = new double[target.Missing.Length];
        for (int i = 0; i < drawn.Length; i++)
        {
            drawn[i] = target.Raw[target.Observed[_random.Below(target.Observed.Length)]];
            for (int at = 0; at < target.Width; at++) _z[target.Missing[i] * _stride + target.Column + at] = target.Standardised(drawn[i], at);
        }
        return drawn;
    }

    // Anew in each round: what updates round off does not gather.
    private void Sum()
    {
        Array.Clear(_gram);
        Array.Clear(_sums);
        for (int r = 0; r < _table.Count; r++)
        {
            PaddedLanes.AddSquare(_gram, 1, Row(r), _columns);
            if (_table.Groups > 0) PaddedLanes.Add(SumOf(_table.GroupOf[r]), 1, Row(r));
        }
    }

    private void Update(int t, double[] drawn)
    {
        var target = _table.Targets[t];
        var sums = Observed(t, target);
        if (_values[t] is { } values) DrawValues(values, t, target, sums, drawn);
        else if (target.Kind == ImputationKind.Normal) DrawNormal(target, Model(t, target, sums), drawn);
        else Match(target, Model(t, target, sums), drawn);
        Replace(target, drawn);
    }

    // The sums of all rows less those in which the variable is missing: they are the fewer.
    private ObservedSums Observed(int t, ImputedVariable target)
    {
        var sums = _observed[t];
        _gram.CopyTo(sums.Gram, 0);
        _sums.CopyTo(sums.Sums, 0);
        _counts.CopyTo(sums.Counts, 0);
        foreach (int r in target.Missing)
        {
            PaddedLanes.AddSquare(sums.Gram, -1, Row(r), _columns);
            if (_table.Groups == 0) continue;
            PaddedLanes.Add(sums.Sums.AsSpan(_table.GroupOf[r] * _stride, _stride), -1, Row(r));
            sums.Counts[_table.GroupOf[r]]--;
        }
        return sums;
    }

    private DrawnModel Model(int t, ImputedVariable target, ObservedSums sums)
    {
        var plain = NormalEquations.Of(sums.Gram, _stride, sums.Predictors, target.Column, sums.Gram);
        foreach (int column in sums.Predictors.Except(plain.Kept)) _left.Add(column);
        return _spec.UsedEffect switch
        {
            CommunityEffect.Fixed => DrawnModel.Fixed(sums, _random),
            CommunityEffect.Random => _intercepts[t]!.Draw(sums, _random),
            _ => DrawnModel.Plain(sums, plain, _random),
        };
    }

    private void DrawNormal(ImputedVariable target, DrawnModel model, double[] drawn)
    {
        for (int i = 0; i < drawn.Length; i++)
            drawn[i] = target.Centre + target.Scale * (Predicted(target.Missing[i], model.Drawn, model.DrawnEffects) + model.Sigma * _random.Normal());
    }

    private void Match(ImputedVariable target, DrawnModel model, double[] drawn)
    {
        var predictions = new double[target.Observed.Length];
        for (int i = 0; i < predictions.Length; i++) predictions[i] = Predicted(target.Observed[i], model.Point, model.PointEffects);
        var donors = new NearestDonors(predictions, target.Observed, _spec.Donors, _random);
        for (int i = 0; i < drawn.Length; i++) drawn[i] = target.Raw[donors.Draw(Predicted(target.Missing[i], model.Drawn, model.DrawnEffects), _random)];
    }

    private void DrawValues(ValueModel model, int t, ImputedVariable target, ObservedSums sums, double[] drawn)
    {
        int[] kept = [.. NormalEquations.Of(sums.Gram, _stride, sums.Predictors, target.Column, sums.Gram).Kept.Where(column => column > 0)];
        foreach (int column in sums.Predictors.Except(kept).Where(column => column > 0)) _left.Add(column);
        if (kept.Length == 0 && _table.Groups == 0) throw new StudyException(ImputationFaults.NoPredictors(target.Name));
        if (!model.Update(new ValueRows(_z, _stride, target.Observed, _classes[t], kept, sums, _table.GroupOf), _random)) throw new StudyException(ImputationFaults.NotConverged(target.Name, target.Kind));
        for (int i = 0; i < drawn.Length; i++) drawn[i] = target.Values[model.Draw(Row(target.Missing[i]), GroupOf(target.Missing[i]), _random)];
    }

    private double Predicted(int r, double[] beta, double[] effects) => PaddedLanes.Dot(Row(r), beta) + (effects.Length > 0 ? effects[_table.GroupOf[r]] : 0);

    // The cross products follow the values that change: only those with the target's column.
    private void Replace(ImputedVariable target, double[] drawn)
    {
        for (int i = 0; i < drawn.Length; i++)
            for (int at = 0; at < target.Width; at++) Replace(target.Missing[i], target.Column + at, target.Standardised(drawn[i], at));
    }

    private void Replace(int r, int column, double after)
    {
        double before = _z[r * _stride + column], change = after - before;
        if (change == 0) return;
        PaddedLanes.Add(_gram.AsSpan(column * _stride, (column + 4) & ~3), change, Row(r));
        for (int c = column + 1; c < _columns; c++) _gram[c * _stride + column] += change * _z[r * _stride + c];
        // The row above held before · change for its own column; the square grows by after² - before².
        _gram[column * _stride + column] += change * after;
        if (_table.Groups > 0) _sums[_table.GroupOf[r] * _stride + column] += change;
        _z[r * _stride + column] = after;
    }

    private int GroupOf(int r) => _table.Groups > 0 ? _table.GroupOf[r] : 0;

    private ReadOnlySpan<double> Row(int r) => _z.AsSpan(r * _stride, _stride);

    private Span<double> SumOf(int group) => _sums.AsSpan(group * _stride, _stride);
}

/// <summary>What a chain ends with.</summary>
/// <param name="Drawn">For each variable, a raw value for each missing row.</param>
/// <param name="Means">Mean of the drawn values, rounds × variables.</param>
/// <param name="Left">Columns that were left out as combinations of others.</param>
internal sealed record ChainResult(double[][] Drawn, double[,] Means, int[] Left);
