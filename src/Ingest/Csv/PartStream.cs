using Microsoft.Win32.SafeHandles;

namespace CoProduction.Ingest;

/// <summary>Two stretches of a file, read as one stream: the header and some of the rows.</summary>
/// <param name="path">The file.</param>
/// <param name="first">First stretch, from its first byte to behind its last.</param>
/// <param name="second">Second stretch.</param>
internal sealed class PartStream(string path, (long From, long To) first, (long From, long To) second) : Stream
{
    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.SequentialScan);
    private (long From, long To) _now = first;
    private bool _inSecond;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_now.From == _now.To && !_inSecond) (_now, _inSecond) = (second, true);
        int read = RandomAccess.Read(_file, buffer[..(int)Math.Min(buffer.Length, _now.To - _now.From)], _now.From);
        _now.From += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _file.Dispose();
        base.Dispose(disposing);
    }
}
