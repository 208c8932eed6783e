using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro check STUDY</c>: read everything, change nothing.</summary>
internal static class CheckCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Option<string?> Rejections = new("--rejections") { Description = "Write every rejection to this CSV file (default: rejections.csv beside study.yaml when there are any; - for none)." };
    private static readonly Option<bool> Json = Options.Json(), Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("check", """
            Read the whole study and change nothing in it: every fault of every row is listed, the first 20 on screen and all of them in rejections.csv.

            Example:
              copro check district-x
            """) { Study, Rejections, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var plan = StudyFolder.Read(parsed.GetRequiredValue(Study));
        var (report, file) = await Checking.CheckAsync(plan, Where(parsed.GetValue(Rejections), plan), terminal.Steps(), cancellation);
        if (parsed.GetValue(Json)) LoadJson.Write(report, file, Console.OpenStandardOutput());
        else LoadText.Print(report, file, terminal);
        return report.Rejected > 0 ? ExitCode.Rejections : ExitCode.Done;
    }

    private static string? Where(string? asked, StudyPlan plan) => asked == "-" ? null : asked ?? Path.Combine(plan.Folder, "rejections.csv");
}
