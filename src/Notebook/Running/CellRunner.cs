using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;

namespace CoProduction.Notebook.Running;

/// <summary>Runs cells in one session, one after the other.</summary>
internal sealed class CellRunner(ScriptSession session, string file, Language language)
{
    /// <summary>Runs one cell and gives it back with its outputs, its number and its time.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="number">Its number in the order of running, from 1.</param>
    /// <param name="limit">Time that it may take; null for any.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped from outside.</exception>
    public (Cell Cell, CellFailure? Failure, CellEnd End) Run(Cell cell, int number, TimeSpan? limit, CancellationToken cancellationToken)
    {
        var outputs = new OutputList();
        var clock = Stopwatch.StartNew();
        var (failure, end) = Run(cell.Source, number, outputs.Add, limit, cancellationToken);
        if (failure is not null) outputs.Add(failure.Output);
        var timed = cell.With("copro", new JsonObject { ["seconds"] = Math.Round(clock.Elapsed.TotalSeconds, 3) });
        return (timed with { ExecutionCount = number, Outputs = outputs.ToImmutable() }, failure, end);
    }

    /// <summary>Runs a text as a cell; outputs are given out as they come, the failure is not among them.</summary>
    /// <exception cref="OperationCanceledException">It was stopped from outside.</exception>
    public (CellFailure? Failure, CellEnd End) Run(string source, int number, Action<CellOutput> emit, TimeSpan? limit, CancellationToken cancellationToken)
    {
        string place = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"cell {number}");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // The limit is the cell's, not the compiler's; imported files and the cell's parts share it.
        bool started = false;
        void Starts()
        {
            if (limit is { } most && !started) stop.CancelAfter(most);
            started = true;
        }

        var scope = new CellScope(language, emit);
        try
        {
            var end = CellThread.Run(() => Evaluate(source, place, number, scope, emit, Starts, stop.Token), stop.Token);
            if (end == CellEnd.Done) return (null, end);
            cancellationToken.ThrowIfCancellationRequested();
            return (CellFailure.TooLong(file, place, limit!.Value), end);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (CellFailure.Of(error, file, place), CellEnd.Done);
        }
        finally
        {
            scope.Close();
        }
    }

    private void Evaluate(string source, string place, int number, CellScope scope, Action<CellOutput> emit, Action starts, CancellationToken stop)
    {
        CellScope.Current = scope;
        object? value = session.Run(source, place, starts, stop);
        if (Shown.Of(value, language) is { } bundle) emit(new CellOutput.Result(bundle, number));
    }
}

/// <summary>Outputs of a cell in order; texts of one stream that follow each other are one output.</summary>
internal sealed class OutputList
{
    private readonly List<CellOutput> _outputs = [];
    private readonly System.Text.StringBuilder _text = new();
    private string _stream = "";

    /// <summary>Adds an output.</summary>
    public void Add(CellOutput output)
    {
        if (output is not CellOutput.Stream text || text.Name != _stream) Flush();
        if (output is CellOutput.Stream more)
        {
            _stream = more.Name;
            _text.Append(more.Text);
        }
        else
        {
            _outputs.Add(output);
        }
    }

    /// <summary>The outputs so far.</summary>
    public ImmutableArray<CellOutput> ToImmutable()
    {
        Flush();
        return [.. _outputs];
    }

    private void Flush()
    {
        if (_text.Length > 0) _outputs.Add(new CellOutput.Stream(_stream, _text.ToString()));
        _text.Clear();
        _stream = "";
    }
}
