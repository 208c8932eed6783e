using System.CommandLine;
using CoProduction.DistrictX;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro demo</c>: write the synthetic study and run it.</summary>
internal static class DemoCommand
{
    private static readonly Option<string> Dir = new("--dir") { Description = "Folder to write the demo study to.", DefaultValueFactory = _ => "district-x" };
    private static readonly Option<bool> Json = Options.Json(), Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("demo", """
            Write the synthetic demo study (District X), run it, and say in a dozen lines what it found and where the report is.

            Example:
              copro demo --dir district-x
            """) { Dir, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        string folder = Path.GetFullPath(parsed.GetRequiredValue(Dir));
        DemoStudy.Write(folder);
        var plan = StudyFolder.Read(folder);
        return RunCommand.RunAsync(plan, Path.Combine(folder, "out"), parsed.GetValue(Json), terminal, cancellation);
    }
}
