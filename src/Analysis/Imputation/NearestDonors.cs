namespace CoProduction.Analysis;

/// <summary>The rows whose predictions are nearest to a number. Rows with equal predictions stand in an order drawn anew for each list, so that none of them is preferred.</summary>
internal sealed class NearestDonors
{
    private readonly double[] _predictions;
    private readonly int[] _rows;
    private readonly int _donors;

    /// <param name="predictions">Predictions of the observed rows; taken over and sorted.</param>
    /// <param name="rows">The observed rows; left as they are.</param>
    /// <param name="donors">Number of the nearest, at most that of the rows.</param>
    /// <param name="random">Stream for the order of equal predictions.</param>
    internal NearestDonors(double[] predictions, ReadOnlySpan<int> rows, int donors, RandomStream random)
    {
        (_predictions, _rows, _donors) = (predictions, rows.ToArray(), donors);
        for (int i = _rows.Length - 1; i > 0; i--)
        {
            int j = random.Below(i + 1);
            (_rows[i], _rows[j]) = (_rows[j], _rows[i]);
            (_predictions[i], _predictions[j]) = (_predictions[j], _predictions[i]);
        }
        Array.Sort(_predictions, _rows);
    }

    /// <summary>One of the nearest rows, each with the same chance.</summary>
    internal int Draw(double prediction, RandomStream random) => _rows[First(prediction) + random.Below(_donors)];

    /// <summary>The nearest rows.</summary>
    internal ReadOnlySpan<int> Of(double prediction) => _rows.AsSpan(First(prediction), _donors);

    // The nearest are neighbours in order: the window moves up while its lower end is farther than the row above it.
    private int First(double prediction)
    {
        int at = Array.BinarySearch(_predictions, prediction);
        int low = Math.Clamp((at < 0 ? ~at : at) - _donors, 0, _predictions.Length - _donors);
        while (low + _donors < _predictions.Length && _predictions[low + _donors] - prediction < prediction - _predictions[low]) low++;
        return low;
    }
}
