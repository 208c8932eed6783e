using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>Mediation in whole studies: Kansas City's residents against a bootstrap by hand in R, and the demo's pathway from its store with every released table.</summary>
public sealed class MediationStudyTests
{
    private static string ByHand(string file) => $$"""
        d <- read.csv("{{file}}", na.strings = c("NA", ""))[c("q2_01", "q3_01", "q6_01")]
        d[d == 9] <- NA; d <- d[complete.cases(d), ]; n <- nrow(d)
        indirect <- function(i) .lm.fit(cbind(1, d$q3_01[i]), d$q6_01[i])$coefficients[2] * .lm.fit(cbind(1, d$q3_01[i], d$q6_01[i]), d$q2_01[i])$coefficients[3]
        set.seed(1); t <- replicate(4000, indirect(sample.int(n, replace = TRUE)))
        cat(sprintf("%.17g\n", c(n, indirect(seq_len(n)), sd(t), quantile(t, c(.025, .975)))), sep = "")
        """;

    // The estimates are the same least squares. The bounds of two bootstraps differ by the sampling of their draws: the standard deviation of 4,000 by 1.1 %, a 2.5 % quantile by about 0.04
    // standard errors each; five times both together is allowed.
    [Fact]
    public void KansasCitysPathwayEqualsABootstrapByHand()
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        RealFiles.Needs(Foreign.Has("Rscript"), "R");
        var run = Copro.Run("fit", file, "q3_01 -> q6_01 -> q2_01", "--method", "mediation", "--missing", "9", "--json").Ended(0);
        var root = JsonDocument.Parse(run.Output).RootElement;
        double[] expected = [.. Foreign.R(ByHand(file)).Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
        var indirect = root.GetProperty("indirect")[0];
        Assert.Equal(expected[0], root.GetProperty("n").GetDouble());
        CorrectDigits.Assert(12, indirect.GetProperty("estimate").GetDouble(), expected[1], "indirect effect");
        Assert.InRange(indirect.GetProperty("boot_se").GetDouble() / expected[2], 0.92, 1.08);
        Assert.InRange((indirect.GetProperty("conf_low").GetDouble() - expected[3]) / expected[2], -0.3, 0.3);
        Assert.InRange((indirect.GetProperty("conf_high").GetDouble() - expected[4]) / expected[2], -0.3, 0.3);
        Assert.Equal("percentile, case bootstrap", root.GetProperty("vcov").GetString());
    }

    private const string Models = """
        models:
          - { id: pathway, method: mediation, survey: satisfaction-2019, formula: "interest_relevance -> participation_depth -> satisfaction", cluster: community, bootstrap: 5000 }
          - { id: moderated, method: mediation, survey: satisfaction-2019, formula: "interest_relevance * self_efficacy -> participation_depth -> satisfaction", bootstrap: 200 }

        """;

    [Fact]
    public void TheDemosPathwayIsFittedFromTheStoreAndReleased()
    {
        using var scratch = new Scratch();
        DemoModels.Write(scratch, Models, "spending-shares");
        string said = Copro.Run("run", scratch.Folder, "--lang", "en").Ended(0).Output;
        Assert.Matches(@"Satisfaction \(pathway, n=2399\): the association with interest relevance that runs through depth of participation is \+0\.\d\d \[0\.\d\d, 0\.\d\d\], \d\d% of the whole", said);
        Assert.Matches(@"changes by [+-]0\.\d{3} \[-?0\.\d{3}, -?0\.\d{3}\] per unit of self-efficacy", said);
        foreach (string part in new[] { "pathway", "pathway-paths", "pathway-indirect", "pathway-effects", "moderated-conditional", "moderated-index", "moderated-johnson_neyman" })
            Assert.True(File.Exists(scratch[$"out/tables/model-{part}.csv"]), part);
        Assert.Contains("Mediation: splits", File.ReadAllText(scratch["out/report.html"]), StringComparison.Ordinal);
    }
}
