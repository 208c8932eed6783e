using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Workbench;

/// <summary>SHA-256 in lower-case hexadecimal.</summary>
internal static class Hash
{
    private const int BufferLength = 1 << 17;

    public static string OfFile(string path)
    {
        using var file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferLength];
        long at = 0;
        for (int read; (read = RandomAccess.Read(file, buffer, at)) > 0; at += read) hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static string OfText(params IEnumerable<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
