using System.Collections.Immutable;
using System.Reflection;
using CoProduction.Notebook.Script;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;

namespace CoProduction.Notebook.Running;

/// <summary>The state that the cells of a notebook share: variables, functions, usings, references.</summary>
internal sealed class ScriptSession : IDisposable
{
    private readonly InteractiveAssemblyLoader _loader = new();
    private readonly string _folder;
    private ScriptOptions _options;
    private ScriptState<object>? _state;
    private Action _starts = () => { };

    /// <summary>A fresh state.</summary>
    /// <param name="folder">Folder that relative paths of directives start from.</param>
    public ScriptSession(string folder)
    {
        _folder = folder;
        foreach (var ours in AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic && assembly.Location.Length > 0)) _loader.RegisterDependency(ours);
        _options = ScriptOptions.Default.WithReferences(References.Standard).WithImports(Usings).WithEmitDebugInformation(true).WithFileEncoding(System.Text.Encoding.UTF8)
            .WithOptimizationLevel(OptimizationLevel.Release).WithSourceResolver(ScriptSourceResolver.Default.WithBaseDirectory(folder)).WithMetadataResolver(ScriptMetadataResolver.Default.WithBaseDirectory(folder));
    }

    /// <summary>Namespaces that every cell sees.</summary>
    public static ImmutableArray<string> Usings { get; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks",
        "CoProduction", "CoProduction.Analysis", "CoProduction.Reports", "CoProduction.Workbench", typeof(Showing).FullName!,
    ];

    /// <summary>Wakes the compiler, so that the first cell's time is the cell's.</summary>
    public void Begin() => Execute("0", "begin", CancellationToken.None);

    /// <summary>Runs the steps of a cell, on the thread that calls.</summary>
    /// <param name="source">Text of the cell.</param>
    /// <param name="place">Its name in errors, such as <c>cell 3</c>.</param>
    /// <param name="starts">Called when it is compiled, and starts to run.</param>
    /// <param name="cancellationToken">Stops the compiler.</param>
    /// <returns>The value of the last expression; null for none.</returns>
    /// <exception cref="CompilationErrorException">The text does not compile.</exception>
    /// <exception cref="CellException">The code threw.</exception>
    /// <exception cref="UsageException">A directive cannot be followed.</exception>
    public object? Run(string source, string place, Action starts, CancellationToken cancellationToken)
    {
        _starts = starts;
        return Run(source, place, _folder, [], cancellationToken);
    }

    /// <summary>The script that the next text would be, for completion and for the types of what it declares.</summary>
    public Compilation Compilation(string source) => Next(source, "draft").GetCompilation();

    /// <inheritdoc/>
    public void Dispose() => _loader.Dispose();

    private object? Run(string source, string place, string folder, ImmutableStack<string> open, CancellationToken cancellationToken)
    {
        object? value = null;
        foreach (var step in Directives.Parse(source, place))
        {
            value = null;
            if (step is CellStep.Reference reference) _options = _options.AddReferences(References.Resolve(reference.Name, folder, $"{place}, line {reference.Line}"));
            else if (step is CellStep.Import import) Import(Path.GetFullPath(import.File, folder), $"{place}, line {import.Line}", open, cancellationToken);
            else if (step is CellStep.Code code) value = Execute(code.Text, place, cancellationToken);
        }
        return value;
    }

    private void Import(string file, string from, ImmutableStack<string> open, CancellationToken cancellationToken)
    {
        if (open.Contains(file)) throw NotebookFaults.ImportsItself(file, from);
        foreach (var (source, place) in Imported.Read(file, from)) Run(source, place, Path.GetDirectoryName(file)!, open.Push(file), cancellationToken);
    }

    private object? Execute(string code, string place, CancellationToken cancellationToken)
    {
        var script = Next(code, place);
        var errors = script.Compile(cancellationToken).Where(each => each.Severity == DiagnosticSeverity.Error).ToImmutableArray();
        if (errors.Length > 0) throw new CompilationErrorException(errors[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture), errors);
        _starts();
        var run = _state is null ? script.RunAsync(null, _ => true, cancellationToken) : script.RunFromAsync(_state, _ => true, cancellationToken);
        _state = run.GetAwaiter().GetResult();
        return _state.Exception is { } thrown ? throw new CellException(thrown) : _state.ReturnValue;
    }

    private Script<object> Next(string code, string place) => _state is null
        ? CSharpScript.Create<object>(code, _options.WithFilePath(place), assemblyLoader: _loader)
        : _state.Script.ContinueWith<object>(code, _options.WithFilePath(place));
}

/// <summary>What the code of a cell threw.</summary>
internal sealed class CellException(Exception thrown) : Exception(thrown.Message, thrown);
