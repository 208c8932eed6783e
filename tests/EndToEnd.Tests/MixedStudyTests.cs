using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>Mixed models of whole studies: Kansas City's districts against the definition and lme4, and the demo's study against the same model on its file.</summary>
public sealed class MixedStudyTests
{
    private const string Kansas = "q2_01 ~ q3_01 + q6_01 + q8_01 + (1 | counci)";

    // The REML criterion from the dense covariance of all rows, minimised over one ratio; base R alone. lme4 must agree where it is at hand, to the precision of its optimiser.
    private static string ByDefinition(string file) => $$"""
        d <- read.csv("{{file}}", na.strings = c("NA", ""))
        for (v in c("q2_01", "q3_01", "q6_01", "q8_01", "counci")) d[[v]][d[[v]] == 9] <- NA
        d <- d[complete.cases(d[c("q2_01", "q3_01", "q6_01", "q8_01", "counci")]), ]
        X <- cbind(1, d$q3_01, d$q6_01, d$q8_01); y <- d$q2_01; n <- nrow(d); k <- 4; same <- outer(d$counci, d$counci, "==")
        at <- function(t) {
          U <- chol(diag(n) + t^2 * same); A <- backsolve(U, cbind(X, y), transpose = TRUE); q <- qr(A[, 1:k]); r2 <- sum(qr.resid(q, A[, k + 1])^2)
          list(value = 2 * sum(log(diag(U))) + 2 * sum(log(abs(diag(qr.R(q))))) + (n - k) * (1 + log(2 * pi * r2 / (n - k))), beta = qr.coef(q, A[, k + 1]), sigma = sqrt(r2 / (n - k)),
            se = sqrt(diag(chol2inv(qr.R(q))) * r2 / (n - k)))
        }
        t <- optimize(function(t) at(t)$value, c(0, 1), tol = 1e-9)$minimum; f <- at(t)
        if (requireNamespace("lme4", quietly = TRUE)) stopifnot(max(abs(lme4::fixef(lme4::lmer({{Kansas}}, d)) - f$beta)) < 1e-5)
        cat(sprintf("%.17g,%.17g\n", f$beta, f$se), sprintf("%.17g,%.17g\n", t, f$sigma), sprintf("%.17g,0\n", f$value), sep = "")
        """;

    [Fact]
    public void DistrictsOfKansasCityVaryAsTheirDefinitionSays()
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        RealFiles.Needs(Foreign.Has("Rscript"), "R");
        var run = Copro.Run("fit", file, Kansas, "--method", "lmm", "--missing", "9", "--json").Ended(0);
        var root = JsonDocument.Parse(run.Output).RootElement;
        double[][] expected = [.. Foreign.R(ByDefinition(file)).Select(line => line.Split(',').Select(cell => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture)).ToArray())];
        var terms = root.GetProperty("terms").EnumerateArray().ToList();
        Assert.Equal(4, terms.Count);
        // A search without derivatives finds a flat minimum to half of the sixteen digits; what rests on it at first order has no more.
        foreach (var (term, numbers) in terms.Zip(expected))
        {
            CorrectDigits.Assert(6, term.GetProperty("estimate").GetDouble(), numbers[0], term.GetProperty("term").GetString()!);
            CorrectDigits.Assert(6, term.GetProperty("std_error").GetDouble(), numbers[1], term.GetProperty("term").GetString()!);
        }
        var glance = root.GetProperty("glance");
        CorrectDigits.Assert(5, glance.GetProperty("theta_1").GetDouble(), expected[4][0], "θ");
        CorrectDigits.Assert(8, glance.GetProperty("sigma").GetDouble(), expected[4][1], "σ");
        CorrectDigits.Assert(12, glance.GetProperty("reml_criterion").GetDouble(), expected[5][0], "criterion");
        Assert.Contains("6 groups of 'counci'", run.Output, StringComparison.Ordinal);
    }

    private const string Demo = "satisfaction ~ interest_relevance + self_efficacy + community_trust + local_support + participation_depth + (1 | community)";

    private const string Models = $$"""
        models:
          - { id: levels, method: lmm, survey: satisfaction-2019, formula: "{{Demo}}", settings: { communities: show } }
          - { id: items, method: lmm, survey: satisfaction-2019, formula: "sat1 ~ tru1 + (1 + tru1 | community)" }

        """;

    [Fact]
    public void TheDemosCommunitiesAreFittedAndReleasedFromTheStore()
    {
        using var scratch = new Scratch();
        DemoModels.Write(scratch, Models, "spending-shares, \"coefficients:levels\"");
        Copro.Run("run", scratch.Folder, "--quiet").Ended(0);
        Assert.Equal(6, Table.Read(scratch["out/tables/model-levels.csv"]).Count);
        Assert.All(new[] { "random", "icc", "levels", "r_squared", "communities" }, part => Assert.True(File.Exists(scratch[$"out/tables/model-levels-{part}.csv"]), part));
        Assert.False(File.Exists(scratch["out/tables/model-levels-convergence.csv"]));
        Assert.DoesNotContain("Diary of the search", File.ReadAllText(scratch["out/report.html"]), StringComparison.Ordinal);
        var fit = Copro.Run("fit", Path.Combine(DemoModels.Study, "satisfaction-2019.csv"), "sat1 ~ tru1 + (1 + tru1 | community)", "--method", "lmm", "--missing", "7,8,9", "--json").Ended(0);
        foreach (var (term, row) in JsonDocument.Parse(fit.Output).RootElement.GetProperty("terms").EnumerateArray().Zip(Table.Read(scratch["out/tables/model-items.csv"])))
            Assert.Equal(term.GetProperty("estimate").GetDouble(), double.Parse(row["estimate"], CultureInfo.InvariantCulture), 0.00051);
        Assert.Contains("Mixed model (lmm)", File.ReadAllText(scratch["out/report.html"]), StringComparison.Ordinal);
    }
}
