using System.Net;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CoProduction.Notebook.Html;

/// <summary>C# with its keywords, texts, numbers and comments marked.</summary>
internal static class CodeColours
{
    /// <summary>A fragment of HTML with the code, character for character.</summary>
    public static string Html(string code)
    {
        var html = new StringBuilder();
        foreach (var token in SyntaxFactory.ParseTokens(code, options: CSharpParseOptions.Default.WithKind(SourceCodeKind.Script)))
        {
            foreach (var trivia in token.LeadingTrivia) Append(html, trivia.ToFullString(), Colour(trivia));
            Append(html, token.Text, Colour(token));
            foreach (var trivia in token.TrailingTrivia) Append(html, trivia.ToFullString(), Colour(trivia));
        }
        return html.ToString();
    }

    private static string Colour(SyntaxToken token) => token.Kind() switch
    {
        SyntaxKind.NumericLiteralToken => "n",
        SyntaxKind.StringLiteralToken or SyntaxKind.CharacterLiteralToken or SyntaxKind.InterpolatedStringToken or SyntaxKind.InterpolatedStringTextToken or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken => "s",
        var kind when SyntaxFacts.IsKeywordKind(kind) => "k",
        _ => "",
    };

    private static string Colour(SyntaxTrivia trivia) => trivia.IsDirective || trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia or SyntaxKind.DisabledTextTrivia ? "c" : "";

    private static void Append(StringBuilder html, string text, string colour)
    {
        if (text.Length == 0) return;
        string safe = WebUtility.HtmlEncode(text);
        html.Append(colour.Length == 0 ? safe : $"<span class=\"{colour}\">{safe}</span>");
    }
}
