using System.Text.Json;
using System.Text.Json.Nodes;
using CoProduction.Workbench;

namespace CoProduction.Notebook.Jupyter;

/// <summary>How Jupyter finds and starts the kernel.</summary>
public static class KernelSpec
{
    /// <summary>Name of the kernel in notebooks' metadata.</summary>
    public const string Name = "copro";

    /// <summary>Name of the kernel for people.</summary>
    public const string DisplayName = "C# (copro)";

    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    /// <summary>Writes <c>kernel.json</c> where Jupyter looks for it.</summary>
    /// <param name="prefix">Prefix of a Python environment, such as /usr/local; null for this user.</param>
    /// <param name="language">Language of what the kernel shows.</param>
    /// <param name="cancellationToken">Checked before the file takes its place.</param>
    /// <returns>The file.</returns>
    public static async Task<string> InstallAsync(string? prefix, Language language, CancellationToken cancellationToken)
    {
        string file = Path.Combine(prefix is null ? UserFolder() : Path.Combine(prefix, "share", "jupyter"), "kernels", Name, "kernel.json");
        await WholeFile.WriteAsync(file, stream => stream.Write(JsonSerializer.SerializeToUtf8Bytes(Content(language), Layout)), cancellationToken).ConfigureAwait(false);
        return file;
    }

    private static JsonObject Content(Language language)
    {
        string[] argv = [.. ThisProgram.Command, "notebook", "kernel", "{connection_file}", "--lang", language.ToString().ToLowerInvariant()];
        return new JsonObject
        {
            ["argv"] = new JsonArray([.. argv.Select(word => (JsonNode)word)]),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
        };
    }

    // The folders that jupyter_core searches first on each system.
    private static string UserFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } set) return set;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        return Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data ? Path.Combine(data, "jupyter") : Path.Combine(home, ".local", "share", "jupyter");
    }
}
