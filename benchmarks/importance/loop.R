# LMG with bootstrap draws of rows in R, as a user would write it without relaimpo: R² of every subset from the correlations, averaged over the orders of entry.
# usage: Rscript loop.R FILE OUTCOME TERMS DRAWS   (terms joined by commas)
suppressPackageStartupMessages(library(data.table))
given <- commandArgs(trailingOnly = TRUE)
terms <- strsplit(given[[3]], ",")[[1]]
rows <- as.matrix(fread(given[[1]], select = c(given[[2]], terms)))[, c(given[[2]], terms)]
m <- length(terms)
subsets <- lapply(0:(2^m - 1), function(s) which(bitwAnd(s, 2^(0:(m - 1))) > 0))
size <- lengths(subsets)
lmg <- function(x) {
  r <- cor(x)
  r2 <- vapply(subsets, function(inside) if (length(inside) == 0) 0 else { y <- r[1, inside + 1]; sum(y * solve(r[inside + 1, inside + 1, drop = FALSE], y)) }, 0)
  vapply(0:(m - 1), function(i) { without <- which(bitwAnd(0:(2^m - 1), 2^i) == 0); sum((r2[without + 2^i] - r2[without]) / choose(m - 1, size[without])) / m }, 0)
}
set.seed(1)
whole <- lmg(rows)
draws <- replicate(as.integer(given[[4]]), lmg(rows[sample(nrow(rows), replace = TRUE), ]))
cat(sprintf("%s %.17g\n", terms, whole), sep = "")
