using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro new DIR</c>: the skeleton of a study.</summary>
internal static class NewCommand
{
    private static readonly Argument<string> Dir = new("DIR") { Description = "Folder to make; it must not exist or be empty." };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("new", """
            Make a folder with a study.yaml to fill in and one CSV file with the right headers per table.

            Example:
              copro new my-study
            """) { Dir };
        command.SetAction((parsed, _) => Options.EndAsync(() => Task.FromResult(Run(parsed.GetRequiredValue(Dir)))));
        return command;
    }

    private static ExitCode Run(string folder)
    {
        foreach (string file in NewStudy.Write(folder)) Terminal.Result(file);
        return ExitCode.Done;
    }
}
