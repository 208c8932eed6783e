using System.Collections.Immutable;
using System.Globalization;
using CoProduction.Analysis;

namespace CoProduction.Tests.Formulas;

/// <summary>The numbers that tests/Reference/formulas/formulas.R wrote, and its rows.</summary>
internal static class FormulasReference
{
    internal sealed record Polynomial(string Name, double[] X, int Degree, double[][] Columns);

    internal sealed record Matrices(int Levels, double[][] Treatment, double[][] Sum, double[][] Helmert, double[][] Poly);

    internal sealed record Taken(long Rows, double MeanOfRowsUsed, double MeanThatRTakes);

    private static readonly string[] Texts = ["community", "kind", "edu", "tenure"];

    /// <summary>The rows in three blocks, so that a constant is gathered over more than one.</summary>
    internal static ImmutableArray<Frame> Blocks { get; } = [Read(0, 100), Read(100, 101), Read(201, int.MaxValue)];

    internal static Analysis.DesignPlan Plan(string formula)
    {
        var variables = Blocks[0].Names.ToDictionary(name => name, Variable.Numeric);
        variables["kind"] = new Variable("kind", ["commodity", "mixed", "old estate"]);
        variables["edu"] = new Variable("edu", ["high", "higher", "low", "middle"]);
        variables["tenure"] = new Variable("tenure", ["owner", "renter"]);
        variables["factor(likert)"] = new Variable("likert", ["1", "2", "3", "4", "5"]);
        variables["factor(year)"] = new Variable("year", ["2015", "2016", "2017", "2018", "2019"]);
        return Analysis.DesignPlan.Of(Formula.Parse(formula), variables);
    }

    internal static LinearFit FitOf(string formula, string? weights = null, string? cluster = null)
    {
        var plan = Plan(formula);
        return LinearModel.Fit(new LinearSpec(plan.Formula), Roots.Reduce(plan, weights, cluster, [], Blocks));
    }

    private static Frame Read(int skip, int take)
    {
        var lines = File.ReadAllLines(FormulaFits.Input).Select(line => line.Split(',')).ToArray();
        return new Frame([.. lines[0].Select((name, at) => Column(name, [.. lines.Skip(1 + skip).Take(take).Select(line => line[at])]))]);
    }

    private static Column Column(string name, string[] cells)
    {
        ImmutableArray<MissingReason> reasons = [.. cells.Select(cell => cell == "NA" ? MissingReason.Blank : MissingReason.Present)];
        return Texts.Contains(name)
            ? new TextColumn(name, [.. cells.Select(cell => cell == "NA" ? "" : cell)], reasons)
            : new NumberColumn(name, [.. cells.Select(cell => cell == "NA" ? 0 : double.Parse(cell, CultureInfo.InvariantCulture))], reasons);
    }
}
