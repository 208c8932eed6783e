using System.Collections.Immutable;
using CoProduction.Analysis;

namespace CoProduction.Tests.Linear;

/// <summary>Rows for the tests: frames, plans and fits in one line.</summary>
internal static class Rows
{
    internal static NumberColumn Number(string name, params double[] values) => new(name, [.. values], []);

    internal static TextColumn Text(string name, params string[] values) => new(name, [.. values], []);

    internal static Analysis.DesignPlan Plan(string formula, params Variable[] factors)
    {
        var parsed = Formula.Parse(formula);
        var variables = parsed.Variables.Concat(parsed.Keys).Distinct().ToDictionary(name => name, Variable.Numeric);
        foreach (var factor in factors) variables[factor.Name] = factor;
        return Analysis.DesignPlan.Of(parsed, variables);
    }

    internal static CommunityRoots Reduce(Analysis.DesignPlan plan, Frame rows, string? weights = null, string? cluster = null) =>
        Roots.Reduce(plan, weights, cluster, [], [rows]);

    internal static LinearFit Fit(string formula, Frame rows, string? weights = null, string? cluster = null, Vcov? vcov = null, params Variable[] factors)
    {
        var plan = Plan(formula, factors);
        return LinearModel.Fit(new LinearSpec(plan.Formula, vcov), Reduce(plan, rows, weights, cluster));
    }

    internal static StudyException Throws(Action action)
    {
        var thrown = Assert.Throws<StudyException>(action);
        Assert.All([thrown.Fault.What, thrown.Fault.Why, thrown.Fault.Mend], part => Assert.NotEqual("", part));
        return thrown;
    }

    internal static ImmutableArray<string> Keys(int rows, int communities) => [.. Enumerable.Range(0, rows).Select(i => "c" + i % communities)];
}
