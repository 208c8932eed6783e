using System.CommandLine;
using CoProduction.Ingest;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro inspect FILE</c>: what a file holds.</summary>
internal static class InspectCommand
{
    private static readonly string[] Projects = [".qdpx", ".qde", ".qdc", ".qda", ".sqlite3", ".zip"];

    private static readonly Argument<string> Given = new("FILE") { Description = "A file of rows, a questionnaire, a qualitative project, or a vote on projects." };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet of a workbook, or table of a file that holds several (default: the standard one)." };
    private static readonly Option<string?> Encoding = new("--encoding") { Description = "Encoding of a text, such as gb18030 (default: recognised)." };
    private static readonly Option<string?> Format = new("--format") { Description = "Format of the file (default: by its extension and its headers)." };
    private static readonly Option<bool> Json = new("--json") { Description = "Print JSON for machines." };
    private static readonly Option<bool> Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("inspect", """
            Say what a file holds: its format, encoding and rows, and its variables with labels, values, and why answers are
            absent; of a questionnaire its items with their options; of a qualitative project the codes with their numbers
            and coders; of a vote the projects, recounted.
            Nothing is changed or written.

            Examples:
              copro inspect survey.sav
              copro inspect interviews.qdpx --json
            """) { Given, Sheet, Encoding, Format, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => Task.Run(() => Run(parsed, cancellation), cancellation)));
        return command;
    }

    private static ExitCode Run(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        string file = parsed.GetRequiredValue(Given), extension = Path.GetExtension(file).ToLowerInvariant();
        bool json = parsed.GetValue(Json), whole = parsed.GetValue(Sheet) is null && parsed.GetValue(Format) is null;
        using var output = Console.OpenStandardOutput();
        if (whole && Projects.Contains(extension))
        {
            var project = QualitativeFile.Outline(file);
            if (json) InspectJson.Write(file, project, output);
            else InspectText.Print(file, project, terminal);
            return ExitCode.Done;
        }
        if (whole && extension == ".pb")
        {
            var vote = PbSummary.Of(file);
            if (json) InspectJson.Write(file, vote, output);
            else InspectText.Print(file, vote, terminal);
            return vote.Findings.IsEmpty ? ExitCode.Done : ExitCode.Rejections;
        }
        if (whole && FormOutline.Of(file, parsed.GetValue(Encoding)) is { } form)
        {
            if (json) InspectJson.Write(file, form, output);
            else InspectText.Print(file, form, terminal);
            return form.Faults.IsEmpty ? ExitCode.Done : ExitCode.Rejections;
        }
        var found = FileInspection.Of(file, parsed.GetValue(Sheet), parsed.GetValue(Encoding), parsed.GetValue(Format), terminal.Rows("rows read"), cancellation);
        if (json) InspectJson.Write(found, output);
        else InspectText.Print(file, found, terminal);
        return found.FaultyRows == 0 ? ExitCode.Done : ExitCode.Rejections;
    }
}
