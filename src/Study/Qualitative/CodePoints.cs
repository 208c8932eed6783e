namespace CoProduction;

/// <summary>The code points of a text: converts between their positions, which files of coded passages hold, and the UTF-16 positions of a .NET string. A surrogate without its other half counts as one code point. Immutable.</summary>
public sealed class CodePoints
{
    private readonly string _text;

    /// <summary>UTF-16 positions of the characters that take two units, in order: few in most texts, so that a conversion is a search among few.</summary>
    private readonly int[] _pairs;

    /// <summary>Looks through a text once.</summary>
    public CodePoints(string text)
    {
        _text = text;
        var pairs = new List<int>();
        for (int i = 0; i < text.Length - 1; i++)
            if (char.IsSurrogatePair(text[i], text[i + 1])) pairs.Add(i++);
        _pairs = [.. pairs];
    }

    /// <summary>Number of code points of the text.</summary>
    public int Count => _text.Length - _pairs.Length;

    /// <summary>Position in UTF-16 units of a code point.</summary>
    /// <param name="codePoint">0 to <see cref="Count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text has no such code point.</exception>
    public int ToUtf16(int codePoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoint);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(codePoint, Count);
        return codePoint + PairsBefore(pair => _pairs[pair] - pair < codePoint);
    }

    /// <summary>Code point at a position in UTF-16 units; within a pair, the code point of the pair.</summary>
    /// <param name="unit">0 to the length of the string.</param>
    /// <exception cref="ArgumentOutOfRangeException">The string has no such position.</exception>
    public int FromUtf16(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unit, _text.Length);
        int before = PairsBefore(pair => _pairs[pair] + 2 <= unit);
        return unit - before - (before < _pairs.Length && _pairs[before] + 1 == unit ? 1 : 0);
    }

    /// <summary>The passage between two positions in UTF-16 units.</summary>
    public TextSpan Span(int start, int end) => new(FromUtf16(start), FromUtf16(end));

    /// <summary>True when the passage lies within the text.</summary>
    public bool Has(TextSpan span) => span.End <= Count;

    /// <summary>The words of a passage.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The passage ends behind the text.</exception>
    public string Cut(TextSpan span) => _text[ToUtf16(span.Start)..ToUtf16(span.End)];

    private int PairsBefore(Func<int, bool> isBefore)
    {
        int low = 0, high = _pairs.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (isBefore(middle)) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
