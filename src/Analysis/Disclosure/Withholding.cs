namespace CoProduction.Analysis;

/// <summary>Chooses the rows of a part that are withheld.</summary>
internal sealed class Withholding
{
    private readonly TablePart _part;
    private readonly CandidateTable _table;
    private readonly int _minimum;
    private readonly HashSet<int> _withheld, _before;
    private readonly int[] _counts;

    private Withholding(TablePart part, CandidateTable table, int minimum, IReadOnlySet<int> already)
    {
        (_part, _table, _minimum) = (part, table, minimum);
        _counts = [.. Enumerable.Range(0, table.Measures.Length).Where(measure => table.Measures[measure].Kind == MeasureKind.People)];
        _before = [.. part.Rows.Where(row => table.Rows[row].Values.Any(value => value.State == ValueState.Suppressed) || already.Contains(row))];
        _withheld = [.. _before, .. part.Rows.Where(IsSmall)];
    }

    /// <summary>Rows to withhold: the small ones, and the complements without which a total would give them away.</summary>
    /// <param name="part">The part.</param>
    /// <param name="table">The table.</param>
    /// <param name="minimum">Smallest number of people.</param>
    /// <param name="already">Rows that are withheld in any case.</param>
    public static IReadOnlySet<int> Of(TablePart part, CandidateTable table, int minimum, IReadOnlySet<int> already)
    {
        var choice = new Withholding(part, table, minimum, already);
        if (part.Way(0)) choice.AddComplements();
        return choice._withheld;
    }

    private void AddComplements()
    {
        while (FirstFixed() is { } given && NextComplement(given) is { } complement) _withheld.Add(complement);
    }

    private bool IsSmall(int row) => IsSmall(_table.Rows[row].Base) || _counts.Any(measure => IsSmall(Count(row, measure)));

    private bool IsSmall(long people) => people > 0 && people < _minimum;

    /// <summary>A total that another table shows.</summary>
    private bool IsKnown(int row) => _table.TotalsKnown && _part.IsTotal(row) && !IsSmall(row);

    private long Count(int row, int measure) => (long)Math.Round(_table.Rows[row].Values[measure].Number);

    /// <summary>A withheld row that the released ones give away; null when there is none.</summary>
    private int? FirstFixed()
    {
        if (_withheld.Count == 0) return null;
        bool smallOnly = _minimum > 2 && _withheld.All(row => IsSmall(_table.Rows[row].Base));
        var people = new TableAudit(_part, row => _table.Rows[row].Base, _withheld.Contains,
            row => IsKnown(row) ? (_table.Rows[row].Base, _table.Rows[row].Base) : (Math.Min(1, _table.Rows[row].Base), smallOnly ? _minimum - 1 : long.MaxValue));
        if (Fixed(people, _ => true) is { } found) return found;
        return _counts.Where(measure => _part.Rows.Any(row => Count(row, measure) != _table.Rows[row].Base)).Select(measure => Fixed(new TableAudit(_part, row => Count(row, measure), _withheld.Contains, _ => (0, long.MaxValue)), row => Count(row, measure) > 0))
            .FirstOrDefault(row => row is not null);
    }

    private int? Fixed(TableAudit audit, Func<int, bool> matters)
    {
        foreach (int row in _part.Rows) if (_withheld.Contains(row) && !_before.Contains(row) && !IsKnown(row) && matters(row) && audit.IsFixed(row)) return row;
        return null;
    }

    private int? NextComplement(int given)
    {
        var free = _part.Rows.Where(row => !_withheld.Contains(row) && !IsKnown(row)).ToArray();
        bool total = _part.IsTotal(given);
        var mates = free.Where(row => SharesLine(row, given)).ToArray();
        return Smallest(mates.Where(row => _part.IsTotal(row) == total && !IsEmpty(row)), given) ?? Smallest(free.Where(row => !_part.IsTotal(row) && !IsEmpty(row)), given)
            ?? Smallest(mates.Where(row => !_part.IsTotal(row)), given) ?? Smallest(mates, given) ?? Smallest(free, given);
    }

    /// <summary>The line with the fewest withheld rows first, then a row whose other line is broken already, then the smallest base, then the table's order.</summary>
    private int? Smallest(IEnumerable<int> rows, int given) => rows
        .OrderBy(row => InLine(row, given)).ThenBy(row => Elsewhere(row, given) > 0 ? 0 : 1).ThenBy(row => _table.Rows[row].Base).ThenBy(row => row).Select(row => (int?)row).FirstOrDefault();

    private bool IsEmpty(int row) => _table.Rows[row].Base == 0;

    private bool SharesLine(int row, int other) => _part.Places[row].Row == _part.Places[other].Row || _part.Places[row].Column == _part.Places[other].Column;

    private int InLine(int row, int given) => _part.Places[row].Row == _part.Places[given].Row
        ? _withheld.Count(mate => _part.Places[mate].Row == _part.Places[row].Row) : _withheld.Count(mate => _part.Places[mate].Column == _part.Places[row].Column);

    private int Elsewhere(int row, int given) => _part.Places[row].Row == _part.Places[given].Row
        ? _withheld.Count(mate => _part.Places[mate].Column == _part.Places[row].Column) : _withheld.Count(mate => _part.Places[mate].Row == _part.Places[row].Row);
}
