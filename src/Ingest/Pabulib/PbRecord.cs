using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>The three sections of a .pb file (pabulib.org/format).</summary>
internal enum PbSection
{
    /// <summary>Keys and values about the whole vote.</summary>
    Meta,

    /// <summary>The projects voted on.</summary>
    Projects,

    /// <summary>The ballots.</summary>
    Votes,
}

/// <summary>One row of a section.</summary>
/// <param name="Section">The section.</param>
/// <param name="Line">Its line in the file.</param>
/// <param name="Columns">Names of the section's columns, in lower case, in the file's order.</param>
/// <param name="Cells">Cells, trimmed.</param>
/// <param name="Fault">Why it cannot be read; null when it can.</param>
internal sealed record PbRecord(PbSection Section, long Line, PbColumns Columns, ImmutableArray<string> Cells, RowFault? Fault)
{
    /// <summary>Text under a column; empty where the section has no such column.</summary>
    public string this[string column] => Columns.IndexOf(column) is var at and >= 0 && at < Cells.Length ? Cells[at] : "";

    /// <summary>The entries of a cell that holds a list; none for an empty cell.</summary>
    public string[] List(string column) => this[column] is { Length: > 0 } text ? text.Split(',', StringSplitOptions.TrimEntries) : [];
}

/// <summary>Columns of a section, by name in any order; older files use other names.</summary>
internal sealed class PbColumns
{
    // Names of the first editions, as the files of pabutools' tests have them.
    private static readonly ImmutableDictionary<string, string> Former = ImmutableDictionary.CreateRange(StringComparer.Ordinal,
        [KeyValuePair.Create("target", "beneficiaries"), KeyValuePair.Create("vote_method", "voting_method"), KeyValuePair.Create("neighbourhood", "neighborhood")]);

    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    public PbColumns(IEnumerable<string> names)
    {
        Names = [.. names.Select(name => Former.GetValueOrDefault(name.ToLowerInvariant(), name.ToLowerInvariant()))];
        for (int i = 0; i < Names.Length; i++) _places.TryAdd(Names[i], i);
    }

    /// <summary>The names, in the file's order.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Place of a column; -1 for none.</summary>
    public int IndexOf(string name) => _places.GetValueOrDefault(name, -1);
}
