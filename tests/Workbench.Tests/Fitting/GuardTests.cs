using System.Globalization;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>What every method says of rows on which its numbers should not be trusted, or why it refuses them: a file as a person would bring it.</summary>
public sealed class GuardTests
{
    private const int Rows = 240;

    [Theory]
    [InlineData("ols", "y ~ x + near")]
    [InlineData("fe", "y ~ x + near | community")]
    [InlineData("lmm", "y ~ x + near + (1 | community)")]
    [InlineData("svy", "y ~ x + near")]
    [InlineData("svy", "yes ~ x + near")]
    [InlineData("mediation", "x -> m -> y | near")]
    public async Task NearCollinearTermsAreNamed(string method, string formula)
    {
        var request = new ModelRequest(method, formula) { Bootstrap = method == "mediation" ? 100 : null };
        if (formula.StartsWith("yes", StringComparison.Ordinal)) request = request with { Settings = request.Settings.Add("family", "logit") };
        Assert.Contains(await CautionsAsync(request), caution => caution.StartsWith("Near-collinear terms: the variance inflation of x, near", StringComparison.Ordinal));
        Assert.DoesNotContain(await CautionsAsync(request with { Formula = formula.Replace("near", "z", StringComparison.Ordinal) }), caution => caution.StartsWith("Near-collinear", StringComparison.Ordinal));
    }

    // Of a survey's clusters each row is a unit by default, so single units are the rule there.
    [Theory]
    [InlineData("ols", "y ~ x", true)]
    [InlineData("fe", "y ~ x | single", false)]
    [InlineData("lmm", "y ~ x + (1 | single)", false)]
    [InlineData("mediation", "x -> m -> y", true)]
    [InlineData("alpha", "q1 + q2 + q3", true)]
    public async Task CommunitiesOfASingleRespondentAreCounted(string method, string formula, bool clusters)
    {
        var cautions = await CautionsAsync(new ModelRequest(method, formula) { Clusters = clusters ? ["single"] : [], Bootstrap = method is "mediation" or "alpha" ? 100 : null });
        Assert.Contains(cautions, caution => caution.Contains("120", StringComparison.Ordinal) && caution.Contains("single r", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ols", "y ~ x", "CR2")]
    [InlineData("fe", "y ~ x | unequal", "CR2")]
    [InlineData("mediation", "x -> m -> y", "by ols with CR2")]
    public async Task VeryUnequalCommunitiesAskForCR2(string method, string formula, string mend)
    {
        var cautions = await CautionsAsync(new ModelRequest(method, formula) { Clusters = ["unequal"], Bootstrap = method == "mediation" ? 100 : null });
        Assert.Contains(cautions, caution => caution.StartsWith("The communities are very unequal", StringComparison.Ordinal) && caution.Contains(mend, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ols", "y ~ x", "community", "CR2")]
    [InlineData("fe", "y ~ x | community", "community", "CR2")]
    [InlineData("mediation", "x -> m -> y", "community", "by ols with CR2")]
    [InlineData("alpha", "q1 + q2 + q3", "community", "19 degrees of freedom")]
    [InlineData("ols", "y ~ x", "community,year", "take one way")]
    public async Task FewCommunitiesAskForWhatHoldsThere(string method, string formula, string clusters, string mend)
    {
        var cautions = await CautionsAsync(new ModelRequest(method, formula) { Clusters = [.. clusters.Split(',')], Bootstrap = method is "mediation" or "alpha" ? 100 : null });
        Assert.Contains(cautions, caution => (caution.StartsWith("20 communities", StringComparison.Ordinal) || caution.StartsWith("3 groups", StringComparison.Ordinal)) && caution.Contains(mend, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ols", "y ~ stray + m")]
    [InlineData("fe", "y ~ stray + m | community")]
    [InlineData("lmm", "y ~ stray + m + (1 | community)")]
    [InlineData("svy", "y ~ stray + m")]
    [InlineData("svy", "mean(stray)")]
    [InlineData("mediation", "stray -> m -> y")]
    public async Task ATextAmongNumbersIsNoCategory(string method, string formula)
    {
        foreach (string text in new[] { "inf", "12%", "1,234", "1e999", "don't know" })
        {
            var fault = await WrongAsync(new ModelRequest(method, formula), text);
            Assert.Contains($"the text '{text}'", fault.What, StringComparison.Ordinal);
            Assert.Contains($"--missing {text}", fault.Mend, StringComparison.Ordinal);
        }
        var fit = await FitAsync(new ModelRequest(method, formula) { Bootstrap = method == "mediation" ? 100 : null }, "inf", "inf");
        Assert.Equal(Rows - 1, fit.Rows);
    }

    [Theory]
    [InlineData("ols", "y ~ factor(stray)")]
    [InlineData("svy", "y ~ factor(stray)")]
    [InlineData("svy", "prop(stray)")]
    [InlineData("ols", "y ~ texts")]
    public async Task ACategoryOfNumbersAndTextsIsReadWhenItIsAskedFor(string method, string formula) => Assert.Equal(Rows, (await FitAsync(new ModelRequest(method, formula), "2a", distinct: 3)).Rows);

    [Fact]
    public async Task AScaleNamesTheItemThatHoldsTexts()
    {
        var fault = await WrongAsync(new ModelRequest("alpha", "q1 + q2 + stray"), "never");
        Assert.Equal(("The item 'stray' holds the text 'never'", "answers of a scale are numbers"), (fault.What, fault.Why));
    }

    [Theory]
    [InlineData("ols", "y ~ x")]
    [InlineData("fe", "y ~ x | community")]
    [InlineData("lmm", "y ~ x + (1 | community)")]
    [InlineData("mediation", "x -> m -> y")]
    [InlineData("alpha", "q1 + q2 + q3")]
    [InlineData("svy", "mean(y)")]
    public async Task WeightsThatAreAllZeroOrTextsAreNamedAsWeights(string method, string formula)
    {
        Assert.Contains("weight", (await WrongAsync(new ModelRequest(method, formula) { Weights = "none" })).What, StringComparison.Ordinal);
        Assert.Contains("weights", (await WrongAsync(new ModelRequest(method, formula) { Weights = "texts" })).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFewReplicatesAreRefused() => Assert.Contains("--bootstrap 500", (await WrongAsync(new ModelRequest("svy", "mean(y)") { Bootstrap = 3 })).Mend, StringComparison.Ordinal);

    [Fact]
    public async Task AnArrowFromACategoryOfManyLevelsNamesAFew()
    {
        var fault = await WrongAsync(new ModelRequest("mediation", "each -> m -> y"));
        Assert.Contains($"({Rows} in all)", fault.What, StringComparison.Ordinal);
        Assert.True(fault.What.Length < 200);
    }

    private static async Task<string[]> CautionsAsync(ModelRequest request) => [.. (await FitAsync(request, "1")).Cautions.Select(caution => caution.En)];

    private static async Task<Fault> WrongAsync(ModelRequest request, string stray = "1") => (await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync(request, stray))).Fault;

    private static async Task<IModelFit> FitAsync(ModelRequest request, string stray, string? missing = null, int distinct = Rows)
    {
        using var scratch = new Scratch();
        return await FitFile.FitAsync(new FitRequest(scratch.Write("rows.csv", File(stray, distinct)), request, missing is null ? [] : [missing], null));
    }

    // 20 communities; one respondent each in the second half of 'single'; two thirds in one community of 'unequal'. One cell of 'stray' holds the text.
    private static string File(string stray, int distinct)
    {
        // Park and Miller's generator; the sum of twelve uniforms is near normal.
        long state = 20220931;
        double Normal() => Enumerable.Range(0, 12).Sum(_ => (state = 48271 * state % 2147483647) / 2147483647.0) - 6;
        string Number(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
        string Line(int i)
        {
            double x = Normal(), z = Normal(), m = 0.5 * x + Normal(), y = 0.3 * x + 0.4 * m + Normal(), general = Normal();
            string[] items = [.. Enumerable.Range(0, 3).Select(_ => Number(Math.Clamp(Math.Round(3 + general + Normal()), 1, 5)))];
            return string.Join(',', $"c{i % 20}", 2018 + i % 3, i < Rows / 2 ? $"c{i % 20}" : $"s{i}", i < 160 ? "big" : $"u{i % 40}", $"r{i}", Number(x), Number(z), Number(x + 0.01 * z), Number(m), Number(y), y > 0 ? 1 : 0,
                i == 5 ? $"\"{stray}\"" : $"{(i * 7) % distinct}", i % 2 == 0 ? "low" : "high", 0, items[0], items[1], items[2]);
        }
        return string.Join('\n', Enumerable.Range(0, Rows).Select(Line).Prepend("community,year,single,unequal,each,x,z,near,m,y,yes,stray,texts,none,q1,q2,q3")) + "\n";
    }
}
