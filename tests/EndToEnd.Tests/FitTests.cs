using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary><c>copro fit</c> as a script sees it.</summary>
public sealed class FitTests
{
    private const string Csv = "trust,效能,kind,age group,w,community,sat\n1,2,old,3,1,a,1.5\n2,1,old,4,2,a,2.5\n3,5,new,5,1,b,3\n4,4,new,1,1,b,5\n5,3,old,2,2,c,4.5\n9,3,new,2,1,c,4\n2,NA,old,6,1,d,2\n3,2,new,7,1,d,3.5\n4,1,old,8,1,e,4\n";

    [Fact]
    public void JsonHasTheAgreedMembersAndSeventeenDigits()
    {
        using var scratch = new Scratch();
        string file = scratch.Write("survey.csv", Csv);
        var run = Copro.Run("fit", file, "sat ~ trust + 效能", "--cluster", "community", "--vcov", "CR1", "--missing", "8,9", "--json").Ended(0);
        var fit = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal("CR1", fit.GetProperty("vcov").GetString());
        Assert.Equal(7, fit.GetProperty("n").GetInt64());
        Assert.Equal(["(Intercept)", "trust", "效能"], fit.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("term").GetString()));
        foreach (string name in new[] { "estimate", "std_error", "statistic", "df", "p_value", "conf_low", "conf_high" })
            Assert.Equal(JsonValueKind.Number, fit.GetProperty("terms")[0].GetProperty(name).ValueKind);
        foreach (string name in new[] { "r_squared", "adj_r_squared", "sigma", "f_statistic", "log_likelihood", "aic", "bic" })
            Assert.True(fit.GetProperty("glance").TryGetProperty(name, out _), name);
        Assert.Contains("CR1", fit.GetProperty("provenance").GetProperty("method").GetString(), StringComparison.Ordinal);
        string estimate = fit.GetProperty("terms")[1].GetProperty("estimate").GetRawText();
        Assert.Equal(double.Parse(estimate, CultureInfo.InvariantCulture).ToString("G17", CultureInfo.InvariantCulture), estimate);
    }

    [Fact]
    public void NamesWithBlanksGoInBackticksAndFactorsAreNamedAsInR()
    {
        using var scratch = new Scratch();
        string file = scratch.Write("survey.csv", Csv);
        var run = Copro.Run("fit", file, "sat ~ kind + `age group`", "--json").Ended(0);
        var terms = JsonDocument.Parse(run.Output).RootElement.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("term").GetString());
        Assert.Equal(["(Intercept)", "kindold", "`age group`"], terms);
    }

    [Theory]
    [InlineData("sat ~ trsut", 2, "trust")]
    [InlineData("sat ~ trust +", 2, "formula")]
    [InlineData("sat ~ trust + (1 | community)", 2, "lmm")]
    public void WrongFormulasAreUsageErrorsThatNameTheMend(string formula, int code, string mend)
    {
        using var scratch = new Scratch();
        var run = Copro.Run("fit", scratch.Write("survey.csv", Csv), formula).Ended(code);
        Assert.Contains(mend, run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(run.Output);
    }

    [Fact]
    public void AnAbsentFileIsUnreadableAndNotUsage() => Assert.Contains("nowhere.csv", Copro.Run("fit", "nowhere.csv", "y ~ x").Ended(3).Errors, StringComparison.Ordinal);

    [Fact]
    public void AnUnknownOptionIsUsage() => Copro.Run("fit", "a.csv", "y ~ x", "--vocv", "CR1").Ended(2);

    [Fact]
    public void CR1WithoutClusterSaysWhatToGive() =>
        Assert.Contains("--cluster", WithSurvey(file => Copro.Run("fit", file, "sat ~ trust", "--vcov", "CR1").Ended(2).Errors), StringComparison.Ordinal);

    private static string WithSurvey(Func<string, string> act)
    {
        using var scratch = new Scratch();
        return act(scratch.Write("survey.csv", Csv));
    }
}
