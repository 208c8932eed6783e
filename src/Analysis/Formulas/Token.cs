namespace CoProduction.Analysis;

internal enum TokenKind
{
    Number,
    Name,
    Text,
    Symbol,
    End,
}

/// <summary>A word of a formula.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The word; a quoted name or text without its quotes.</param>
/// <param name="At">Position in the formula, counted from 0.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int At);
