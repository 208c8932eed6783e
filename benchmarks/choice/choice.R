# The same model in R: data.table's reader, then ordinal::clm or MASS::polr with their own settings, and sandwich's errors by cluster; of polr's scores, since it has none of its own for them, clm's formula.
# usage: Rscript choice.R FILE FORMULA clm|polr
suppressPackageStartupMessages({ library(data.table); library(sandwich) })
given <- commandArgs(trailingOnly = TRUE)
formula <- as.formula(given[[2]])
rows <- fread(given[[1]], select = c(all.vars(formula), "community"))
outcome <- all.vars(formula)[1]
rows[[outcome]] <- factor(rows[[outcome]], ordered = TRUE)
if (given[[3]] == "clm") {
  model <- ordinal::clm(formula, data = rows)
  v <- vcovCL(model, cluster = rows$community, type = "HC1", cadjust = TRUE)
  estimates <- coef(model); k <- length(model$beta); order <- c(length(estimates) - k + seq_len(k), seq_len(length(estimates) - k))
  estimates <- estimates[order]; v <- v[order, order]
} else {
  model <- MASS::polr(formula, data = rows, Hess = TRUE)
  v <- vcovCL(model, cluster = rows$community, type = "HC1", cadjust = TRUE)
  estimates <- c(coef(model), model$zeta)
}
cat(sprintf("%s %.17g %.17g\n", names(estimates), estimates, sqrt(diag(v))), sep = "")
