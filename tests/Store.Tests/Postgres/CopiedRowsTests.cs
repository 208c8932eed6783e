using FsCheck;
using FsCheck.Fluent;

namespace CoProduction.Store.Tests;

/// <summary>What COPY's writer wrote, its reader reads, however the bytes come in.</summary>
public sealed class CopiedRowsTests
{
    private static readonly decimal[] _amounts = [0m, 1m, -1m, 0.1m, -0.0001m, 9999.9999m, 10000m, 12_000_000m, 123_456_789.123_456m, -999_999_999_999.999_999m, 0.000_000_1m, 100_000_000_000_000_000m];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8192)]
    [InlineData(1 << 20)]
    public void Values_of_every_type_come_back(int piece)
    {
        using var rows = Rows(piece, buffer =>
        {
            foreach (decimal amount in _amounts)
            {
                buffer.Row(9);
                buffer.Words([[CopyBuffer.Word(-3)], [CopyBuffer.NoWord], [CopyBuffer.Word(short.MaxValue)]], 0);
                buffer.Int32(int.MinValue);
                buffer.Int64(long.MaxValue);
                buffer.Double(Math.PI);
                buffer.Numeric(amount);
                buffer.Text("村委会");
                buffer.Null();
            }
        });
        var read = new CopiedRows(rows, 9);
        foreach (decimal amount in _amounts)
        {
            Assert.True(read.Read());
            Assert.Equal((-3L, 32767L, int.MinValue, long.MaxValue, Math.PI, amount, "村委会"), (read.Integer(0), read.Integer(2), read.Integer(3), read.Integer(4), read.Number(5), read.Amount(6), read.Text(7)));
            Assert.True(read.IsNull(1) && read.IsNull(8) && !read.IsNull(7));
        }
        Assert.False(read.Read());
        Assert.True(read.Ended);
    }

    [Fact]
    public void Texts_of_any_length_come_back()
    {
        var texts = Gen.OneOf(Gen.Choose(0, 3), Gen.Choose(0, 70), Gen.Choose(0, 5_000), Gen.Choose(0, 300_000)).Select(length => string.Concat(Enumerable.Range(0, length).Select(at => (char)('a' + at * 7 % 26)))).ArrayOf();
        Prop.ForAll(texts.ToArbitrary(), drawn => Read(drawn).SequenceEqual(drawn)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_copy_that_ends_within_a_row_is_a_fault()
    {
        using var whole = new MemoryStream();
        var buffer = new CopyBuffer(whole);
        buffer.Begin();
        buffer.Row(1);
        buffer.Int64(1);
        buffer.End();
        using var cut = new PieceStream(whole.ToArray()[..^5], 3);
        Assert.Throws<EndOfStreamException>(() => new CopiedRows(cut, 1).Read());
    }

    private static List<string> Read(string[] texts)
    {
        using var stream = Rows(50_000, buffer =>
        {
            foreach (string text in texts)
            {
                buffer.Row(1);
                buffer.Text(text);
            }
        });
        var rows = new CopiedRows(stream, 1);
        var read = new List<string>();
        while (rows.Read()) read.Add(rows.Text(0));
        return read;
    }

    private static PieceStream Rows(int piece, Action<CopyBuffer> write)
    {
        using var whole = new MemoryStream();
        var buffer = new CopyBuffer(whole);
        buffer.Begin();
        write(buffer);
        buffer.End();
        return new PieceStream(whole.ToArray(), piece);
    }

    private sealed class PieceStream(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, piece)]);

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, piece));
    }
}
