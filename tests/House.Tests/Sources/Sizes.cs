using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

/// <summary>Lengths of files and functions.</summary>
internal static class Sizes
{
    /// <summary>No file written by hand is longer, lines.</summary>
    public const int LongestFile = 500;

    /// <summary>A function longer than this is long, lines from its first to its last.</summary>
    public const int LongFunction = 30;

    /// <summary>Share of the functions that may be long.</summary>
    public const double ShareOfLongFunctions = 0.03;

    /// <summary>Files over the limit, with their lengths.</summary>
    public static IEnumerable<string> LongFiles(IEnumerable<SourceFile> files) =>
        files.Where(file => !file.IsGenerated && file.Lines > LongestFile).Select(file => $"{file.Path}: {file.Lines} lines");

    /// <summary>Every function with a body: methods, constructors, operators, accessors and local functions.</summary>
    public static IEnumerable<(string Where, int Lines)> Functions(SourceFile file) => file.IsGenerated
        ? []
        : file.Root.DescendantNodes().Where(IsFunction).Select(node => ($"{file.At(node)} {Name(node)}", Lines(node)));

    /// <summary>A value that a share of the others do not exceed; 0 of nothing.</summary>
    public static int Quantile(IEnumerable<int> values, double share)
    {
        var sorted = values.Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[(int)Math.Min(sorted.Count - 1, Math.Floor(share * sorted.Count))];
    }

    private static bool IsFunction(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.Body is not null || method.ExpressionBody is not null,
        AccessorDeclarationSyntax accessor => accessor.Body is not null || accessor.ExpressionBody is not null,
        LocalFunctionStatementSyntax => true,
        _ => false,
    };

    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax local => local.Identifier.Text,
        AccessorDeclarationSyntax accessor => accessor.Keyword.Text,
        _ => node.Kind().ToString(),
    };
}
