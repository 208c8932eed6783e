namespace CoProduction.Analysis;

/// <summary>Where a parameter stands in the matrices of a group.</summary>
internal enum PathMatrix { Effect, Covariance, Mean }

/// <summary>A parameter's place.</summary>
/// <param name="Matrix">Which matrix.</param>
/// <param name="Row">Row: the explained variable of an effect.</param>
/// <param name="Column">Column: the explaining variable of an effect.</param>
/// <param name="Free">Index of the free parameter; -1 for a fixed one.</param>
/// <param name="Value">The value where it is fixed.</param>
/// <param name="OfSample">True where the sample's moment is taken.</param>
internal sealed record PathSlot(PathMatrix Matrix, int Row, int Column, int Free, double Value, bool OfSample);

/// <summary>
/// Implied moments of one group in the reticular action model: v = A v + u over the p observed and then the latent variables, E = (I - A)⁻¹, C = E S E', Σ = C's observed part, μ = E m. McArdle and McDonald (1984).
/// Every derivative of Σ has rank two: g_i h_j' + h_j g_i' for an effect, g_i g_j' + g_j g_i' for a covariance, g_i a column of E, h_j one of C. No allocation in <see cref="Update"/>.
/// </summary>
internal sealed class PathMatrices
{
    private readonly double[] _a, _s, _m, _work;
    private readonly int[]? _order;
    private readonly List<int>[] _into;

    internal PathMatrices(PathSlot[] slots, int observed, int variables)
    {
        (Slots, P, V) = (slots, observed, variables);
        (_a, _s, _work) = (new double[V * V], new double[V * V], new double[V * V]);
        (EffectsT, Covariances) = (new double[V * V], new double[V * V]);
        (_m, Means, Sigma) = (new double[V], new double[V], new double[P * P]);
        _into = [.. Enumerable.Range(0, V).Select(j => slots.Where(slot => slot.Matrix == PathMatrix.Effect && slot.Column == j).Select(slot => slot.Row).Distinct().ToList())];
        _order = Order();
    }

    internal PathSlot[] Slots { get; }

    /// <summary>Observed variables.</summary>
    internal int P { get; }

    /// <summary>All variables.</summary>
    internal int V { get; }

    /// <summary>E', V × V: row i holds the effects of variable i on all.</summary>
    internal double[] EffectsT { get; }

    /// <summary>C, V × V: covariances of all variables.</summary>
    internal double[] Covariances { get; }

    /// <summary>E m: means of all V variables.</summary>
    internal double[] Means { get; }

    /// <summary>Σ, p × p.</summary>
    internal double[] Sigma { get; }

    /// <summary>Effects of a variable on the observed ones, g.</summary>
    internal ReadOnlySpan<double> Effects(int variable) => EffectsT.AsSpan(variable * V, P);

    /// <summary>Covariances of a variable with the observed ones, h.</summary>
    internal ReadOnlySpan<double> With(int variable) => Covariances.AsSpan(variable * V, P);

    /// <summary>Own (residual) variance and covariances, S.</summary>
    internal double Own(int i, int j) => _s[i * V + j];

    /// <summary>Direct effect of j on i.</summary>
    internal double Direct(int i, int j) => _a[i * V + j];

    /// <summary>Mean or intercept.</summary>
    internal double Intercept(int i) => _m[i];

    /// <summary>Puts in values; false when I - A has no inverse.</summary>
    internal bool Update(ReadOnlySpan<double> theta, GroupMoments sample)
    {
        foreach (var slot in Slots) Put(slot, slot.Free >= 0 ? theta[slot.Free] : slot.OfSample ? sample.Of(slot) : slot.Value);
        if (_order is null ? !Invert() : !Follow()) return false;
        Array.Clear(_work);
        Array.Clear(Covariances);
        for (int i = 0; i < V; i++)
            for (int j = 0; j < V; j++)
                if (_s[i * V + j] is var own and not 0) Lanes.Add(_work.AsSpan(i * V, V), own, EffectsT.AsSpan(j * V, V));
        for (int i = 0; i < V; i++)
            for (int j = 0; j < V; j++)
                if (EffectsT[i * V + j] is var effect and not 0) Lanes.Add(Covariances.AsSpan(j * V, V), effect, _work.AsSpan(i * V, V));
        for (int i = 0; i < P; i++) Covariances.AsSpan(i * V, P).CopyTo(Sigma.AsSpan(i * P, P));
        Array.Clear(Means);
        for (int i = 0; i < V; i++) if (_m[i] != 0) Lanes.Add(Means, _m[i], EffectsT.AsSpan(i * V, V));
        return true;
    }

    private void Put(PathSlot slot, double value)
    {
        if (slot.Matrix == PathMatrix.Effect) _a[slot.Row * V + slot.Column] = value;
        else if (slot.Matrix == PathMatrix.Mean) _m[slot.Row] = value;
        else _s[slot.Row * V + slot.Column] = _s[slot.Column * V + slot.Row] = value;
    }

    // Without circles: what a variable does is its own unit and what those do that it acts on.
    private bool Follow()
    {
        Array.Clear(EffectsT);
        foreach (int j in _order!)
        {
            EffectsT[j * V + j] = 1;
            foreach (int i in _into[j]) Lanes.Add(EffectsT.AsSpan(j * V, V), _a[i * V + j], EffectsT.AsSpan(i * V, V));
        }
        return true;
    }

    private int[]? Order()
    {
        var order = new List<int>();
        while (order.Count < V)
        {
            int next = Enumerable.Range(0, V).FirstOrDefault(j => !order.Contains(j) && _into[j].All(order.Contains), -1);
            if (next < 0) return null;
            order.Add(next);
        }
        return [.. order];
    }

    // Gauss-Jordan on (I - A)' with row pivots.
    private bool Invert()
    {
        for (int i = 0; i < V; i++)
            for (int j = 0; j < V; j++) (_work[i * V + j], EffectsT[i * V + j]) = ((i == j ? 1 : 0) - _a[j * V + i], i == j ? 1 : 0);
        for (int c = 0; c < V; c++)
            if (!Eliminate(c)) return false;
        return true;
    }

    private bool Eliminate(int c)
    {
        int pivot = c;
        for (int r = c + 1; r < V; r++) if (Math.Abs(_work[r * V + c]) > Math.Abs(_work[pivot * V + c])) pivot = r;
        if (Math.Abs(_work[pivot * V + c]) < 1e-12) return false;
        for (int j = 0; j < V && pivot != c; j++)
        {
            (_work[c * V + j], _work[pivot * V + j]) = (_work[pivot * V + j], _work[c * V + j]);
            (EffectsT[c * V + j], EffectsT[pivot * V + j]) = (EffectsT[pivot * V + j], EffectsT[c * V + j]);
        }
        double scale = 1 / _work[c * V + c];
        for (int j = 0; j < V; j++) (_work[c * V + j], EffectsT[c * V + j]) = (_work[c * V + j] * scale, EffectsT[c * V + j] * scale);
        for (int r = 0; r < V; r++)
        {
            if (r == c || _work[r * V + c] is not (var factor and not 0)) continue;
            Lanes.Add(_work.AsSpan(r * V, V), -factor, _work.AsSpan(c * V, V));
            Lanes.Add(EffectsT.AsSpan(r * V, V), -factor, EffectsT.AsSpan(c * V, V));
        }
        return true;
    }

    /// <summary>The matrices of a table's group.</summary>
    internal static PathMatrices Of(ParameterTable table, int group)
    {
        var names = table.Observed.Concat(table.Latent).Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var slots = table.Rows.Where(row => row.Group == group).Select(row => Slot(row, names)).ToArray();
        return new PathMatrices(slots, table.Observed.Length, names.Count);
    }

    private static PathSlot Slot(StructuralParameter row, Dictionary<string, int> names)
    {
        int left = names[row.Left], right = row.Right.Length > 0 ? names[row.Right] : 0;
        return row.Operator switch
        {
            ParameterOperator.Loading => new PathSlot(PathMatrix.Effect, right, left, row.Free, row.Value, false),
            ParameterOperator.Regression => new PathSlot(PathMatrix.Effect, left, right, row.Free, row.Value, false),
            ParameterOperator.Covariance => new PathSlot(PathMatrix.Covariance, left, right, row.Free, row.Value, row.Exogenous),
            _ => new PathSlot(PathMatrix.Mean, left, 0, row.Free, row.Value, row.Exogenous),
        };
    }
}
