# The same mean and model in R: data.table's reader and the package survey; units are unique within strata only (nest = TRUE), as copro takes them.
# usage: Rscript survey.R FILE OUTCOME FORMULA
suppressPackageStartupMessages({ library(data.table); library(survey) })
given <- commandArgs(trailingOnly = TRUE)
rows <- as.data.frame(fread(given[[1]]))
design <- svydesign(ids = ~community, strata = ~district, weights = ~weight, data = rows, nest = TRUE)
average <- svymean(as.formula(given[[2]]), design)
invisible(confint(average, df = degf(design)))
model <- svyglm(as.formula(given[[3]]), design)
table <- summary(model)$coefficients
invisible(confint(model))
cat(sprintf("%s %.17g %.17g\n", c(paste0("mean:", names(coef(average))), rownames(table)), c(coef(average), table[, 1]), c(SE(average), table[, 2])), sep = "")
