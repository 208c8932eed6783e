using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Store;

/// <summary>What a store holds, as a short text: the same for the same records in either engine, another as soon as one source changes.</summary>
/// <param name="Text">16 hexadecimal digits of the SHA-256 of every source's id, table, fingerprint and row counts.</param>
public sealed record DataVersion(string Text)
{
    private const int Digits = 16;

    /// <summary>The version of some sources.</summary>
    /// <param name="sources">The sources loaded, in any order.</param>
    public static DataVersion Of(IEnumerable<LoadedSource> sources)
    {
        var lines = sources.OrderBy(source => source.Source, StringComparer.Ordinal)
            .Select(source => FormattableString.Invariant($"{source.Source}\0{source.Table}\0{source.Fingerprint}\0{source.Stamp.Sha256}\0{source.Stamp.Accepted}\0{source.Stamp.Rejected}"));
        return new DataVersion(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..Digits]);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
