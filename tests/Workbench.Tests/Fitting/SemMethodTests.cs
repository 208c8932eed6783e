using CoProduction.Analysis;
using CoProduction.Reports;
using CoProduction.Workbench;

namespace CoProduction.Tests.Fitting;

/// <summary>The methods <c>cfa</c> and <c>sem</c> on files: their settings, their options, a covariance matrix, the demo's constructs.</summary>
public sealed class SemMethodTests : IDisposable
{
    private const string Three = "visual =~ x1 + x2 + x3; textual =~ x4 + x5 + x6; speed =~ x7 + x8 + x9";

    private static readonly string Pupils = Path.Combine(RealFiles.Root, "tests", "Reference", "sem", "holzinger.csv");
    private static readonly string Demo = Path.Combine(RealFiles.Root, "examples", "district-x", "satisfaction-2019.csv");

    private readonly string _matrix = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(_matrix);

    [Fact]
    public async Task TheBootstrapDrawsCommunitiesAndTheSameSeedGivesTheSameNumbers()
    {
        const string Model = "relevance =~ rel1 + rel2 + rel3 + rel4; depth =~ dep1 + dep2 + dep3 + dep4 + dep5; satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5; depth ~ a*relevance; satisfaction ~ b*depth + relevance; ab := a*b";
        Task<SemFit> Draw(ulong seed) => FitAsync("sem", Demo, Model, request => request with { Clusters = ["community"], Bootstrap = 200, Seed = seed });
        var (first, robust) = (await Draw(7), await FitAsync("sem", Demo, Model, request => request with { Clusters = ["community"] }));
        Assert.Equal(first.Parameters, (await Draw(7)).Parameters);
        Assert.NotEqual(first.Parameter("ab")!.ConfLow, (await Draw(8)).Parameter("ab")!.ConfLow);
        Assert.Equal((7ul, 96, "percentile of 200 draws of communities"), (first.Provenance.Seed, first.Communities, first.Uncertainty));
        // 200 draws know an error to 5 %, and 96 communities make both errors nearly the same.
        Assert.All(first.Parameters.Zip(robust.Parameters).Where(pair => pair.First.IsFree), pair => Assert.InRange(pair.First.StdError!.Value / pair.Second.StdError!.Value, 0.75, 1.3));
    }

    [Fact]
    public async Task AMatrixInAFileIsMatchedByName()
    {
        var rows = await FitAsync("cfa", Pupils, Three);
        string[] names = [.. Enumerable.Range(1, 9).Select(i => $"x{10 - i}")];
        var frame = File.ReadAllLines(Pupils).Skip(1).Select(line => line.Split(',')[4..].Select(cell => double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).ToArray();
        double Covariance(int i, int j) => frame.Sum(row => (row[i] - frame.Average(one => one[i])) * (row[j] - frame.Average(one => one[j]))) / 300;
        // The upper half only, labels turned round.
        File.WriteAllLines(_matrix, [$"name,{string.Join(',', names)}", .. names.Select((name, i) => $"{name},{string.Join(',', names.Select((_, j) => j < i ? "" : Covariance(8 - i, 8 - j).ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}")]);
        var matrix = await FitAsync("cfa", _matrix, Three, request => request with { Settings = request.Settings.Add("covariance", "301") }, []);
        Assert.Equal(rows["chisq"]!.Value, matrix["chisq"]!.Value, 1e-8);
        Assert.Equal(301, matrix.Rows);
        Assert.Contains("a covariance matrix", matrix.Provenance.Options.Single(option => option.Name == "moments").Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SettingsReachTheModelAndItsTables()
    {
        var fit = await FitAsync("cfa", Pupils, Three, request => request with
        {
            Settings = request.Settings.AddRange(
            [new("group", "school"), new("equal", "loadings,intercepts"), new("free", "x3 ~ 1; x7~1"), new("invariance", "true"), new("compare", "true"), new("bias", "true")])
        });
        Assert.Equal(129.422, fit["chisq"]!.Value, 3);
        Assert.Superset(new HashSet<string> { "invariance", "partial_invariance", "competing_models", "method_bias", "fit_measures", "standardized", "modification_indices", "reliability" }, fit.Parts.Select(part => part.Name).ToHashSet());
        Assert.Equal([("Grant-White", 145L), ("Pasteur", 156L)], fit.Groups);
        // A row of a group speaks of its people.
        Assert.Equal(145, ((IModelFit)fit).PeopleBehind(0));
        var fiml = await FitAsync("cfa", Pupils.Replace(".csv", "-missing.csv", StringComparison.Ordinal), Three, request => request with { Settings = request.Settings.Add("missing", "fiml") });
        Assert.Equal(301, fiml.Rows);
    }

    [Theory]
    [InlineData("f =~ x1 + x2 + + x3", "line 1, column 16", true)]
    [InlineData("f =~ x1 + x2 + x99", "x99", true)]
    [InlineData("f =~ x1 + x2 + school", "school", true)]
    [InlineData("f =~ x1 + x2", "under-identified", true)]
    public async Task AModelThatCannotBeSaysWhy(string model, string part, bool asked)
    {
        var wrong = await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync("cfa", Pupils, model));
        Assert.Contains(part, wrong.Fault.ToString(), StringComparison.Ordinal);
        Assert.True(asked == wrong is UsageException || part == "school");
    }

    [Fact]
    public async Task Options_that_a_structural_model_does_not_take_are_refused()
    {
        foreach (var with in new Func<ModelRequest, ModelRequest>[]
        {
            request => request with { Weights = "x1", Settings = request.Settings.Add("missing", "fiml") }, request => request with { Weights = "x1", Settings = request.Settings.Add("estimator", "mlm") },
            request => request with { Weights = "x1", Settings = request.Settings.Add("group", "school") }, request => request with { Weights = "x1", Clusters = ["ageyr"], Bootstrap = 100 }, request => request with { Strata = "school" }, request => request with { Clusters = ["school", "sex"] }, request => request with { Bootstrap = 100 },
            request => request with { Clusters = ["school"], Settings = request.Settings.Add("estimator", "mlm") }, request => request with { Settings = request.Settings.Add("covariance", "many") },
            request => request with { Settings = request.Settings.Add("equal", "loadings") },
        })
            Assert.NotEmpty((await Assert.ThrowsAnyAsync<StudyException>(() => FitAsync("cfa", Pupils, Three, with))).Fault.Mend);
    }

    [Fact]
    public async Task Weights_reach_estimates_errors_and_rivals()
    {
        string weighted = Pupils.Replace(".csv", "-weights.csv", StringComparison.Ordinal);
        var fit = await FitAsync("cfa", weighted, Three, request => request with { Weights = "w", Settings = request.Settings.Add("compare", "true") });
        Assert.Equal((87.186, "robust.huber.white"), (Math.Round(fit["chisq"]!.Value, 3), fit.Uncertainty));
        Assert.Equal(81.830, fit["chisq.scaled"]!.Value, 3);
        Assert.Equal(fit["chisq"]!.Value, fit.Further.Single().Rows[0][1].Number!.Value, 1e-8);
        Assert.Contains("weights of mean 1", fit.Provenance.Method, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_syntax_error_in_a_file_names_the_files_line()
    {
        File.WriteAllText(_matrix, "# The measurement model\n\n# of three factors\nvisual =~ x1 + x2 + x3\ntextual =~ x4 + + x5\n");
        var wrong = await Assert.ThrowsAsync<UsageException>(() => FitAsync("cfa", Pupils, $"@{_matrix}"));
        Assert.Contains("line 5, column 17", wrong.Fault.ToString(), StringComparison.Ordinal);
        File.WriteAllText(_matrix, $"# all\n\n{Three}\n");
        Assert.Equal(Three, (await FitAsync("cfa", Pupils, $"@{_matrix}")).Spec.Model.Text);
    }

    [Fact]
    public async Task Counts_among_the_measures_of_fit_are_printed_without_decimals()
    {
        var fit = await FitAsync("cfa", Pupils, Three);
        var table = Disclosure.Review(ModelTables.Part(fit, fit.Parts.Single(part => part.Name == "fit_measures"), new("模型", "Model")), PrivacyPlan.Standard);
        string text = MarkdownTable.Text(table, Language.En);
        foreach (string line in new[] { "| npar | 21 |", "| df | 24 |", "| ntotal | 301 |", "| chisq | 85.306 |" }) Assert.Contains(line, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rival_models_are_compared_on_incomplete_rows_too()
    {
        string incomplete = Pupils.Replace(".csv", "-missing.csv", StringComparison.Ordinal);
        var fit = await FitAsync("cfa", incomplete, Three, request => request with { Settings = request.Settings.AddRange([new("missing", "fiml"), new("compare", "true"), new("bias", "true"), new("marker", "speed")]) });
        var rivals = fit.Further.Single(part => part.Name == "competing_models");
        Assert.Equal(3, rivals.Rows.Length);
        // The first rival is the model itself; one factor is the third case of lavaan's own fit of these rows.
        Assert.Equal(fit["chisq"]!.Value, rivals.Rows[0][1].Number!.Value, 1e-8);
        var one = await FitAsync("cfa", incomplete, "g =~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9", request => request with { Settings = request.Settings.Add("missing", "fiml") });
        Assert.Equal(one["chisq"]!.Value, rivals.Rows[2][1].Number!.Value, 1e-6);
        Assert.Equal(["method_bias", "marker"], fit.Further.Skip(1).Select(part => part.Name));
    }

    [Theory]
    [InlineData("regression")]
    [InlineData("bartlett")]
    public async Task Scores_of_every_row_go_to_the_researchers_own_file_with_a_statement(string how)
    {
        string scores = Path.ChangeExtension(_matrix, ".scores.csv"), statement = scores + ".unreviewed.txt";
        try
        {
            var request = new ModelRequest("cfa", Three) { Settings = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("scores", how).Add("group", "school") };
            var fit = (SemFit)await FitFile.FitAsync(new FitRequest(Pupils, request, [], null) { Scores = scores });
            string[] lines = File.ReadAllLines(scores);
            Assert.Equal(("row,visual,textual,speed", 302), (lines[0].TrimStart('\uFEFF'), lines.Length));
            Assert.StartsWith("1,", lines[1], StringComparison.Ordinal);
            double visual = double.Parse(lines[1].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(visual, ((NumberColumn)fit.Scores(await RowsAsync(), fit.Spec.Scoring)["visual"]).Values[0], 1e-12);
            Assert.Contains("records of persons", File.ReadAllText(statement), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(scores);
            File.Delete(statement);
        }

        static async Task<Frame> RowsAsync()
        {
            string[][] cells = [.. (await File.ReadAllLinesAsync(Pupils)).Select(line => line.Split(','))];
            int school = Array.IndexOf(cells[0], "school");
            return new Frame([new TextColumn("school", [.. cells.Skip(1).Select(row => row[school])], []), .. Enumerable.Range(1, 9).Select(i => (Column)new NumberColumn(
                $"x{i}", [.. cells.Skip(1).Select(row => double.Parse(row[Array.IndexOf(cells[0], $"x{i}")], System.Globalization.CultureInfo.InvariantCulture))], []))]);
        }
    }

    [Theory]
    [InlineData("ols", "x1 ~ x2", "scores.csv", "")]
    [InlineData("cfa", Three, "scores.doc", "")]
    [InlineData("cfa", Three, "scores.csv", "x1 > 6: odd")]
    public async Task Scores_that_cannot_be_are_refused(string method, string model, string file, string exclude)
    {
        var request = new ModelRequest(method, model) { Exclude = exclude.Length > 0 ? [exclude] : [] };
        var wrong = await Assert.ThrowsAsync<UsageException>(() => FitFile.FitAsync(new FitRequest(Pupils, request, [], null) { Scores = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}-{file}") }));
        Assert.Equal("--scores", wrong.Fault.Where);
        Assert.NotEmpty(wrong.Fault.Mend);
    }

    private static async Task<SemFit> FitAsync(string method, string file, string model, Func<ModelRequest, ModelRequest>? with = null, string[]? missing = null)
    {
        var request = new ModelRequest(method, model);
        return (SemFit)await FitFile.FitAsync(new FitRequest(file, with is null ? request : with(request), [.. missing ?? (file == Demo ? ["7", "8", "9"] : [])], null));
    }
}
