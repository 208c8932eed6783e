# CFA and SEM in R: data.table's reader and lavaan 0.6.
# usage: Rscript lavaan.R FILE MODEL WHAT   (MODEL a file; WHAT one of ml, mlm, mlr, fiml, rows:N or communities:N for N bootstrap draws)
suppressPackageStartupMessages({ library(data.table); library(lavaan) })
given <- commandArgs(trailingOnly = TRUE)
model <- paste(readLines(given[[2]]), collapse = "\n")
items <- unique(lavNames(model, "ov"))
rows <- as.data.frame(fread(given[[1]], select = items))
what <- strsplit(given[[3]], ":")[[1]]
# lavaan draws rows only; draws of communities are a loop over it, from the estimates of all rows and without what a draw has no use for.
communities <- function(draws) {
  fit <- sem(model, rows)
  members <- split(seq_len(nrow(rows)), fread(given[[1]], select = "community")[[1]])
  set.seed(1)
  drawn <- replicate(draws, {
    at <- unlist(members[sample(length(members), replace = TRUE)], use.names = FALSE)
    coef(sem(model, rows[at, ], se = "none", test = "none", baseline = FALSE, h1 = FALSE, start = fit), type = "user")
  })
  print(data.frame(est = coef(fit, type = "user"), se = apply(drawn, 1, sd), t(apply(drawn, 1, quantile, c(.025, .975)))))
  fit
}
fit <- switch(what[[1]],
  ml = sem(model, rows), mlm = sem(model, rows, estimator = "MLM"), mlr = sem(model, rows, estimator = "MLR"), fiml = sem(model, rows, missing = "ml"),
  rows = sem(model, rows, se = "bootstrap", bootstrap = as.integer(what[[2]])), communities = communities(as.integer(what[[2]])))
pe <- parameterEstimates(fit)
pe <- pe[pe$op %in% c("=~", "~"), ]
cat(sprintf("%s%s%s %.17g %.17g\n", pe$lhs, pe$op, pe$rhs, pe$est, ifelse(is.na(pe$se), 0, pe$se)), sep = "")
cat(sprintf("chisq %.17g 0\n", fitMeasures(fit, "chisq")))
# What copro prints besides, where it is not the bootstrap that is compared.
if (what[[1]] %in% c("ml", "mlm", "mlr")) {
  suppressPackageStartupMessages(library(semTools))
  print(fitMeasures(fit)); print(standardizedSolution(fit)); print(lavInspect(fit, "rsquare"))
  print(head(modindices(fit, sort. = TRUE), 20)); print(lavResiduals(fit, type = "cor.bentler"))
  print(compRelSEM(fit)); print(AVE(fit))
}
