using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace CoProduction.Ingest;

/// <summary>The members of a zipped project. Nothing is written to the disk, so a member's name can lead nowhere; hostile names and links are refused all the same.</summary>
internal sealed class RefiArchive : IDisposable
{
    private const int MostMembers = 50_000;
    private const int HighestRatio = 200;
    private const long EnoughUnpacked = 64L << 20, MostUnpacked = 4L << 30;
    private const int SymbolicLink = 0xA000, KindOfFile = 0xF000;

    private readonly ZipArchive _archive;
    private readonly string _shown;
    private readonly long _packed;
    private long _unpacked;
    private readonly Dictionary<string, ZipArchiveEntry> _members = new(StringComparer.OrdinalIgnoreCase);

    public RefiArchive(FileStream file, string shown)
    {
        (_shown, _packed) = (shown, file.Length);
        CheckCount(file, shown);
        file.Position = 0;
        _archive = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (var entry in _archive.Entries) Add(entry);
    }

    /// <summary>Folder of the project within the archive, with <c>/</c> at its end; empty for the root.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Names of the members, with <c>/</c>.</summary>
    public IEnumerable<string> Names => _members.Keys;

    /// <summary>True when there is such a member.</summary>
    public bool Has(string name) => _members.ContainsKey(name);

    /// <summary>Unpacks a member as it is read; throws where it grows beyond what its packed size can mean.</summary>
    public Stream Open(string name) => new UnpackedStream(_members[name].Open(), _members[name].CompressedLength, Count, _shown);

    /// <summary>Unpacked length that a member declares.</summary>
    public long Length(string name) => _members[name].Length;

    /// <summary>Unpacks a member into memory; null when it is longer than a limit. Room is made for what its packed size can mean, not for what it declares.</summary>
    public MemoryStream? Whole(string name, int longest)
    {
        using var stream = Open(name);
        var whole = new MemoryStream((int)Math.Clamp(Math.Min(Length(name), _members[name].CompressedLength * 20), 0, longest));
        byte[] buffer = new byte[1 << 16];
        for (int read; (read = stream.Read(buffer)) > 0; whole.Write(buffer, 0, read))
            if (whole.Length + read > longest) return null;
        return whole;
    }

    /// <summary>The member that a path of a project means: <c>internal://x</c> and a bare name lie in the folder of sources. Null for files outside, and when there is none.</summary>
    public string? Find(string path)
    {
        string name = path.Replace('\\', '/');
        if (name.StartsWith("internal://", StringComparison.OrdinalIgnoreCase)) name = name["internal://".Length..];
        else if (IsOutside(path)) return null;
        name = name.TrimStart('/');
        return name.Length == 0 ? null : Existing($"{Folder}sources/{name}") ?? Existing(Folder + name);
    }

    /// <summary>True for a path to a file that is not in the archive.</summary>
    public static bool IsOutside(string path) => path.Contains("://", StringComparison.Ordinal) && !path.StartsWith("internal://", StringComparison.OrdinalIgnoreCase);

    public void Dispose() => _archive.Dispose();

    /// <summary>Many members may each unpack to what is still small: all together may not.</summary>
    private void Count(int read)
    {
        _unpacked += read;
        if (_unpacked > MostUnpacked || (_unpacked > EnoughUnpacked && _unpacked / HighestRatio > _packed)) throw IngestFaults.ArchiveBomb(_shown, $"more than {(_unpacked >> 20).ToString(CultureInfo.InvariantCulture)} MB");
    }

    private string? Existing(string name) => _members.TryGetValue(name, out var entry) ? entry.FullName.Replace('\\', '/') : null;

    private void Add(ZipArchiveEntry entry)
    {
        string name = entry.FullName.Replace('\\', '/');
        bool climbs = name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains("..");
        if (climbs || ((entry.ExternalAttributes >> 16) & KindOfFile) == SymbolicLink) throw IngestFaults.UnsafeMember(_shown, entry.FullName);
        if (!name.EndsWith('/')) _members.TryAdd(name, entry);
    }

    /// <summary>The end record of a zip archive (APPNOTE 4.3.16) says how many members there are, before any is kept in memory.</summary>
    private static void CheckCount(FileStream file, string shown)
    {
        byte[] tail = new byte[Math.Min(file.Length, 22 + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < 22) throw new InvalidDataException("the archive has no end record");
        int members = BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(end + 10));
        if (members > MostMembers) throw IngestFaults.ArchiveBomb(shown, $"more than {MostMembers.ToString(CultureInfo.InvariantCulture)} members");
    }
}

/// <summary>A member of an archive, which may not unpack to much more than its packed size.</summary>
internal sealed class UnpackedStream(Stream member, long packed, Action<int> count, string shown) : Stream
{
    /// <summary>Most bytes of one member.</summary>
    private const long Most = 1L << 30;

    /// <summary>Below this length any ratio will do.</summary>
    private const long SmallEnough = 16L << 20;

    /// <summary>Coded text packs 3 to 20 times; a bomb packs about 1000 times.</summary>
    private const int HighestRatio = 100;

    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int read = member.Read(buffer);
        _read += read;
        count(read);
        if (_read > Most || (_read > SmallEnough && _read / HighestRatio > packed)) throw IngestFaults.ArchiveBomb(shown, $"more than {(_read >> 20).ToString(CultureInfo.InvariantCulture)} MB in one member");
        return read;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) member.Dispose();
        base.Dispose(disposing);
    }
}
