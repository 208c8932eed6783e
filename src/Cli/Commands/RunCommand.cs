using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro run STUDY</c>: load what changed, fit, release, render.</summary>
internal static class RunCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Option<string?> Out = new("--out") { Description = "Folder of the report, figures and tables (default: out beside study.yaml)." };
    private static readonly Option<bool> Json = Options.Json(), Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("run", """
            Load what changed, fit the models, review for disclosure, and write report.html, figures and tables. Only what changed is redone.

            Example:
              copro run district-x --out results
            """) { Study, Out, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var plan = StudyFolder.Read(parsed.GetRequiredValue(Study));
        return RunAsync(plan, parsed.GetValue(Out) ?? Path.Combine(plan.Folder, "out"), parsed.GetValue(Json), terminal, cancellation);
    }

    /// <summary>Runs a study and prints what it found.</summary>
    public static async Task<ExitCode> RunAsync(StudyPlan plan, string output, bool json, Terminal terminal, CancellationToken cancellation)
    {
        var run = await Running.RunAsync(plan, output, terminal.Steps(), cancellation);
        if (json) RunJson.Write(run, Console.OpenStandardOutput());
        else RunText.Print(run, terminal);
        return run.Load.Rejected > 0 ? ExitCode.Rejections : ExitCode.Done;
    }
}
