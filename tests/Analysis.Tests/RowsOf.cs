using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Tests;

/// <summary>Small frames written as text: one header, one line a row; a cell of <c>?</c> is blank, of <c>?7</c> missing with that reason's number.</summary>
internal static class RowsOf
{
    public static Frame Table(string table)
    {
        string[][] lines = [.. table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];
        return new Frame([.. lines[0].Select((header, at) => Column(header, [.. lines.Skip(1).Select(line => line[at])]))]);
    }

    private static Column Column(string header, string[] cells)
    {
        string[] parts = header.Split(':');
        string name = parts[0];
        ImmutableArray<MissingReason> reasons = [.. cells.Select(Reason)];
        if (reasons.All(reason => reason == MissingReason.Present)) reasons = [];
        return (parts.Length > 1 ? parts[1] : "text") switch
        {
            "int" => new IntegerColumn(name, [.. cells.Select(cell => cell[0] == '?' ? 0 : long.Parse(cell, CultureInfo.InvariantCulture))], reasons),
            "num" => new NumberColumn(name, [.. cells.Select(cell => cell[0] == '?' ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], reasons),
            "money" => new MoneyColumn(name, [.. cells.Select(cell => cell[0] == '?' ? 0 : decimal.Parse(cell, CultureInfo.InvariantCulture))], reasons),
            "date" => new DateColumn(name, [.. cells.Select(cell => cell[0] == '?' ? default : DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture))], reasons),
            "cat" => Category(name, cells, reasons),
            _ => new TextColumn(name, [.. cells.Select(cell => cell[0] == '?' ? "" : cell)], reasons),
        };
    }

    private static CategoryColumn Category(string name, string[] cells, ImmutableArray<MissingReason> reasons)
    {
        ImmutableArray<string> levels = [.. cells.Where(cell => cell[0] != '?').Distinct().Order(StringComparer.Ordinal)];
        return new CategoryColumn(name, [.. cells.Select(cell => levels.IndexOf(cell))], levels, reasons);
    }

    private static MissingReason Reason(string cell) =>
        cell[0] != '?' ? MissingReason.Present : cell.Length == 1 ? MissingReason.Blank : (MissingReason)(cell[1] - '0');
}
