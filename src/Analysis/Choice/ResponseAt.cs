namespace CoProduction.Analysis;

/// <summary>What a model predicts for one row, and how that depends on its parameters. Reused from row to row.</summary>
internal sealed class ResponseAt
{
    private readonly ResponseCurve _curve;
    private readonly IndexMap _map;
    private readonly double[] _theta;
    private readonly double[] _u;
    private readonly double[] _first;
    private readonly double[] _second;
    private readonly double[] _along;
    private readonly double[] _bent;

    internal ResponseAt(ResponseCurve curve, IndexMap map, double[] theta)
    {
        int m = map.Count, outcomes = curve.Outcomes;
        (_curve, _map, _theta) = (curve, map, theta);
        (_u, _along, _bent, Value) = (new double[m], new double[m], new double[m], new double[outcomes]);
        (_first, _second) = (new double[outcomes * m], new double[outcomes * m * m]);
    }

    /// <summary>The predicted quantities.</summary>
    internal double[] Value { get; }

    internal void Of(ReadOnlySpan<double> row, double offset)
    {
        _map.Indices(row, offset, _theta, _u);
        _curve.Response(_u, Value, _first, _second);
    }

    /// <summary>Adds the derivative of a prediction by the P parameters.</summary>
    internal void AddGradient(int outcome, ReadOnlySpan<double> row, double factor, Span<double> into) => _map.AddSlope(row, 0, _first.AsSpan(outcome * _map.Count, _map.Count), factor, into);

    /// <summary>Takes the direction of the row along which <see cref="Slope"/> is meant.</summary>
    internal void Along(ReadOnlySpan<double> direction) => _map.Indices(direction, 0, _theta, _along);

    /// <summary>Derivative of a prediction along the direction.</summary>
    internal double Slope(int outcome) => SmallMatrix.Dot(_first.AsSpan(outcome * _map.Count, _map.Count), _along);

    /// <summary>Adds the derivative of that slope by the P parameters.</summary>
    internal void AddSlopeGradient(int outcome, ReadOnlySpan<double> row, ReadOnlySpan<double> direction, double factor, Span<double> into)
    {
        int m = _map.Count;
        for (int i = 0; i < m; i++) _bent[i] = SmallMatrix.Dot(_second.AsSpan((outcome * m + i) * m, m), _along);
        _map.AddSlope(row, 0, _bent, factor, into);
        AddGradient(outcome, direction, factor, into);
    }
}
