namespace CoProduction.Analysis;

/// <summary>
/// A discrepancy of the factor model as a function of one parameter per variable, loadings profiled out: value, gradient and Hessian from one eigen decomposition.
/// With P_r the outer product of eigenvector r with itself, entry by entry, every Hessian is a sum of P_r∘P_s (Jöreskog 1967, 1977; Clarke 1970).
/// </summary>
internal abstract class FactorCriterion
{
    /// <summary>Unweighted least squares, the "minimum residual" of Harman and Jones (1966): at its minimum the diagonal fits exactly. Parameters are the uniquenesses.</summary>
    internal static FactorCriterion MinimumResidual { get; } = new LeastSquares();

    /// <summary>Normal maximum likelihood (Lawley and Maxwell 1971). Parameters are the logarithms of the uniquenesses.</summary>
    internal static FactorCriterion MaximumLikelihood { get; } = new Likelihood();

    internal abstract double Parameter(double uniqueness);

    internal abstract double Uniqueness(double parameter);

    /// <summary>The decomposition that everything else follows from.</summary>
    /// <param name="r">k × k correlations.</param>
    /// <param name="k">Variables.</param>
    /// <param name="parameters">k parameters.</param>
    internal abstract OrderedEigen Decompose(double[] r, int k, double[] parameters);

    /// <summary>Eigenvalue at which a factor vanishes.</summary>
    protected abstract double Nothing { get; }

    /// <summary>Factors that real loadings can make, at most m: an eigenvalue below its threshold is a residual whatever its rank, which keeps the slope without jumps where a factor vanishes.</summary>
    internal int Real(OrderedEigen eigen, int factors) => eigen.Values.Take(factors).Count(value => value > Nothing);

    /// <summary>The discrepancy with so many real factors.</summary>
    internal abstract double Value(OrderedEigen eigen, int factors);

    /// <summary>Share of residual eigenvalue r in the gradient: g_i = Σ_{r &gt; m} slope(r) ω_ir².</summary>
    internal abstract double Slope(double eigenvalue);

    /// <summary>Factor of P_r∘P_s in the Hessian for two residual eigenvalues, summed over ordered pairs.</summary>
    internal abstract double Among(double left);

    /// <summary>Factor of P_r∘P_s in the Hessian for a residual eigenvalue r and a common one s.</summary>
    internal abstract double Across(double residual, double common);

    /// <summary>Loading of a variable on a factor.</summary>
    internal abstract double Loading(double eigenvalue, double entry, double parameter);

    internal double[] Gradient(OrderedEigen eigen, int factors)
    {
        var gradient = new double[eigen.K];
        for (int r = factors; r < eigen.K; r++)
        {
            double slope = Slope(eigen.Values[r]);
            for (int i = 0; i < eigen.K; i++) gradient[i] += slope * eigen[i, r] * eigen[i, r];
        }
        return gradient;
    }

    /// <summary>k × k Hessian.</summary>
    internal double[] Hessian(OrderedEigen eigen, int factors)
    {
        int k = eigen.K, residual = k - factors;
        double[] rows = new double[k * residual], weights = new double[(factors + 1) * residual], hessian = new double[k * k];
        for (int r = 0; r < residual; r++)
        {
            for (int i = 0; i < k; i++) rows[i * residual + r] = eigen[i, r + factors];
            weights[r] = Among(eigen.Values[r + factors]);
            for (int s = 0; s < factors; s++) weights[(s + 1) * residual + r] = Across(eigen.Values[r + factors], eigen.Values[s]);
        }
        for (int i = 0; i < k; i++)
            for (int j = 0; j <= i; j++)
                hessian[i * k + j] = hessian[j * k + i] = Second(rows.AsSpan(i * residual, residual), rows.AsSpan(j * residual, residual), weights, eigen, i, j);
        return hessian;
    }

    private static double Second(ReadOnlySpan<double> left, ReadOnlySpan<double> right, ReadOnlySpan<double> weights, OrderedEigen eigen, int i, int j)
    {
        Span<double> outer = stackalloc double[left.Length];
        double plain = 0;
        for (int r = 0; r < outer.Length; r++) plain += outer[r] = left[r] * right[r];
        double sum = plain * Weighted(outer, weights);
        for (int s = 0; (s + 1) * outer.Length < weights.Length; s++) sum += eigen[i, s] * eigen[j, s] * Weighted(outer, weights[((s + 1) * outer.Length)..]);
        return sum;
    }

    private static double Weighted(ReadOnlySpan<double> outer, ReadOnlySpan<double> weights)
    {
        double sum = 0;
        for (int r = 0; r < outer.Length; r++) sum += weights[r] * outer[r];
        return sum;
    }

    // f(ψ) = ½ Σ_{r > m} λ_r², λ the eigenvalues of R - Ψ.
    private sealed class LeastSquares : FactorCriterion
    {
        protected override double Nothing => 0;

        internal override double Parameter(double uniqueness) => uniqueness;

        internal override double Uniqueness(double parameter) => parameter;

        internal override OrderedEigen Decompose(double[] r, int k, double[] parameters)
        {
            var reduced = (double[])r.Clone();
            for (int i = 0; i < k; i++) reduced[i * k + i] -= parameters[i];
            return OrderedEigen.Of(reduced, k);
        }

        internal override double Value(OrderedEigen eigen, int factors) => 0.5 * eigen.Values.Skip(factors).Sum(value => value * value);

        internal override double Slope(double eigenvalue) => -eigenvalue;

        internal override double Among(double left) => 1;

        internal override double Across(double residual, double common) => 2 * residual / (residual - common);

        internal override double Loading(double eigenvalue, double entry, double parameter) => Math.Sqrt(Math.Max(0, eigenvalue)) * entry;
    }

    // f(x) = Σ_{r > m} (θ_r - ln θ_r - 1), θ the eigenvalues of Ψ^-½ R Ψ^-½, x = ln ψ.
    private sealed class Likelihood : FactorCriterion
    {
        protected override double Nothing => 1;

        internal override double Parameter(double uniqueness) => Math.Log(uniqueness);

        internal override double Uniqueness(double parameter) => Math.Exp(parameter);

        internal override OrderedEigen Decompose(double[] r, int k, double[] parameters)
        {
            var scaled = (double[])r.Clone();
            for (int i = 0; i < k; i++)
                for (int j = 0; j < k; j++) scaled[i * k + j] *= Math.Exp(-(parameters[i] + parameters[j]) / 2);
            return OrderedEigen.Of(scaled, k);
        }

        internal override double Value(OrderedEigen eigen, int factors) => eigen.Values.Skip(factors).Sum(value => value - Math.Log(value) - 1);

        internal override double Slope(double eigenvalue) => 1 - eigenvalue;

        internal override double Among(double left) => left;

        internal override double Across(double residual, double common) => (1 - residual) * (common + residual) / (common - residual);

        internal override double Loading(double eigenvalue, double entry, double parameter) => Math.Sqrt(Math.Max(0, eigenvalue - 1)) * entry * Math.Exp(parameter / 2);
    }
}
