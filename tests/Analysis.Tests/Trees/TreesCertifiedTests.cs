using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Describing;

namespace CoProduction.Tests.Growing;

/// <summary>The linear model's error in communities left out against R by hand, and what trees are judged by. The learner itself is tried in Workbench.Tests.</summary>
public sealed class TreesCertifiedTests
{
    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "trees", "expected.json"))).RootElement;

    private static readonly Frame Rows = DescribeRows.Of("trees");

    // A forest of no trees: the mean of the rows that it saw.
    private static readonly TreeGrower OfNoTrees = (_, outcome, _, _) => new TreeForest([], outcome.Average());

    [Fact]
    public void Errors_in_communities_left_out_one_by_one_are_those_of_lm()
    {
        var fit = Fit(Rows, spec => spec with { Folds = Expected.GetProperty("communities").GetInt32() });
        Assert.Equal((Expected.GetProperty("n").GetInt64(), 6L), (fit.Rows, fit.RowsIncomplete));
        foreach (string model in new[] { "mean", "linear" })
        {
            double[] truth = [.. Expected.GetProperty(model).EnumerateArray().Select(one => one.GetDouble())];
            Assert.Equal(truth[0], fit[model].RSquared, 1e-12);
            CorrectDigits.Assert(11, fit[model].MeanAbsolute, truth[1], "MAE");
            CorrectDigits.Assert(11, fit[model].RootMeanSquare, truth[2], "RMSE");
        }
    }

    [Fact]
    public void A_forest_of_no_trees_is_the_mean_and_says_that_it_is_worth_nothing()
    {
        var fit = Fit(Rows, spec => spec with { Folds = 5 });
        Assert.Equal(0, fit["trees"].RSquared, 1e-12);
        Assert.Equal(fit["mean"].RootMeanSquare, fit["trees"].RootMeanSquare, 1e-12);
        Assert.All(fit.Importances, one => Assert.Equal(0, one.Loss, 1e-12));
        Assert.Single(fit.Dependence.Select(point => Math.Round(point.Prediction, 10)).Distinct());
        Assert.Contains(fit.Cautions, caution => caution.En.Contains("no better than the mean", StringComparison.Ordinal) || caution.En.Contains("no better than the linear", StringComparison.Ordinal));
        Assert.Equal(fit.Rows, fit.Folds.Sum(fold => fold.Rows));
        Assert.Equal(fit.Communities, fit.Folds.Sum(fold => fold.Communities));
    }

    [Fact]
    public void Everything_is_called_exploratory_in_both_languages()
    {
        var fit = Fit(Rows, spec => spec with { Folds = 5 });
        Assert.All(fit.Parts, part => Assert.True(part.Title.En.StartsWith("Exploratory", StringComparison.Ordinal) && part.Title.Zh.StartsWith("探索性", StringComparison.Ordinal)));
        Assert.StartsWith("Exploratory", fit.Provenance.Method, StringComparison.Ordinal);
        Assert.StartsWith("探索性", fit.Cautions[0].Zh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stump_asks_for_its_threshold_and_levels_count_their_people()
    {
        var stump = new TreeForest([new BoostedTree([1], [0f], [-1], [-2], [-1.0, 1.0], 2)], 3);
        Assert.Equal((1.0, 5.0), (stump.Of([9, 0]), stump.Of([9, 0.1])));
        var fit = Fit(Rows, spec => spec with { Folds = 5 });
        Assert.Equal(fit.Rows, fit.Dependence.Where(point => point.Term == "kind").Sum(point => point.People));
        Assert.Equal(["commodity", "mixed", "unit"], fit.Dependence.Where(point => point.Term == "kind").Select(point => point.At));
    }

    [Theory]
    [InlineData("y ~ a * b", 5, "interaction")]
    [InlineData("y ~ a - 1", 5, "no intercept")]
    [InlineData("y ~ a", 14, "13 communities for 14 folds")]
    [InlineData("y ~ a", 1, "folds=1")]
    [InlineData("flat ~ a", 5, "does not vary")]
    public void What_cannot_be_judged_is_an_error_in_four_parts(string formula, int folds, string what)
    {
        var rows = Rows.With([new NumberColumn("flat", [.. Enumerable.Repeat(1.0, Rows.Rows)], [])]);
        var fault = Assert.ThrowsAny<StudyException>(() => Fit(rows, spec => spec with { Folds = folds }, formula)).Fault;
        Assert.Contains(what, fault.ToString(), StringComparison.Ordinal);
        Assert.All(new[] { fault.What, fault.Why, fault.Mend }, part => Assert.NotEmpty(part));
    }

    private static TreesFit Fit(Frame rows, Func<TreesSpec, TreesSpec> with, string formula = "y ~ a + b + kind")
    {
        var parsed = Formula.Parse(formula);
        var variables = rows.Columns.ToDictionary(column => column.Name, column => column is TextColumn text ? new Variable(text.Name, [.. text.Values.Distinct().Order(StringComparer.Ordinal)]) : Variable.Numeric(column.Name));
        var sums = new TreeRowsAccumulator(Analysis.DesignPlan.Of(parsed, variables), "community");
        foreach (var block in DescribeRows.Blocks(rows, 50)) sums.Add(block);
        return Trees.Fit(with(new TreesSpec(parsed) { RowsOfLeaf = 2, Leaves = 4 }), sums.Finish(), OfNoTrees, "no trees");
    }
}
