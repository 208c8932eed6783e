using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace CoProduction.Ingest;

/// <summary>Rows of a budget whose amounts stand in a column a year, as one row a year: the other columns, then <c>year</c> and <c>amount</c>. A year such as 2013-14 or FY2014 is the first that it names.</summary>
internal sealed partial class WideYears : BuiltRowReader
{
    // As published budgets write what they do not say.
    private static readonly ImmutableArray<MissingValues> Unsaid =
    [
        .. Texts(MissingReason.Refused, "nfp", "np"), .. Texts(MissingReason.NotAsked, "n/a", "n.a.", "na", "x"), .. Texts(MissingReason.Blank, "-", "–", "—", "..", "...", ":", "nil"),
    ];

    private readonly RowReader _rows;
    private readonly ImmutableArray<int> _kept;
    private readonly ImmutableArray<(int Column, string Year)> _years;
    private int _at;

    private WideYears(RowReader rows, ImmutableArray<(int, string)> years)
    {
        (_rows, _years) = (rows, years);
        _kept = [.. Enumerable.Range(0, rows.Header.Length).Where(column => _years.All(year => year.Column != column))];
        Header = [.. _kept.Select(column => rows.Header[column]), "year", "amount"];
        _at = years.Length;
    }

    public override string Sheet => _rows.Sheet;

    public override bool NumbersAreBinary => _rows.NumbersAreBinary;

    public override bool DaysMayBeSerials => _rows.DaysMayBeSerials;

    public override ImmutableArray<FileVariable> Variables => [.. Header.Select((name, at) => at < _kept.Length && !_rows.Variables.IsEmpty ? _rows.Variables[_kept[at]] : new FileVariable(name)
    {
        Missing = name == "amount" ? Unsaid : [],
    })];

    public override ImmutableArray<(string Header, string Field)> Roles => [.. _rows.Roles.Where(role => Header.Contains(role.Header))];

    public override ImmutableArray<Label> Notices => [.. _rows.Notices, new($"每个年度一列（{_years.Length}列）已转为每个年度一行。", $"{_years.Length} columns of years are read as one row a year.")];

    /// <summary>The rows by year where at least two columns are years and none is a year's field already; otherwise the rows as they stand.</summary>
    public static RowReader Of(RowReader rows)
    {
        if (rows.Header.Any(header => CellText.Key(header) is "year" or "amount" or "年度" or "金额")) return rows;
        ImmutableArray<(int, string)> years = [.. rows.Header.Select((header, at) => (at, Match: YearName().Match(header.Trim()))).Where(pair => pair.Match.Success).Select(pair => (pair.at, pair.Match.Groups["year"].Value))];
        return years.Length < 2 ? rows : new WideYears(rows, years);
    }

    public override bool Read()
    {
        if (_at == _years.Length)
        {
            if (!_rows.Read()) return false;
            (Row, Fault, _at) = (_rows.Row, _rows.Fault, _rows.Fault is null ? 0 : _years.Length);
        }
        Clear();
        if (Fault is not null) return true;
        foreach (int column in _kept) Append(_rows.Cell(column));
        Append(_years[_at].Year);
        Append(_rows.Cell(_years[_at++].Column));
        return true;
    }

    protected override void Dispose(bool disposing) => _rows.Dispose();

    private static IEnumerable<MissingValues> Texts(MissingReason reason, params string[] texts) => texts.Select(text => new MissingValues(text, null, reason));

    [GeneratedRegex(@"^(FY\s?)?(?<year>(19|20)\d\d)(\s?[-/–]\s?(\d\d|\d{4}))?(\s?年度?)?$", RegexOptions.IgnoreCase)]
    private static partial Regex YearName();
}
