using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Linear;

/// <summary>The numbers that eng/reference/linear.R wrote, and its rows.</summary>
internal static class RReference
{
    internal sealed record Names(string Formula, string[] Terms, string[] Labels);

    internal sealed record Case(
        string Formula, string Weights, string Vcov, string[] Terms, double[] Estimate, double[] StdError, double[] Statistic, double[] PValue, double[] ConfLow, double[] ConfHigh, double Df,
        double?[] Glance);

    internal sealed record Expected(Dictionary<string, string[]> Levels, Names[] Names, Case[] Cases);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static readonly string[] Texts = ["community", "kind", "tenure", "类别"];

    internal static Expected Numbers { get; } = Read<Expected>("expected.json");

    internal static Frame Frame { get; } = ReadFrame();

    internal static T Read<T>(string file) => JsonSerializer.Deserialize<T>(File.ReadAllText(PathOf(file)), Camel)!;

    internal static ImmutableArray<Variable> Factors() =>
        [.. Numbers.Levels.Select(entry => new Variable(entry.Key, [.. entry.Value])), new Variable("factor(group)", ["1", "2", "3", "4"])];

    internal static Analysis.DesignPlan Plan(string formula)
    {
        var variables = Frame.Names.ToDictionary(name => name, Variable.Numeric);
        foreach (var factor in Factors()) variables[factor.Name] = factor;
        return Analysis.DesignPlan.Of(Formula.Parse(formula), variables);
    }

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "linear", file);

    private static Frame ReadFrame()
    {
        var lines = File.ReadAllLines(PathOf("input.csv")).Select(line => line.Split(',')).ToArray();
        return new Frame([.. lines[0].Select((name, c) => Column(name, [.. lines.Skip(1).Select(line => line[c])]))]);
    }

    private static Column Column(string name, string[] cells) => Texts.Contains(name)
        ? Rows.Text(name, cells)
        : Rows.Number(name, [.. cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]);
}
