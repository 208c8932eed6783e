using System.Collections.Immutable;

namespace CoProduction;

/// <summary>Rows, typed and columnar: a block of a stream, or a whole table. All columns have the same number of rows.</summary>
public sealed record Frame
{
    private readonly Dictionary<string, Column> _byName;

    /// <summary>A frame of columns of equal length and distinct names.</summary>
    /// <exception cref="ArgumentException">Lengths differ or a name repeats.</exception>
    public Frame(ImmutableArray<Column> columns)
    {
        Columns = columns;
        Rows = columns.IsEmpty ? 0 : columns[0].Count;
        if (columns.FirstOrDefault(column => column.Count != Rows) is { } odd)
            throw new ArgumentException($"Column '{odd.Name}' has {odd.Count} rows, the frame has {Rows}.", nameof(columns));
        _byName = columns.ToDictionary(column => column.Name, StringComparer.Ordinal);
    }

    /// <summary>The columns in order.</summary>
    public ImmutableArray<Column> Columns { get; }

    /// <summary>Number of rows, n.</summary>
    public int Rows { get; }

    /// <summary>Names of the columns in order.</summary>
    public IEnumerable<string> Names => Columns.Select(column => column.Name);

    /// <summary>The column of a name.</summary>
    /// <exception cref="StudyException">No such column; names the nearest.</exception>
    public Column this[string name] => _byName.TryGetValue(name, out var column)
        ? column
        : throw new StudyException(new Fault($"There is no variable '{name}'", "", "the rows do not carry it", Nearest.Suggest(name, Names)));

    /// <summary>True when the frame has a column of that name.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>The frame of some of its rows, in the order asked for; a row may be named twice.</summary>
    /// <param name="rows">Rows from 0 to n - 1.</param>
    public Frame Picked(int[] rows) => new([.. Columns.Select(column => column.Picked(rows))]);

    /// <summary>The frame with further columns; one of the same name is replaced in place.</summary>
    public Frame With(params ImmutableArray<Column> columns)
    {
        var kept = Columns.Select(old => columns.FirstOrDefault(column => column.Name == old.Name) ?? old);
        return new Frame([.. kept, .. columns.Where(column => !Has(column.Name))]);
    }
}
