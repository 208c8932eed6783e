# The same fit in R: data.table's reader, lm, and sandwich's CR1 with G-1 degrees of freedom.
# usage: Rscript fit.R FILE FORMULA
suppressPackageStartupMessages({ library(data.table); library(sandwich) })
given <- commandArgs(trailingOnly = TRUE)
rows <- fread(given[[1]])
model <- lm(as.formula(given[[2]]), data = rows)
covariance <- vcovCL(model, cluster = rows$community, type = "HC1", cadjust = TRUE)
error <- sqrt(diag(covariance))
df <- uniqueN(rows$community) - 1
statistic <- coef(model) / error
cat(sprintf("%s %.17g %.17g %.17g\n", names(coef(model)), coef(model), error, 2 * pt(-abs(statistic), df)), sep = "")
