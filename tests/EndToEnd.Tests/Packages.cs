using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using CoProduction.Workbench;

namespace CoProduction.Tests;

/// <summary>
/// The packages of what is built, in a folder that is the only source of an empty directory with an empty cache. What others published lies in the machine's own cache already, restored and locked: it is the fallback folder, so
/// that nothing is fetched twice.
/// </summary>
public sealed class Packages : IDisposable
{
    // Native libraries of others are larger; nothing of ours is.
    private const int Largest = 10 << 20;

    private readonly Scratch _scratch = new();

    /// <summary>Packs by <c>eng/pack --built</c>.</summary>
    public Packages()
    {
        Directory.CreateDirectory(_scratch["data"]);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "eng/pack is a script for bash");
        In(RealFiles.Root, Path.Combine(RealFiles.Root, "eng", "pack"), "--built", Folder).Ended(0);
        _scratch.Write("empty/nuget.config", $"""
            <configuration>
              <packageSources><clear /><add key="packed" value="{Folder}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="published" value="{Restored()}" /></fallbackPackageFolders>
            </configuration>
            """);
    }

    /// <summary>Where the packages lie.</summary>
    public string Folder => _scratch["feed"];

    /// <summary>The directory that a newcomer starts in.</summary>
    public string Empty => _scratch["empty"];

    /// <summary>The files of a package by name in it, large ones without their bytes.</summary>
    /// <param name="file">Name of the package's file without its version.</param>
    /// <param name="ending">Its ending.</param>
    internal Dictionary<string, byte[]> Files(string file, string ending = ".nupkg")
    {
        using var archive = ZipFile.OpenRead(Path.Combine(Folder, $"{file}.{Release.Version}{ending}"));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry => entry.Length < Largest ? Bytes(entry) : [], StringComparer.Ordinal);
    }

    /// <summary>Writes a file into the newcomer's directory.</summary>
    public void Write(string name, string text) => _scratch.Write(Path.Combine("empty", name), text);

    /// <summary>Runs a program in the newcomer's directory, which knows no package of ours but those packed.</summary>
    internal Copro Run(params string[] words) => In(Empty, words[0] == "copro" ? _scratch["tools/copro"] : words[0], words[1..]);

    /// <summary>Installs the command.</summary>
    internal Copro Install() => Run("dotnet", "tool", "install", "copro", "--tool-path", _scratch["tools"], "--version", Release.Version);

    /// <inheritdoc/>
    public void Dispose() => _scratch.Dispose();

    private Copro In(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        if (folder == Empty) (start.Environment["NUGET_PACKAGES"], start.Environment["XDG_DATA_HOME"]) = (_scratch["cache"], _scratch["data"]);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Copro(process.ExitCode, output, errors.Result);
    }

    private static string Restored() => JsonNode.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "EndToEnd.Tests", "obj", "project.assets.json")))!["packageFolders"]!.AsObject().First().Key;

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
