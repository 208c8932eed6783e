using System.Security.Cryptography;
using System.Text;

namespace CoProduction;

/// <summary>GUIDs for what has none in its file: made from its name, so that the same thing gets the same GUID in every run.</summary>
public static class StableGuid
{
    /// <summary>A GUID of version 8 (RFC 9562): the first 122 free bits of a SHA-256.</summary>
    /// <param name="parts">What names the thing, such as <c>code</c> and its path.</param>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder();
        foreach (string part in parts) text.Append(part.Length).Append(':').Append(part);
        byte[] bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
