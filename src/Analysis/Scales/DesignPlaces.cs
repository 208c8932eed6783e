namespace CoProduction.Analysis;

/// <summary>Numbers the primary sampling units within strata as they turn up in blocks of rows; the strata alone where no cluster is named and every row is a unit.</summary>
/// <param name="design">Fields of strata and clusters.</param>
internal sealed class DesignPlaces(SurveyDesign design)
{
    private readonly Dictionary<(string Stratum, string Unit), int> _numbers = [];
    private readonly List<(string Stratum, string Unit)> _places = [];

    public bool RowsAreUnits => design.Cluster is null;

    public int Count => _places.Count;

    /// <summary>Number of clusters by name; 0 where none is named.</summary>
    public int Clusters => RowsAreUnits ? 0 : _places.Select(place => place.Unit).Distinct(StringComparer.Ordinal).Count();

    /// <summary>The places by stratum, then by unit, in ordinal order.</summary>
    public IEnumerable<int> InOrder => Enumerable.Range(0, Count).OrderBy(place => _places[place].Stratum, StringComparer.Ordinal).ThenBy(place => _places[place].Unit, StringComparer.Ordinal);

    public string StratumOf(int place) => _places[place].Stratum;

    /// <summary>Place of each row of a block.</summary>
    public int[] Of(Frame block)
    {
        Column? strata = design.Strata is { } field ? block[field] : null, clusters = design.Cluster is { } cluster ? block[cluster] : null;
        return [.. Enumerable.Range(0, block.Rows).Select(row => Number((strata?.Text(row) ?? "", clusters?.Text(row) ?? "")))];
    }

    private int Number((string Stratum, string Unit) place)
    {
        if (_numbers.TryGetValue(place, out int number)) return number;
        _places.Add(place);
        return _numbers[place] = _places.Count - 1;
    }
}
