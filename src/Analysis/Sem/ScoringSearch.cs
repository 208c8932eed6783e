namespace CoProduction.Analysis;

/// <summary>
/// Fisher scoring with a line search; equalities by Lagrange multipliers, inequalities by an active set. Lee and Jennrich (1979) for scoring; Nocedal and Wright (2006), section 18.1 for the steps under constraints.
/// </summary>
internal sealed class ScoringSearch
{
    private const int MostSteps = 2000, MostHalvings = 40, MostSets = 60;
    private const double Boundary = 1e-9;

    private readonly SemCriterion _criterion;
    private readonly ModelConstraints _constraints;
    private readonly int _k;
    private readonly double[] _slope, _information, _root, _trial, _step;

    internal ScoringSearch(SemCriterion criterion, ModelConstraints constraints)
    {
        (_criterion, _constraints, _k) = (criterion, constraints, criterion.K);
        (_slope, _step, _trial) = (new double[_k], new double[_k], new double[_k]);
        (_information, _root) = (new double[_k * _k], new double[_k * _k]);
        Active = [.. constraints.Equalities];
    }

    /// <summary>Constraints that bind.</summary>
    internal List<int> Active { get; private set; }

    /// <summary>Steps taken.</summary>
    internal int Steps { get; private set; }

    /// <summary>The last squared length of a step in the metric of the information.</summary>
    internal double Decrement { get; private set; }

    /// <summary>Value of F at the end.</summary>
    internal double Value { get; private set; }

    /// <summary>Moves θ to the minimum; false when it is not reached.</summary>
    /// <param name="theta">Where to start; on return, the minimum.</param>
    /// <param name="tolerance">Largest <see cref="Decrement"/>.</param>
    internal bool Run(double[] theta, double tolerance)
    {
        Active = [.. _constraints.Equalities];
        Steps = 0;
        for (int set = 0; set < MostSets; set++)
        {
            if (!Descend(theta, tolerance, out double[] multipliers)) return false;
            if (!Changed(theta, multipliers)) return true;
        }
        return false;
    }

    /// <summary>
    /// Moves θ to a minimum near by, with one factored information for all steps: a draw of a bootstrap lies so near the whole sample that a step leaves a twentieth of the way. False where it does not come nearer quickly,
    /// or where constraints bind.
    /// </summary>
    /// <param name="theta">Where to start; on return, the minimum.</param>
    /// <param name="root">Lower triangular root of twice the information, k × k.</param>
    /// <param name="tolerance">Largest <see cref="Decrement"/> before the last step.</param>
    /// <param name="known">The same criterion, at θ already.</param>
    internal bool RunNear(double[] theta, double[] root, double tolerance, SemCriterion known)
    {
        if (_constraints.Equalities.Length + _constraints.Inequalities.Length > 0) return false;
        double before = double.PositiveInfinity;
        for (int step = 0; step < MostNearSteps; step++)
        {
            if (step > 0 && double.IsNaN(_criterion.Value(theta))) return false;
            (step > 0 ? _criterion : known).Slope(_slope);
            Triangle(root);
            Decrement = Lanes.Dot(_slope, _step);
            if (!(Decrement < before)) return false;
            before = Decrement / 2;
            Lanes.Add(theta, -1, _step);
            if (Decrement <= tolerance) return true;
        }
        return false;
    }

    private const int MostNearSteps = 25;

    // The step is L⁻ᵀ L⁻¹ of the slope.
    private void Triangle(double[] root)
    {
        for (int i = 0; i < _k; i++) _step[i] = (_slope[i] - Lanes.Dot(root.AsSpan(i * _k, i), _step.AsSpan(0, i))) / root[i * _k + i];
        for (int i = _k - 1; i >= 0; i--)
        {
            _step[i] /= root[i * _k + i];
            Lanes.Add(_step.AsSpan(0, i), -_step[i], root.AsSpan(i * _k, i));
        }
    }

    // Takes in the inequality most violated, or drops the one that pulls the wrong way.
    private bool Changed(double[] theta, double[] multipliers)
    {
        var outside = _constraints.Inequalities.Where(i => !Active.Contains(i) && _constraints.Value(i, theta) < -Boundary).ToList();
        if (outside.Count > 0)
        {
            Active.Add(outside.MinBy(i => _constraints.Value(i, theta)));
            return true;
        }
        int drop = Active.FindIndex(i => _constraints.Inequalities.Contains(i) && multipliers[Active.IndexOf(i)] > Boundary);
        if (drop < 0) return false;
        Active.RemoveAt(drop);
        return true;
    }

    private bool Descend(double[] theta, double tolerance, out double[] multipliers)
    {
        multipliers = new double[Active.Count];
        double value = _criterion.Value(theta), before = double.PositiveInfinity;
        if (double.IsNaN(value)) return false;
        for (int step = 0; step < MostSteps; step++, Steps++)
        {
            _criterion.Slope(_slope);
            _criterion.Information(_information);
            double[] gaps = [.. Active.Select(i => _constraints.Value(i, theta))];
            multipliers = Solve(theta, gaps);
            Decrement = Length();
            Value = value;
            double gap = gaps.Sum(Math.Abs);
            if (gap < 1e-10 && (Decrement <= tolerance || (Decrement < 1e-15 && Decrement >= before))) return true;
            before = Decrement;
            if (!Search(theta, ref value, gap, multipliers)) return gap < 1e-10 && Decrement < 1e-13;
        }
        return false;
    }

    // d = -H⁻¹(g + J'λ), with (J H⁻¹ J') λ = h - J H⁻¹ g; H has J'J added, which does not change d and serves where J identifies the model.
    private double[] Solve(double[] theta, double[] gaps)
    {
        int m = gaps.Length;
        double[][] jacobian = [.. Active.Select(i => _constraints.Slope(i, theta))];
        Factor(jacobian);
        double[] free = Cholesky.Solve(_root, _slope);
        double[][] carried = [.. jacobian.Select(row => Cholesky.Solve(_root, row))];
        double[] system = new double[m * m], right = new double[m];
        for (int i = 0; i < m; i++)
        {
            right[i] = gaps[i] - Lanes.Dot(jacobian[i], free);
            for (int j = 0; j < m; j++) system[i * m + j] = Lanes.Dot(jacobian[i], carried[j]);
        }
        double[] multipliers = m == 0 ? [] : SmallSystem.SolvePositive(system, right) ?? new double[m];
        for (int k = 0; k < _k; k++) _step[k] = -free[k];
        for (int i = 0; i < m; i++) Lanes.Add(_step, -multipliers[i], carried[i]);
        return multipliers;
    }

    private void Factor(double[][] jacobian)
    {
        for (int i = 0; i < _k * _k; i++) _information[i] *= 2;
        double size = 0;
        for (int i = 0; i < _k; i++) size = Math.Max(size, _information[i * _k + i]);
        foreach (double[] row in jacobian)
            for (int i = 0; i < _k; i++) Lanes.Add(_information.AsSpan(i * _k, _k), row[i] * size / Lanes.Dot(row, row), row);
        for (double ridge = 0; !PositiveDefinite.TryFactor(_information, _k, _root, out _); ridge = Math.Max(1e-10, 100 * ridge))
            for (int i = 0; i < _k; i++) _information[i * _k + i] += Math.Max(ridge, 1e-10) * (_information[i * _k + i] + 1e-8 * size + 1e-300);
    }

    private double Length()
    {
        double sum = 0;
        for (int i = 0; i < _k; i++) sum += _step[i] * Lanes.Dot(_information.AsSpan(i * _k, _k), _step);
        return sum;
    }

    private bool Search(double[] theta, ref double value, double gap, double[] multipliers)
    {
        double penalty = 2 * multipliers.Select(Math.Abs).DefaultIfEmpty(0).Max() + 1, merit = value + penalty * gap, slack = 1e-13 * (1 + Math.Abs(value));
        double length = Math.Min(1, Math.Sqrt(Longest / Math.Max(Decrement, 1e-300)));
        for (int half = 0; half < MostHalvings; half++, length /= 2)
        {
            for (int i = 0; i < _k; i++) _trial[i] = theta[i] + length * _step[i];
            double tried = _criterion.Value(_trial), outside = Active.Count == 0 ? 0 : Active.Sum(i => Math.Abs(_constraints.Value(i, _trial)));
            if (!(tried + penalty * outside <= merit + (Decrement < 1e-8 ? slack : 0))) continue;
            _trial.CopyTo(theta, 0);
            value = tried;
            return true;
        }
        _criterion.Value(theta);
        return false;
    }

    // A longer step than this, in standard deviations of one row's information, is not trusted.
    private const double Longest = 25;
}
