# Mean over studies of the coefficient of x2 in an ordered logit of grade on x1 and x2: Rscript polr.R rows.csv
suppressPackageStartupMessages(library(MASS))
d <- data.table::fread(commandArgs(TRUE)[1], data.table = FALSE)
b <- vapply(split(d, d$study), function(one) coef(polr(factor(grade) ~ x1 + x2, one, method = "logistic", control = list(reltol = 1e-12)))[["x2"]], 0)
cat(format(mean(b), digits = 12), "\n")
