namespace CoProduction.Ingest;

/// <summary>Looks at an expression of a form without running it: quotes and brackets that close, questions that exist, operators between operands.</summary>
internal struct XPathText
{
    private readonly string _text;
    private readonly Func<string, bool> _known;
    private int _at;

    private XPathText(string text, Func<string, bool> known) => (_text, _known) = (text, known);

    /// <summary>Why the expression cannot be read; null when it can.</summary>
    /// <param name="text">The expression; empty is none.</param>
    /// <param name="known">Whether a name in <c>${…}</c> is a question or group of the form.</param>
    public static string? Problem(string text, Func<string, bool> known) => new XPathText(text, known).Read();

    private string? Read()
    {
        int open = 0;
        bool afterOperand = false;
        while (Skip())
        {
            var (kind, problem) = Next(afterOperand);
            if (problem is not null) return problem;
            if (kind == Token.Operand && afterOperand) return "two values stand beside each other without an operator";
            if (kind == Token.Open) open++;
            else if (kind == Token.Close && --open < 0) return "a bracket closes that none opens";
            afterOperand = kind is Token.Operand or Token.Close;
        }
        return open > 0 ? "a bracket does not close" : null;
    }

    private enum Token
    {
        Operand,
        Operator,
        Open,
        Close,
    }

    private bool Skip()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || _text[_at] == '\u00A0')) _at++;
        return _at < _text.Length;
    }

    private (Token, string?) Next(bool afterOperand)
    {
        char first = _text[_at];
        if (first is '\'' or '"' or '\u2018' or '\u2019' or '\u201C' or '\u201D') return Quoted(first);
        if (first == '$' && _at + 1 < _text.Length && _text[_at + 1] == '{') return Reference();
        if (first is '(' or '[') return Single(Token.Open);
        if (first is ')' or ']') return Single(Token.Close);
        if (first == '-' || !IsWord(first)) return Single(Token.Operator);
        return Word(afterOperand);
    }

    private (Token, string?) Single(Token token)
    {
        _at++;
        return (token, null);
    }

    private (Token, string?) Quoted(char quote)
    {
        int length = _text.AsSpan(_at + 1).IndexOf(quote is '\u2018' ? '\u2019' : quote is '\u201C' ? '\u201D' : quote);
        if (length < 0) return (Token.Operand, "a quote does not close");
        _at += length + 2;
        return (Token.Operand, null);
    }

    private (Token, string?) Reference()
    {
        int length = _text.AsSpan(_at).IndexOf('}');
        if (length < 0) return (Token.Operand, "'${' does not close");
        string name = _text.AsSpan(_at + 2, length - 2).Trim().ToString();
        _at += length + 1;
        name = name[(name.LastIndexOf('#') + 1)..];
        return (Token.Operand, _known(name) ? null : $"there is no question '{CellText.Quote(name)}'");
    }

    private (Token, string?) Word(bool afterOperand)
    {
        int start = _at;
        while (_at < _text.Length && IsWord(_text[_at])) _at++;
        string word = _text[start.._at];
        bool isOperator = afterOperand && word is "and" or "or" or "div" or "mod";
        if (isOperator) return (Token.Operator, null);
        bool isFunction = _text.AsSpan(_at).TrimStart(' ') is ['(', ..];
        return (isFunction ? Token.Operator : Token.Operand, null);
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':' or '#' || letter > 0x2FFF;
}
