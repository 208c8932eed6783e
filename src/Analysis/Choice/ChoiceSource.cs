namespace CoProduction.Analysis;

/// <summary>Takes one row or pattern of rows.</summary>
internal delegate void TakeRow(ReadOnlySpan<double> row, double offset, double outcome, double weight);

/// <summary>Rows to pass over, as often as a search needs: its columns are those of the design in coordinates where their moments are the identity.</summary>
internal abstract class ChoiceSource
{
    internal abstract void Each(TakeRow take);

    /// <summary>Every so-many-th row.</summary>
    internal virtual void Each(TakeRow take, int step)
    {
        int at = 0;
        Each((row, offset, outcome, weight) =>
        {
            if (at++ % step == 0) take(row, offset, outcome, weight);
        });
    }
}

/// <summary>Rows read anew at each pass: memory does not grow with them.</summary>
internal sealed class PassingRows(ChoicePlan plan, OutcomeKeys keys, IEnumerable<Frame> blocks, Whitening whitening) : ChoiceSource
{
    internal override void Each(TakeRow take)
    {
        var reader = new ChoiceReader(plan, keys, units: false);
        foreach (var (_, rows) in reader.Runs(blocks))
            for (int r = 0; r < rows.Count; r++)
            {
                var row = rows.Row(r);
                whitening.Apply(row);
                take(row, rows.Offset[r], rows.Outcome[r], rows.Weight[r] * whitening.Scale);
            }
    }
}

/// <summary>Every so-many-th row of another source: enough for a start from which the search on all rows is short.</summary>
internal sealed class EveryRows(ChoiceSource rows, int step) : ChoiceSource
{
    internal override void Each(TakeRow take) => rows.Each(take, step);
}

/// <summary>Counts of an outcome without covariates.</summary>
internal sealed class OutcomeCounts(IReadOnlyDictionary<double, double> weights) : ChoiceSource
{
    private static readonly double[] One = [1];

    internal override void Each(TakeRow take)
    {
        foreach (var (outcome, weight) in weights.OrderBy(entry => entry.Key)) take(One, 0, outcome, weight);
    }
}
