using System.Collections.Immutable;

namespace CoProduction.Analysis;

/// <summary>Cuts a model's text into tokens. <c>#</c> and <c>!</c> begin a comment; a line's end or <c>;</c> ends a statement unless an operator or an open bracket waits for more.</summary>
internal sealed class ModelLexer
{
    private static readonly string[] Operators = ["=~", "<~", "~~", "~*~", ":=", "==", "~", "+", "-", "*", "/", "^", "(", ")", ",", "<", ">", "?", "|", ":", "="];

    private readonly string _text;
    private readonly List<ModelToken> _tokens = [];
    private int _at, _line = 1, _lineStart, _depth;

    private ModelLexer(string text) => _text = text;

    /// <exception cref="StudyException">A character belongs to no token; says where.</exception>
    internal static ImmutableArray<ModelToken> Read(string text)
    {
        var lexer = new ModelLexer(text);
        while (lexer._at < text.Length) lexer.Next();
        lexer.Add(ModelTokenKind.Separator, ";", text.Length);
        lexer.Add(ModelTokenKind.End, "", text.Length);
        return [.. lexer.Joined()];
    }

    private void Next()
    {
        char letter = _text[_at];
        if (letter is '\n' or ';') Separate(letter);
        else if (char.IsWhiteSpace(letter)) _at++;
        else if (letter is '#' or '!') SkipComment();
        else if (char.IsAsciiDigit(letter) || (letter == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1]))) Take(ModelTokenKind.Number, NumberEnd());
        else if (IsNamePart(letter)) Take(ModelTokenKind.Name, NameEnd());
        else if (letter is '`' or '"' or '\'') TakeQuoted(letter);
        else TakeOperator();
    }

    private void Separate(char letter)
    {
        if (_depth == 0) Add(ModelTokenKind.Separator, letter == ';' ? ";" : "\n", _at);
        _at++;
        if (letter == '\n') (_line, _lineStart) = (_line + 1, _at);
    }

    private void SkipComment()
    {
        while (_at < _text.Length && _text[_at] != '\n') _at++;
    }

    private int NumberEnd()
    {
        int end = _at;
        while (end < _text.Length && (char.IsAsciiDigit(_text[end]) || _text[end] == '.')) end++;
        int digits = end < _text.Length && _text[end] is 'e' or 'E' ? end + 1 : end;
        if (digits > end && digits < _text.Length && _text[digits] is '+' or '-') digits++;
        if (digits == end || digits >= _text.Length || !char.IsAsciiDigit(_text[digits])) return end;
        while (digits < _text.Length && char.IsAsciiDigit(_text[digits])) digits++;
        return digits;
    }

    private int NameEnd()
    {
        int end = _at;
        while (end < _text.Length && IsNamePart(_text[end])) end++;
        return end;
    }

    private static bool IsNamePart(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '.';

    private void Take(ModelTokenKind kind, int end)
    {
        Add(kind, _text[_at..end], _at);
        _at = end;
    }

    private void TakeQuoted(char quote)
    {
        int end = _text.IndexOf(quote, _at + 1);
        if (end < 0) throw new StudyException(StructuralFaults.Unexpected(_line, _at - _lineStart + 1, _text[_at..], $"the closing {quote}"));
        Add(quote == '`' ? ModelTokenKind.Name : ModelTokenKind.Text, _text[(_at + 1)..end], _at);
        _at = end + 1;
    }

    private void TakeOperator()
    {
        string found = Operators.FirstOrDefault(one => _text.AsSpan(_at).StartsWith(one, StringComparison.Ordinal))
            ?? throw new StudyException(StructuralFaults.Unexpected(_line, _at - _lineStart + 1, _text[_at].ToString(), "a name, a number, or one of =~ ~ ~~ := == < > + *"));
        _depth = Math.Max(0, _depth + (found == "(" ? 1 : found == ")" ? -1 : 0));
        Add(ModelTokenKind.Operator, found, _at);
        _at += found.Length;
    }

    private void Add(ModelTokenKind kind, string text, int at) => _tokens.Add(new ModelToken(kind, text, _line, at - _lineStart + 1));

    // A line's end after an operator, or before a plus or a sign of multiplication, is a blank.
    private IEnumerable<ModelToken> Joined()
    {
        for (int i = 0; i < _tokens.Count; i++)
        {
            if (_tokens[i] is { Kind: ModelTokenKind.Separator, Text: "\n" } && (Waits(i - 1) || Continues(i + 1))) continue;
            yield return _tokens[i];
        }
    }

    private bool Waits(int before)
    {
        while (before >= 0 && _tokens[before].Kind == ModelTokenKind.Separator && _tokens[before].Text == "\n") before--;
        return before >= 0 && _tokens[before].Kind == ModelTokenKind.Operator && _tokens[before].Text != ")";
    }

    private bool Continues(int after)
    {
        while (_tokens[after] is { Kind: ModelTokenKind.Separator, Text: "\n" }) after++;
        return _tokens[after].Is("+") || _tokens[after].Is("*");
    }
}
