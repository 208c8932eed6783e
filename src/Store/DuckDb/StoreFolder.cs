using System.Globalization;
using System.Text.Json;

namespace CoProduction.Store;

/// <summary>The folder of an embedded store: one file per source, and the manifest that names those of the current version.</summary>
internal sealed class StoreFolder(string path)
{
    private const string ManifestName = "manifest.json";
    private const string LockName = "load.lock";
    private const string Extension = ".duckdb";
    private const string Unfinished = ".loading";
    private const int FingerprintLetters = 12;

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string FileOf(StoredSource source) => System.IO.Path.Combine(Path, source.Path);

    public string FileOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Name of the file of a source in a version: no version writes over a file that a reader may hold.</summary>
    public static string NameFor(string source, string fingerprint, long version)
    {
        string safe = string.Concat(source.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' ? $"{letter}" : $"%{(int)letter:x4}"));
        string print = fingerprint.Length > FingerprintLetters ? fingerprint[..FingerprintLetters] : fingerprint;
        return string.Create(CultureInfo.InvariantCulture, $"{safe}-{print}.{version}{Extension}");
    }

    public static string UnfinishedName(string name) => name + Unfinished;

    /// <summary>The current version; an empty one before the first load.</summary>
    /// <exception cref="StudyException">The manifest cannot be read, or its format is newer than this program.</exception>
    public Manifest Read()
    {
        string file = FileOf(ManifestName);
        if (File.Exists(Path)) throw StoreFaults.NotAFolder(Path);
        if (!File.Exists(file)) return Manifest.Empty;
        byte[] text = File.ReadAllBytes(file);
        try
        {
            CheckFormat(text, file);
            return ManifestJson.Read(text);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw StoreFaults.ManifestUnreadable(file, wrong);
        }
    }

    /// <summary>Makes a version current: written beside, flushed to the disk, and renamed over the former in one step.</summary>
    public void Write(Manifest manifest)
    {
        string file = FileOf(ManifestName);
        string beside = UnfinishedName(file);
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            ManifestJson.Write(stream, manifest);
            stream.Flush(flushToDisk: true);
        }
        File.Move(beside, file, overwrite: true);
    }

    /// <summary>The right to load, held until disposed; the operating system takes it back when the process dies.</summary>
    /// <exception cref="StudyException">Another load is under way.</exception>
    public FileStream Lock()
    {
        if (File.Exists(Path)) throw StoreFaults.NotAFolder(Path);
        Directory.CreateDirectory(Path);
        try
        {
            return new FileStream(FileOf(LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy) when (busy is not (DirectoryNotFoundException or PathTooLongException))
        {
            throw StoreFaults.LoadUnderWay(Path, busy);
        }
    }

    /// <summary>Removes what no version needs: half-written files and those of former versions. A file that cannot be removed stays until the next load.</summary>
    public void RemoveStrays(Manifest manifest)
    {
        var named = manifest.Sources.Select(source => source.Path).ToHashSet(StringComparer.Ordinal);
        foreach (string entry in Directory.EnumerateFileSystemEntries(Path))
            if (IsOurs(System.IO.Path.GetFileName(entry)) && !named.Contains(System.IO.Path.GetFileName(entry))) Remove(entry);
    }

    private static bool IsOurs(string name) =>
        name.Contains(Extension, StringComparison.Ordinal) || name.EndsWith(Unfinished, StringComparison.Ordinal);

    private static void Remove(string entry)
    {
        try
        {
            if (Directory.Exists(entry)) Directory.Delete(entry, recursive: true);
            else File.Delete(entry);
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            // Windows refuses while a reader has the file open; the next load tries again.
        }
    }

    private static void CheckFormat(byte[] text, string file)
    {
        using var json = JsonDocument.Parse(text);
        int format = json.RootElement.GetProperty("format").GetInt32();
        if (format > Manifest.KnownFormat) throw StoreFaults.NewerFormat(file, format, Manifest.KnownFormat);
    }
}
