using System.CommandLine;
using System.Runtime.CompilerServices;
using CoProduction.Notebook;
using CoProduction.Notebook.Jupyter;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro notebook</c>: runs notebooks without a screen. The compiler's assemblies are loaded here and nowhere else.</summary>
internal static class NotebookCommand
{
    private static readonly Argument<string[]> Files = new("FILE") { Description = "Notebooks (.ipynb) to run.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string[]> Param = new("--param") { Description = "Value for a parameter, as name=value, or name=@FILE for each line of a file, or name=@STUDY for each community of a study; a name with several values makes a run of each." };
    private static readonly Option<string?> Out = new("--out", "-o") { Description = "Folder to write to (default: each notebook in its place)." };
    private static readonly Option<bool> Html = new("--html") { Description = "Write a page beside each notebook as well, in one file that needs no network." };
    private static readonly Option<double?> Timeout = new("--timeout") { Description = "Seconds that a cell may take (default: any)." };
    private static readonly Option<bool> User = new("--user") { Description = "For this user (the default)." };
    private static readonly Option<string?> Prefix = new("--prefix") { Description = "Under a prefix, such as a Python environment or /usr/local." };
    private static readonly Argument<string> ConnectionFile = new("CONNECTION_FILE") { Description = "The file that Jupyter writes for the kernel." };
    private static readonly Option<bool> Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make() => new("notebook", """
        Notebooks of C# cells: run them without a screen, or let Jupyter run them.

        Examples:
          copro notebook run question.ipynb --out results --html
          copro notebook install --user
        """) { Run(), Install(), Serve() };

    private static Command Install()
    {
        var command = new Command("install", """
            Tell Jupyter of the kernel 'C# (copro)': one file, kernel.json, for this user or under a prefix. The file names this program where it now lies: after moving it, install again.

            Examples:
              copro notebook install --user
              copro notebook install --prefix /usr/local
            """) { User, Prefix, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(async () =>
        {
            if (parsed.GetValue(User) && parsed.GetValue(Prefix) is not null)
                throw new UsageException(new Fault("--user and --prefix are both given", "", "the kernel is told of in one place", "Leave one of them out"));
            Terminal.Result(await KernelSpec.InstallAsync(parsed.GetValue(Prefix), parsed.GetValue(Lang), cancellation));
            return ExitCode.Done;
        }));
        return command;
    }

    private static Command Serve()
    {
        var command = new Command("kernel", "The kernel, as Jupyter starts it. It listens on this machine only.") { ConnectionFile, Lang };
        command.SetAction((parsed, _) => Options.EndAsync(() => Kernels(parsed.GetRequiredValue(ConnectionFile), parsed.GetValue(Lang))));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<ExitCode> Kernels(string connectionFile, Language language)
    {
        Kernel.Serve(connectionFile, language);
        return Task.FromResult(ExitCode.Done);
    }

    private static Command Run()
    {
        var command = new Command("run", """
            Run the cells of notebooks in order and write the notebooks with their outputs. A cell that fails stops its notebook (exit code 1), which is written up to there. Parameters are
            set as papermill does: a cell tagged 'parameters' declares them, the values given stand in a cell behind it.

            Examples:
              copro notebook run question.ipynb --out results --html
              copro notebook run community.ipynb --param community=@district-x --out results
            """) { Files, Param, Out, Html, Timeout, Quiet, Lang };
        command.SetAction((parsed, cancellation) => RunApartAsync(parsed, cancellation));
        return command;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<int> RunApartAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (!CellsProcess.IsThis) return await Options.EndAsync(() => SuperviseAsync(cancellation));
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, CellsProcess.Begin());
        int code = await Options.EndAsync(() => RunAsync(parsed, either.Token));
        CellsProcess.Ended();
        return code;
    }

    private static async Task<ExitCode> SuperviseAsync(CancellationToken cancellation)
    {
        var (code, died) = await CellsProcess.SuperviseAsync(Terminal.Result, line => Console.Error.Write(line + "\n"), cancellation);
        if (died is null) return (ExitCode)code;
        Terminal.Fault(died);
        return ExitCode.Rejections;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var request = new NotebookRequest([.. parsed.GetRequiredValue(Files)])
        {
            Parameters = NotebookRequest.ParametersOf(parsed.GetValue(Param) ?? []),
            Out = parsed.GetValue(Out),
            Html = parsed.GetValue(Html),
            Timeout = NotebookRequest.TimeoutOf(parsed.GetValue(Timeout)),
            Language = terminal.Language,
        };
        var results = await NotebookRun.RunAsync(request, terminal.Steps(), CellsProcess.At, cancellation);
        foreach (var result in results)
        {
            Terminal.Result($"{result}");
            if (result.Failure is { } failure) Terminal.Fault(failure);
        }
        return results.All(result => result.Failure is null) ? ExitCode.Done : ExitCode.Rejections;
    }
}
