using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Ingest;

/// <summary>The values of a column that its file declares as absent answers.</summary>
internal static class MissingCells
{
    /// <summary>The entry that covers a cell; null when none does.</summary>
    public static MissingValues? Covering(ImmutableArray<MissingValues> missing, string cell)
    {
        foreach (var entry in missing)
            if (Covers(entry, cell)) return entry;
        return null;
    }

    /// <summary>True when a cell is the value, or lies in the range. Ranges of days compare as texts, which their form allows.</summary>
    public static bool Covers(MissingValues missing, string cell)
    {
        if (missing.High is null) return missing.Low == cell || (Number(missing.Low) is { } only && Number(cell) == only);
        return Number(cell) is { } number
            ? number >= (missing.Low.Length == 0 ? double.NegativeInfinity : Number(missing.Low) ?? double.NaN) && number <= (missing.High.Length == 0 ? double.PositiveInfinity : Number(missing.High) ?? double.NaN)
            : cell.Length > 0 && char.IsAsciiDigit(cell[0]) && (missing.Low.Length == 0 || string.CompareOrdinal(cell, missing.Low) >= 0) && (missing.High.Length == 0 || string.CompareOrdinal(cell, missing.High) <= 0);
    }

    /// <summary>The entries of a file: labelled values first, each with its own reason, then what is left of them.</summary>
    /// <param name="declared">Values and ranges as the file declares them.</param>
    /// <param name="labels">Labels of the column's values.</param>
    public static ImmutableArray<MissingValues> WithReasons(IReadOnlyCollection<MissingValues> declared, ImmutableArray<ValueLabel> labels)
    {
        if (declared.Count == 0) return [];
        var named = labels.Where(label => declared.Any(entry => Covers(entry, label.Value))).Select(label => new MissingValues(label.Value, null, MissingWords.ReasonOf(label.Label), label.Label)).ToList();
        return [.. named, .. declared.Where(entry => entry.High is not null || named.All(known => !Covers(entry, known.Low)))];
    }

    /// <summary>The whole numbers that an entry covers; null for none.</summary>
    public static (long Low, long High)? Whole(MissingValues missing) =>
        Bounds(missing) is { } ends && Math.Ceiling(ends.Low) <= Math.Floor(ends.High) ? ((long)Math.Ceiling(ends.Low), (long)Math.Floor(ends.High)) : null;

    /// <summary>The numbers that an entry covers; null for none.</summary>
    public static (double Low, double High)? Bounds(MissingValues missing)
    {
        double? low = missing is { Low: "", High: not null } ? double.NegativeInfinity : Number(missing.Low), high = missing.High switch { null => low, "" => double.PositiveInfinity, var end => Number(end) };
        return low is { } from && high is { } to ? (from, to) : null;
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value : null;
}
