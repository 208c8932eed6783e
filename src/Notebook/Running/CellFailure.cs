using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using CoProduction.Notebook.Cells;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace CoProduction.Notebook.Running;

/// <summary>Why a cell failed: as an error in four parts, and as the output that a notebook keeps. Places are cells and lines; frames of this program are not shown.</summary>
/// <param name="Fault">The four parts.</param>
/// <param name="Output">The output.</param>
internal sealed record CellFailure(Fault Fault, CellOutput.Error Output)
{
    private const int MostErrors = 10;

    /// <summary>The failure that an exception of <see cref="ScriptSession.Run(string, string, Action, CancellationToken)"/> means.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="file">The notebook, as it was named; empty where there is none.</param>
    /// <param name="place">The cell.</param>
    public static CellFailure Of(Exception error, string file, string place) => error switch
    {
        CompilationErrorException compilation => NotCompiled(compilation.Diagnostics, file),
        CellException { InnerException: { } thrown } => Threw(Bare(thrown), file, place),
        StudyException wrong => Of(wrong.GetType().Name, wrong.Fault with { Where = Joined(file, wrong.Fault.Where.StartsWith(place, StringComparison.Ordinal) ? wrong.Fault.Where : Joined(place, wrong.Fault.Where)) }, []),
        _ => Threw(error, file, place),
    };

    /// <summary>A cell that was stopped because its time was over.</summary>
    public static CellFailure TooLong(string file, string place, TimeSpan limit) => Of("TimeoutException", NotebookFaults.TooLong(Joined(file, place), limit), []);

    /// <summary>A cell that was interrupted.</summary>
    public static CellFailure Interrupted(string place) => Of("Interrupted", new Fault("The cell was interrupted", place, "", ""), []);

    private static CellFailure NotCompiled(ImmutableArray<Diagnostic> errors, string file)
    {
        var lines = errors.Take(MostErrors).Select(error => $"{Place(error)}: {Text(error)}").ToImmutableArray();
        return Of(errors[0].Id, NotebookFaults.NotCompiled(Text(errors[0]), Joined(file, Place(errors[0]))), lines);
    }

    private static CellFailure Threw(Exception thrown, string file, string place)
    {
        var frames = Frames(thrown);
        string at = Joined(file, frames.FirstOrDefault(place));
        var fault = thrown is StudyException known ? known.Fault with { Where = Joined(at, known.Fault.Where) } : NotebookFaults.Threw($"{thrown.GetType().Name}: {thrown.Message}", at);
        return Of(thrown.GetType().Name, fault, frames.Length > 1 ? [.. frames.Skip(1).Take(MostErrors).Select(frame => $"called at {frame}")] : []);
    }

    private static CellFailure Of(string name, Fault fault, ImmutableArray<string> places) => new(fault, new CellOutput.Error(name, fault.ToString(), [fault.ToString(), .. places]));

    private static Exception Bare(Exception thrown) => thrown is AggregateException { InnerExceptions.Count: 1 } or TargetInvocationException or TypeInitializationException && thrown.InnerException is { } inner ? Bare(inner) : thrown;

    // Code of cells is the code that lies in no file.
    private static ImmutableArray<string> Frames(Exception thrown) =>
        [.. from frame in new StackTrace(thrown, fNeedFileInfo: true).GetFrames()
            where frame.GetMethod()?.DeclaringType?.Assembly.Location.Length == 0 && frame.GetFileName() is not null
            select Line(Named(frame.GetFileName()!), frame.GetFileLineNumber())];

    // The compiler makes a path of a cell's name.
    private static string Named(string path) => Path.GetFileName(path) is var name && name.StartsWith("cell ", StringComparison.Ordinal) ? name : path;

    private static string Place(Diagnostic error) => error.Location.GetMappedLineSpan() is { IsValid: true } span ? Line(span.Path, span.StartLinePosition.Line + 1) : "";

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";

    private static string Line(string place, int line) => string.Create(CultureInfo.InvariantCulture, $"{place}, line {line}");

    private static string Joined(string a, string b) => a.Length == 0 ? b : b.Length == 0 ? a : $"{a}, {b}";
}
