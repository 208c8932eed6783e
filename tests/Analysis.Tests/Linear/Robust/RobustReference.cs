using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using CoProduction.Analysis;

namespace CoProduction.Tests.Linear.Robust;

/// <summary>The rows and numbers of tests/Reference/linear-robust.</summary>
internal static class RobustReference
{
    internal sealed record Case(string Formula, string Weights, string Vcov, string[] Clusters, string[] Terms, double[] Estimate, double[] StdError, double[] Df, double[] PValue, double[] ConfLow, double[] ConfHigh);

    internal sealed record Joint(string Formula, string Weights, string Vcov, string Term, double F, int Df1, double Df2, double P, double Chi, double PChi);

    internal sealed record Inflated(string Formula, string Weights, string[] Terms, double[] Gvif, double[] Df, double Kappa, double Scaled);

    internal sealed record Step(string Weights, double R2, double Adj, double? F, int? Df1, int Df2, double? P);

    internal sealed record Influence(string Weights, string Community, double[] Without, double Cook, double[] Dfbetas);

    internal sealed record U(string Vcov, double Low, double High, double[] Slopes, double[] Errors, double[] P, double Overall, double Extremum, double?[] Fieller);

    internal sealed record Balanced(double Cv, double[] Effective);

    internal sealed record Wild(string Weights, string[] Terms, double[] Estimate, double[] P, double?[] Low, double?[] High);

    internal sealed record Expected(string Versions, Case[] Cases, Joint[] Joint, Inflated[] Inflation, Step[] Steps, Influence[] Influence, U[] Utest, Balanced Balance, Wild[] Wild);

    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    internal static Expected Numbers { get; } = JsonSerializer.Deserialize<Expected>(File.ReadAllText(PathOf("expected.json")), Camel)!;

    internal static Frame Frame { get; } = ReadFrame();

    private static readonly Variable Kind = new("kind", ["commodity", "mixed", "old"]);

    internal static Analysis.DesignPlan Plan(string formula) => Rows.Plan(formula, Kind);

    /// <summary>Everything that a kind of errors needs, reduced as the workbench does.</summary>
    internal static LinearStatistics Statistics(string formula, string weights, Vcov vcov, Frame? rows = null, string? second = null)
    {
        var plan = Plan(formula);
        string? weight = weights.Length > 0 ? weights : null;
        var frame = rows ?? Frame;
        var accumulator = new RootsAccumulator(plan, weight, "community", second is null ? [] : [second]);
        accumulator.Add(frame);
        var roots = accumulator.Finish();
        return new LinearStatistics(roots)
        {
            Scores = vcov.ByRow ? Scores(vcov, plan, roots, weight, frame) : null,
            Working = weight is not null && vcov.Adjusted ? Working(plan, weight, frame) : null,
        };
    }

    internal static LinearFit Fit(string formula, string weights = "", Vcov? vcov = null, Frame? rows = null, string? second = null, WildSpec? wild = null)
    {
        var kind = vcov ?? Vcov.Classical;
        var spec = new LinearSpec(Plan(formula).Formula, kind) { SecondCluster = second, Wild = wild ?? new WildSpec() };
        return LinearModel.Fit(spec, Statistics(formula, weights, kind, rows, second));
    }

    private static ScoreRoot Scores(Vcov vcov, Analysis.DesignPlan plan, CommunityRoots roots, string? weights, Frame frame)
    {
        var scores = new ScoreAccumulator(vcov, plan, roots, weights, "community");
        scores.Add(frame);
        return scores.Finish();
    }

    private static WorkingRoots Working(Analysis.DesignPlan plan, string weights, Frame frame)
    {
        var working = new WorkingAccumulator(plan, weights, "community");
        working.Add(frame);
        return working.Finish();
    }

    private static string PathOf(string file) => Path.Combine(RealFiles.Root, "tests", "Reference", "linear-robust", file);

    private static Frame ReadFrame() => new([.. ReferenceFile.Columns(PathOf("input.csv")).Select(column => column.Name is "community" or "district" or "kind" or "year"
        ? (Column)Rows.Text(column.Name, column.Cells)
        : Rows.Number(column.Name, [.. column.Cells.Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]))]);

    /// <summary>The rows of some communities.</summary>
    internal static Frame Only(Frame frame, Func<string, bool> community)
    {
        var keys = ((TextColumn)frame["community"]).Values;
        int[] kept = [.. Enumerable.Range(0, frame.Rows).Where(row => community(keys[row]))];
        return Pick(frame, kept);
    }

    /// <summary>Rows by index, in the order given.</summary>
    internal static Frame Pick(Frame frame, int[] rows) => new([.. frame.Columns.Select(column => column switch
    {
        TextColumn text => (Column)(text with { Values = [.. rows.Select(row => text.Values[row])] }),
        NumberColumn number => number with { Values = [.. rows.Select(row => number.Values[row])] },
        _ => column,
    })]);
}
