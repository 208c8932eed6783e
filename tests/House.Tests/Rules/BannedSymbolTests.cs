using CoProduction.Tests.Fixtures;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace CoProduction.Tests;

public sealed class BannedSymbolTests
{
    private const string Everywhere = "eng/BannedSymbols.txt";
    private const string InAnalysis = "eng/BannedSymbols.Analysis.txt";

    private static readonly Rule Banned = new(
        "Banned calls are not called", "each has given wrong numbers, other bytes or another language on somebody's machine", $"named behind each call; the lists are {Everywhere} and {InAnalysis}");

    private static readonly Rule Pure = new(
        "Analysis is free of I/O, async, clock, threads and databases", "a number that needs a server to be tested is not tested", "named behind each call; the list is " + InAnalysis);

    private static readonly Rule NoSql = new(
        "Analysis holds no SQL", "estimators see statistics, never rows, so that any store can serve them", "ask the store for Cells, CrossProduct or Frame");

    private static readonly Rule Resolve = new(
        "Every banned symbol exists and names its mend", "a misspelt symbol bans nothing, and a ban without a mend teaches nothing", "correct the documentation id or add the mend after the semicolon");

    [Fact]
    public void Banned_calls_are_not_called()
    {
        var banned = BannedSymbol.Read(Everywhere);
        Banned.Holds(House.Projects.SelectMany(project => BannedSymbol.Uses(CompiledAssembly.Read(House.AssemblyFile(project)), banned)));
    }

    [Fact]
    public void Analysis_is_pure() => Pure.Holds(BannedSymbol.Uses(CompiledAssembly.Read(House.AssemblyFile("Analysis")), BannedSymbol.Read(InAnalysis)));

    [Fact]
    public void Analysis_holds_no_sql() => NoSql.Holds(
        CompiledAssembly.Read(House.AssemblyFile("Analysis")).Literals.Where(literal => Sql.IsSql(literal.Text)).Select(literal => $"{literal.Method}: \"{literal.Text}\""));

    [Fact]
    public void Every_banned_symbol_exists_and_names_its_mend()
    {
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("lookup", references: platform);
        Resolve.Holds(BannedSymbol.Read(Everywhere).Concat(BannedSymbol.Read(InAnalysis))
            .Where(symbol => symbol.Mend.Length == 0 || DocumentationCommentId.GetFirstSymbolForDeclarationId(symbol.Id, compilation) is null)
            .Select(symbol => symbol.Id));
    }

    [Theory]
    [InlineData(nameof(BadCalls.ReadsTheClock), "System.DateTime.get_UtcNow")]
    [InlineData(nameof(BadCalls.DrawsWithoutSeed), "System.Random.#ctor")]
    [InlineData(nameof(BadCalls.DrawsWithoutSeed), "System.Random.get_Shared")]
    [InlineData(nameof(BadCalls.FollowsTheCulture), "System.Double.Parse(System.String)")]
    [InlineData(nameof(BadCalls.FollowsTheCultureInALambda), "System.Double.ToString")]
    [InlineData(nameof(BadCalls.WaitsAndReads), "System.IO.File.ReadAllTextAsync(System.String,System.Threading.CancellationToken)")]
    [InlineData(nameof(BadCalls.ReadsInAnIterator), "System.IO.File.ReadLines(System.String)")]
    public void The_rule_sees_a_banned_call(string method, string member) =>
        Assert.Contains(FixtureOffenders, offender => offender.StartsWith($"CoProduction.Tests.Fixtures.BadCalls.{method}: {member} (", StringComparison.Ordinal));

    [Fact]
    public void The_rule_lets_pure_code_and_the_compilers_printing_pass()
    {
        Assert.DoesNotContain(FixtureOffenders, offender => offender.Contains(nameof(BadCalls.IsPure), StringComparison.Ordinal));
        var all = BannedSymbol.Read(Everywhere);
        Assert.Empty(BannedSymbol.Uses(Fixture.Within(typeof(PrintedByTheCompiler).FullName!), all));
    }

    [Fact]
    public void The_rule_sees_types_in_signatures() =>
        Assert.Contains(BannedSymbol.Uses(Fixture, BannedSymbol.Read(InAnalysis)), offender => offender.StartsWith("CoProduction.House.Tests: names System.Threading.Tasks.Task", StringComparison.Ordinal));

    [Fact]
    public void The_rule_sees_sql() =>
        Assert.Contains(Fixture.Within(typeof(BadCalls).FullName!).Literals, literal => Sql.IsSql(literal.Text));

    private static CompiledAssembly Fixture => CompiledAssembly.Read(typeof(BadCalls).Assembly.Location);

    private static IEnumerable<string> FixtureOffenders =>
        BannedSymbol.Uses(Fixture.Within(typeof(BadCalls).FullName!), [.. BannedSymbol.Read(Everywhere), .. BannedSymbol.Read(InAnalysis)]);
}
