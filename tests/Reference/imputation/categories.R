# Reference values of values without order and of values within communities (tests/Analysis.Tests/Imputation). Run in this folder: Rscript categories.R
# R with mice, nnet, ordinal, MASS and jsonlite. Writes categories.csv and communities.csv (synthetic) and categories.json.
suppressPackageStartupMessages({ library(mice); library(nnet); library(ordinal); library(MASS); library(jsonlite) })
RNGversion("4.2.0")
set.seed(20220932)

# A category of three values, missing at random given y.
n <- 400
x <- round(rnorm(n), 5); w <- round(0.5 * x + rnorm(n), 5)
u <- cbind(0, -0.3 + 0.8 * x, 0.4 - 0.6 * x + 0.5 * w) - log(-log(matrix(runif(3 * n), n)))
k <- c("a", "b", "c")[max.col(u)]
y <- round(1 + 0.5 * x + 0.6 * (k == "b") - 0.4 * (k == "c") + rnorm(n), 5)
d <- data.frame(y = y, x = x, w = w, k = k)
d$k[runif(n) < plogis(-1.2 + 0.7 * (d$y - 1))] <- NA
write.csv(d, "categories.csv", row.names = FALSE, quote = FALSE)

# Multinomial logit with the rows of White, Daniel and Royston (2010) added, on standardised columns.
full <- na.omit(d); S <- scale(full[c("y", "x", "w")]) * sqrt(nrow(full) / (nrow(full) - 1)); v <- match(full$k, c("a", "b", "c"))
p <- ncol(S); add <- do.call(rbind, lapply(1:p, function(j) { m <- matrix(0, 6, p); m[, j] <- rep(c(0.5, -0.5), 3); m }))
X <- rbind(S, add); V <- factor(c(v, rep(rep(1:3, each = 2), p))); W <- c(rep(1, nrow(S)), rep((p + 1) / (6 * p), 6 * p))
multinomial <- multinom(V ~ X, weights = W, Hess = TRUE, trace = FALSE, maxit = 5000, reltol = 1e-18, abstol = 1e-14)

# Pooled estimates of many sets; other random numbers than ours, so compared within Monte Carlo error.
m <- 400
imp <- mice(transform(d, k = factor(k)), m = m, maxit = 2, seed = 3, printFlag = FALSE, method = c(y = "", x = "", w = "", k = "polyreg"))
pooled <- pool(with(imp, lm(y ~ x + k)))$pooled

# The same with coefficients drawn about the estimate, which mice leaves out.
Z <- scale(d[c("y", "x", "w")]) * sqrt(n / (n - 1)); o <- !is.na(d$k); A <- rbind(Z[o, ], add)
fit <- multinom(factor(c(v, rep(rep(1:3, each = 2), p))) ~ A, weights = W, Hess = TRUE, trace = FALSE, maxit = 5000, reltol = 1e-18, abstol = 1e-14)
beta <- mvrnorm(m, as.vector(t(coef(fit))), vcov(fit))
sets <- lapply(1:m, function(i) {
  u <- cbind(0, cbind(1, Z[!o, ]) %*% matrix(beta[i, ], p + 1)) - log(-log(matrix(runif(3 * sum(!o)), ncol = 3)))
  one <- d; one$k[!o] <- c("a", "b", "c")[max.col(u)]; lm(y ~ x + k, one)
})
drawn <- pool(as.mira(sets))$pooled

# Values within 60 communities of 20 rows, none missing.
G <- 60; g <- rep(1:G, each = 20); N <- length(g)
x <- round(rnorm(N) + 0.3 * rnorm(G)[g], 5); z <- round(rnorm(G)[g], 5)
e <- 0.6 * rnorm(G)
b <- as.integer(-0.8 + 0.7 * x - 0.3 * z + e[g] + rnorm(N) > 0)
o <- as.integer(cut(0.5 * x + 0.4 * z + e[g] + rnorm(N), c(-Inf, -1.4, -0.2, 0.5, 1.6, Inf)))
e1 <- 0.5 * rnorm(G); e2 <- 0.5 * rnorm(G)
u <- cbind(0, -0.2 + 0.7 * x + e1[g], 0.3 - 0.5 * x + e2[g]) + matrix(rnorm(3 * N), N)
c3 <- max.col(u)
r <- data.frame(g = g, x = x, z = z, b = b, o = o, c = c3)
write.csv(r, "communities.csv", row.names = FALSE, quote = FALSE)
probit <- function(value) {
  f <- clmm(factor(value) ~ x + z + (1 | factor(g)), link = "probit", nAGQ = 15, data = r)
  s <- sqrt(diag(vcov(f)))
  list(thresholds = I(unname(f$alpha)), slopes = unname(f$beta), slope_errors = unname(s[c("x", "z")]), threshold_errors = I(unname(s[seq_along(f$alpha)])), sd = unname(f$ST[[1]][1, 1]))
}

# Multinomial probit with independent errors and two independent normal intercepts of a community: maximum likelihood by Gauss-Hermite quadrature (errors 15 nodes, intercepts 9 x 9).
hermite <- function(q) { i <- 1:(q - 1); s <- eigen({ m <- matrix(0, q, q); m[cbind(i, i + 1)] <- m[cbind(i + 1, i)] <- sqrt(i); m }); list(x = s$values, w = s$vectors[1, ]^2) }
he <- hermite(15); hu <- hermite(9)
minus <- function(theta) {
  eta1 <- theta[1] + theta[2] * x; eta2 <- theta[3] + theta[4] * x; like <- matrix(0, G, 81); at <- 0
  for (i in 1:9) for (j in 1:9) {
    at <- at + 1
    m <- cbind(0, eta1 + exp(theta[5]) * hu$x[i], eta2 + exp(theta[6]) * hu$x[j]); own <- m[cbind(1:N, c3)]
    rest <- rbind(c(2, 3), c(1, 3), c(1, 2))[c3, ]; d1 <- own - m[cbind(1:N, rest[, 1])]; d2 <- own - m[cbind(1:N, rest[, 2])]
    chance <- 0; for (l in 1:15) chance <- chance + he$w[l] * pnorm(d1 + he$x[l]) * pnorm(d2 + he$x[l])
    like[, at] <- rowsum(log(chance), g)[, 1] + log(hu$w[i]) + log(hu$w[j])
  }
  top <- apply(like, 1, max); -sum(top + log(rowSums(exp(like - top))))
}
best <- optim(c(-0.2, 0.7, 0.3, -0.5, log(0.5), log(0.5)), minus, method = "BFGS", hessian = TRUE, control = list(reltol = 1e-10))
errors <- sqrt(diag(solve(best$hessian)))

write_json(list(
  versions = list(R = as.character(getRversion()), mice = as.character(packageVersion("mice")), nnet = as.character(packageVersion("nnet")), ordinal = as.character(packageVersion("ordinal"))),
  multinomial = list(coefficients = as.vector(t(coef(multinomial))), vcov = as.vector(vcov(multinomial))),
  standardised = list(rows = which(complete.cases(d)), y = S[, 1], x = S[, 2], w = S[, 3]),
  m = m, polyreg = list(estimate = pooled$estimate, ubar = pooled$ubar, b = pooled$b),
  drawn = list(estimate = drawn$estimate, ubar = drawn$ubar, b = drawn$b),
  binary = probit(r$b), ordered = probit(r$o),
  nominal = list(coefficients = best$par[1:4], errors = errors[1:4], sd = exp(best$par[5:6]), log_sd_errors = errors[5:6])
), "categories.json", digits = 15, auto_unbox = TRUE, pretty = FALSE)
