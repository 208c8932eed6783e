# Reference values of tests/Analysis.Tests/Imputation. Run in this folder: Rscript imputation.R
# R with mice, MASS and jsonlite. Writes rows.csv (synthetic, missing at random), completed.csv (five sets of mice) and expected.json.
suppressPackageStartupMessages({ library(mice); library(MASS); library(jsonlite) })
RNGversion("4.2.0")
set.seed(20220931)
n <- 300
x <- rnorm(n); w <- 0.5 * x + rnorm(n); y <- 1 + 0.6 * x - 0.4 * w + rnorm(n)
b <- as.integer(runif(n) < plogis(0.9 * x - 0.5 * w)); o <- as.integer(cut(0.8 * x + rlogis(n), c(-Inf, -1.2, 0, 1.3, Inf)))
d <- data.frame(y = round(y, 5), x = round(x, 5), w = round(w, 5), b = b, o = o)
d$y[runif(n) < plogis(-1.3 + d$x)] <- NA
d$w[runif(n) < plogis(-1.8 - d$x)] <- NA
d$b[runif(n) < 0.15] <- NA
d$o[runif(n) < 0.15] <- NA
write.csv(d, "rows.csv", row.names = FALSE, quote = FALSE)
factored <- transform(d, b = factor(b), o = factor(o, ordered = TRUE))

# Pooling: the same five completed sets pooled there and here.
imp <- mice(d, m = 5, maxit = 5, seed = 1, printFlag = FALSE, method = c(y = "pmm", x = "", w = "norm", b = "pmm", o = "pmm"))
write.csv(complete(imp, "long"), "completed.csv", row.names = FALSE, quote = FALSE)
p <- pool(with(imp, lm(y ~ x + w + b + o)))$pooled
pi <- pool(with(imp, lm(y ~ x + w + b + o)), dfcom = Inf)$pooled
columns <- function(p) list(estimate = p$estimate, ubar = p$ubar, b = p$b, t = p$t, df = p$df, riv = p$riv, lambda = p$lambda, fmi = p$fmi)

# A draw of the normal model for given random numbers: Rubin (1987), page 167.
cc <- na.omit(d[c("y", "x", "w")])
X <- cbind(1, cc$x, cc$w); z <- c(0.3, -1.1, 0.7); chi <- 190.5
beta <- solve(crossprod(X), crossprod(X, cc$y)); rss <- sum((cc$y - X %*% beta)^2)
drawn <- as.vector(beta + sqrt(rss / chi) * backsolve(chol(crossprod(X)), z))

# Proportional odds and logit with the rows of White, Daniel and Royston (2010) added, on standardised columns.
full <- na.omit(d); S <- scale(full[c("y", "x", "w")]) * sqrt(nrow(full) / (nrow(full) - 1))
augmented <- function(v) {
  k <- length(unique(v)); p <- ncol(S); add <- do.call(rbind, lapply(1:p, function(j) { m <- matrix(0, 2 * k, p); m[, j] <- rep(c(0.5, -0.5), k); m }))
  list(x = rbind(S, add), v = c(v, rep(rep(sort(unique(v)), each = 2), p)), w = c(rep(1, nrow(S)), rep((p + 1) / (2 * p * k), 2 * p * k)))
}
a <- augmented(full$b)
logit <- suppressWarnings(glm(a$v ~ a$x, family = binomial, weights = a$w, control = glm.control(epsilon = 1e-15, maxit = 100)))
q <- augmented(full$o)
ordered <- polr(factor(q$v) ~ q$x, weights = q$w, Hess = TRUE, control = list(reltol = 1e-16, maxit = 1000))

# Distribution: pooled estimates of many sets; other random numbers than ours, so compared within Monte Carlo error.
m <- 400
many <- function(data, method, formula, maxit = 5) {
  imp <- mice(data, m = m, maxit = maxit, seed = 2, printFlag = FALSE, method = method)
  p <- pool(with(imp, lm(as.formula(formula))))$pooled
  list(estimate = p$estimate, ubar = p$ubar, b = p$b)
}
number <- d[c("y", "x", "w")]
f2 <- factored[c("y", "x", "b")]
write_json(list(
  versions = list(R = as.character(getRversion()), mice = as.character(packageVersion("mice")), MASS = as.character(packageVersion("MASS"))),
  pooled = columns(p), pooled_infinite = columns(pi), dfcom = n - 5,
  draw = list(normals = z, chi = chi, rows = nrow(cc), beta = as.vector(beta), rss = rss, drawn = drawn),
  logit = list(threshold = -unname(coef(logit))[1], slopes = unname(coef(logit))[-1], vcov = as.vector(vcov(logit))),
  ordered = list(thresholds = unname(ordered$zeta), slopes = unname(ordered$coefficients), vcov = as.vector(vcov(ordered))),
  standardised = list(rows = which(complete.cases(d)), y = S[, 1], x = S[, 2], w = S[, 3]),
  m = m,
  normal = many(number, "norm", "y ~ x + w"),
  pmm = many(number, "pmm", "y ~ x + w"),
  mixed = many(f2, c(y = "norm", x = "", b = "logreg"), "y ~ x + b")
), "expected.json", digits = 15, auto_unbox = TRUE, pretty = FALSE)
