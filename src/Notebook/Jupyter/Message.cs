using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NetMQ;

namespace CoProduction.Notebook.Jupyter;

/// <summary>A message of Jupyter's protocol 5.3 (jupyter-client.readthedocs.io/en/stable/messaging.html).</summary>
/// <param name="Routes">Frames before the delimiter: who asked, or the topic.</param>
/// <param name="Header">Identifier, kind, session, date.</param>
/// <param name="Parent">Header of the message that this one answers; empty for none.</param>
/// <param name="Content">What it says.</param>
internal sealed record Message(ImmutableArray<byte[]> Routes, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    /// <summary>Version of the protocol.</summary>
    public const string Protocol = "5.3";

    private const int SignedFrames = 4;
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    /// <summary>Kind of the message.</summary>
    public string Kind => Header["msg_type"]!.GetValue<string>();

    /// <summary>A message of the kernel's own.</summary>
    /// <param name="kind">Kind of the message.</param>
    /// <param name="content">What it says.</param>
    /// <param name="asked">The message that it comes of; null for none.</param>
    /// <param name="session">The kernel's session.</param>
    /// <param name="routes">Who gets it, or its topic.</param>
    public static Message Make(string kind, JsonObject content, Message? asked, string session, ImmutableArray<byte[]> routes) => new(routes, new JsonObject
    {
        ["msg_id"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
        ["msg_type"] = kind,
        ["session"] = session,
        ["username"] = "kernel",
        ["date"] = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["version"] = Protocol,
    }, asked is null ? [] : (JsonObject)asked.Header.DeepClone(), content);

    /// <summary>Reads a message; null when its signature is wrong or it is no message.</summary>
    public static Message? Read(NetMQMessage frames, byte[] key)
    {
        int at = frames.ToList().FindIndex(frame => frame.Buffer.AsSpan(0, frame.MessageSize).SequenceEqual(Delimiter));
        if (at < 0 || frames.FrameCount < at + 2 + SignedFrames) return null;
        var signed = Enumerable.Range(at + 2, SignedFrames).Select(i => frames[i].ToByteArray()).ToArray();
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Signature(signed, key)), frames[at + 1].ToByteArray())) return null;
        try
        {
            var message = new Message([.. Enumerable.Range(0, at).Select(i => frames[i].ToByteArray())], Object(signed[0]), Object(signed[1]), Object(signed[3]));
            return message.Header["msg_type"] is JsonValue kind && kind.TryGetValue(out string? _) ? message : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The message's frames, signed.</summary>
    public NetMQMessage Frames(byte[] key)
    {
        byte[][] signed = [Bytes(Header), Bytes(Parent), "{}"u8.ToArray(), Bytes(Content)];
        return new NetMQMessage([.. Routes, Delimiter, Encoding.ASCII.GetBytes(Signature(signed, key)), .. signed]);
    }

    private static string Signature(byte[][] frames, byte[] key)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        foreach (byte[] frame in frames) hash.AppendData(frame);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static JsonObject Object(byte[] frame) => JsonNode.Parse(frame)?.AsObject() ?? [];

    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
