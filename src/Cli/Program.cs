using System.CommandLine;
using CoProduction.Cli.Commands;

namespace CoProduction.Cli;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        // '@model.txt' is a formula's file, which the method reads, and not a file of arguments.
        var parsed = Root(args.FirstOrDefault() ?? "").Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction) return Wrong(parsed);
        using var interrupt = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupt.Cancel();
        };
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }, interrupt.Token);
    }

    private static readonly (string Name, Func<Command> Make)[] Commands =
    [
        ("demo", DemoCommand.Make), ("new", NewCommand.Make), ("check", CheckCommand.Make), ("run", RunCommand.Make), ("figure", FigureCommand.Make), ("fit", FitCommand.Make), ("inspect", InspectCommand.Make), ("convert", ConvertCommand.Make), ("power", PowerCommand.Make), ("response-rates", ResponseRatesCommand.Make),
        ("serve", ServeCommand.Make), ("user", UserCommand.Make), ("audit", AuditCommand.Make), ("store", StoreCommand.Make), ("codegen", CodegenCommand.Make), ("notebook", NotebookCommand.Make),
    ];

    /// <summary>The command line: of the command called alone, since making all of them takes longer than parsing; of every command where another word stands first.</summary>
    private static RootCommand Root(string called)
    {
        var root = Bare();
        var known = Array.FindAll(Commands, command => command.Name == called);
        foreach (var (_, make) in known.Length > 0 ? known : Commands) root.Add(make());
        return root;
    }

    private static RootCommand Bare() => new("""
        copro: research analytics for co-production studies (共同生产研究分析).
        A study is a folder with a study.yaml and its files: interview codes, satisfaction surveys, fund spending.

        Exit codes: 0 done · 1 the data has rejections, a rule of check failed, or a cell of a notebook did · 2 wrong usage · 3 the study or file cannot be read · 4 internal error · 130 interrupted.
        Results go to stdout, progress to stderr.
        """);

    // The parser names .NET's types.
    private static string Plain(string message)
    {
        int at = message.IndexOf(" as expected type ", StringComparison.Ordinal);
        if (at < 0) return message;
        string type = message[at..], expected = type.Contains("UInt64", StringComparison.Ordinal) ? "a whole number of 0 or more" : type.Contains("Int", StringComparison.Ordinal) ? "a whole number" : type.Contains("Double", StringComparison.Ordinal) ? "a number" : "";
        return expected.Length > 0 ? $"{message[..at]}: {expected} is expected" : message;
    }

    private static int Wrong(ParseResult parsed)
    {
        foreach (var error in parsed.Errors) Console.Error.Write($"copro: {Plain(error.Message)}\n");
        Console.Error.Write($"See 'copro {(parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ")}--help'.\n");
        return (int)ExitCode.Usage;
    }
}
