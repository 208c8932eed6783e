# Reference values of tests/Analysis.Tests/Scales/DomainMeansTests.cs. Needs the package survey; run in this folder, after scales.R: Rscript domains.R
# Made with R 4.2.2 and survey 4.1. Means of t2 (two are missing) by a domain that cuts across the clusters, and by one that lies within a stratum.
suppressPackageStartupMessages(library(survey))
d <- read.csv("scales.csv")
d$domain <- (seq_len(nrow(d)) - 1) %% 4
d <- d[!is.na(d$t2), ]
design <- svydesign(ids = ~cluster, strata = ~stratum, weights = ~w, data = d)
across <- svyby(~t2, ~domain, design, svymean)
within <- svyby(~t2, ~stratum, design, svymean)
out <- data.frame(name = c(paste0("across", across$domain, "_mean"), paste0("across", across$domain, "_se"), paste0("within_", within$stratum, "_mean"), paste0("within_", within$stratum, "_se")),
                  value = format(c(across$t2, across$se, within$t2, within$se), digits = 17, scientific = TRUE))
write.csv(out, "domains.csv", row.names = FALSE, quote = FALSE)
