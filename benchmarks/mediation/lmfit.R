# A cluster bootstrap of the indirect effect x1 -> m1 -> y as one writes it by hand: whole communities, .lm.fit on the rows of each draw.
# usage: Rscript lmfit.R FILE DRAWS; prints the estimate, the interval and the seconds that the draws took.
suppressPackageStartupMessages(library(data.table))
given <- commandArgs(trailingOnly = TRUE)
rows <- fread(given[[1]], select = c("community", "x1", "m1", "y"))
draws <- as.integer(given[[2]])
xm <- cbind(1, rows$x1); xy <- cbind(1, rows$x1, rows$m1); m <- rows$m1; y <- rows$y
indirect <- function(i) .lm.fit(xm[i, ], m[i])$coefficients[2] * .lm.fit(xy[i, ], y[i])$coefficients[3]
members <- split(seq_len(nrow(rows)), rows$community)
set.seed(20220931)
began <- proc.time()[["elapsed"]]
values <- replicate(draws, indirect(unlist(members[sample.int(length(members), replace = TRUE)], use.names = FALSE)))
seconds <- proc.time()[["elapsed"]] - began
cat(sprintf("%.17g %.17g %.17g %.6f\n", indirect(seq_len(nrow(rows))), quantile(values, 0.025), quantile(values, 0.975), seconds))
