using System.Globalization;

namespace CoProduction.Tests;

/// <summary>The demo's models, from the survey file to the released table, against R's lm and sandwich on the same file.</summary>
public sealed class DemoRegressionTests(DemoRun demo) : IClassFixture<DemoRun>
{
    private const string Script = """
        folder <- "FOLDER"
        items <- subset(read.csv(file.path(folder, "questions.csv"), stringsAsFactors = FALSE), instrument == "satisfaction-2019" & construct != "")
        d <- read.csv(file.path(folder, "satisfaction-2019.csv"), na.strings = "")
        score <- function(construct) {
          own <- items[items$construct == construct, ]
          x <- as.matrix(d[own$item])
          x[x %in% c(7, 8, 9)] <- NA
          turned <- own$reversed %in% c("true", "TRUE", TRUE)
          for (j in which(turned)) x[, j] <- own$scale_min[j] + own$scale_max[j] - x[, j]
          answered <- rowSums(!is.na(x))
          ifelse(answered >= ceiling(ncol(x) / 2), rowSums(x, na.rm = TRUE) / answered, NA)
        }
        for (construct in c("satisfaction", "interest_relevance", "self_efficacy", "community_trust", "local_support", "participation_depth")) d[[construct]] <- score(construct)
        d <- d[complete.cases(d[c("satisfaction", "interest_relevance", "self_efficacy", "community_trust", "local_support", "participation_depth")]), ]
        formula <- satisfaction ~ interest_relevance + self_efficacy + community_trust + local_support + participation_depth
        for (weighted in c(FALSE, TRUE)) {
          m <- if (weighted) lm(formula, d, weights = weight) else lm(formula, d)
          s <- sqrt(diag(sandwich::vcovCL(m, cluster = d$community, type = "HC1", cadjust = TRUE)))
          cat(sprintf("%s,%s,%.17g,%.17g\n", if (weighted) "drivers-weighted" else "drivers", names(coef(m)), coef(m), s), sep = "")
        }
        """;

    [Fact]
    public void TheDriversOfSatisfactionAgreeWithRToTenDigits()
    {
        RealFiles.Needs(Foreign.Has("Rscript"), "R with the package sandwich");
        var reference = Foreign.R(Script.Replace("FOLDER", demo["district-x"], StringComparison.Ordinal)).Select(line => line.Split(',')).ToList();
        Assert.Equal(12, reference.Count);
        foreach (string[] expected in reference)
        {
            var row = Table.Read(demo[$"district-x/out/tables/model-{expected[0]}.csv"]).Single(row => row["term"] == expected[1]);
            CorrectDigits.Assert(10, Number(row["estimate"]), Number(expected[2]), $"{expected[0]} {expected[1]} estimate");
            CorrectDigits.Assert(10, Number(row["std_error"]), Number(expected[3]), $"{expected[0]} {expected[1]} standard error");
        }
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
