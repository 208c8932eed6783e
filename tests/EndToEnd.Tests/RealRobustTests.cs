using System.Globalization;
using System.Text.Json;

namespace CoProduction.Tests;

/// <summary>
/// Kansas City's survey of residents: satisfaction on drivers by council district. Six districts are far fewer than CR1 wants: CR2 and the wild bootstrap are what the caution
/// proposes. R's numbers are computed here where sandwich is at hand; those of clubSandwich, which the tests need not have, are written out by hand in R.
/// </summary>
public sealed class RealRobustTests
{
    private const string Formula = "q2_01 ~ q3_01 + q6_01 + q8_01";

    private static string Prepared(string file) => $$"""
        d <- read.csv("{{file}}", na.strings = c("NA", ""))
        for (v in c("q2_01", "q3_01", "q6_01", "q8_01", "counci")) d[[v]][d[[v]] == 9] <- NA
        d <- d[complete.cases(d[c("q2_01", "q3_01", "q6_01", "q8_01", "counci")]), ]
        m <- lm({{Formula}}, d); X <- model.matrix(m); M <- solve(crossprod(X)); u <- resid(m); k <- ncol(X)
        """;

    // CR2 and its Satterthwaite degrees of freedom from their definitions over the rows; I - H of a district is inverted in the span of its columns, which is exact.
    private const string BiasReduced = """
        A <- lapply(split(seq_len(nrow(d)), d$counci), function(i) {
          q <- qr(X[i, ]); Q <- qr.Q(q); e <- eigen(diag(k) - qr.R(q)[, order(q$pivot)] %*% M %*% t(qr.R(q)[, order(q$pivot)]), symmetric = TRUE)
          list(i = i, Q = Q, root = e$vectors %*% (1 / sqrt(e$values) * t(e$vectors)))
        })
        adjusted <- function(a, v) v + a$Q %*% ((a$root - diag(k)) %*% crossprod(a$Q, v))
        S <- sapply(A, function(a) M %*% crossprod(X[a$i, ], adjusted(a, u[a$i])))
        se <- sqrt(rowSums(S^2))
        df <- sapply(seq_len(k), function(j) {
          p <- lapply(A, function(a) adjusted(a, X[a$i, ] %*% M[, j]))
          y <- mapply(function(a, v) crossprod(X[a$i, ], v), A, p)
          P <- diag(sapply(p, function(v) sum(v^2))) - t(y) %*% M %*% y
          sum(diag(P))^2 / sum(P^2)
        })
        """;

    [Fact]
    public void CR2OfKansasCityEqualsItsDefinitionOverTheRows()
    {
        var (terms, reference, cautions) = Both("CR2", BiasReduced + "\ncat(sprintf(\"%s,%.17g,%.17g,%.17g\\n\", names(coef(m)), coef(m), se, df), sep = \"\")");
        foreach (var (term, expected) in terms.Zip(reference))
        {
            Check(term, expected, 10);
            CorrectDigits.Assert(9, term.GetProperty("df").GetDouble(), Number(expected[3]), $"df of {expected[0]}");
        }
        Assert.DoesNotContain("CR1", cautions, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HC1")]
    [InlineData("HC2")]
    [InlineData("HC3")]
    public void TheSecondPassOfKansasCityEqualsSandwich(string vcov)
    {
        var (terms, reference, _) = Both(vcov, $"cat(sprintf(\"%s,%.17g,%.17g\\n\", names(coef(m)), coef(m), sqrt(diag(sandwich::vcovHC(m, type = \"{vcov}\")))), sep = \"\")");
        foreach (var (term, expected) in terms.Zip(reference)) Check(term, expected, 10);
    }

    [Fact]
    public void CR1OfSixDistrictsIsCautionedAboutAndTheWildBootstrapEnumeratesThem()
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        var plain = Copro.Run("fit", file, Formula, "--cluster", "counci", "--vcov", "CR1", "--missing", "9", "--json").Ended(0);
        Assert.Contains("CR2", plain.Output, StringComparison.Ordinal);
        var wild = Copro.Run("fit", file, Formula, "--cluster", "counci", "--vcov", "wild", "--missing", "9", "--json").Ended(0);
        var root = JsonDocument.Parse(wild.Output).RootElement;
        Assert.All(root.GetProperty("terms").EnumerateArray(), term => Assert.Equal(0, term.GetProperty("p_value").GetDouble() * 64 % 1, 1e-9));
        Assert.Contains("webb", wild.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void FixedEffectsOfKansasCitysDistrictsEqualTheDummies()
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        var run = Copro.Run("fit", file, Formula + " | counci", "--method", "fe", "--missing", "9", "--json").Ended(0);
        var reference = Foreign.R(Prepared(file) + """

            f <- lm(q2_01 ~ q3_01 + q6_01 + q8_01 + factor(counci), d); n <- nrow(d); G <- length(unique(d$counci))
            # fixest's rule: the effects are nested in the clusters, so K is the three terms and one.
            v <- sandwich::vcovCL(f, cluster = d$counci, type = "HC0", cadjust = FALSE) * G / (G - 1) * (n - 1) / (n - 4)
            cat(sprintf("%s,%.17g,%.17g\n", names(coef(f)), coef(f), sqrt(diag(v)))[2:4], sep = "")
            """);
        foreach (var (term, line) in JsonDocument.Parse(run.Output).RootElement.GetProperty("terms").EnumerateArray().Zip(reference)) Check(term, line.Split(','), 10);
    }

    private static (List<JsonElement> Terms, List<string[]> Reference, string Cautions) Both(string vcov, string script)
    {
        string file = RealFiles.Path("survey/kcmo_FY2022_RS_Cleaned_safe.csv");
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        var run = Copro.Run("fit", file, Formula, "--cluster", "counci", "--vcov", vcov, "--missing", "9", "--json").Ended(0);
        var root = JsonDocument.Parse(run.Output).RootElement;
        var reference = Foreign.R(Prepared(file) + "\n" + script);
        var terms = root.GetProperty("terms").EnumerateArray().ToList();
        Assert.Equal(reference.Count, terms.Count);
        return (terms, [.. reference.Select(line => line.Split(','))], root.TryGetProperty("cautions", out var cautions) ? cautions.ToString() : "");
    }

    private static void Check(JsonElement term, string[] expected, double digits)
    {
        Assert.Equal(expected[0], term.GetProperty("term").GetString());
        CorrectDigits.Assert(digits, term.GetProperty("estimate").GetDouble(), Number(expected[1]), expected[0]);
        CorrectDigits.Assert(digits, term.GetProperty("std_error").GetDouble(), Number(expected[2]), $"error of {expected[0]}");
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
