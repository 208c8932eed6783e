using System.Collections.Immutable;
using CoProduction.Reports;

namespace CoProduction.Notebook.Cells;

/// <summary>One thing that a cell showed.</summary>
internal abstract record CellOutput
{
    private CellOutput()
    {
    }

    /// <summary>Text written to the console.</summary>
    /// <param name="Name">stdout or stderr.</param>
    /// <param name="Text">The text.</param>
    internal sealed record Stream(string Name, string Text) : CellOutput;

    /// <summary>Something shown on the way.</summary>
    /// <param name="Bundle">Its forms.</param>
    internal sealed record Display(MimeBundle Bundle) : CellOutput;

    /// <summary>The value of the last expression.</summary>
    /// <param name="Bundle">Its forms.</param>
    /// <param name="Count">The cell's number in the order of running.</param>
    internal sealed record Result(MimeBundle Bundle, int Count) : CellOutput;

    /// <summary>What stopped the cell.</summary>
    /// <param name="Name">Kind of the error.</param>
    /// <param name="Value">What it says.</param>
    /// <param name="Traceback">Lines for the reader: places in cells, none of ours.</param>
    internal sealed record Error(string Name, string Value, ImmutableArray<string> Traceback) : CellOutput;
}
