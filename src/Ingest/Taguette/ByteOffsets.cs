namespace CoProduction.Ingest;

/// <summary>Positions in the UTF-8 bytes of a text as code points, all found in one pass.</summary>
internal sealed class ByteOffsets
{
    private readonly Dictionary<long, int> _points = [];
    private readonly CodePoints _text;

    public ByteOffsets(string text, IEnumerable<long> offsets)
    {
        _text = new CodePoints(text);
        long[] sorted = [.. offsets.Distinct().Order()];
        int next = 0, point = 0;
        long bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (; next < sorted.Length && sorted[next] < bytes + rune.Utf8SequenceLength; next++) _points[sorted[next]] = point;
            bytes += rune.Utf8SequenceLength;
            point++;
        }
        // What lies behind the text stays behind it, and is refused with its row.
        for (; next < sorted.Length; next++) _points[sorted[next]] = (int)Math.Min(int.MaxValue, point + sorted[next] - bytes);
    }

    /// <summary>The code point at an offset; within a character, that character.</summary>
    public int this[long offset] => _points[offset];

    /// <summary>The words of a passage; none where it ends behind the text.</summary>
    public string Cut(TextSpan span) => _text.Has(span) ? _text.Cut(span) : "";
}
