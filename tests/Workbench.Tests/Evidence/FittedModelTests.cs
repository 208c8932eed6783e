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
        Assert.Equal(("路径：tru1 → tru2", "Path: tru1 → tru2"), (labels[0].Zh, labels[0].En));
        Assert.Contains(new Label("总效应：tru1 → sat1", "Total: tru1 → sat1"), labels);
        Assert.DoesNotContain(labels, label => label.Zh.Contains("： ", StringComparison.Ordinal) || label.Zh.Contains(':', StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFurtherTableSpeaksTheReadersLanguageAndNamesTheMethodOnce()
    {
        var model = await FitAsync("lmm", "sat1 ~ tru1 + (1 | community)");
        var random = model.Tables.Single(table => table.Id == "model-drivers-random");
        Assert.Equal((new Label("社区", "Community"), new Label("残差", "Residual")), (random.Rows[0].Labels[0], random.Rows[^1].Labels[0]));
        Assert.Equal("n = 60; formula, method and cautions stand under the model's table of estimates.", random.Note.En);
        Assert.Contains("6 communities", model.Coefficients.Note.En, StringComparison.Ordinal);
        Assert.DoesNotContain("communities", (await FitAsync("ols", "sat1 ~ tru1")).Coefficients.Note.En, StringComparison.Ordinal);
        Assert.All(model.Tables.Single(table => table.Id == "model-drivers-levels").Measures.Where(measure => measure.Kind == MeasureKind.Share), share => Assert.Equal(1, share.Decimals));
    }

    [Theory]
    [InlineData("mediation", "tru1 -> tru2 -> sat1", "path: tru1 -> tru2|path: tru1 -> sat1|path: tru2 -> sat1|indirect: tru1 -> tru2 -> sat1|direct: tru1 -> sat1|total: tru1 -> sat1")]
    [InlineData("ols", "sat1 ~ tru1 + tru2", null)]
    public async Task AFigureHasPathsBeforeEffectsInCausalOrderAndOtherTermsBySize(string method, string formula, string? order)
    {
        var model = await FitAsync(method, formula);
        var drawn = ModelFigures.CoefficientsOf(model).Data.Rows.Select(row => row.Key[0]).ToList();
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

    /// <summary>Two of sixty did not answer <c>sat2</c>: the mean of <c>sat1</c> without them, beside that of all, tells what the two answered.</summary>
    [Theory]
    [InlineData("svy", "~ sat1", "svy", "~ sat1 + sat2", true)]
    [InlineData("svy", "mean(tru1) | tru2", "svy", "mean(sat1) | tru2", false)]
    [InlineData("ols", "sat1 ~ tru1", "ols", "sat1 ~ tru1 + sat2", false)]
    [InlineData("ols", "sat1 ~ tru1", "svy", "sat1 ~ tru1", false)]
    public async Task ModelsOfOneQuantityThatDifferByFewPeopleAreNotBothShown(string method, string formula, string laterMethod, string laterFormula, bool withheld)
    {
        _study.Write(SmallStudy.Survey, SmallStudy.Respondents(i => i < 2 ? 9 : 1 + i * i % 5));
        var first = await FitAsync(method, formula, "9");
        var later = (await FitAsync(laterMethod, laterFormula, "9")).Beside([first]);
        Assert.Equal(withheld, Disclosure.Review(later.Coefficients, PrivacyPlan.Standard).Withheld > 0);
        Assert.Equal(withheld, later.Tables.Any(table => Disclosure.Review(table, PrivacyPlan.Standard).Withheld > 0));
    }

    [Fact]
    public async Task TheSameCoefficientsOnFewerPeopleAreWithheldWhateverTheMethod()
    {
        string[] lines = SmallStudy.Respondents(i => 1 + i * i % 5).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _study.Write(SmallStudy.Survey, string.Join('\n', lines.Select((line, i) => i is 3 or 4 ? line.Replace($"R{i - 1},{"ABCDEF"[(i - 1) % 6]}", $"R{i - 1},", StringComparison.Ordinal) : line)) + "\n");
        var whole = await FitAsync("ols", "sat1 ~ tru1");
        var grouped = (await FitAsync("lmm", "sat1 ~ tru1 + (1 | community)")).Beside([whole]);
        Assert.Equal((60, 58, 2), (whole.Fit.Rows, grouped.Fit.Rows, grouped.Beyond));
        Assert.Equal(grouped.Coefficients.Rows.Length, Disclosure.Review(grouped.Coefficients, PrivacyPlan.Standard).Withheld);
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

    private async Task<FittedModel> FitAsync(string method, string formula, params string[] missing)
    {
        var request = new ModelRequest(method, formula) { Bootstrap = method == "mediation" ? 200 : null };
        var fit = await FitFile.FitAsync(new FitRequest(_study[SmallStudy.Survey], request, [.. missing], null));
        return new FittedModel(_study.Plan.Models[0] with { Request = request }, fit, new TermLabels(_study.Plan.Framework, []));
    }
}
