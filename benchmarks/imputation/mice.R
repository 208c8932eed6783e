# Multiple imputation in R: data.table's reader, mice by predictive mean matching, least squares on each set, pool.
# usage: Rscript mice.R FILE FORMULA SETS ROUNDS
suppressPackageStartupMessages({ library(data.table); library(mice) })
given <- commandArgs(trailingOnly = TRUE)
rows <- as.data.frame(fread(given[[1]]))
imputed <- mice(rows, m = as.integer(given[[3]]), maxit = as.integer(given[[4]]), method = "pmm", seed = 1, printFlag = FALSE)
fits <- lapply(seq_len(imputed$m), function(set) lm(as.formula(given[[2]]), complete(imputed, set)))
pooled <- pool(as.mira(fits))$pooled
cat(sprintf("%s %.17g %.17g %.17g\n", pooled$term, pooled$estimate, sqrt(pooled$t), pooled$b), sep = "")
