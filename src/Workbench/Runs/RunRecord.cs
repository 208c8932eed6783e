using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace CoProduction.Workbench;

/// <summary>The record of a run, kept as <c>run.json</c> beside its outputs: what went in, what came out, and what may be left as it is next time.</summary>
/// <param name="Version">Release of the platform.</param>
/// <param name="Study">Id of the study.</param>
/// <param name="Synthetic">True when the study's records were made up.</param>
/// <param name="Key">Hash of everything the outputs depend on: the build of the platform, study file, sources.</param>
/// <param name="Sources">Sources, with hashes and row counts.</param>
/// <param name="Findings">What the run found, one sentence each.</param>
/// <param name="Outputs">Files written.</param>
public sealed record RunRecord(
    string Version, string Study, bool Synthetic, string Key, ImmutableArray<SourceStamp> Sources, ImmutableArray<Label> Findings, ImmutableArray<RunOutput> Outputs)
{
    /// <summary>Name of the record's file.</summary>
    public const string FileName = "run.json";

    // The resolver is named, since hosts such as file-based apps turn the default off.
    private static readonly JsonSerializerOptions Format = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };

    /// <summary>The record of the last run in a folder; null when there is none, or none that this release can read.</summary>
    public static RunRecord? Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            using var stream = File.OpenRead(path);
            return JsonSerializer.Deserialize<RunRecord>(stream, Format) is { } record && record.IsWhole(folder) ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record.</summary>
    public void Write(Stream stream)
    {
        JsonSerializer.Serialize(stream, this, Format);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Nothing is missing, and every output lies in the folder: a run deletes outputs that it no longer makes, and must delete nothing else.</summary>
    private bool IsWhole(string folder) =>
        Key is not null && !Sources.IsDefault && !Findings.IsDefault && !Outputs.IsDefault
        && Outputs.All(output => output is { File: not null, Content: not null, Sha256: not null } && output.LiesIn(folder));

    /// <summary>The output of a name when it was made from the same content and still stands unchanged in the folder; else null.</summary>
    public RunOutput? Standing(string folder, string name, string content) =>
        Outputs.FirstOrDefault(output => output.File == name && output.Content == content && output.Stands(folder));
}

/// <summary>A file that a run wrote.</summary>
/// <param name="File">Name relative to the output folder, with forward slashes.</param>
/// <param name="Content">Hash of what the file was made from.</param>
/// <param name="Sha256">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
public sealed record RunOutput(string File, string Content, string Sha256)
{
    /// <summary>True when the name does not lead out of the folder.</summary>
    internal bool LiesIn(string folder)
    {
        string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
        return Path.GetFullPath(Path.Combine(root, File)).StartsWith(root, StringComparison.Ordinal);
    }

    /// <summary>True when the file is in the folder, byte for byte.</summary>
    public bool Stands(string folder)
    {
        string path = Path.Combine(folder, File);
        return System.IO.File.Exists(path) && Hash.OfFile(path) == Sha256;
    }
}
