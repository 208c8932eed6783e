using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Store;

/// <summary>A step of the shared store's schema.</summary>
/// <param name="Number">Its number, from 1, without gaps.</param>
/// <param name="Name">What it brings.</param>
/// <param name="Text">Its statements.</param>
internal sealed record MigrationScript(int Number, string Name, string Text)
{
    /// <summary>SHA-256 of the statements.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));
}

/// <summary>The numbered files of data-schema/migrations, as this program was built with them: the one place where a whole text becomes a statement.</summary>
internal static class MigrationScripts
{
    private const string Folder = "migrations/";

    /// <summary>All of them in order.</summary>
    public static ImmutableArray<MigrationScript> All { get; } = [.. typeof(MigrationScripts).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>The schema this program works with.</summary>
    public static int Known => All[^1].Number;

    /// <summary>The statements of a migration.</summary>
    public static string Text(MigrationScript script) => script.Text;

    private static MigrationScript Read(string resource)
    {
        using var reader = new StreamReader(typeof(MigrationScripts).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        string[] parts = Path.GetFileNameWithoutExtension(resource).Split('-', 2);
        return new MigrationScript(int.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], reader.ReadToEnd().Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
