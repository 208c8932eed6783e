using System.Collections.Immutable;

namespace CoProduction.Ingest;

/// <summary>Collects the faults of the rows of one block.</summary>
internal sealed class RowFaults(string source, string file)
{
    private readonly ImmutableArray<Rejection>.Builder _list = ImmutableArray.CreateBuilder<Rejection>();

    /// <summary>Number of the current row in its file.</summary>
    public long Row { get; set; }

    /// <summary>Number of faults so far in the block for which a row is rejected.</summary>
    public int Count { get; private set; }

    /// <summary>One fault of the current row.</summary>
    public void Add(string column, string value, Problem problem)
    {
        List(column, value, problem);
        Count++;
    }

    /// <summary>The fault of the current row as a whole.</summary>
    public void Add(RowFault fault)
    {
        _list.Add(new Rejection(source, file, Row, "", fault.IsWhole ? fault.Text : CellText.Quote(fault.Text), fault.Rule, fault.Mend));
        Count++;
    }

    /// <summary>One fault of a value of the current row, which is left out; the row stays.</summary>
    public void LeaveOut(string column, string value, Problem problem) => List(column, value, IngestFaults.LeftOut(problem));

    /// <summary>The faults collected; the list begins anew.</summary>
    public ImmutableArray<Rejection> Take()
    {
        var taken = _list.ToImmutable();
        _list.Clear();
        Count = 0;
        return taken;
    }

    private void List(string column, string value, Problem problem) => _list.Add(new Rejection(source, file, Row, column, CellText.Quote(value), problem.Rule, problem.Mend));
}
