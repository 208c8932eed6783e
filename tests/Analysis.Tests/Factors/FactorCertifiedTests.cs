using System.Text.Json;
using CoProduction.Analysis;
using CoProduction.Tests.Describing;

namespace CoProduction.Tests.Factoring;

/// <summary>Factors against psych, stats::factanal and promax, GPArotation and polycor.</summary>
public sealed class FactorCertifiedTests
{
    private const string Eight = "~ q1 + q2 - q3 + q4 + q5 + q6 + q7 + q8";

    // optim ends at gradients of about 1e-7, GPArotation at 1e-8: loadings of order 1 agree to about that.
    private const double Close = 2e-6;

    private static readonly JsonElement Expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "factors", "expected.json"))).RootElement;

    private static readonly Frame Rows = DescribeRows.Of("factors");

    [Fact]
    public void Correlations_and_their_adequacy_agree_with_psych()
    {
        var fit = Fit(spec => spec);
        Assert.Equal(Expected.GetProperty("n").GetInt64(), fit.Rows);
        Same(12, Flat("r"), fit.Correlations.Values);
        CorrectDigits.Assert(11, fit.Kmo, Number("kmo"), "KMO");
        Same(11, Flat("msa"), fit.Items.Select(item => item.Kmo));
        Same(10, Flat("bartlett"), [fit.Sphericity!.ChiSquared, fit.Sphericity.Df, fit.Sphericity.PValue]);
        Same(11, Flat("eigenvalues"), fit.Eigenvalues.Select(one => one.Value));
        Same(11, Flat("weighted_r"), FactorRows.Fit(Rows, Eight, weights: "w").Correlations.Values);
    }

    [Fact]
    public void Maximum_likelihood_agrees_with_factanal_and_psych()
    {
        var fit = Fit(spec => spec with { Factors = 2, Rotation = FactorRotation.Varimax });
        var truth = Expected.GetProperty("ml");
        Near(truth.GetProperty("loadings"), Loadings(fit));
        Near(truth.GetProperty("uniqueness"), fit.Items.Select(item => item.Uniqueness));
        Same(6, Numbers(truth.GetProperty("test")), [fit.Test!.ChiSquared, fit.Test.Df, fit.Test.PValue]);
        CorrectDigits.Assert(5, fit.ResidualRoot, Number("rmsr"), "RMSR");
        Assert.All(fit.Items, item => Assert.Equal(1, item.Communality + item.Uniqueness, 1e-8));
    }

    [Fact]
    public void Scores_of_rows_agree_with_psych_and_factanal()
    {
        var truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(RealFiles.Root, "tests", "Reference", "factors", "scores.json"))).RootElement;
        int[] rows = [.. truth.GetProperty("rows").EnumerateArray().Select(one => one.GetInt32() - 1)];
        void Check(string name, FactorFit fit)
        {
            var scores = fit.Scores(Rows);
            Near(truth.GetProperty(name), rows.SelectMany(row => scores.Columns.Select(column => ((NumberColumn)column).Values[row])));
            Assert.Equal(fit.RowsIncomplete, Enumerable.Range(0, scores.Rows).Count(scores["F1"].IsMissing));
        }
        Check("thurstone", Fit(spec => spec with { Factors = 2 }));
        Check("bartlett", Fit(spec => spec with { Factors = 2, BartlettScores = true }));
        Check("factanal", Fit(spec => spec with { Factors = 2, Rotation = FactorRotation.Varimax }));
    }

    [Fact]
    public void Oblique_rotations_and_scores_agree_with_promax_GPArotation_and_psych()
    {
        var oblimin = Fit(spec => spec with { Factors = 2 });
        Near(Expected.GetProperty("oblimin").GetProperty("loadings"), Loadings(oblimin));
        Near(Expected.GetProperty("oblimin").GetProperty("phi"), oblimin.FactorCorrelations.Values);
        Near(Expected.GetProperty("structure"), oblimin.Items.SelectMany(item => item.Structure));
        Near(Expected.GetProperty("regression"), oblimin.Items.SelectMany(item => item.Weights));
        Near(Expected.GetProperty("determinacy"), oblimin.Factors.Select(one => one.Determinacy));
        Near(Expected.GetProperty("sums"), oblimin.Factors.Select(one => one.SumOfSquares));
        Near(Expected.GetProperty("bartlett_weights"), Fit(spec => spec with { Factors = 2, BartlettScores = true }).Items.SelectMany(item => item.Weights), 1e-5);
        // psych ends its rotation at 1e-5.
        Near(Expected.GetProperty("psych_ml").GetProperty("loadings"), Loadings(oblimin), 2e-4);
        Near(Expected.GetProperty("psych_ml").GetProperty("phi"), oblimin.FactorCorrelations.Values, 2e-4);
        var promax = Fit(spec => spec with { Factors = 2, Rotation = FactorRotation.Promax });
        Near(Expected.GetProperty("promax").GetProperty("loadings"), Loadings(promax), 1e-5);
        Near(Expected.GetProperty("promax").GetProperty("phi"), promax.FactorCorrelations.Values, 1e-5);
    }

    [Fact]
    public void Principal_axes_and_components_agree_with_psych()
    {
        var paf = Fit(spec => spec with { Factors = 2, Method = FactorMethod.Paf, Rotation = FactorRotation.Varimax });
        Near(Expected.GetProperty("paf").GetProperty("loadings"), Loadings(paf), 1e-5);
        Near(Expected.GetProperty("psych_pa"), Loadings(paf), 1e-5);
        Near(Expected.GetProperty("paf_uniqueness"), paf.Items.Select(item => item.Uniqueness), 1e-5);
        Assert.Null(paf.Test);
        var pca = Fit(spec => spec with { Factors = 2, Method = FactorMethod.Pca, Rotation = FactorRotation.Varimax });
        // R's varimax ends where its criterion stands still: loadings to about the root of the last digit.
        Near(Expected.GetProperty("pca").GetProperty("loadings"), Loadings(pca));
        Near(Expected.GetProperty("psych_pca"), Loadings(pca));
    }

    [Fact]
    public void Polychoric_correlations_agree_with_polycor_and_psych()
    {
        var fit = Fit(spec => spec with { Factors = 2, Rotation = FactorRotation.Varimax, Polychoric = true });
        // optimize() on the likelihood, a parabola at its top, ends at about the root of the last digit.
        Near(Expected.GetProperty("poly"), fit.Correlations.Values, 1e-6);
        var pairs = Expected.GetProperty("pairs");
        double[] polycor = Flat("polycor");
        for (int at = 0; at < polycor.Length; at++) Assert.Equal(polycor[at], fit.Correlations[pairs[at][0].GetInt32() - 1, pairs[at][1].GetInt32() - 1], 2e-5);
        // psych's search ends at optimize's default, 1.2e-4.
        Near(Expected.GetProperty("psych_poly"), fit.Correlations.Values, 2e-4);
        // R's script turned q3; its thresholds are those of the item as answered, turned.
        var tau = Expected.GetProperty("tau");
        for (int i = 0; i < 8; i++)
            if (i != 2) Near(tau[i], fit.Items[i].Thresholds, 1e-9);
        Near(Expected.GetProperty("poly_ml"), Loadings(fit), 1e-5);
        Assert.Null(fit.Sphericity);
    }

    // Other random numbers than R's: 2,000 samples each; standard errors of means near 0.002, of quantiles near 0.004; four times that.
    [Fact]
    public void Parallel_analysis_agrees_with_random_rows_in_R()
    {
        var fit = Fit(spec => spec with { Draws = 2000 });
        double[] mean = Flat("random_mean"), quantile = Flat("random_95");
        for (int at = 0; at < mean.Length; at++)
        {
            Assert.Equal(mean[at], fit.Eigenvalues[at].RandomMean, 0.006);
            Assert.Equal(quantile[at], fit.Eigenvalues[at].RandomQuantile, 0.016);
        }
        Assert.Equal(2, fit.Factors.Length);
    }

    // psych ends its search of one factor at slopes of about 1e-7.
    [Fact]
    public void Eigenvalues_of_common_factors_agree_with_fa_parallel()
    {
        Same(11, Flat("smc_values"), Fit(spec => spec).CommonEigenvalues.Select(one => one.Value));
        Same(11, Flat("smc_values"), Fit(spec => spec with { Parallel = ParallelBasis.Smc }).CommonEigenvalues.Select(one => one.Value));
        var minres = Fit(spec => spec with { Parallel = ParallelBasis.Minres, Draws = 20 });
        Near(Expected.GetProperty("minres_values"), minres.CommonEigenvalues.Select(one => one.Value));
        Near(Expected.GetProperty("psych_minres_values"), minres.CommonEigenvalues.Select(one => one.Value), 1e-6);
    }

    // 2,000 samples each; the first eigenvalue of one factor, often a Heywood case in random rows, has a standard deviation of 0.25. Four standard errors of the difference.
    [Theory]
    [InlineData(ParallelBasis.Smc, "smc", 2000, 0.006, 0.016)]
    [InlineData(ParallelBasis.Minres, "minres", 2000, 0.032, 0.07)]
    public void Parallel_analysis_of_common_factors_agrees_with_random_rows_in_R(ParallelBasis basis, string name, int draws, double ofMean, double ofQuantile)
    {
        var fit = Fit(spec => spec with { Parallel = basis, Draws = draws });
        double[] mean = Flat($"random_{name}_mean"), quantile = Flat($"random_{name}_95");
        for (int at = 0; at < mean.Length; at++)
        {
            Assert.Equal(mean[at], fit.CommonEigenvalues[at].RandomMean, ofMean);
            Assert.Equal(quantile[at], fit.CommonEigenvalues[at].RandomQuantile, ofQuantile);
        }
        Assert.Equal(2, fit.Factors.Length);
        Assert.Contains("common factors", fit.Provenance.Options.Single(one => one.Name == "parallel_analysis").Value, StringComparison.Ordinal);
    }

    private static FactorFit Fit(Func<FactorSpec, FactorSpec> with) => FactorRows.Fit(Rows, Eight, with);

    private static IEnumerable<double> Loadings(FactorFit fit) => fit.Items.SelectMany(item => item.Loadings);

    private static void Near(JsonElement truth, IEnumerable<double> found, double tolerance = Close)
    {
        double[] expected = Numbers(truth), ours = [.. found];
        Assert.Equal(expected.Length, ours.Length);
        for (int i = 0; i < ours.Length; i++) Assert.Equal(expected[i], ours[i], tolerance);
    }

    private static void Same(double digits, double[] truth, IEnumerable<double> found)
    {
        double[] ours = [.. found];
        Assert.Equal(truth.Length, ours.Length);
        for (int i = 0; i < truth.Length; i++) CorrectDigits.Assert(digits, ours[i], truth[i], $"number {i}");
    }

    private static double[] Flat(string name) => Numbers(Expected.GetProperty(name));

    private static double Number(string name) => Expected.GetProperty(name).GetDouble();

    private static double[] Numbers(JsonElement at) => at.ValueKind == JsonValueKind.Array ? [.. at.EnumerateArray().SelectMany(Numbers)] : [at.GetDouble()];
}
