using System.Collections.Immutable;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>Formulas whose functions need constants, from a file: the numbers are R's, as they are from a store.</summary>
public sealed class FormulaFileTests : IDisposable
{
    private readonly Scratch _scratch = new();

    /// <summary>Index of each fit of expected.json.</summary>
    public static TheoryData<int, string> Fits() => FormulaFits.Cases();

    [Theory]
    [MemberData(nameof(Fits))]
    public async Task FitsAgreeWithR(int index, string described)
    {
        var expected = FormulaFits.All[index];
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(FormulaFits.Input, Model(expected.Formula) with { Weights = expected.WeightField }, [], null));
        expected.Check(fit.Terms, fit.Coefficients, fit.StdErrors, fit.RSquared, fit.Rows);
        Assert.NotEmpty(described);
    }

    [Fact]
    public async Task TheProvenanceNamesTheConstantsTaken()
    {
        string file = _scratch.Write("ages.csv", "y,x\n1,1\n2,2\n4,4\n3,5\n7,NA\n");
        var fit = await FitFile.FitAsync(new FitRequest(file, Model("y ~ center(x)"), [], null));
        Assert.Contains(("center(x)", "(x - 3)"), fit.Provenance.Options);
    }

    [Fact]
    public async Task CommunitiesNamedByNumbersAreGroupsToo()
    {
        string file = _scratch.Write("groups.csv", "y,x,g\n1,1,7\n2,2,7\n4,4,07\n3,5,07\n7,1,8\n6,4,8\n");
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(file, Model("y ~ mean(x, by g)") with { Clusters = ["g"] }, [], null));
        Assert.Equal(3, fit.Communities);
    }

    [Fact]
    public async Task AFieldCanBeAVariableAndAGroup()
    {
        string file = _scratch.Write("years.csv", "y,x,year\n1,1,2001\n2,2,2001\n4,4,2002\n3,5,2002\n7,1,2003\n6,4,2003\n");
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(file, Model("y ~ year + center(x, by year)") with { Clusters = ["year"] }, [], null));
        Assert.Equal(["(Intercept)", "year", "center(x, by year)"], fit.Terms);
        Assert.Equal(3, fit.Communities);
    }

    [Fact]
    public async Task SettingsNameTermsWithCommasAndPlusesInBrackets()
    {
        var model = Model("y ~ center(age, by community) + I(trust + 1) + tenure") with { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("steps", "I(trust + 1); center(age, by community) + tenure").Add("test", "center(age, by community), tenure") };
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(FormulaFits.Input, model, [], null));
        Assert.Equal(["I(trust + 1)", "center(age, by community) + tenure"], fit.Parts.Single(part => part.Name == "steps").Rows.Select(row => row.Select(value => value.Text).OfType<string>().ElementAt(1)));
    }

    [Theory]
    [InlineData("a, b ,, c", ',', "a|b|c")]
    [InlineData("center(x, by g), `a,b`, C(k, \"contr.sum\")", ',', "center(x, by g)|`a,b`|C(k, \"contr.sum\")")]
    [InlineData("I((a + b)/2) + poly(x, 2)", '+', "I((a + b)/2)|poly(x, 2)")]
    [InlineData("a), b", ',', "a)|b")]
    [InlineData(null, ',', "")]
    public void ASeparatorInsideBracketsBelongsToTheTerm(string? text, char separator, string terms) => Assert.Equal(terms, string.Join('|', TermList.Of(text, separator)));

    /// <summary>R's <c>lm()</c> on this file has the same terms: the last row lacks x, and only it is of kind c.</summary>
    [Theory]
    [InlineData("ols", "y ~ x + kind", "(Intercept)|x|kindb")]
    [InlineData("ols", "y ~ x + factor(code)", "(Intercept)|x|factor(code)2")]
    [InlineData("svy", "y ~ x + kind", "(Intercept)|x|kindb")]
    [InlineData("lmm", "y ~ x + kind + (1 | g)", "(Intercept)|x|kindb")]
    [InlineData("fe", "y ~ x + kind | g", "x|kindb")]
    public async Task ALevelThatOnlyIncompleteRowsHaveIsNone(string method, string formula, string terms)
    {
        string file = _scratch.Write("kinds.csv", "y,x,kind,code,g\n1,1,a,1,p\n2,3,b,2,p\n4,4,a,1,p\n3,5,b,2,q\n7,1,b,2,q\n5,2,a,1,q\n6,2,a,1,r\n9,5,b,2,r\n8,3,b,2,r\n9,NA,c,3,r\n");
        var fit = await FitFile.FitAsync(new FitRequest(file, Model(formula) with { Method = method }, [], null));
        Assert.Equal(terms, string.Join('|', fit.Tidy().Select(row => row.Term)));
        Assert.Equal((9, 1), (fit.Rows, fit.RowsIncomplete));
    }

    [Fact]
    public async Task AFieldCanBeACategoryAndANumber()
    {
        string file = _scratch.Write("both.csv", "y,x,g\n1,1,1\n2,2,1\n4,4,2\n3,5,2\n7,1,10\n6,4,10\n");
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(file, Model("y ~ factor(g) + I(g^2):x"), [], null));
        var named = (LinearFit)await FitFile.FitAsync(new FitRequest(_scratch.Write("named.csv", "y,x,g,z\n1,1,1,1\n2,2,1,2\n4,4,2,16\n3,5,2,20\n7,1,10,100\n6,4,10,400\n"), Model("y ~ factor(g) + z"), [], null));
        Assert.Equal(["(Intercept)", "factor(g)2", "factor(g)10", "I(g^2):x"], fit.Terms);
        Assert.Equal(named.Coefficients, fit.Coefficients);
    }

    [Fact]
    public async Task AnUnknownGroupIsAUsageError()
    {
        var wrong = await Assert.ThrowsAsync<UsageException>(() => FitFile.FitAsync(new FitRequest(FormulaFits.Input, Model("y ~ center(age, by comunity)"), [], null)));
        Assert.Contains("'community'", wrong.Fault.Mend, StringComparison.Ordinal);
    }

    public void Dispose() => _scratch.Dispose();

    private static ModelRequest Model(string formula) => new("ols", formula);
}
