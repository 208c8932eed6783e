using System.Text.Json;

namespace CoProduction.Tests;

/// <summary><c>copro power</c> as a process.</summary>
public sealed class PowerCommandTests
{
    [Fact]
    public void ThePlanAndItsPowerArePrinted()
    {
        string text = Copro.Run("power", "community", "--communities", "40", "--per-community", "25", "--icc", "0.05", "--effect", "0.2").Ended(0).Output;
        Assert.Matches(@"(?m)^design_effect +2\.2$", text);
        Assert.Matches(@"(?m)^power +0\.5", text);
        var json = JsonDocument.Parse(Copro.Run("power", "proportion", "--communities", "96", "--per-community", "24", "--icc", "0.08", "--margin", "0.03", "--json").Ended(0).Output).RootElement;
        Assert.Equal(127, json.GetProperty("communities_needed").GetInt32());
    }

    [Theory]
    [InlineData("power", "maen", "--communities", "40", "--per-community", "25")]
    [InlineData("power", "mean", "--communities", "1", "--per-community", "25")]
    [InlineData("power", "mean", "--per-community", "25")]
    [InlineData("power", "mean", "--communities", "40", "--per-community", "25", "--icc", "2")]
    public void APlanThatCannotBeIsWrongUsage(params string[] arguments)
    {
        var run = Copro.Run(arguments).Ended(2);
        Assert.Empty(run.Output);
        Assert.StartsWith("copro: ", run.Errors, StringComparison.Ordinal);
    }
}
