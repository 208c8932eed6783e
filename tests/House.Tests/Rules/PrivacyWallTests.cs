using System.Reflection;
using System.Runtime.CompilerServices;
using CoProduction.Analysis;
using CoProduction.Tests.Fixtures;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace CoProduction.Tests;

public sealed class PrivacyWallTests
{
    private const string Why = "a control that can be walked round by asking another output format is no control";

    private static readonly Rule ReleasedOnly = new("Renderers accept released things only", Why, "take ReleasedTable or ReleasedFigure; only a figure's Of takes candidates, and gives a CandidateFigure back");

    private static readonly Rule OneGate = new(
        "Only Disclosure.Review makes released tables and figures", Why, "make the constructor internal and call it in src/Analysis/Disclosure only");

    private static readonly Rule OwnWord = new(
        "Only a researcher's own study passes the review over", Why, "call Disclosure.Review; StudyTable and StudyFigure alone show a researcher what is hers, and export it on her word");

    private static readonly Rule NoSideDoor = new(
        "Analysis opens its internals to its own tests only", Why, "remove the InternalsVisibleTo: an assembly that sees the internals can make a released table");

    [Fact]
    public void Renderers_accept_released_things_only() => ReleasedOnly.Holds(PrivacyWall.Doors(House.Load("Reports").GetExportedTypes()));

    [Fact]
    public void Released_things_cannot_be_made_outside_analysis() =>
        OneGate.Holds(new[] { typeof(ReleasedTable), typeof(ReleasedFigure) }.SelectMany(PrivacyWall.PublicConstructors));

    [Fact]
    public void Released_things_are_made_in_the_disclosure_folder_only() => OneGate.Holds(
        House.Sources("src").Where(file => !file.Path.StartsWith("src/Analysis/Disclosure/", StringComparison.Ordinal)).SelectMany(Makings));

    [Fact]
    public void Analysis_opens_its_internals_to_its_tests_only() => NoSideDoor.Holds(
        House.Load("Analysis").GetCustomAttributes<InternalsVisibleToAttribute>().Select(open => open.AssemblyName).Where(name => name != "CoProduction.Analysis.Tests"));

    [Fact]
    public void Only_the_researchers_studies_pass_the_review_over() => OwnWord.Holds(
        House.Sources("src").Where(file => !file.Path.StartsWith("src/Workbench/Studies/", StringComparison.Ordinal) && !file.Path.StartsWith("src/Analysis/Disclosure/", StringComparison.Ordinal)).SelectMany(PassingsOver));

    [Fact]
    public void A_server_holds_no_researchers_study() => OwnWord.Holds(
        House.Sources("src/Web").SelectMany(file => file.Root.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.Text is "StudyTable" or "StudyFigure" or "StudyRecords" or "Fitted").Select(name => $"{file.At(name)} names {name}")));

    [Fact]
    public void The_rule_sees_a_passing_over() =>
        Assert.Equal(["a.cs:1 passes the review over"], PassingsOver(SourceFile.Of("a.cs", "class A { object B() => Disclosure.Unreviewed(null!, \"\"); }")));

    [Fact]
    public void The_rule_sees_every_side_door()
    {
        string name = typeof(LeakyRenderer).FullName!;
        Assert.Equal(
            [$"{name}.Html takes CandidateTable as 'table'", $"{name}.Csv takes Cells as 'cells'", $"{name}.Draw takes Frame as 'rows'"],
            PrivacyWall.Doors([typeof(LeakyRenderer)]));
    }

    [Fact]
    public void The_rule_sees_a_public_constructor_and_a_making()
    {
        Assert.Single(PrivacyWall.PublicConstructors(typeof(Label)));
        Assert.Equal(["a.cs:1 makes a ReleasedTable"], Makings(SourceFile.Of("a.cs", "class A { object B() => new ReleasedTable(null!, 0, null!); }")));
    }

    private static IEnumerable<string> PassingsOver(SourceFile file) =>
        from access in file.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
        where access.ToString() == "Disclosure.Unreviewed"
        select $"{file.At(access)} passes the review over";

    private static IEnumerable<string> Makings(SourceFile file) =>
        from made in file.Root.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
        where made.Type.ToString() is "ReleasedTable" or "ReleasedFigure"
        select $"{file.At(made)} makes a {made.Type}";
}
