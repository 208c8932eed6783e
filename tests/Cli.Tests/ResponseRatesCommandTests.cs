using System.Text.Json;

namespace CoProduction.Tests;

/// <summary><c>copro response-rates</c> as a process.</summary>
public sealed class ResponseRatesCommandTests
{
    [Fact]
    public void TheSixRatesArePrinted()
    {
        // 1,000 eligible of 1,250 known: e = 0.8; 200 unknown.
        string[] cases = ["response-rates", "I=600", "P=100", "R=200", "NC=80", "O=20", "UH=150", "UO=50", "NE=250"];
        var json = JsonDocument.Parse(Copro.Run([.. cases, "--json"]).Ended(0).Output).RootElement;
        double[] expected = [600 / 1200.0, 700 / 1200.0, 600 / 1160.0, 700 / 1160.0, 0.6, 0.7];
        Assert.Equal(expected, Enumerable.Range(1, 6).Select(i => json.GetProperty($"rr{i}").GetDouble()));
        Assert.Equal(600 / 1100.0, JsonDocument.Parse(Copro.Run([.. cases, "--e", "0.5", "--json"]).Ended(0).Output).RootElement.GetProperty("rr3").GetDouble());
        Assert.Matches(@"(?m)^RR5 +0\.6$", Copro.Run(cases).Ended(0).Output);
    }

    [Theory]
    [InlineData("response-rates")]
    [InlineData("response-rates", "X=3")]
    [InlineData("response-rates", "I=-3")]
    [InlineData("response-rates", "I=3", "I=4")]
    [InlineData("response-rates", "NE=4")]
    [InlineData("response-rates", "I=3", "--e", "2")]
    public void WhatCannotBeIsWrongUsage(params string[] arguments)
    {
        var run = Copro.Run(arguments).Ended(2);
        Assert.Empty(run.Output);
        Assert.StartsWith("copro: ", run.Errors, StringComparison.Ordinal);
    }
}
