# Reference values of tests/Analysis.Tests/Missing. Run in this folder: Rscript missing.R
# R with jsonlite; airquality is R's own. Writes airquality.csv, survey.csv (synthetic) and expected.json.
# Little's test is written here from Little (1988), equation 5, with maximum likelihood by EM to a standstill (divisor n), as naniar's mcar_test does with norm.
# Published: naniar's own test, mcar_test(airquality): 35.1061288689702, df 14, p 0.00141778113856683, 4 patterns (github.com/njtierney/naniar, tests/testthat/test-mcar-test.R); norm stops at 1e-4.
suppressPackageStartupMessages(library(jsonlite))
RNGversion("4.2.0")
em <- function(x) {
  n <- nrow(x); p <- ncol(x); mu <- colMeans(x, na.rm = TRUE); s <- diag(apply(x, 2, var, na.rm = TRUE))
  for (it in 1:100000) {
    f <- x; c <- matrix(0, p, p)
    for (i in 1:n) {
      m <- is.na(x[i, ]); if (!any(m)) next
      o <- !m
      b <- if (any(o)) s[m, o, drop = FALSE] %*% solve(s[o, o]) else matrix(0, sum(m), 0)
      f[i, m] <- mu[m] + b %*% (x[i, o] - mu[o]); c[m, m] <- c[m, m] + s[m, m] - b %*% s[o, m]
    }
    nm <- colMeans(f); ns <- (crossprod(sweep(f, 2, nm)) + c) / n
    d <- max(abs((nm - mu) / sqrt(diag(ns))), abs((ns - s) / sqrt(tcrossprod(diag(ns)))))
    mu <- nm; s <- ns
    if (d < 1e-14) break
  }
  list(mu = mu, s = s)
}
little <- function(x) {
  x <- x[rowSums(!is.na(x)) > 0, , drop = FALSE]
  e <- em(x); k <- apply(is.na(x), 1, function(m) paste(which(m), collapse = ",")); d <- 0; df <- -ncol(x)
  for (g in unique(k)) {
    r <- x[k == g, , drop = FALSE]; o <- !is.na(r[1, ])
    v <- colMeans(r)[o] - e$mu[o]
    d <- d + nrow(r) * drop(t(v) %*% solve(e$s[o, o], v)); df <- df + sum(o)
  }
  list(statistic = d, df = df, p = pchisq(d, df, lower.tail = FALSE), patterns = length(unique(k)), mu = unname(e$mu), s = unname(as.vector(e$s)))
}
write.csv(airquality, "airquality.csv", row.names = FALSE, quote = FALSE)
set.seed(20220931)
n <- 240
g <- rnorm(n)
x <- sapply(1:5, function(i) 100 * i + 10^(i - 2) * (0.7 * g + rnorm(n, 0, 0.7)))
for (i in 1:5) x[runif(n) < plogis(-1.6 + 0.3 * i * g), i] <- NA
x[c(3, 77), ] <- NA
colnames(x) <- paste0("x", 1:5)
x <- signif(x, 10)
write.csv(x, "survey.csv", row.names = FALSE, quote = FALSE)
write_json(list(versions = list(R = as.character(getRversion())), airquality = little(as.matrix(airquality)), survey = little(x)), "expected.json", digits = 15, auto_unbox = TRUE, pretty = TRUE)
