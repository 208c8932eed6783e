using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoProduction.Workbench;

namespace CoProduction.Cli.Commands;

/// <summary><c>copro audit STUDY</c>: who did what with a study.</summary>
internal static class AuditCommand
{
    private static readonly Argument<string> Study = Options.Study();
    private static readonly Option<bool> Json = Options.Json();

    /// <summary>The command.</summary>
    public static Command Make()
    {
        var command = new Command("audit", """
            Print the audit log: sign-ins, refused sign-ins, exports, loads, rule changes, accounts. Exit code 1 when a line was changed or taken away.

            Example:
              copro audit district-x
            """) { Study, Json };
        command.SetAction((parsed, _) => Options.EndAsync(() => Print(parsed)));
        return command;
    }

    private static Task<ExitCode> Print(ParseResult parsed)
    {
        var reading = AuditLog.Of(StudyFolder.Read(parsed.GetRequiredValue(Study))).Read();
        if (parsed.GetValue(Json)) Terminal.Result(JsonSerializer.Serialize(reading, Format));
        else foreach (var entry in reading.Entries) Terminal.Result(Line(entry));
        foreach (int line in reading.Broken)
            Terminal.Fault(new Fault(string.Create(CultureInfo.InvariantCulture, $"Line {line} does not follow from the line before"), AuditLog.FileName, "a line was changed, taken away or half written", "Compare with a backup"));
        return Task.FromResult(reading.Broken.IsEmpty ? ExitCode.Done : ExitCode.Rejections);
    }

    private static string Line(AuditEntry entry) =>
        string.Join('\t', entry.At.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), JsonNamingPolicy.KebabCaseLower.ConvertName(entry.Event.ToString()), entry.Who.Length > 0 ? entry.Who : "-", entry.What);

    // Made when asked for: a command is built on every start of the program, whichever is run.
    private static JsonSerializerOptions Format => new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
