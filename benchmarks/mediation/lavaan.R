# lavaan's own bootstrap of the indirect effect x1 -> m1 -> y; it draws rows, since it has no bootstrap of communities.
# usage: Rscript lavaan.R FILE DRAWS; prints the estimate, the interval and the seconds that the draws took.
suppressPackageStartupMessages({ library(data.table); library(lavaan) })
given <- commandArgs(trailingOnly = TRUE)
rows <- as.data.frame(fread(given[[1]], select = c("x1", "m1", "y")))
draws <- as.integer(given[[2]])
model <- sem("m1 ~ a*x1\ny ~ c*x1 + b*m1\nindirect := a*b\ntotal := a*b + c", rows, meanstructure = TRUE)
set.seed(20220931)
began <- proc.time()[["elapsed"]]
values <- bootstrapLavaan(model, R = draws, FUN = function(fit) { k <- coef(fit); k[["a"]] * k[["b"]] })
seconds <- proc.time()[["elapsed"]] - began
cat(sprintf("%.17g %.17g %.17g %.6f\n", coef(model)[["a"]] * coef(model)[["b"]], quantile(values, 0.025), quantile(values, 0.975), seconds))
