using System.CommandLine;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro fit FILE "FORMULA"</c>: one model on one file.</summary>
internal static class FitCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV or XLSX file with a header row." };
    private static readonly Argument<string> Formula = new("FORMULA") { Description = "R formula, such as \"satisfaction ~ trust + kind * age\"; names with blanks in backticks." };
    private static readonly Option<string> Method = new("--method") { Description = "ols (weighted least squares with --weights).", DefaultValueFactory = _ => "ols" };
    private static readonly Option<string?> Weights = new("--weights") { Description = "Column of the weights." };
    private static readonly Option<string?> Cluster = new("--cluster") { Description = "Column of the clusters, such as the community." };
    private static readonly Option<string?> Vcov = new("--vcov") { Description = "classical, or CR1 by --cluster with G-1 degrees of freedom (default: CR1 with --cluster, else classical)." };
    private static readonly Option<string?> Missing = new("--missing") { Description = "Codes that mean a missing answer, such as 8,9; blanks and NA always do." };
    private static readonly Option<double> Level = new("--level") { Description = "Confidence level.", DefaultValueFactory = _ => 0.95 };
    private static readonly Option<string?> Sheet = new("--sheet") { Description = "Sheet of a workbook (default: the first)." };
    private static readonly Option<bool> Json = Options.Json(), Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("fit", """
            Fit one model on one file; no study needed.

            Examples:
              copro fit survey.csv "satisfaction ~ trust + efficacy" --cluster community --vcov CR1 --missing 8,9
              copro fit survey.csv "满意度 ~ 信任 + `年 龄`" --weights w --json
            """) { File, Formula, Method, Weights, Cluster, Vcov, Missing, Level, Sheet, Json, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        var request = new FitRequest(
            parsed.GetRequiredValue(File), parsed.GetRequiredValue(Formula), parsed.GetRequiredValue(Method), parsed.GetValue(Weights), parsed.GetValue(Cluster),
            parsed.GetValue(Vcov), [.. (parsed.GetValue(Missing) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            parsed.GetValue(Level), parsed.GetValue(Sheet));
        var fit = await FitFile.FitAsync(request, terminal.Rows("rows read"), cancellation);
        if (parsed.GetValue(Json)) FitJson.Write(fit, Console.OpenStandardOutput());
        else foreach (string line in FitText.Lines(fit)) Terminal.Result(line);
        return ExitCode.Done;
    }
}
