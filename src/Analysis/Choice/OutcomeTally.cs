namespace CoProduction.Analysis;

/// <summary>Weights and rows of each outcome, a number of a category or a count; small ones are counted without a search.</summary>
internal sealed class OutcomeTally
{
    private const int Small = 256;

    private readonly (double Weight, long Rows)[] _small = new (double, long)[Small];
    private readonly Dictionary<double, (double Weight, long Rows)> _large = [];

    /// <summary>The outcomes with rows.</summary>
    internal IEnumerable<KeyValuePair<double, (double Weight, long Rows)>> Found =>
        Enumerable.Range(0, Small).Where(outcome => _small[outcome].Rows > 0).Select(outcome => KeyValuePair.Create((double)outcome, _small[outcome])).Concat(_large);

    internal void Add(double outcome, double weight)
    {
        if (outcome < Small)
        {
            ref var tally = ref _small[(int)outcome];
            tally = (tally.Weight + weight, tally.Rows + 1);
            return;
        }
        var before = _large.GetValueOrDefault(outcome);
        _large[outcome] = (before.Weight + weight, before.Rows + 1);
    }
}
