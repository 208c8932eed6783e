# The same mean and model in R: data.table's reader and the package survey.
# usage: Rscript survey.R FILE OUTCOME FORMULA
suppressPackageStartupMessages({ library(data.table); library(survey) })
given <- commandArgs(trailingOnly = TRUE)
rows <- as.data.frame(fread(given[[1]]))
design <- svydesign(ids = ~community, strata = ~district, weights = ~weight, data = rows)
average <- svymean(as.formula(given[[2]]), design)
model <- svyglm(as.formula(given[[3]]), design)
cat(sprintf("%s %.17g %.17g\n", c(paste0("mean:", names(coef(average))), names(coef(model))), c(coef(average), coef(model)), c(SE(average), SE(model))), sep = "")
