# Descriptions and comparisons: base R, psych, effectsize, survey. Writes input.csv and expected.json.
suppressPackageStartupMessages({ library(jsonlite); library(psych); library(effectsize); library(survey); library(e1071) })
set.seed(20220931)
n <- 240
kind <- sample(c("commodity", "unit", "mixed"), n, TRUE, c(.5, .3, .2))
sex <- sample(c("f", "m"), n, TRUE)
base <- rnorm(n) + .5 * (kind == "mixed")
x <- data.frame(kind, sex, age = round(45 + 14 * rnorm(n) + 4 * (sex == "m")), income = round(exp(8 + .6 * rnorm(n) + .1 * base), 2),
  t1 = pmin(5, pmax(1, round(3 + base + .8 * rnorm(n)))), t2 = pmin(5, pmax(1, round(3 + base + .9 * rnorm(n)))), t3 = pmin(5, pmax(1, round(3 - base + .8 * rnorm(n)))),
  w = round(runif(n, .4, 2.5), 3))
x$vote <- ifelse(runif(n) < plogis(.4 * base + .5 * (sex == "f")), "yes", "no")
for (field in c("age", "income", "t2", "kind")) x[sample(n, 9), field] <- NA
write.csv(x, "input.csv", row.names = FALSE, quote = FALSE)
x <- read.csv("input.csv", stringsAsFactors = TRUE)
x$trust <- (x$t1 + x$t2 + (6 - x$t3)) / 3
numbers <- c("age", "income", "trust")
one <- function(v) { y <- na.omit(x[[v]]); d <- psych::describe(y)
  list(name = v, n = length(y), missing = sum(is.na(x[[v]])), mean = mean(y), sd = sd(y), quartiles = unname(quantile(y, c(.25, .5, .75))), extremes = range(y),
    skew = sapply(1:3, function(type) e1071::skewness(y, type = type)), kurtosis = sapply(1:3, function(type) e1071::kurtosis(y, type = type)), psych = c(d$skew, d$kurtosis)) }
pairs <- combn(3, 2, simplify = FALSE)
correlation <- function(z) lapply(pairs, function(p) { a <- z[[numbers[p[2]]]]; b <- z[[numbers[p[1]]]]; t <- cor.test(a, b)
  list(left = numbers[p[2]], right = numbers[p[1]], n = sum(!is.na(a) & !is.na(b)), r = unname(t$estimate), ci = as.vector(t$conf.int), p = t$p.value) })
pairwise <- correlation(x)
p <- sapply(pairwise, function(one) one$p)
# Ends of intervals by uniroot on R's own noncentral distributions, to their last digits.
root <- function(f, low, high) uniroot(f, c(low, high), tol = 1e-12, maxiter = 10000)$root
ends <- function(lower, top, level = .95) sapply(c((1 + level) / 2, (1 - level) / 2), function(q) if (lower(0) <= q) 0 else root(function(l) lower(l) - q, 0, top))
compare <- function(v, g) {
  z <- na.omit(x[c(v, g)]); y <- z[[v]]; by <- z[[g]]; k <- nlevels(by); N <- nrow(z)
  a <- anova(lm(y ~ by)); welch <- oneway.test(y ~ by); kw <- kruskal.test(y ~ by)
  f <- a$"F value"[1]; l <- ends(function(l) pf(f, k - 1, N - k, ncp = l), 50 * f * k + 100)
  out <- list(variable = v, group = g, n = N, groups = lapply(levels(by), function(at) list(level = at, n = sum(by == at), mean = mean(y[by == at]), sd = sd(y[by == at]), median = median(y[by == at]))),
    anova = c(f, k - 1, N - k, a$"Pr(>F)"[1]), welch = unname(c(welch$statistic, welch$parameter, welch$p.value)), kruskal = unname(c(kw$statistic, kw$parameter, kw$p.value)),
    eta = a$"Sum Sq"[1] / sum(a$"Sum Sq"), ends = l / (l + N), omega = max(0, as.data.frame(omega_squared(aov(y ~ by), ci = NULL))$Omega2), epsilon = max(0, as.data.frame(epsilon_squared(aov(y ~ by), ci = NULL))$Epsilon2),
    rank_epsilon = as.numeric(rank_epsilon_squared(y ~ by, data = data.frame(y, by), ci = NULL)[[1]]),
    effectsize = unlist(as.data.frame(eta_squared(aov(y ~ by), alternative = "two.sided"))[1, c("CI_low", "CI_high")]))
  if (k == 2) {
    t <- t.test(y ~ by, var.equal = TRUE); w <- t.test(y ~ by); d <- unname(t$statistic); df <- unname(t$parameter); s <- sqrt(sum(1 / table(by))); J <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
    nc <- sapply(c(.975, .025), function(q) root(function(l) pt(d, df, ncp = l) - q, d - 10, d + 10))
    out <- c(out, list(student = unname(c(t$statistic, t$parameter, t$p.value)), welch_t = unname(c(w$statistic, w$parameter, w$p.value)), g = J * d * s, g_ends = J * nc * s,
      hedges = unlist(as.data.frame(hedges_g(y ~ by, data = data.frame(y, by)))[1, c("Hedges_g", "CI_low", "CI_high")])))
  }
  out
}
comparisons <- list(compare("trust", "kind"), compare("trust", "sex"), compare("age", "sex"), compare("income", "kind"))
cells <- lapply(c("kind", "sex"), function(g) { z <- table(x$vote, x[[g]]); t <- chisq.test(z, correct = FALSE); chi <- unname(t$statistic); df <- unname(t$parameter); m <- min(dim(z)) - 1
  l <- ends(function(l) pchisq(chi, df, ncp = l), 100 * chi + 200)
  list(group = g, n = sum(z), chi = c(chi, df, t$p.value), v = sqrt(chi / (sum(z) * m)), ends = pmin(1, sqrt(l / (sum(z) * m))), effectsize = unlist(as.data.frame(cramers_v(z, adjust = FALSE, alternative = "two.sided"))[1, ])[c(1, 3, 4)]) })
main <- c(sapply(comparisons, function(one) if (is.null(one$welch_t)) one$welch[4] else one$welch_t[3]), sapply(cells, function(one) one$chi[3]))
design <- svydesign(~1, weights = ~w, data = x)
weighted <- lapply(numbers, function(v) { d <- subset(design, !is.na(x[[v]])); z <- !is.na(x[[v]]); y <- x[[v]][z]; w <- x$w[z]; c2 <- sum(w * (y - weighted.mean(y, w))^2) / sum(w); c3 <- sum(w * (y - weighted.mean(y, w))^3) / sum(w)
  list(name = v, mean = unname(coef(svymean(as.formula(paste("~", v)), d))), sd = sqrt(as.numeric(svyvar(as.formula(paste("~", v)), d))), skew1 = c3 / c2^1.5,
    quartiles = as.vector(coef(svyquantile(as.formula(paste("~", v)), d, c(.25, .5, .75), qrule = "math", ci = FALSE)))) })
z <- na.omit(x[c(numbers, "w")])
write_json(list(versions = paste(R.version.string, "psych", packageVersion("psych"), "effectsize", packageVersion("effectsize"), "survey", packageVersion("survey"), "e1071", packageVersion("e1071")),
  numbers = lapply(numbers, one), alpha = suppressWarnings(psych::alpha(cbind(x$t1, x$t2, 6 - x$t3)[complete.cases(x[c("t1", "t2", "t3")]), ])$total$raw_alpha),
  pairwise = pairwise, holm = p.adjust(p, "holm"), bh = p.adjust(p, "BH"), listwise = correlation(na.omit(x[numbers])), comparisons = comparisons, cells = cells,
  main = main, main_holm = p.adjust(main, "holm"), main_bh = p.adjust(main, "BH"), weighted = weighted, weighted_r = cov.wt(z[numbers], z$w, cor = TRUE)$cor[cbind(c(2, 3, 3), c(1, 1, 2))],
  noncentral = list(chi = sapply(c(0, 3, 50, 800), function(l) pchisq(40, 3, ncp = l)), f = sapply(c(0, 3, 50), function(l) pf(8, 3, 40, ncp = l)), t = sapply(c(-2, 0, 3, 12), function(l) pt(2.5, 9, ncp = l)))),
  "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
