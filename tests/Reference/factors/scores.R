# Factor scores of the rows: psych::factor.scores of the oblimin solution in expected.json, and stats::factanal's. Run in this folder: Rscript scores.R. Reads input.csv and expected.json, writes scores.json.
suppressPackageStartupMessages({ library(jsonlite); library(psych) })
x <- read.csv("input.csv"); items <- paste0("q", 1:8)
rows <- which(complete.cases(x[items])); y <- x[rows, items]; y$q3 <- 6 - y$q3
known <- fromJSON("expected.json")
L <- known$oblimin$loadings; phi <- known$oblimin$phi
rownames(L) <- items; colnames(L) <- colnames(phi) <- rownames(phi) <- c("F1", "F2")
scores <- function(how) unname(factor.scores(y, L, Phi = phi, method = how)$scores[1:40, ])
# Signs and order as ours.
f <- factanal(y, 2, rotation = "varimax", scores = "regression", control = list(opt = list(factr = 1, maxit = 5000), lower = .005, rotate = list(eps = 1e-15)))
l <- unclass(f$loadings); o <- order(colSums(l^2), decreasing = TRUE); s <- ifelse(colSums(l)[o] < 0, -1, 1)
write_json(list(versions = paste(R.version.string, "psych", packageVersion("psych")), rows = rows[1:40], thurstone = scores("Thurstone"), bartlett = scores("Bartlett"),
  factanal = unname(f$scores[1:40, o] %*% diag(s))), "scores.json", digits = NA, auto_unbox = TRUE)
