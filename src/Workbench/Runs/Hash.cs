using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Workbench;

/// <summary>SHA-256 in lower-case hexadecimal.</summary>
internal static class Hash
{
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string OfText(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
