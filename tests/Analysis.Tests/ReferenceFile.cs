using System.Globalization;

namespace CoProduction.Tests;

/// <summary>Numbers and rows that a foreign program left under tests/Reference.</summary>
internal static class ReferenceFile
{
    public static string[][] Lines(string relative) =>
        [.. File.ReadLines(Path.Combine(RealFiles.Root, "tests", "Reference", relative)).Select(line => line.Split(',', StringSplitOptions.TrimEntries))];

    public static Dictionary<string, double> Values(string relative) => Lines(relative).Skip(1).ToDictionary(line => line[0], line => double.Parse(line[1], CultureInfo.InvariantCulture));

    /// <summary>Columns of whole numbers from a plain CSV; NA is blank.</summary>
    public static Frame Integers(string path) => new([.. Columns(path).Select(column => (Column)new IntegerColumn(column.Name,
        [.. column.Cells.Select(cell => cell is "NA" or "" ? 0 : long.Parse(cell, CultureInfo.InvariantCulture))],
        [.. column.Cells.Select(cell => cell is "NA" or "" ? MissingReason.Blank : MissingReason.Present)]))]);

    public static IEnumerable<(string Name, string[] Cells)> Columns(string path)
    {
        string[][] lines = [.. File.ReadLines(path).Select(line => line.Split(',').Select(cell => cell.Trim('"')).ToArray())];
        return lines[0].Select((name, at) => (name, lines.Skip(1).Select(line => line[at]).ToArray()));
    }
}
