using System.Security.Cryptography;
using System.Text;

namespace CoProduction.Ingest;

/// <summary>GUIDs of version 5 (RFC 9562, section 5.5), which Taguette gives its tags.</summary>
internal static class NameGuid
{
    /// <summary>The GUID of a name within a namespace.</summary>
    public static Guid Of(Guid space, string name)
    {
#pragma warning disable CA5350 // The standard's own hash; nothing is kept secret by it.
        byte[] hash = SHA1.HashData([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
