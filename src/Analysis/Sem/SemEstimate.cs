using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>The minimum of a model's discrepancy, with what its uncertainty is made of.</summary>
internal sealed class SemEstimate
{
    private const double Tolerance = 1e-20;
    private double[]? _observed;

    private SemEstimate(SemCriterion criterion, ModelConstraints constraints, double[] theta, ScoringSearch search)
    {
        (Criterion, Constraints, Theta, Search) = (criterion, constraints, theta, search);
        Active = [.. search.Active];
        Jacobian = [.. Active.Select(i => constraints.Slope(i, theta))];
        criterion.Value(theta);
        Expected = new double[K * K];
        criterion.Information(Expected);
    }

    internal SemCriterion Criterion { get; }

    internal ParameterTable Table => Criterion.Table;

    internal ModelConstraints Constraints { get; }

    internal double[] Theta { get; }

    internal ScoringSearch Search { get; }

    internal ImmutableArray<int> Active { get; }

    internal double[][] Jacobian { get; }

    internal int K => Criterion.K;

    /// <summary>Expected information of one row at the minimum, k × k.</summary>
    internal double[] Expected { get; }

    /// <summary>Observed information of one row, k × k.</summary>
    internal double[] Observed => _observed ??= Criterion.Observed(Theta, Expected);

    /// <summary>Parameters less equalities: npar.</summary>
    internal int Parameters => K - Constraints.Equalities.Length;

    /// <summary>Moments less parameters.</summary>
    internal int Df => MomentCount(Table) - Parameters;

    internal static int MomentCount(ParameterTable table)
    {
        int p = table.Observed.Length, q = table.Exogenous.Length, means = table.HasMeans ? 1 : 0;
        return table.Groups.Length * (p * (p + 1) / 2 - q * (q + 1) / 2 + means * (p - q));
    }

    /// <summary>Estimates a model.</summary>
    /// <exception cref="StudyException">The model has more parameters than moments, is not identified, or the search does not reach a minimum.</exception>
    internal static SemEstimate Of(ParameterTable table, IReadOnlyList<GroupMoments> moments, double[]? start = null)
    {
        var criterion = new SemCriterion(table, moments);
        var constraints = new ModelConstraints(table);
        int excess = table.FreeCount - constraints.Equalities.Length - MomentCount(table);
        if (excess > 0) throw new StudyException(StructuralFaults.MoreParameters(table.FreeCount - constraints.Equalities.Length, MomentCount(table), [.. Enumerable.Range(0, table.FreeCount).Select(table.Name)]));
        double[] theta = start is null ? StartValues.Of(table, moments) : [.. start];
        var search = new ScoringSearch(criterion, constraints);
        if (double.IsNaN(criterion.Value(theta))) throw new StudyException(StructuralFaults.NoStart(table));
        bool found = search.Run(theta, Tolerance);
        var estimate = new SemEstimate(criterion, constraints, theta, search);
        estimate.CheckIdentified();
        return found ? estimate : throw new StudyException(StructuralFaults.NotConverged(search.Steps, search.Decrement));
    }

    /// <summary>The inverse of an information within the constraints; null where it is not positive definite.</summary>
    internal double[]? Inverse(double[] information) => ConstrainedInverse.Of(information, Jacobian, K);

    private void CheckIdentified()
    {
        double[] bordered = ConstrainedInverse.Bordered(Expected, Jacobian, K), scaled = new double[K * K];
        for (int i = 0; i < K; i++)
        {
            if (!(bordered[i * K + i] > 0)) throw new StudyException(StructuralFaults.NotIdentified([Table.Name(i)]));
            for (int j = 0; j < K; j++) scaled[i * K + j] = bordered[i * K + j] / Math.Sqrt(bordered[i * K + i] * bordered[j * K + j]);
        }
        double[] root = new double[K * K];
        if (PositiveDefinite.TryFactor(scaled, K, root, out _) && Enumerable.Range(0, K).All(i => root[i * K + i] > 1e-3)) return;
        var eigen = new JacobiEigen(scaled, K);
        int least = Array.IndexOf(eigen.Values, eigen.Values.Min());
        if (eigen.Values[least] > Singular) return;
        double[] along = [.. Enumerable.Range(0, K).Select(i => Math.Abs(eigen.Vectors[i * K + least]))];
        throw new StudyException(StructuralFaults.NotIdentified([.. Enumerable.Range(0, K).Where(i => along[i] > 0.3 * along.Max()).OrderByDescending(i => along[i]).Take(6).Select(Table.Name)]));
    }

    // Smallest eigenvalue of the information in the metric of correlations that is not rounding.
    private const double Singular = 1e-9;
}
