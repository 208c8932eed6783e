namespace CoProduction;

/// <summary>A passage of a text, from <see cref="Start"/> up to but not including <see cref="End"/>. The unit is the Unicode code point, as in REFI-QDA and data-schema; a string of .NET counts UTF-16 units, see <see cref="CodePoints"/>.</summary>
public readonly record struct TextSpan
{
    /// <summary>A passage.</summary>
    /// <param name="start">Its first code point, from 0.</param>
    /// <param name="end">The first code point behind it.</param>
    /// <exception cref="ArgumentOutOfRangeException">It starts before the text or ends before its start.</exception>
    public TextSpan(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        (Start, End) = (start, end);
    }

    /// <summary>First code point of the passage, from 0.</summary>
    public int Start { get; }

    /// <summary>First code point behind the passage.</summary>
    public int End { get; }

    /// <summary>Number of code points.</summary>
    public int Length => End - Start;

    /// <summary>True when the other passage lies within this one.</summary>
    public bool Contains(TextSpan other) => Start <= other.Start && other.End <= End;

    /// <summary>The passage as <c>start-end</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Start}-{End}");
}
