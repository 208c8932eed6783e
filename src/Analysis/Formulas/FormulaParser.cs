using System.Collections.Immutable;
using System.Globalization;

namespace CoProduction.Analysis;

/// <summary>Reads R's formula grammar by precedence climbing; from loose to tight: ~, + -, * /, :, unary -, ^.</summary>
internal sealed class FormulaParser
{
    private readonly string _formula;
    private readonly ImmutableArray<Token> _tokens;
    private int _next;

    private FormulaParser(string formula)
    {
        _formula = formula;
        _tokens = Lexer.Read(formula);
    }

    /// <summary>The two sides of a formula.</summary>
    internal static (Expression Outcome, Expression Terms, ImmutableArray<NameExpression> Absorbed) Parse(string formula)
    {
        var parser = new FormulaParser(formula);
        if (parser.Current.Text is "" or "~") throw new StudyException(LinearFaults.NoOutcome(formula));
        var outcome = parser.Sum();
        parser.Expect("~");
        var terms = parser.Sum();
        var absorbed = parser.At("|") ? parser.Names("+") : [];
        if (parser.Current.Kind != TokenKind.End) throw parser.Unexpected("an operator or the end");
        return (outcome, terms, absorbed);
    }

    private Token Current => _tokens[_next];

    private bool At(params ReadOnlySpan<string> symbols) => Current.Kind == TokenKind.Symbol && symbols.Contains(Current.Text);

    private Token Take() => _tokens[_next++];

    private Expression Sum()
    {
        var left = Product();
        while (At("+", "-")) left = Binary(left, Product);
        return left;
    }

    private Expression Product()
    {
        var left = Interaction();
        while (At("*", "/")) left = Binary(left, Interaction);
        return left;
    }

    private Expression Interaction()
    {
        var left = Signed();
        while (At(":")) left = Binary(left, Signed);
        return left;
    }

    private BinaryExpression Binary(Expression left, Func<Expression> operand)
    {
        var symbol = Take();
        return new BinaryExpression(symbol.Text, left, operand(), symbol.At);
    }

    private Expression Signed()
    {
        if (!At("+", "-")) return Power();
        var sign = Take();
        var inner = Signed();
        return sign.Text == "-" ? new NegativeExpression(inner, sign.At) : inner;
    }

    private Expression Power()
    {
        var left = Atom();
        return At("^") ? Binary(left, Signed) : left;
    }

    private Expression Atom()
    {
        var token = Current;
        if (token.Kind == TokenKind.Number) return Number(Take());
        if (token.Kind == TokenKind.Name) return NameOrCall(Take());
        if (token.Kind == TokenKind.Text) return new TextExpression(Take().Text, token.At);
        if (!At("(")) throw Unexpected("a name, a number or '('");
        Take();
        var inner = Sum();
        if (At("|")) return Bar(inner, token.At);
        Expect(")");
        return new GroupExpression(inner, token.At);
    }

    // (terms | group), (terms || group), (terms | outer/inner)
    private BarExpression Bar(Expression terms, int at)
    {
        bool correlated = _tokens[_next + 1].Text != "|";
        if (!correlated) Take();
        var groups = Names("/");
        Expect(")");
        return new BarExpression(terms, groups, correlated, at);
    }

    /// <summary>Takes a symbol and names joined by another.</summary>
    private ImmutableArray<NameExpression> Names(string joint)
    {
        var names = ImmutableArray.CreateBuilder<NameExpression>();
        do
        {
            Take();
            if (Current.Kind != TokenKind.Name) throw Unexpected("the name of a grouping field");
            var name = Take();
            names.Add(new NameExpression(name.Text, name.At));
        }
        while (At(joint));
        return names.ToImmutable();
    }

    private NumberExpression Number(Token token) =>
        double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new NumberExpression(value, token.At)
            : throw new StudyException(LinearFaults.BadNumber(_formula, token));

    private Expression NameOrCall(Token name)
    {
        bool quoted = _formula[name.At] == '`';
        if (!quoted && name.Text == ".") throw new StudyException(LinearFaults.DotTerm(_formula, name.At));
        return quoted || !At("(") ? new NameExpression(name.Text, name.At) : new CallExpression(name.Text, Arguments(), name.At);
    }

    private ImmutableArray<CallArgument> Arguments()
    {
        var arguments = ImmutableArray.CreateBuilder<CallArgument>();
        do
        {
            Take();
            arguments.Add(Argument());
        }
        while (At(","));
        Expect(")");
        return arguments.ToImmutable();
    }

    // value, name = value, by field
    private CallArgument Argument()
    {
        var first = Current;
        if (first.Kind != TokenKind.Name || _formula[first.At] == '`') return new CallArgument("", Sum(), first.At);
        bool named = _tokens[_next + 1] is { Kind: TokenKind.Symbol, Text: "=" }, by = first.Text == "by" && _tokens[_next + 1].Kind == TokenKind.Name;
        if (!named && !by) return new CallArgument("", Sum(), first.At);
        _next += named ? 2 : 1;
        return new CallArgument(first.Text, Sum(), first.At);
    }

    private void Expect(string symbol)
    {
        if (!At(symbol)) throw Unexpected($"'{symbol}'");
        Take();
    }

    private StudyException Unexpected(string wanted) => new(LinearFaults.Unexpected(_formula, Current, wanted));
}
