using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests.Evidence;

public sealed class ModelFiguresTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task A_structural_model_is_drawn_with_all_its_loadings_tested_and_what_it_explains()
    {
        var model = await FitAsync("sem", "trust =~ tru1 + tru2 + sat1; sat2 ~ trust", []);
        var figure = ModelFigures.Of(FigureKinds.Paths, model);
        Assert.Equal(("paths-drivers", Paths.Kind), (figure.Id, figure.Kind));
        Assert.All(figure.Data.Rows.Where(row => row.Key[2] == Paths.Loading), row => Assert.Equal(ValueState.Number, row.Values[1].State));
        Assert.Contains(figure.Data.Rows, row => row.Key[0] == "sat2" && row.Key[1] == "sat2" && row.Key[2] == Paths.Explained);
        Assert.StartsWith("χ² = ", figure.Caption.En, StringComparison.Ordinal);
        foreach (string kind in new[] { FigureKinds.Paths, FigureKinds.Measurement })
            Assert.Contains("svg", Svg(ModelFigures.Of(kind, model)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Predictions_are_drawn_as_shares_and_not_beyond_the_scale()
    {
        var model = await FitAsync("ologit", "sat1 ~ tru1", [("predict", "tru1")]);
        var figure = ModelFigures.Of(FigureKinds.Probabilities, model);
        Assert.All(figure.Data.Measures, measure => Assert.Equal(MeasureKind.Share, measure.Kind));
        Assert.All(figure.Data.Rows, row => Assert.InRange(double.Parse(row.Key[1], System.Globalization.CultureInfo.InvariantCulture), 1, 3));
        Assert.Contains(model.Tables.Single(table => table.Id == "model-drivers-predictions").Rows, row => row.Key[1] == "4");
        Assert.Contains("svg", Svg(figure), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_figure_that_a_model_cannot_give_is_a_fault_with_its_mend()
    {
        var model = await FitAsync("ologit", "sat1 ~ tru1", []);
        Assert.Contains("predict", Assert.Throws<UsageException>(() => ModelFigures.Of(FigureKinds.Probabilities, model)).Fault.Mend, StringComparison.Ordinal);
        Assert.Contains("cfa or sem", Assert.Throws<UsageException>(() => ModelFigures.Of(FigureKinds.Paths, model)).Fault.Mend, StringComparison.Ordinal);
    }

    public void Dispose() => _study.Dispose();

    private static string Svg(CandidateFigure figure)
    {
        using var svg = new MemoryStream();
        PrintFigure.Write(Disclosure.Review(figure, PrivacyPlan.Standard), new PrintOptions(120), svg);
        return System.Text.Encoding.UTF8.GetString(svg.ToArray());
    }

    // The scale of tru1 is said to end at 3, to see that what lies beyond is not drawn.
    private async Task<FittedModel> FitAsync(string method, string formula, (string Name, string Value)[] settings)
    {
        var random = new Random(7);
        _study.Write(SmallStudy.Survey, "respondent,tru1,tru2,sat1,sat2\n" + string.Concat(Enumerable.Range(0, 300).Select(i =>
        {
            int trust = random.Next(0, 4);
            int Answer() => Math.Clamp(trust + random.Next(0, 3), 1, 5);
            return $"R{i},{Answer()},{Answer()},{Answer()},{Answer()}\n";
        })));
        var request = new ModelRequest(method, formula) { Settings = settings.ToDictionary(one => one.Name, one => one.Value).Aggregate(new ModelRequest(method, formula).Settings, (all, one) => all.SetItem(one.Key, one.Value)) };
        var fit = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
        return new FittedModel(_study.Plan.Models[0] with { Request = request }, fit, new TermLabels(_study.Plan.Framework, [new("tru1", "trust", 1, 3, false, new("信任", "I trust"), [])]));
    }
}
