using System.CommandLine;
using CoProduction.Workbench;
using CoProduction.Workbench.Proposing;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro new DIR</c>: the skeleton of a study.</summary>
internal static class NewCommand
{
    private static readonly Argument<string> Dir = new("DIR") { Description = "Folder to make; it must not exist or be empty." };

    private static readonly Option<string[]> From = new("--from")
    {
        Description = "Files of yours: the study file maps them as far as they are understood and asks the rest in comments.",
        AllowMultipleArgumentsPerToken = true,
    };

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("new", """
            Make a folder with a study.yaml to fill in and one CSV file with the right headers per table; or, with --from, a
            study.yaml that reads the files you have, and asks what it cannot know.

            Examples:
              copro new my-study
              copro new my-survey --from survey.sav fund.xlsx
            """) { Dir, From };
        command.SetAction((parsed, _) => Options.EndAsync(() => Task.FromResult(Run(parsed.GetRequiredValue(Dir), parsed.GetValue(From) ?? []))));
        return command;
    }

    private static ExitCode Run(string folder, string[] files)
    {
        if (files.Length > 0) return Propose(folder, files);
        foreach (string file in NewStudy.Write(folder)) Terminal.Result(file);
        return ExitCode.Done;
    }

    private static ExitCode Propose(string folder, string[] files)
    {
        var (written, questions) = ProposedStudy.Write(folder, files, TimeProvider.System.GetUtcNow().Year);
        foreach (string file in written) Terminal.Result(file);
        foreach (string question in questions) Terminal.Result($"? {question}");
        return ExitCode.Done;
    }
}
