using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

public sealed class MethodFolderTests
{
    private static readonly Rule Shape = new(
        "Every method folder has the same files and a certified test",
        "who has learned one method folder knows all, and a number that was compared with nothing is not known to be right",
        "imitate src/Analysis/Linear and tests/Analysis.Tests/Linear");

    [Fact]
    public void Every_method_folder_has_the_same_files_and_a_certified_test() => Shape.Holds(
        from folder in Directory.GetDirectories(House.Full("src/Analysis")).Select(path => Path.GetFileName(path))
        where folder is not ("bin" or "obj")
        let sources = House.Sources($"src/Analysis/{folder}")
        from gap in MethodFolders.Gaps(folder, [.. sources.Select(Name)], [.. sources.Where(HasFit).Select(Name)], [.. House.Sources($"tests/Analysis.Tests/{folder}").Select(Name)])
        select gap);

    [Fact]
    public void The_rule_sees_what_is_missing()
    {
        Assert.Equal(4, MethodFolders.Gaps("Mixed", ["Blups.cs"], ["Blups.cs"], []).Count());
        Assert.Equal(["tests/Analysis.Tests/Mixed/MixedCertifiedTests.cs is missing"],
            MethodFolders.Gaps("Mixed", ["MixedSpec.cs", "Mixed.cs", "MixedResult.cs"], ["Mixed.cs"], ["MixedTests.cs"]));
    }

    [Fact]
    public void The_rule_knows_both_spellings_and_the_plural_folder()
    {
        Assert.Empty(MethodFolders.Gaps("Linear", ["LinearSpec.cs", "LinearModel.cs", "LinearFit.cs"], ["LinearModel.cs"], ["LongleyCertifiedTests.cs"]));
        Assert.Empty(MethodFolders.Gaps("Scales", ["ScaleSpec.cs", "Scale.cs", "ScaleResult.cs"], ["Scale.cs"], ["ScaleCertifiedTests.cs"]));
        Assert.Empty(MethodFolders.Gaps("Statistics", ["Cells.cs"], [], []));
    }

    [Fact]
    public void The_rule_finds_a_fit_where_there_is_one()
    {
        Assert.True(HasFit(SourceFile.Of("a.cs", "public static class Shares { public static int Fit(int spec) => spec; }")));
        Assert.False(HasFit(SourceFile.Of("a.cs", "public sealed class Shares { private static int Fit(int spec) => spec; public int Fit() => 1; }")));
    }

    private static bool HasFit(SourceFile file) => file.Root.DescendantNodes().OfType<MethodDeclarationSyntax>()
        .Any(method => method.Identifier.Text == "Fit" && Has(method, SyntaxKind.StaticKeyword) && Has(method, SyntaxKind.PublicKeyword));

    private static bool Has(MethodDeclarationSyntax method, SyntaxKind modifier) => method.Modifiers.Any(token => token.IsKind(modifier));

    private static string Name(SourceFile file) => Path.GetFileName(file.Path);
}
