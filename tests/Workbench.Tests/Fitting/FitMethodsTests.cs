using System.Text.Json;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>What is asked of a method that does not take it is refused before a row is read.</summary>
public sealed class FitMethodsTests
{
    /// <summary>Every method with every option it does not take.</summary>
    public static TheoryData<string, string> Refused()
    {
        var pairs = new TheoryData<string, string>();
        foreach (var method in FitMethods.All)
            foreach (var (option, flag, _) in Options.Where(option => !method.Takes.HasFlag(option.Option))) pairs.Add(method.Name, option == FitOptions.TwoClusters ? "two clusters" : flag);
        return pairs;
    }

    private static readonly (FitOptions Option, string Flag, Func<ModelRequest, ModelRequest> With)[] Options =
    [
        (FitOptions.Weights, "--weights", request => request with { Weights = "w" }), (FitOptions.Cluster, "--cluster", request => request with { Clusters = ["g"] }),
        (FitOptions.TwoClusters, "--cluster", request => request with { Clusters = ["g", "h"] }), (FitOptions.Strata, "--strata", request => request with { Strata = "s" }),
        (FitOptions.Fpc, "--fpc", request => request with { Fpc = "f" }), (FitOptions.Vcov, "--vcov", request => request with { Vcov = "CR1" }),
        (FitOptions.Bootstrap, "--bootstrap", request => request with { Bootstrap = 99 }), (FitOptions.Seed, "--seed", request => request with { Seed = 1 }),
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task AnOptionThatAMethodDoesNotTakeIsRefused(string method, string option)
    {
        var (_, flag, with) = Options.Single(one => (one.Option == FitOptions.TwoClusters ? "two clusters" : one.Flag) == option && (option == "two clusters" || one.Option != FitOptions.TwoClusters));
        var fault = await Wrong(with(new ModelRequest(method, "y ~ x")));
        Assert.Contains(flag, fault.What, StringComparison.Ordinal);
        Assert.NotEqual("", fault.Mend);
    }

    [Fact]
    public async Task SettingsAreKnownOrRefusedWithTheNearest()
    {
        foreach (var method in FitMethods.All)
        {
            var request = new ModelRequest(method.Name, "y ~ x");
            Assert.Contains("settin", (await Wrong(request with { Settings = request.Settings.Add("no such setting", "1") })).What, StringComparison.Ordinal);
            foreach (var setting in method.Settings.Where(setting => !setting.Allowed.IsEmpty))
                Assert.Contains(setting.Allowed[0], (await Wrong(request with { Settings = request.Settings.Add(setting.Name, "no such value") })).Mend, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public async Task ALevelOutsideZeroAndOneIsRefused(double level) => Assert.Contains("0.95", (await Wrong(new ModelRequest("ols", "y ~ x") { Level = level })).Mend, StringComparison.Ordinal);

    [Fact]
    public void TheStudyFilesSchemaNamesTheSameMethods()
    {
        var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "data-schema", "study.schema.json")));
        var names = schema.RootElement.GetProperty("definitions").GetProperty("model").GetProperty("properties").GetProperty("method").GetProperty("enum").EnumerateArray().Select(name => name.GetString()!);
        Assert.Equal(names.Order(StringComparer.Ordinal), FitMethods.All.Select(method => method.Name).Order(StringComparer.Ordinal));
    }

    private static async Task<Fault> Wrong(ModelRequest request) =>
        (await Assert.ThrowsAsync<UsageException>(() => FitFile.FitAsync(new FitRequest(Path.Combine(RealFiles.Root, "examples", "district-x", "communities.csv"), request, [], null)))).Fault;
}
