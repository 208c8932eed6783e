using System.CommandLine;
using System.Globalization;
using CoProduction.Reports;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro figure STUDY NAME</c>: one figure at a journal's millimetres.</summary>
internal static class FigureCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Argument<string> Name = new("NAME") { Description = "spending-shares, likert:CONSTRUCT, or coefficients, paths, measurement or probabilities with :MODEL." };
    private static readonly Option<string> Format = new("--format") { Description = "svg, pdf or png.", DefaultValueFactory = _ => "svg" };
    private static readonly Option<string> Width = new("--width") { Description = "Width, such as 90mm.", DefaultValueFactory = _ => "90mm" };
    private static readonly Option<string?> Height = new("--height") { Description = "Height, such as 60mm (default: as the figure needs)." };
    private static readonly Option<int> Dpi = new("--dpi") { Description = "Dots per inch of a png.", DefaultValueFactory = _ => 300 };
    private static readonly Option<string?> Out = new("--out", "-o") { Description = "File to write (default: NAME.LANG.FORMAT here)." };
    private static readonly Option<bool> Quiet = Options.Quiet();
    private static readonly Option<Language> Lang = Options.Lang();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("figure", """
            Draw one figure of a study for print.

            Example:
              copro figure district-x spending-shares --format pdf --width 90mm --lang zh
            """) { Study, Name, Format, Width, Height, Dpi, Out, Quiet, Lang };
        command.SetAction((parsed, cancellation) => Options.EndAsync(() => RunAsync(parsed, cancellation)));
        return command;
    }

    private static async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var terminal = new Terminal(parsed.GetValue(Quiet), parsed.GetValue(Lang));
        string name = parsed.GetRequiredValue(Name), format = parsed.GetRequiredValue(Format);
        var options = new PrintOptions(
            Millimetres("--width", parsed.GetRequiredValue(Width)),
            parsed.GetValue(Height) is { } height ? Millimetres("--height", height) : null,
            parsed.GetValue(Dpi), terminal.Language, Known(format));
        var plan = StudyFolder.Read(parsed.GetRequiredValue(Study));
        var figure = await Drawing.FigureAsync(plan, name, terminal.Steps(), cancellation);
        string file = parsed.GetValue(Out) ?? $"{figure.Id}.{terminal.Language.ToString().ToLowerInvariant()}.{format}";
        await WholeFile.WriteAsync(file, stream => PrintFigure.Write(figure, options, stream), cancellation);
        Terminal.Result(file);
        return ExitCode.Done;
    }

    private static PrintFormat Known(string format) => Enum.TryParse<PrintFormat>(format, ignoreCase: true, out var known) ? known
        : throw new UsageException(new Fault($"'{format}' is not a figure format", "--format", "figures are drawn as svg, pdf or png",
            Nearest.Suggest(format, Enum.GetNames<PrintFormat>().Select(name => name.ToLowerInvariant()))));

    private static double Millimetres(string option, string text) =>
        double.TryParse(text.EndsWith("mm", StringComparison.Ordinal) ? text[..^2] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value > 0
            ? value
            : throw new UsageException(new Fault($"'{text}' is not a length", option, "a length is a number of millimetres", "Write it as 90mm"));
}
