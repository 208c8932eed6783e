using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro response-rates CODE=COUNT…</c>: AAPOR's six rates from the final dispositions of a survey's cases.</summary>
internal static class ResponseRatesCommand
{
    private static readonly ImmutableArray<string> Codes = ["I", "P", "R", "NC", "O", "UH", "UO", "NE"];

    private static readonly Argument<string[]> Counts = new("CODE=COUNT")
    {
        Description = "I complete, P partial, R refusal, NC non-contact, O other eligible, UH and UO unknown eligibility, NE not eligible; codes left out count 0.",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<double?> Share = new("--e") { Description = "Share of the unknown cases that are eligible, 0 to 1 (default: as among the known ones)." };
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("response-rates", """
            Response rates RR1 to RR6 of a survey (AAPOR, Standard Definitions, 10th ed. 2023) from its cases' final dispositions.

            Example:
              copro response-rates I=2400 P=60 R=310 NC=180 O=25 UH=400 NE=220
            """) { Counts, Share, Json };
        command.SetAction((parsed, _) => Options.EndAsync(() => Task.FromResult(Run(parsed))));
        return command;
    }

    private static ExitCode Run(ParseResult parsed)
    {
        var counts = parsed.GetRequiredValue(Counts).Select(Counted).ToArray();
        if (counts.GroupBy(one => one.Code).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new UsageException(new Fault($"The disposition {twice.Key} is given twice", "CODE=COUNT", "a code has one count", "Add the two counts"));
        long Of(string code) => counts.FirstOrDefault(one => one.Code == code).Count;
        var cases = new Dispositions(Of("I"), Of("P"), Of("R"), Of("NC"), Of("O"), Of("UH"), Of("UO"), Of("NE"));
        var result = Options.Asked(() => ResponseRates.Fit(new ResponseRatesSpec(parsed.GetValue(Share)), cases));
        if (parsed.GetValue(Json)) JsonText.Write(Console.OpenStandardOutput(), writer => Write(writer, result));
        else foreach (string line in Lines(result)) Terminal.Result(line);
        return ExitCode.Done;
    }

    private static (string Code, long Count) Counted(string text) =>
        text.Split('=', 2) is [var code, var count] && Codes.Contains(code) && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? (code, number)
        : throw new UsageException(new Fault($"'{text}' is not the count of a disposition", "CODE=COUNT", "a case's final disposition is one of " + string.Join(", ", Codes), "Write it as I=1200"));

    private static IEnumerable<string> Lines(ResponseRatesResult result)
    {
        yield return result.Provenance.Method;
        yield return "";
        foreach (var row in result.Tidy()) yield return $"{Columns.Pad(row.Term, 20, left: false)}{FitText.Number(row.Estimate)}";
        foreach (var entry in result.Glance()) yield return $"{Columns.Pad(entry.Name, 20, left: false)}{FitText.Number(entry.Value)}";
    }

    private static void Write(System.Text.Json.Utf8JsonWriter writer, ResponseRatesResult result)
    {
        writer.WriteStartObject();
        foreach (var row in result.Tidy()) writer.Number(row.Term.ToLowerInvariant(), row.Estimate);
        foreach (var entry in result.Glance()) writer.Number(entry.Name, entry.Value);
        writer.Write("provenance", result.Provenance);
        writer.WriteEndObject();
    }
}
