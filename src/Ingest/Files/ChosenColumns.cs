using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace CoProduction.Ingest;

/// <summary>How a column of a file is read.</summary>
public enum ColumnKind
{
    /// <summary>Real numbers.</summary>
    Number,

    /// <summary>A category; its levels are known before the rows are read.</summary>
    Category,

    /// <summary>Texts whose levels grow as rows are read.</summary>
    Key,
}

/// <summary>A column chosen from a file.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Kind">How it is read.</param>
/// <param name="Index">Its place in the file.</param>
public sealed record ChosenColumn(string Name, ColumnKind Kind, int Index)
{
    /// <summary>Levels of a category in ordinal order; empty for other kinds.</summary>
    public ImmutableArray<string> Levels { get; init; } = [];

    /// <summary>Texts that stand for a missing value in this column.</summary>
    internal MissingTexts Missing { get; init; } = new([]);
}

/// <summary>Columns of a file with their types, and the rows as blocks. Numbers are <see cref="NumberColumn"/>, the other kinds <see cref="CategoryColumn"/>.</summary>
public sealed class ChosenColumns
{
    /// <summary>Rows of a full block.</summary>
    internal const int BlockRows = 8192;

    private readonly RowFile _file;
    private Halves? _halves;

    private ChosenColumns(RowFile file, ImmutableArray<ChosenColumn> columns) => (_file, Columns) = (file, columns);

    /// <summary>The columns, typed by content first, then the keys.</summary>
    public ImmutableArray<ChosenColumn> Columns { get; }

    /// <summary>The rows in blocks of at most 8,192, read ahead. Memory does not grow with the rows, only with the levels. Each enumeration reads the file anew.</summary>
    /// <exception cref="NotNumericException">A column taken for numeric holds a text; see <see cref="Reduce{T}"/>.</exception>
    /// <exception cref="StudyException">A row cannot be cut into cells: a model on the rest would rest on an accident.</exception>
    public IEnumerable<Frame> Blocks => _halves is null
        ? Prefetched.Of(stop => Stream(_file.Open, stop))
        : Prefetched.Of(stop => Stream(() => _file.Open(_halves, second: false), stop), stop => Stream(() => _file.Open(_halves, second: true), stop));

    /// <summary>
    /// Reduces the rows to a value; when a column taken for numeric turns out to hold texts, it becomes a category and the reduction starts again.
    /// A large CSV file is read by two threads, one for each half: its blocks come in turn from the halves, always in the same order, and the levels of a key grow in each half by itself.
    /// </summary>
    /// <remarks>The cut is proved by the reader of the first half, which ends at the cut with a whole row or with a fault. With any fault one reader starts anew, so that it counts the lines.</remarks>
    /// <param name="reduce">Takes these columns with their final kinds; must not keep anything between calls.</param>
    public T Reduce<T>(Func<ChosenColumns, T> reduce)
    {
        for (var columns = InHalves(); ;)
        {
            try
            {
                return reduce(columns);
            }
            catch (StudyException fault) when (columns._halves is not null && fault is not NotUtf8Exception)
            {
                columns = this;
            }
            catch (NotNumericException text)
            {
                columns = columns.AsCategory(text.Column);
            }
        }
    }

    /// <summary>The same columns with one read as a category; takes a pass over the file for its levels.</summary>
    public ChosenColumns AsCategory(string column) =>
        new(_file, WithLevels(_file, [.. Columns.Select(old => old.Name == column ? old with { Kind = ColumnKind.Category } : old)]));

    internal static ChosenColumns Of(RowFile file, ImmutableArray<ChosenColumn> columns, int sampled) => new(file, WithLevels(file, Typed(file, columns, sampled)));

    private ChosenColumns InHalves() => _file.Halve() is { } halves ? new(_file, Columns) { _halves = halves } : this;

    private static ImmutableArray<ChosenColumn> Typed(RowFile file, ImmutableArray<ChosenColumn> columns, int sampled)
    {
        var kinds = columns.ToArray();
        using var rows = file.Open();
        for (int row = 0; row < sampled && Next(file, rows); row++)
            for (int i = 0; i < kinds.Length; i++)
                if (kinds[i].Kind == ColumnKind.Number && !kinds[i].Missing.IsMissing(rows.Cell(kinds[i].Index)) && !Digits.TryReal(CellText.TrimAscii(rows.Cell(kinds[i].Index)), out _)) kinds[i] = kinds[i] with { Kind = ColumnKind.Category };
        return [.. kinds];
    }

    private static ImmutableArray<ChosenColumn> WithLevels(RowFile file, ImmutableArray<ChosenColumn> columns)
    {
        if (columns.All(column => column.Kind != ColumnKind.Category || !column.Levels.IsEmpty)) return columns;
        var readers = columns.Select(column => column.Kind == ColumnKind.Category ? new KeyChoice(column with { Kind = ColumnKind.Key }, column.Missing) : null).ToArray();
        using (var rows = file.Open())
            while (Next(file, rows))
                foreach (var reader in readers) reader?.Read(rows.Cell(reader.Column.Index), 0, rows.Row);
        return [.. columns.Zip(readers, (column, reader) => reader is null ? column : column with { Levels = reader.SortedLevels() })];
    }

    private IEnumerable<Frame> Stream(Func<RowReader> open, CancellationToken cancellationToken)
    {
        using var rows = open();
        rows.Wanted = Columns.IsEmpty ? 0 : Columns.Max(column => column.Index) + 1;
        Choice[] readers = [.. Columns.Select(column => Choice.For(column, _file.Shown))];
        while (true)
        {
            int count = Fill(rows, readers);
            if (count > 0) yield return new Frame([.. readers.Select(reader => reader.Freeze(count))]);
            if (count < BlockRows || cancellationToken.IsCancellationRequested) yield break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Fill(RowReader rows, Choice[] readers)
    {
        int count = 0;
        for (; count < BlockRows && Next(_file, rows); count++)
            foreach (var reader in readers) reader.Read(rows.Cell(reader.Index), count, rows.Row);
        return count;
    }

    private static bool Next(RowFile file, RowReader rows)
    {
        if (!rows.Read()) return false;
        return rows.Fault is { } fault ? throw IngestFaults.BadRow(file.Shown, rows.Row, fault) : true;
    }
}

/// <summary>Thrown when a large text that was taken for UTF-8 from its beginning turns out not to be: it must be inspected and read anew.</summary>
public sealed class NotUtf8Exception : StudyException
{
    internal NotUtf8Exception(Fault fault) : base(fault)
    {
    }
}

/// <summary>Thrown when a column whose first rows were numbers holds a text further down.</summary>
public sealed class NotNumericException : StudyException
{
    internal NotNumericException(string column, Fault fault) : base(fault) => Column = column;

    /// <summary>Header of the column.</summary>
    public string Column { get; }
}
