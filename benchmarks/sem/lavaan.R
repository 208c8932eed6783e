# CFA and SEM in R: data.table's reader and lavaan 0.6.
# usage: Rscript lavaan.R FILE MODEL WHAT   (MODEL a file; WHAT one of ml, mlr, fiml, or a number of bootstrap draws)
suppressPackageStartupMessages({ library(data.table); library(lavaan) })
given <- commandArgs(trailingOnly = TRUE)
model <- paste(readLines(given[[2]]), collapse = "\n")
items <- unique(lavNames(model, "ov"))
rows <- as.data.frame(fread(given[[1]], select = items))
what <- given[[3]]
fit <- switch(what,
  ml = sem(model, rows), mlr = sem(model, rows, estimator = "MLR"), fiml = sem(model, rows, missing = "ml"),
  sem(model, rows, se = "bootstrap", bootstrap = as.integer(what)))
pe <- parameterEstimates(fit)
pe <- pe[pe$op %in% c("=~", "~"), ]
cat(sprintf("%s%s%s %.17g %.17g\n", pe$lhs, pe$op, pe$rhs, pe$est, ifelse(is.na(pe$se), 0, pe$se)), sep = "")
cat(sprintf("chisq %.17g 0\n", fitMeasures(fit, "chisq")))
# What copro prints besides, where it is not the bootstrap that is compared.
if (what %in% c("ml", "mlr")) {
  suppressPackageStartupMessages(library(semTools))
  print(fitMeasures(fit)); print(standardizedSolution(fit)); print(lavInspect(fit, "rsquare"))
  print(head(modindices(fit, sort. = TRUE), 20)); print(lavResiduals(fit, type = "cor.bentler"))
  print(compRelSEM(fit)); print(AVE(fit))
}
