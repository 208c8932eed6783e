using System.Text;
using System.Text.Json;
using CoProduction.Cli;

namespace CoProduction.Tests;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(0.1, "0.10000000000000001")]
    [InlineData(1d / 3, "0.33333333333333331")]
    [InlineData(-2d, "-2")]
    [InlineData(1e-300, "1E-300")]
    public void ANumberHasSeventeenDigitsAndComesBackTheSame(double value, string text)
    {
        string json = Json(writer => writer.Number("x", value));
        Assert.Contains(text, json, StringComparison.Ordinal);
        Assert.Equal(value, JsonDocument.Parse(json).RootElement.GetProperty("x").GetDouble());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void WhatIsNoNumberIsNull(double? value) =>
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(Json(writer => writer.Number("x", value))).RootElement.GetProperty("x").ValueKind);

    [Fact]
    public void ChineseStandsAsItIsAndOneLineFeedEndsTheValue()
    {
        string json = Json(writer => writer.WriteString("词", "满意度 <5>"));
        Assert.Contains("\"词\": \"满意度 <5>\"", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
    }

    [Fact]
    public void TheProvenanceNamesSourcesOptionsAndTheRelease()
    {
        var provenance = Provenance.Of("OLS", 7, 2, ("weights", "w")) with { Sources = [new SourceStamp("file", "a.csv", "ff", 7, 0)] };
        var root = JsonDocument.Parse(Json(writer => writer.Write("provenance", provenance))).RootElement.GetProperty("provenance");
        Assert.Equal("w", root.GetProperty("options").GetProperty("weights").GetString());
        Assert.Equal("ff", root.GetProperty("sources")[0].GetProperty("sha256").GetString());
        Assert.NotEmpty(root.GetProperty("version").GetString()!);
        Assert.False(root.TryGetProperty("seed", out _));
    }

    private static string Json(Action<Utf8JsonWriter> content)
    {
        using var stream = new MemoryStream();
        JsonText.Write(stream, writer =>
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        });
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
