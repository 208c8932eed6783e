using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Where a row can stand in a share: above and below the line, only below, or neither; several when a field is missing.</summary>
[Flags]
internal enum RulePlace
{
    Neither = 1,
    Below = 2,
    Both = 4,
    Above = 8,
}

/// <summary>The rows of the evidence as a rule sees them.</summary>
internal sealed class RuleRows
{
    private readonly RuleField[] _fields;
    private readonly Column[] _level;
    private readonly MoneyColumn? _amount;
    private readonly Column? _source, _row;

    private readonly int _before;

    /// <param name="rule">The rule.</param>
    /// <param name="rows">A block of rows.</param>
    /// <param name="before">Rows in the blocks before it.</param>
    public RuleRows(ShareRule rule, Frame rows, int before)
    {
        _before = before;
        var names = rule.Numerator.Where.Concat(rule.Denominator.Where).Select(filter => filter.Field).Distinct();
        _fields = [.. names.Select(name => new RuleField(rows[name], FilterOf(rule.Numerator, name), FilterOf(rule.Denominator, name)))];
        _level = [.. rule.Level.Select(field => rows[field])];
        _amount = rule.Denominator.Measure == Measure.Count ? null : rows[rule.Denominator.Field] as MoneyColumn ?? throw AnalysisFaults.NotMoney(rule.Denominator.Field);
        _source = rows.Has("_source") ? rows["_source"] : null;
        _row = rows.Has(SourceBlock.RowColumn) ? rows[SourceBlock.RowColumn] : null;
    }

    public ImmutableArray<string> Key(int row) => [.. _level.Select(column => column.Text(row))];

    public EvidenceRow Id(int row) => new(_source?.Text(row) ?? "", _row?.Whole(row) ?? _before + row + 1);

    /// <summary>Amount of a row, 1 for a count; null when it is missing.</summary>
    public decimal? Amount(int row) => _amount is null ? 1 : _amount.IsMissing(row) ? null : _amount.Values[row];

    /// <summary>Every place the row can have: conditions on several fields hold together.</summary>
    public RulePlace Place(int row)
    {
        var places = RulePlace.Both;
        foreach (var field in _fields) places = And(places, field.Places(row));
        return places;
    }

    private static RowFilter? FilterOf(RuleMeasure measure, string field) => measure.Where.FirstOrDefault(filter => filter.Field == field);

    private static RulePlace And(RulePlace left, RulePlace right)
    {
        RulePlace both = 0;
        foreach (var a in RuleField.All)
            foreach (var b in RuleField.All)
                if (left.HasFlag(a) && right.HasFlag(b)) both |= RuleField.PlaceOf(IsAbove(a) && IsAbove(b), IsBelow(a) && IsBelow(b));
        return both;
    }

    private static bool IsAbove(RulePlace place) => place is RulePlace.Both or RulePlace.Above;

    private static bool IsBelow(RulePlace place) => place is RulePlace.Both or RulePlace.Below;
}

/// <summary>One filtered field of a rule; a missing value may be any value.</summary>
internal sealed class RuleField(Column column, RowFilter? above, RowFilter? below)
{
    // Any value that no filter lists behaves like this one.
    private const string Unlisted = "\0";

    private readonly RulePlace _any = (above?.Values ?? []).Concat(below?.Values ?? []).Append(Unlisted)
        .Aggregate((RulePlace)0, (places, value) => places | PlaceOf(above?.Has(value) ?? true, below?.Has(value) ?? true));

    public static RulePlace[] All { get; } = Enum.GetValues<RulePlace>();

    public RulePlace Places(int row) => column.IsMissing(row) ? _any : PlaceOf(above?.Has(column.Text(row)) ?? true, below?.Has(column.Text(row)) ?? true);

    public static RulePlace PlaceOf(bool above, bool below) => (above, below) switch
    {
        (true, true) => RulePlace.Both,
        (false, true) => RulePlace.Below,
        (true, false) => RulePlace.Above,
        _ => RulePlace.Neither,
    };
}
