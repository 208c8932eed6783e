namespace CoProduction.Analysis;

/// <summary>Derivatives of one row's log-likelihood by the indices that it depends on: a run of them. Reused from row to row.</summary>
internal sealed class RowDerivatives
{
    private readonly double[] _slope;
    private readonly double[] _curvature;

    internal RowDerivatives(int indices) => (_slope, _curvature) = (new double[indices], new double[indices * indices]);

    /// <summary>First index of the run.</summary>
    internal int First { get; private set; }

    /// <summary>Length of the run.</summary>
    internal int Count { get; private set; }

    /// <summary>First derivatives.</summary>
    internal Span<double> Slope => _slope.AsSpan(0, Count);

    /// <summary>Second derivatives with the sign turned: the information, count × count.</summary>
    internal Span<double> Curvature => _curvature.AsSpan(0, Count * Count);

    internal void Run(int first, int count) => (First, Count) = (first, count);
}

/// <summary>What a family makes of the indices: the likelihood of an outcome, and the expected outcome.</summary>
internal abstract class ResponseCurve
{
    /// <summary>Quantities that the model predicts: a probability of each category, or one of the second category of two, or a mean count.</summary>
    internal abstract int Outcomes { get; }

    /// <summary>Log-likelihood of an outcome and its derivatives; -∞ where it is impossible.</summary>
    /// <param name="u">The indices.</param>
    /// <param name="y">Index of the category, or the count.</param>
    /// <param name="derivatives">Written.</param>
    /// <param name="expected">True for the expected information, where R's errors rest on it (probit, negative binomial).</param>
    internal abstract double Likelihood(ReadOnlySpan<double> u, double y, RowDerivatives derivatives, bool expected);

    /// <summary>The predicted quantities, their first derivatives by the indices (outcomes × M) and their second ones (outcomes × M × M).</summary>
    internal abstract void Response(ReadOnlySpan<double> u, Span<double> value, Span<double> first, Span<double> second);

    /// <summary>How much a direction of the indices adds to the likelihood of an outcome without end: the least of its gains, ≥ 0 where it never takes away; and the largest.</summary>
    internal abstract (double Least, double Most) Gain(ReadOnlySpan<double> direction, double y);

    /// <summary>True where the errors rest on the expected information.</summary>
    internal virtual bool UsesExpected => false;
}
