using CoProduction.Analysis;
using CoProduction.Workbench;
using CoProduction.Workbench.Evidence;

namespace CoProduction.Tests.Evidence;

public sealed class FittedModelTests : IDisposable
{
    private readonly SmallStudy _study = new();

    [Fact]
    public async Task ALabelInChineseHasNoBlankAfterItsColon()
    {
        var labels = (await FitAsync("mediation", "tru1 -> tru2 -> sat1")).Coefficients.Rows.Select(row => row.Labels[0]).ToList();
        Assert.Equal(("路径：tru1 -> tru2", "Path: tru1 -> tru2"), (labels[0].Zh, labels[0].En));
        Assert.Contains(new Label("总效应：tru1 -> sat1", "Total: tru1 -> sat1"), labels);
        Assert.DoesNotContain(labels, label => label.Zh.Contains("： ", StringComparison.Ordinal) || label.Zh.Contains(':', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("mediation", "tru1 -> tru2 -> sat1", "path: tru1 -> tru2|path: tru1 -> sat1|path: tru2 -> sat1|indirect: tru1 -> tru2 -> sat1|direct: tru1 -> sat1|total: tru1 -> sat1")]
    [InlineData("ols", "sat1 ~ tru1 + tru2", null)]
    public async Task AFigureHasPathsBeforeEffectsInCausalOrderAndOtherTermsBySize(string method, string formula, string? order)
    {
        var model = await FitAsync(method, formula);
        var drawn = ModelEvidence.Figure(model).Data.Rows.Select(row => row.Key[0]).ToList();
        Assert.Equal(order ?? string.Join('|', model.Fit.Tidy().Where(row => row.Term != FittedModel.Intercept).OrderByDescending(row => row.Estimate).Select(row => row.Term)), string.Join('|', drawn));
    }

    [Fact]
    public async Task TheDiaryOfASearchIsInTheFitAndNotInTheReport()
    {
        var model = await FitAsync("lmm", "sat1 ~ tru1 + (1 | community)");
        Assert.Contains(model.Fit.Parts, part => part is { Name: "convergence", IsDiary: true });
        Assert.Contains(model.Tables, table => table.Id == "model-drivers-random");
        Assert.DoesNotContain(model.Tables, table => table.Id.Contains("convergence", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-0.004, -0.004, 0.004, 2, "+0.00 [0.00, 0.00]")]
    [InlineData(-0.0, -0.126, 0.126, 2, "+0.00 [-0.13, 0.13]")]
    [InlineData(-0.006, -0.016, 0.014, 2, "-0.01 [-0.02, 0.01]")]
    [InlineData(12.3456, null, null, 3, "+12.346")]
    public void AnEstimateHasASignAndZeroIsNeverNegative(double estimate, double? low, double? high, int decimals, string text) => Assert.Equal(text, Printed.Interval(estimate, low, high, decimals));

    [Theory]
    [InlineData(-0.001, "0", "-0.1%")]
    [InlineData(-0.0001, "0", "0.0%")]
    [InlineData(-1.5, "-1.5", "-150.0%")]
    public void ANumberThatIsZeroOnceRoundedHasNoMinus(double value, string number, string percent)
    {
        Assert.Equal(number, Printed.Number(value));
        Assert.Equal(percent, Printed.Percent(value));
    }

    public void Dispose() => _study.Dispose();

    private async Task<FittedModel> FitAsync(string method, string formula)
    {
        var request = new ModelRequest(method, formula) { Bootstrap = method == "mediation" ? 200 : null };
        var fit = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [], null));
        return new FittedModel(_study.Plan.Models[0] with { Request = request }, fit, _study.Plan.Framework);
    }
}
