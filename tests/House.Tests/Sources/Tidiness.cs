using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

/// <summary>What no committed text holds.</summary>
internal static partial class Tidiness
{
    /// <summary>Paths that exist on one machine only.</summary>
    public static IEnumerable<string> MachinePaths(string path, string text) => Lines(path, text, MachinePath());

    /// <summary>Work that was put off.</summary>
    public static IEnumerable<string> PutOff(string path, string text) => Lines(path, text, Later());

    /// <summary>Tests that are skipped and do not say why.</summary>
    public static IEnumerable<string> SilentSkips(SourceFile file) =>
        from call in file.Root.DescendantNodes()
        let reason = Reason(call)
        where reason is not null && reason.Trim().Length < 10
        select $"{file.At(call)} \"{reason}\"";

    // The reason of [Fact(Skip = "…")] and of Assert.Skip…("…"); null where none is due or it is not a literal.
    private static string? Reason(SyntaxNode node) => node switch
    {
        AttributeArgumentSyntax { NameEquals.Name.Identifier.Text: "Skip", Expression: LiteralExpressionSyntax text } => text.Token.ValueText,
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Assert" }, Name.Identifier.Text: "Skip" or "SkipUnless" or "SkipWhen" } } call
            when call.ArgumentList.Arguments.LastOrDefault()?.Expression is LiteralExpressionSyntax text => text.Token.ValueText,
        _ => null,
    };

    private static IEnumerable<string> Lines(string path, string text, Regex pattern) =>
        text.Split('\n').Select((line, index) => (Line: line, Number: index + 1)).Where(line => pattern.IsMatch(line.Line)).Select(line => $"{path}:{line.Number} {Cut(line.Line.Trim())}");

    private static string Cut(string line) => line.Length <= 120 ? line : line[..120] + "…";

    [GeneratedRegex(@"(?<![\w.])(/(work|home|Users|root)/[\w.-]+|[A-Z]:\\\w)")]
    private static partial Regex MachinePath();

    // In two halves, so that the rule does not find itself.
    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK|XX" + @"X)\b|NotImplemented" + "Exception")]
    private static partial Regex Later();
}
