using System.CommandLine;
using System.Globalization;
using CoProduction.Ingest;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro convert IN OUT</c>: one file of rows into another format.</summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> From = new("IN") { Description = "File to read: CSV, XLSX, JSON, SPSS (.sav, .zsav) or Stata (.dta); or a project of QualCoder, Taguette or any REFI-QDA program." };
    private static readonly Argument<string> To = new("OUT") { Description = "File to write; its extension names the format." };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet of a workbook (default: the first)." };
    private static readonly Option<string?> Encoding = new("--encoding") { Description = "Encoding of the source, such as gb18030 (default: as the file says, else recognised)." };
    private static readonly Option<string?> Format = new("--format") { Description = $"Format to write: {string.Join(", ", TableConversion.Formats)} (default: by the extension)." };
    private static readonly Option<string?> FromFormat = new("--from-format") { Description = "Format to read (default: by the extension)." };
    private static readonly Option<bool> WithoutLabels = new("--no-labels") { Description = "Leave labels and declared missing values out." };
    private static readonly Option<bool> Overwrite = new("--overwrite") { Description = "Replace OUT when it is there." };
    private static readonly Option<bool> Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("convert", """
            Convert a file of rows into another format, or a qualitative project into REFI-QDA. Labels, missing values and formats are kept where the format holds
            them; what it cannot hold is an error, never cut off. docs/formats.md says what each format holds.

            Examples:
              copro convert survey.csv survey.sav
              copro convert survey.sav survey.dta
              copro convert survey.dta survey.xlsx --overwrite
              copro convert interviews.qda interviews.qdpx
            """) { From, To, Sheet, Encoding, Format, FromFormat, WithoutLabels, Overwrite, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        if (parsed.GetValue(Format) is null && QualitativeFile.Written.Contains(Path.GetExtension(parsed.GetRequiredValue(To)).ToLowerInvariant()))
            return await Task.Run(() => Project(parsed, terminal), cancellation);
        var request = new ConversionRequest(parsed.GetRequiredValue(From), parsed.GetRequiredValue(To))
        {
            Sheet = parsed.GetValue(Sheet),
            Encoding = parsed.GetValue(Encoding),
            Format = parsed.GetValue(Format),
            FromFormat = parsed.GetValue(FromFormat),
            WithoutLabels = parsed.GetValue(WithoutLabels),
            Overwrite = parsed.GetValue(Overwrite),
        };
        var report = await ConvertFile.RunAsync(request, terminal.Rows("rows written"), cancellation);
        foreach (var notice in report.Notices) Console.Error.Write($"{terminal.In(notice)}\n");
        string rows = report.Rows.ToString("N0", CultureInfo.InvariantCulture), columns = report.Columns.ToString("N0", CultureInfo.InvariantCulture);
        Terminal.Result(terminal.In(new Label($"{request.To}：{rows}行，{columns}列", $"{request.To}: {rows} rows, {columns} columns")));
        return ExitCode.Done;
    }

    private static ExitCode Project(ParseResult parsed, Terminal terminal)
    {
        string to = parsed.GetRequiredValue(To);
        var project = QualitativeFile.Convert(parsed.GetRequiredValue(From), to, parsed.GetValue(Overwrite));
        foreach (var notice in project.Notices) Console.Error.Write($"{terminal.In(notice)}\n");
        Terminal.Result(terminal.In(new Label(
            $"{to}：{project.Sources.Length}份资料，{project.Codes.Length}个代码", $"{to}: {project.Sources.Length} sources, {project.Codes.Length} codes")));
        return ExitCode.Done;
    }
}
