using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>A place among the tokens of a model.</summary>
internal sealed class TokenCursor(ImmutableArray<ModelToken> tokens)
{
    internal int At { get; private set; }

    internal ModelToken Now => tokens[At];

    internal ModelToken Next => tokens[Math.Min(At + 1, tokens.Length - 1)];

    internal void Skip() => At++;

    internal bool Take(string text)
    {
        if (!Now.Is(text)) return false;
        Skip();
        return true;
    }

    internal void Expect(string text)
    {
        if (!Take(text)) throw Wrong(text);
    }

    internal ModelToken Name(string expected)
    {
        var found = Now;
        if (found.Kind != ModelTokenKind.Name) throw Wrong(expected);
        Skip();
        return found;
    }

    /// <summary>The first of some operators in the statement that begins here; null when it has none.</summary>
    internal string? OperatorAhead(string[] operators)
    {
        for (int i = At; tokens[i].Kind is not (ModelTokenKind.Separator or ModelTokenKind.End); i++)
            if (operators.FirstOrDefault(tokens[i].Is) is { } found) return found;
        return null;
    }

    /// <summary>The text of the tokens since a place.</summary>
    internal string Text(int start) => string.Join(' ', tokens.AsSpan(start, At - start).ToArray().Select(token => token.Text));

    internal StudyException Wrong(string expected) =>
        new(StructuralFaults.Unexpected(Now.Line, Now.Column, Now.Kind is ModelTokenKind.Separator or ModelTokenKind.End ? "" : Now.Text, expected));
}
