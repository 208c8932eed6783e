using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CoProduction.Workbench;

/// <summary>
/// What was done with a study, one JSON object a line, in a file of the store that its owner alone may read. Lines are only ever added; each carries the hash of
/// the one before, so that a line changed or taken away shows.
/// </summary>
/// <param name="folder">Folder of the file.</param>
/// <param name="clock">The time.</param>
public sealed class AuditLog(string folder, TimeProvider clock)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "audit.jsonl";

    private const int Attempts = 200, WaitMs = 10, HashLength = 16;

    // The resolver is named, since hosts such as file-based apps turn the default off.
    private static readonly JsonSerializerOptions Format = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _path = Path.Combine(folder, FileName);

    /// <summary>The audit log of a study.</summary>
    public static AuditLog Of(StudyPlan plan) => new(StudyFolder.Kept(plan), TimeProvider.System);

    /// <summary>Adds a line, whole or not at all.</summary>
    /// <exception cref="IOException">The line cannot be written: what it would record must then not happen.</exception>
    public void Append(AuditEvent what, string who, string of)
    {
        using var file = Open();
        long length = file.Length;
        var line = new Line(clock.GetUtcNow(), what, who, of, Hash(LastLine(file)));
        try
        {
            file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line, Format), (byte)'\n']);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            if (file.CanSeek && file.Length > length) file.SetLength(length);
            throw;
        }
    }

    /// <summary>Every entry, and the lines that do not follow from the one before; nothing before the first.</summary>
    public AuditReading Read()
    {
        if (!File.Exists(_path)) return new AuditReading([], []);
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        var broken = ImmutableArray.CreateBuilder<int>();
        string before = "";
        int number = 0;
        foreach (string text in File.ReadLines(_path, Encoding.UTF8))
        {
            number++;
            var line = Parse(text);
            if (line is null || line.Previous != Hash(before)) broken.Add(number);
            if (line is not null) entries.Add(new AuditEntry(line.At, line.Event, line.Who, line.What));
            before = text;
        }
        return new AuditReading(entries.ToImmutable(), broken.ToImmutable());
    }

    /// <summary>One writer at a time, whatever the process; the operating system releases the file when a process dies.</summary>
    private FileStream Open()
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(_path, OwnerOnly.Opened(FileMode.OpenOrCreate, FileAccess.ReadWrite));
            }
            catch (IOException) when (attempt < Attempts && File.Exists(_path))
            {
                Thread.Sleep(WaitMs);
            }
        }
    }

    private static string LastLine(FileStream file)
    {
        const int Longest = 1 << 16;
        file.Seek(Math.Max(0, file.Length - Longest), SeekOrigin.Begin);
        byte[] tail = new byte[(int)Math.Min(Longest, file.Length)];
        file.ReadExactly(tail);
        file.Seek(0, SeekOrigin.End);
        string text = Encoding.UTF8.GetString(tail).TrimEnd('\n');
        return text[(text.LastIndexOf('\n') + 1)..];
    }

    private static string Hash(string line) => line.Length == 0 ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)))[..HashLength];

    private static Line? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<Line>(text, Format);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Line(DateTimeOffset At, AuditEvent Event, string Who, string What, string Previous);
}
