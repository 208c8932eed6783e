using System.Globalization;
using System.Text;
using CoProduction.Analysis;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

public sealed class FitFileTests : IDisposable
{
    private const string Survey = "y,x,wave,w,community\n1,1,10,1,a\n2,2,9,1,a\n2.5,3,2,2,b\n4,4,10,1,b\n5,5,9,2,c\n5.5,6,2,1,c\n8,7,10,1,d\n";

    private readonly Scratch _scratch = new();

    [Fact]
    public async Task AnotherEncodingIsRecognisedFarBehindTheBeginningOfALargeFile()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = new StringBuilder("y,x,kind\n");
        for (int row = 0; row < 400_000; row++) text.Append(CultureInfo.InvariantCulture, $"{row % 7}.25,{row % 11},{(row < 390_000 ? "plain" : "老旧小区")}\n");
        string file = Path.Combine(_scratch.Folder, "gb.csv");
        await File.WriteAllBytesAsync(file, Encoding.GetEncoding("gb18030").GetBytes(text.ToString()), TestContext.Current.CancellationToken);
        var fit = (LinearFit)await FitFile.FitAsync(new FitRequest(file, new ModelRequest("ols", "y ~ x + kind"), [], null), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["(Intercept)", "x", "kind老旧小区"], fit.Terms);
        Assert.Equal(400_000, fit.Rows);
    }

    [Fact]
    public async Task TheLineThroughThreePointsIsExact()
    {
        var fit = await FitAsync("y,x\n1,0\n3,1\n5,2\n7,3\n", "y ~ x");
        Assert.Equal(1, fit.Coefficients[0], 1e-13);
        Assert.Equal(2, fit.Coefficients[1], 1e-13);
    }

    [Fact]
    public async Task LevelsOfANumericFactorStandInTheOrderOfTheNumbersAsInR() =>
        Assert.Equal(["(Intercept)", "factor(wave)9", "factor(wave)10"], (await FitAsync(Survey, "y ~ factor(wave)")).Terms);

    [Fact]
    public async Task ANumericColumnOutsideAFactorStaysANumber() =>
        Assert.Equal(["(Intercept)", "wave"], (await FitAsync(Survey, "y ~ wave")).Terms);

    [Fact]
    public async Task RowsWithAMissingCodeOrABlankOrNAAreLeftOutAndCounted()
    {
        var fit = await FitAsync("y,x\n1,0\n3,1\n5,2\n7,3\n100,9\n100,8\n100,\nNA,1\n", "y ~ x", request => request with { Missing = ["8", "9"] });
        Assert.Equal((4, 4), (fit.Rows, fit.RowsIncomplete));
        Assert.Equal(2, fit.Coefficients[1], 1e-13);
        Assert.Contains(("rows_incomplete", "4"), fit.Provenance.Options);
    }

    [Fact]
    public async Task AWeightOfTwoIsTheRowTwiceForTheEstimates()
    {
        var weighted = await FitAsync("y,x,w\n1,0,1\n3,1,2\n4,2,1\n9,3,1\n", "y ~ x", request => With(request, model => model with { Weights = "w" }));
        var repeated = await FitAsync("y,x\n1,0\n3,1\n3,1\n4,2\n9,3\n", "y ~ x");
        Assert.All(weighted.Coefficients.Zip(repeated.Coefficients), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
        Assert.Equal(4, weighted.Rows);
    }

    [Fact]
    public async Task AClusterMeansCR1UnlessAnotherIsAskedFor()
    {
        var robust = await FitAsync(Survey, "y ~ x", request => With(request, model => model with { Clusters = ["community"] }));
        Assert.Equal((Vcov.CR1, 4, 3d), (robust.Spec.Vcov, robust.Communities, robust.DegreesOfFreedom));
        var classical = await FitAsync(Survey, "y ~ x", request => With(request, model => model with { Clusters = ["community"], Vcov = "classical" }));
        Assert.Equal((Vcov.Classical, 5d), (classical.Spec.Vcov, classical.DegreesOfFreedom));
        Assert.Equal(robust.Coefficients, classical.Coefficients);
        Assert.Equal(Vcov.Classical, (await FitAsync(Survey, "y ~ x")).Spec.Vcov);
    }

    [Fact]
    public async Task TheProvenanceNamesTheFileAndSaysThatNothingWasReleased()
    {
        var fit = await FitAsync(Survey, "y ~ x");
        var stamp = Assert.Single(fit.Provenance.Sources);
        Assert.Equal(("survey.csv", SmallStudy.Sha256(_scratch["survey.csv"]), 7), (stamp.File, stamp.Sha256, stamp.Accepted));
        Assert.Contains(("released", "false"), fit.Provenance.Options);
    }

    [Fact]
    public async Task ProgressEndsWithTheRowsOfTheFile()
    {
        var told = new List<long>();
        _scratch.Write("survey.csv", Survey);
        await FitFile.FitAsync(Request("y ~ x"), new Listed(told));
        Assert.Equal(7, told[^1]);
    }

    [Theory]
    [InlineData("y ~ X1", "x")]
    [InlineData("y ~", "formula")]
    [InlineData("x", "formula")]
    public async Task AFormulaThatCannotBeIsAUsageError(string formula, string mend) =>
        Assert.Contains(mend, (await Wrong(formula)).ToString(), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task NamesOfOptionsThatCannotBeAreUsageErrorsThatNameTheNearest()
    {
        Assert.Contains("Did you mean 'ols'", (await Wrong("y ~ x", request => With(request, model => model with { Method = "olz" }))).Mend, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'community'", (await Wrong("y ~ x", request => With(request, model => model with { Clusters = ["comunity"] }))).Mend, StringComparison.Ordinal);
        Assert.Contains("Allowed: y, x", (await Wrong("y ~ x", request => With(request, model => model with { Weights = "weighting" }))).Mend, StringComparison.Ordinal);
        Assert.Contains("CR1", (await Wrong("y ~ x", request => With(request, model => model with { Vcov = "CR9" }))).Mend, StringComparison.Ordinal);
        Assert.Contains("--cluster", (await Wrong("y ~ x", request => With(request, model => model with { Vcov = "CR1" }))).Mend, StringComparison.Ordinal);
        Assert.Contains("0", (await Wrong("y ~ x", request => With(request, model => model with { Level = 95 }))).Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAbsentFileIsNotAUsageError()
    {
        var fault = await Assert.ThrowsAsync<StudyException>(() => FitFile.FitAsync(Request("y ~ x")));
        Assert.IsNotType<UsageException>(fault);
        Assert.Contains("survey.csv", fault.Fault.What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ACancelledFitStops()
    {
        _scratch.Write("survey.csv", Survey);
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FitFile.FitAsync(Request("y ~ x"), cancellationToken: stop.Token));
    }

    public void Dispose() => _scratch.Dispose();

    private FitRequest Request(string formula) => new(_scratch["survey.csv"], new ModelRequest("ols", formula), [], null);

    private async Task<LinearFit> FitAsync(string csv, string formula, Func<FitRequest, FitRequest>? with = null)
    {
        _scratch.Write("survey.csv", csv);
        return (LinearFit)await FitFile.FitAsync((with ?? (request => request))(Request(formula)));
    }

    private static FitRequest With(FitRequest request, Func<ModelRequest, ModelRequest> change) => request with { Model = change(request.Model) };

    private async Task<Fault> Wrong(string formula, Func<FitRequest, FitRequest>? with = null) =>
        (await Assert.ThrowsAsync<UsageException>(() => FitAsync(Survey, formula, with))).Fault;

    private sealed class Listed(List<long> told) : IProgress<long>
    {
        public void Report(long value) => told.Add(value);
    }
}
