using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>The seam of all formats: a header, then rows of text cells in UTF-8, one at a time. A row is readable until the next <see cref="Read"/>.</summary>
internal abstract class RowReader : IDisposable
{
    protected byte[] Bytes = new byte[4096];
    protected int[] Starts = new int[64];
    protected int[] Ends = new int[64];

    /// <summary>Trimmed headers in file order.</summary>
    public ImmutableArray<string> Header { get; protected set; } = [];

    /// <summary>Number of leading cells that will be asked for; a reader may leave the rest uncut.</summary>
    public int Wanted { protected get; set; } = int.MaxValue;

    /// <summary>Number of cells of the current row.</summary>
    public int Count { get; protected set; }

    /// <summary>Line of the row's start in the file, or row number in the sheet; the first is 1.</summary>
    public long Row { get; protected set; }

    /// <summary>Why the current row cannot be cut into cells; null when it can.</summary>
    public RowFault? Fault { get; protected set; }

    /// <summary>Name of the sheet; empty for formats without sheets.</summary>
    public virtual string Sheet => "";

    /// <summary>What the file says of its own make, such as a version or byte order; empty where the format has one make only.</summary>
    public virtual string Dialect => "";

    /// <summary>True when numbers come from binary doubles, as in a workbook: money keeps 15 digits.</summary>
    public virtual bool NumbersAreBinary => false;

    /// <summary>True when a number may be a day, counted as a workbook does.</summary>
    public virtual bool DaysMayBeSerials => false;

    /// <summary>True when texts are whole: blanks at their ends belong to them, as in an interview whose code points are counted.</summary>
    public virtual bool KeepsBlanks => false;

    /// <summary>Bytes of the current row, where a row may be as long as an interview and a block of thousands would fill the memory; 0 for rows that are short.</summary>
    public virtual int LongRow => 0;

    /// <summary>What the file says of its columns, in the header's order; empty where the format says nothing.</summary>
    public virtual ImmutableArray<FileVariable> Variables => [];

    /// <summary>Which columns the file itself says fill which fields; a study file's <c>columns:</c> and a column of the field's own name come first.</summary>
    public virtual ImmutableArray<(string Header, string Field)> Roles => [];

    /// <summary>Questions with several answers that the file declares over its columns; empty for none.</summary>
    public virtual ImmutableArray<ResponseSet> Sets => [];

    /// <summary>What the file holds and the reader leaves out, or reads in a way that its user should know; complete when the last row is read.</summary>
    public virtual ImmutableArray<Label> Notices => [];

    /// <summary>Goes to the next row that is not blank; false at the end.</summary>
    /// <exception cref="StudyException">The file cannot be read further.</exception>
    public abstract bool Read();

    /// <summary>Text of a cell, quotes removed, not trimmed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Cell(int index) => Bytes.AsSpan(Starts[index], Ends[index] - Starts[index]);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    /// <summary>The current row's cells as strings.</summary>
    protected ImmutableArray<string> Texts() =>
        [.. Enumerable.Range(0, Count).Select(index => CellText.Trim(Encoding.UTF8.GetString(Cell(index))))];

    /// <summary>True when every cell of the current row is empty or white.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected bool IsBlank()
    {
        for (int i = 0; i < Count; i++)
            if (!CellText.IsWhite(Cell(i))) return false;
        return true;
    }

    protected void Add(int start, int end)
    {
        if (Count == Starts.Length)
        {
            Array.Resize(ref Starts, Count * 2);
            Array.Resize(ref Ends, Count * 2);
        }
        Starts[Count] = start;
        Ends[Count++] = end;
    }
}
