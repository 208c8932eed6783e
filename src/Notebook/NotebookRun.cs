using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using CoProduction.Notebook.Cells;
using CoProduction.Notebook.Html;
using CoProduction.Notebook.Running;
using CoProduction.Workbench;

namespace CoProduction.Notebook;

/// <summary>Runs notebooks without a screen. A cell that fails stops its notebook, which is written up to there, and not the others.</summary>
public static class NotebookRun
{
    /// <summary>Runs what was asked; every notebook and parameter is checked before the first cell runs.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="progress">A step a cell of one notebook, a step a run of several.</param>
    /// <param name="at">Takes the place of each cell before it runs.</param>
    /// <param name="cancellationToken">Stops the cell under way; its notebook stays as it was.</param>
    /// <exception cref="StudyException">A notebook or a parameter is wrong.</exception>
    public static async Task<ImmutableArray<NotebookResult>> RunAsync(NotebookRequest request, IProgress<WorkStep>? progress, Action<string>? at, CancellationToken cancellationToken)
    {
        var runs = PlannedRun.All(request);
        ReaderLanguage.Choose(request.Language);
        Viewing.Review();
        CellConsole.Route();
        var results = ImmutableArray.CreateBuilder<NotebookResult>();
        foreach (var run in runs)
        {
            if (runs.Length > 1) progress?.Report(new WorkStep(results.Count + 1, runs.Length, Label.Same(run.Target)));
            var (notebook, seconds, failure, end) = Execute(run, request, runs.Length > 1 ? null : progress, at, cancellationToken);
            results.Add(await WriteAsync(run, notebook, seconds, failure, request, cancellationToken).ConfigureAwait(false));
            if (end == CellEnd.Stuck) break;
        }
        return results.ToImmutable();
    }

    private static (Ipynb Notebook, double Seconds, Fault? Failure, CellEnd End) Execute(PlannedRun run, NotebookRequest request, IProgress<WorkStep>? progress, Action<string>? at, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(run.Source))!, before = Environment.CurrentDirectory;
        Environment.CurrentDirectory = folder;
        try
        {
            using var session = new ScriptSession(folder);
            session.Begin();
            return Cells(run, new CellRunner(session, run.Source, request.Language), request.Timeout, progress, at, cancellationToken);
        }
        finally
        {
            Environment.CurrentDirectory = before;
        }
    }

    private static (Ipynb Notebook, double Seconds, Fault? Failure, CellEnd End) Cells(PlannedRun run, CellRunner runner, TimeSpan? limit, IProgress<WorkStep>? progress, Action<string>? at, CancellationToken cancellationToken)
    {
        var cells = ImmutableArray.CreateBuilder<Cell>();
        int of = run.Notebook.Cells.Count(IsRun), number = 0;
        Fault? failed = null;
        var ended = CellEnd.Done;
        foreach (var cell in run.Notebook.Cells)
        {
            if (failed is not null || !IsRun(cell))
            {
                cells.Add(cell with { ExecutionCount = null, Outputs = [] });
                continue;
            }
            number++;
            progress?.Report(new WorkStep(number, of, Label.Same(run.Source)));
            at?.Invoke(FormattableString.Invariant($"{run.Source}, cell {number}"));
            var (done, failure, end) = runner.Run(cell, number, limit, cancellationToken);
            cells.Add(done);
            (failed, ended) = (failure?.Fault, end);
        }
        var all = cells.ToImmutable();
        return (run.Notebook with { Cells = all, Metadata = Kernel(run.Notebook.Metadata) }, all.Sum(Seconds), failed, ended);
    }

    private static async Task<NotebookResult> WriteAsync(PlannedRun run, Ipynb notebook, double seconds, Fault? failure, NotebookRequest request, CancellationToken cancellationToken)
    {
        await IpynbWriter.WriteAsync(run.Target, notebook, cancellationToken).ConfigureAwait(false);
        string? page = request.Html ? Path.ChangeExtension(run.Target, ".html") : null;
        if (page is not null)
        {
            byte[] html = Encoding.UTF8.GetBytes(NotebookPage.Html(notebook, Path.GetFileNameWithoutExtension(run.Target), Path.GetDirectoryName(Path.GetFullPath(run.Source))!, request.Language));
            await WholeFile.WriteAsync(page, stream => stream.Write(html), cancellationToken).ConfigureAwait(false);
        }
        return new NotebookResult(run.Target, page, notebook.Cells.Count(cell => cell.ExecutionCount is not null), seconds, failure);
    }

    private static bool IsRun(Cell cell) => cell.Kind == CellKind.Code && cell.Source.Trim().Length > 0;

    private static double Seconds(Cell cell) => cell.ExecutionCount is not null && cell.Metadata["copro"]?["seconds"] is { } seconds ? seconds.GetValue<double>() : 0;

    /// <summary>The metadata with a kernel named, ours where none is.</summary>
    private static JsonObject Kernel(JsonObject metadata)
    {
        var named = (JsonObject)metadata.DeepClone();
        named["kernelspec"] ??= new JsonObject { ["display_name"] = Jupyter.KernelSpec.DisplayName, ["language"] = "C#", ["name"] = Jupyter.KernelSpec.Name };
        named["language_info"] ??= new JsonObject { ["file_extension"] = ".cs", ["mimetype"] = "text/x-csharp", ["name"] = "C#" };
        return named;
    }
}
