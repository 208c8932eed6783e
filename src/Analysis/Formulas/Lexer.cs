using System.Collections.Immutable;
using System.Text;

namespace CoProduction.Analysis;

/// <summary>Cuts an R formula into words. Letters are Unicode's, so Chinese names stand as they are.</summary>
internal static class Lexer
{
    private const string Symbols = "~+-*/:^(),|=";

    internal static ImmutableArray<Token> Read(string formula)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        for (int at = 0; at < formula.Length;)
        {
            if (char.IsWhiteSpace(formula[at])) at++;
            else tokens.Add(Next(formula, ref at));
        }
        tokens.Add(new Token(TokenKind.End, "", formula.Length));
        return tokens.ToImmutable();
    }

    private static Token Next(string formula, ref int at)
    {
        char first = formula[at];
        if (first == '`') return Quoted(formula, ref at, TokenKind.Name);
        if (first is '"' or '\'') return Quoted(formula, ref at, TokenKind.Text);
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < formula.Length && char.IsAsciiDigit(formula[at + 1]))) return Number(formula, ref at);
        if (IsNamePart(formula, at, out _) && first != '_') return Name(formula, ref at);
        return Symbol(formula, ref at);
    }

    private static Token Symbol(string formula, ref int at)
    {
        int start = at;
        if (string.CompareOrdinal(formula, at, "**", 0, 2) == 0) return Take("^", start, ref at, 2);
        if (string.CompareOrdinal(formula, at, "%in%", 0, 4) == 0) return Take(":", start, ref at, 4);
        if (!Symbols.Contains(formula[at], StringComparison.Ordinal)) throw new StudyException(LinearFaults.BadCharacter(formula, at));
        return Take(formula[at].ToString(), start, ref at, 1);
    }

    private static Token Take(string text, int start, ref int at, int length)
    {
        at += length;
        return new Token(TokenKind.Symbol, text, start);
    }

    private static Token Quoted(string formula, ref int at, TokenKind kind)
    {
        int start = at, end = formula.IndexOf(formula[at], at + 1);
        if (end <= start + 1) throw new StudyException(kind == TokenKind.Name ? LinearFaults.OpenBacktick(formula, start) : FormulaFaults.OpenQuote(formula, start));
        at = end + 1;
        return new Token(kind, formula[(start + 1)..end], start);
    }

    private static Token Number(string formula, ref int at)
    {
        int start = at;
        while (at < formula.Length && (char.IsAsciiDigit(formula[at]) || formula[at] == '.' || IsExponent(formula, at))) at++;
        return new Token(TokenKind.Number, formula[start..at], start);
    }

    private static bool IsExponent(string formula, int at) =>
        formula[at] is 'e' or 'E' || (formula[at] is '+' or '-' && formula[at - 1] is 'e' or 'E');

    private static Token Name(string formula, ref int at)
    {
        int start = at;
        while (at < formula.Length && IsNamePart(formula, at, out int length)) at += length;
        return new Token(TokenKind.Name, formula[start..at], start);
    }

    private static bool IsNamePart(string formula, int at, out int length)
    {
        bool valid = Rune.TryGetRuneAt(formula, at, out var rune);
        length = valid ? rune.Utf16SequenceLength : 1;
        return valid && (Rune.IsLetterOrDigit(rune) || rune.Value is '.' or '_');
    }
}
