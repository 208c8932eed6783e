using System.Collections.Immutable;
using System.Xml.Linq;
using CoProduction.Notebook.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Notebook.Jupyter;

/// <summary>What may stand at a place of a draft.</summary>
/// <param name="Names">Names, in ordinal order.</param>
/// <param name="Start">Where the word begins that they replace.</param>
/// <param name="End">Where it ends.</param>
internal sealed record Completed(ImmutableArray<string> Names, int Start, int End);

/// <summary>Completion and inspection: what the compiler knows of a draft after the cells that were run.</summary>
internal static class Completion
{
    private const int Most = 500;

    /// <summary>Names that may stand at the cursor.</summary>
    /// <param name="session">The session.</param>
    /// <param name="code">The draft.</param>
    /// <param name="cursor">Index in UTF-16 units.</param>
    public static Completed Complete(ScriptSession session, string code, int cursor)
    {
        int start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1])) start--;
        string word = code[start..cursor];
        var names = Symbols(session, code, start).Where(symbol => symbol.CanBeReferencedByName && symbol.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(symbol => symbol.Name).Distinct().Order(StringComparer.Ordinal).Take(Most);
        return new Completed([.. names], start, cursor);
    }

    /// <summary>Signature and summary of what stands at the cursor; null for nothing.</summary>
    public static string? Inspect(ScriptSession session, string code, int cursor)
    {
        var (model, root) = Model(session, code);
        var token = root.FindToken(Math.Clamp(cursor, 0, Math.Max(0, code.Length - 1)));
        if (!token.IsKind(SyntaxKind.IdentifierToken) && token.SpanStart > 0) token = root.FindToken(token.SpanStart - 1);
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } node) return null;
        var found = model.GetSymbolInfo(node);
        var symbols = found.Symbol is { } one ? [one] : found.CandidateSymbols.Length > 0 ? found.CandidateSymbols : node is IdentifierNameSyntax ? model.GetMemberGroup(node) : [];
        if (symbols.IsEmpty && model.GetDeclaredSymbol(node) is { } declared) symbols = [declared];
        return symbols.IsEmpty ? null : string.Join("\n\n", symbols.Select(Described));
    }

    private static IEnumerable<ISymbol> Symbols(ScriptSession session, string code, int start)
    {
        var (model, root) = Model(session, code);
        var dot = start > 0 ? root.FindToken(start - 1) : default;
        if (!dot.IsKind(SyntaxKind.DotToken)) return model.LookupSymbols(start);
        return dot.Parent switch
        {
            MemberAccessExpressionSyntax access => Members(model, access.Expression, start),
            MemberBindingExpressionSyntax { Parent: ConditionalAccessExpressionSyntax conditional } => Members(model, conditional.Expression, start),
            QualifiedNameSyntax name => Members(model, name.Left, start),
            _ => [],
        };
    }

    private static IEnumerable<ISymbol> Members(SemanticModel model, ExpressionSyntax owner, int start)
    {
        var named = model.GetSymbolInfo(owner).Symbol;
        if (named is INamespaceOrTypeSymbol container) return model.LookupSymbols(start, container).Where(symbol => container is INamespaceSymbol || symbol.IsStatic || symbol is ITypeSymbol);
        return model.GetTypeInfo(owner).Type is { } type ? model.LookupSymbols(start, type, includeReducedExtensionMethods: true).Where(symbol => !symbol.IsStatic && symbol is not ITypeSymbol) : [];
    }

    private static (SemanticModel Model, SyntaxNode Root) Model(ScriptSession session, string code)
    {
        var compilation = session.Compilation(WithoutDirectives(code));
        var tree = compilation.SyntaxTrees.Single();
        return (compilation.GetSemanticModel(tree), tree.GetRoot());
    }

    // The host's lines are no C#; blanks keep every other place.
    private static string WithoutDirectives(string code) => string.Join('\n', code.Split('\n').Select(line => line.TrimStart().StartsWith('#') ? new string(' ', line.Length) : line));

    private static string Described(ISymbol symbol)
    {
        string signature = symbol.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return Summary(symbol.GetDocumentationCommentXml()) is { Length: > 0 } summary ? $"{signature}\n{summary}" : signature;
    }

    private static string Summary(string? xml)
    {
        if (string.IsNullOrEmpty(xml)) return "";
        var element = XElement.Parse(xml).DescendantsAndSelf("summary").FirstOrDefault();
        if (element is null) return "";
        foreach (var reference in element.Descendants().Where(child => child.Attribute("cref") is not null || child.Attribute("name") is not null).ToList())
            reference.ReplaceWith((reference.Attribute("cref")?.Value.Split('.')[^1] ?? reference.Attribute("name")!.Value));
        return string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
