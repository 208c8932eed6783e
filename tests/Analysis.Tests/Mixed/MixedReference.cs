using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using CoProduction.Analysis;
using CoProduction.Tests.Linear;

namespace CoProduction.Tests.Mixed;

/// <summary>The numbers that tests/Reference/mixed/mixed.R wrote, its rows, and fits of them.</summary>
internal static class MixedReference
{
    internal sealed record Component(string Group, string? Term, string? With, double Variance, double SdOrCorrelation);

    internal sealed record Unit(string Group, [property: JsonPropertyName("unit")] string Name, string Term, double Deviation, double StdDev);

    internal sealed record Case(
        string Formula, bool Reml, string Weights, string[] Terms, double[] Estimate, double[] StdError, double[] Df, double[] PValue, double[] Theta, double Sigma, double Criterion, double Aic, double Bic, long Nobs,
        bool Singular, double? R2Marginal, double? R2Conditional, Component[] Random, Unit[] Units);

    internal sealed record Ratio(string Small, string Large, double ChiSquared, int Df, double Naive, double? Mixture, int Variances);

    internal sealed record Slope(double Moderator, double Estimate, double StdError, double Df, double PValue);

    internal sealed record Correlation(string Outcome, double Icc1, double Icc2, double Model);

    internal sealed record AgreementNumbers(double Mean, double Median, double Lowest, double Highest, int Groups, double Single);

    internal sealed record LargeSet(int Rows, int Communities, int Districts, int Seed, double[] First, double[] Last, Case[] Cases);

    internal sealed record Expected(string Versions, Case[] Cases, Ratio[] Comparisons, Slope[] Slopes, Correlation[] Icc, AgreementNumbers Agreement, LargeSet Large);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    private static readonly string[] Texts = ["subdistrict", "community", "kind"];

    internal static Expected Numbers { get; } = JsonSerializer.Deserialize<Expected>(File.ReadAllText(PathOf("expected.json")), Camel)!;

    internal static Frame Frame { get; } = new([.. ReferenceFile.Columns(PathOf("input.csv")).Select(column => Texts.Contains(column.Name)
        ? (Column)Rows.Text(column.Name, column.Cells) : Rows.Number(column.Name, [.. column.Cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]))]);

    internal static CommunityRoots Reduce(string formula, Frame rows, string? weights = null, ImmutableArray<string> groups = default)
    {
        var parsed = Formula.Parse(formula);
        var variables = parsed.Variables.ToDictionary(name => name, name => VariableOf(rows[name]));
        ImmutableArray<string> fields = groups.IsDefault ? [.. parsed.Random.OrderByDescending(term => term.Groups.Length).SelectMany(term => term.Groups.Reverse()).Distinct()] : groups;
        return Roots.Reduce(Analysis.DesignPlan.Of(parsed, variables), weights, fields[0], fields[1..], [rows]);
    }

    internal static MixedFit Fit(string formula, Frame rows, string? weights = null, Func<MixedSpec, MixedSpec>? with = null) =>
        MixedModel.Fit((with ?? (spec => spec))(new MixedSpec(Formula.Parse(formula))), Reduce(formula, rows, weights));

    private static Variable VariableOf(Column column) =>
        column is TextColumn text ? new Variable(column.Name, [.. text.Values.Distinct().Order(StringComparer.Ordinal)]) : Variable.Numeric(column.Name);

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "mixed", file);
}
