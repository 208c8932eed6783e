# Reference numbers of tests/Analysis.Tests/Survey and Weighting: R's package survey (4.1). Writes sample.csv, pairs.csv and expected.json in its own folder.
suppressPackageStartupMessages({ library(survey); library(jsonlite) })
options(survey.lonely.psu = "fail")
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20220931)

# A stratified two-stage sample: 6 strata, 3 to 7 primary sampling units each, 8 to 20 rows a unit; one stratum "z" of one unit is appended for the policies on lonely units.
make <- function(sizes, names) {
  rows <- list()
  for (h in seq_along(sizes)) for (i in seq_len(sizes[h])) {
    n <- sample(8:20, 1); u <- rnorm(1, sd = 0.6); base <- 5 + 3 * h
    x1 <- round(rnorm(n) + 0.3 * u, 3); x2 <- round(runif(n, 18, 80), 0)
    kind <- sample(c("commodity", "mixed", "unit"), n, TRUE, prob = c(0.5, 0.2, 0.3))
    tenure <- ifelse(runif(n) < plogis(0.4 + 0.5 * u + 0.4 * (kind == "unit")), "owner", "renter")
    y <- round(3 + 0.2 * h + u + 0.5 * x1 - 0.01 * x2 + 0.4 * (kind == "unit") + rnorm(n), 3)
    voted <- as.integer(runif(n) < plogis(-0.5 + u + 0.6 * x1 + 0.5 * (tenure == "owner")))
    rows[[length(rows) + 1]] <- data.frame(stratum = names[h], psu = paste0(names[h], i), fpc = 10 * sizes[h] + h, w = round(base * runif(n, 0.6, 1.6), 4), y, x1, x2, kind, tenure, voted, answer = sample(1:5, n, TRUE))
  }
  do.call(rbind, rows)
}
d <- make(c(4, 7, 3, 5, 6, 4), c("a", "b", "c", "d", "e", "f"))
d$y[sample(nrow(d), 11)] <- NA
lonely <- make(1, "z")
write.csv(rbind(d, lonely), "sample.csv", row.names = FALSE, quote = FALSE, na = "")
pairs <- make(rep(2, 6), c("a", "b", "c", "d", "e", "f"))
write.csv(pairs, "pairs.csv", row.names = FALSE, quote = FALSE, na = "")
d <- read.csv("sample.csv"); pairs <- read.csv("pairs.csv")
for (name in c("kind", "tenure")) { d[[name]] <- factor(d[[name]]); pairs[[name]] <- factor(pairs[[name]]) }
full <- d; d <- subset(d, stratum != "z")

cases <- list()
case <- function(data, design, statement, terms, estimate, se, ..., settings = list()) {
  cases[[length(cases) + 1]] <<- list(data = unbox(data), design = design, statement = unbox(statement), settings = settings, terms = terms, estimate = as.numeric(estimate), std_error = as.numeric(se), more = list(...))
}
stat <- function(m) list(names(coef(m)), coef(m), SE(m))
one <- function(x) unbox(as.numeric(x))
S <- lapply(list(variance = "taylor"), unbox)
set <- function(...) lapply(list(...), unbox)

designs <- list(
  full = list(svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = d), set(weights = "w", cluster = "psu", strata = "stratum")),
  fpc = list(svydesign(ids = ~psu, strata = ~stratum, weights = ~w, fpc = ~fpc, data = d), set(weights = "w", cluster = "psu", strata = "stratum", fpc = "fpc")),
  clusters = list(svydesign(ids = ~psu, weights = ~w, data = d), set(weights = "w", cluster = "psu")),
  rows = list(svydesign(ids = ~1, strata = ~stratum, weights = ~w, data = d), set(weights = "w", strata = "stratum")),
  plain = list(svydesign(ids = ~psu, strata = ~stratum, weights = ~I(rep(1, nrow(d))), data = d), set(cluster = "psu", strata = "stratum")))

for (name in names(designs)) {
  D <- designs[[name]][[1]]; fields <- designs[[name]][[2]]
  ok <- subset(D, !is.na(y))
  m <- svymean(~y, ok, deff = TRUE); mr <- svymean(~y, ok, deff = "replace")
  ci <- confint(m, df = degf(ok))
  case("sample", fields, "mean(y)", "y", coef(m), SE(m), conf_low = ci[, 1], conf_high = ci[, 2], df = one(degf(ok)), deff = if (name == "plain") NULL else as.numeric(deff(m)), deff_replace = as.numeric(deff(mr)))
  k <- svymean(~kind, D, deff = "replace")
  case("sample", fields, "prop(kind)", names(coef(k)), coef(k), SE(k), deff_replace = as.numeric(deff(k)),
    conf_low = sapply(levels(d$kind), function(l) attr(svyciprop(as.formula(paste0("~I(kind == '", l, "')")), D, method = "logit", control = glm.control(epsilon = 1e-14)), "ci")[1]),
    conf_high = sapply(levels(d$kind), function(l) attr(svyciprop(as.formula(paste0("~I(kind == '", l, "')")), D, method = "logit"), "ci")[2]))
  t <- svytotal(~y + x1, ok, deff = TRUE)
  case("sample", fields, "total(y, x1)", c("y", "x1"), coef(t), SE(t), deff = if (name == "plain") NULL else as.numeric(deff(t)))
  r <- svyratio(~y, ~x2, ok, deff = TRUE)
  case("sample", fields, "ratio(y, x2)", "y/x2", coef(r), SE(r), deff = if (name == "plain") NULL else as.numeric(attr(r, "deff")))
  b <- svyby(~y, ~kind, ok, svymean, deff = "replace")
  case("sample", fields, "mean(y) | kind", paste0(b$kind, ": y"), coef(b), SE(b), deff_replace = as.numeric(b$DEff.y))
  bt <- svyby(~y, ~kind + tenure, ok, svytotal)
  case("sample", fields, "total(y) | kind + tenure", paste0(bt$kind, ", ", bt$tenure, ": y"), coef(bt), SE(bt))
  q <- svyquantile(~y, ok, c(0.1, 0.25, 0.5, 0.9), interval.type = "mean", qrule = "math")
  case("sample", fields, "quantile(y, 0.1, 0.25, 0.5, 0.9)", paste0("y p=", c(0.1, 0.25, 0.5, 0.9)), q$y[, 1], q$y[, 4], conf_low = q$y[, 2], conf_high = q$y[, 3])
  x <- svychisq(~kind + tenure, D, statistic = "F")
  cells <- svymean(~interaction(kind, tenure), D)
  case("sample", fields, "table(kind, tenure)", paste0("kind=", rep(levels(d$kind), 2), ", tenure=", rep(levels(d$tenure), each = 3)), coef(cells), SE(cells),
    f_statistic = one(x$statistic), f_df1 = one(x$parameter[1]), f_df2 = one(x$parameter[2]), f_p_value = one(x$p.value))
  for (f in c("y ~ x1 + x2 + kind", "y ~ x1 * tenure + I(x2/10)", "y ~ 1", "y ~ 0 + kind + x1")) {
    g <- svyglm(as.formula(f), D); s <- summary(g)$coefficients; gi <- confint(g)
    case("sample", fields, f, names(coef(g)), coef(g), SE(g), df = one(g$df.residual), p_value = s[, 4], conf_low = gi[, 1], conf_high = gi[, 2])
  }
  g <- svyglm(voted ~ x1 + tenure + kind, D, family = quasibinomial, epsilon = 1e-15, maxit = 60); s <- summary(g)$coefficients; gi <- confint(g)
  case("sample", fields, "voted ~ x1 + tenure + kind", names(coef(g)), coef(g), SE(g), df = one(g$df.residual), p_value = s[, 4], conf_low = gi[, 1], conf_high = gi[, 2], settings = set(family = "logit"))
}

# Intervals of one proportion, every method; Wilson by prop.test's closed form at the effective number of rows.
D <- designs$full[[1]]
for (method in c("logit", "xlogit", "beta", "mean", "wilson")) {
  e <- sapply(levels(d$kind), function(l) {
    f <- as.formula(paste0("~I(kind == '", l, "')"))
    if (method != "wilson") return(as.numeric(attr(svyciprop(f, D, method = method, control = glm.control(epsilon = 1e-14)), "ci")))
    m <- svymean(as.formula(paste0("~as.numeric(kind == '", l, "')")), D); p <- as.numeric(coef(m)); n <- p * (1 - p) / as.numeric(vcov(m)) * (qt(0.025, nrow(D) - 1) / qt(0.025, degf(D)))^2; z <- qnorm(0.975)
    (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n)
  })
  k <- svymean(~kind, D)
  case("sample", designs$full[[2]], "prop(kind)", names(coef(k)), coef(k), SE(k), conf_low = e[1, ], conf_high = e[2, ], settings = set(interval = method))
}

# Lonely units.
for (policy in c("certainty", "remove", "adjust", "average")) {
  options(survey.lonely.psu = policy)
  L <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = full)
  ok <- subset(L, !is.na(y))
  m <- svymean(~y, ok); case("all", designs$full[[2]], "mean(y)", "y", coef(m), SE(m), df = one(degf(ok)), settings = set(lonely = policy))
  t <- svytotal(~y, ok); case("all", designs$full[[2]], "total(y)", "y", coef(t), SE(t), settings = set(lonely = policy))
  b <- svyby(~y, ~kind, ok, svymean); case("all", designs$full[[2]], "mean(y) | kind", paste0(b$kind, ": y"), coef(b), SE(b), settings = set(lonely = policy))
  g <- svyglm(y ~ x1 + kind, L); case("all", designs$full[[2]], "y ~ x1 + kind", names(coef(g)), coef(g), SE(g), df = one(g$df.residual), settings = set(lonely = policy))
  J <- as.svrepdesign(L, type = "JKn"); okJ <- subset(J, !is.na(y))
  m <- svymean(~y, okJ); case("all", designs$full[[2]], "mean(y)", "y", coef(m), SE(m), settings = set(lonely = policy, variance = "jkn"))
}
options(survey.lonely.psu = "fail")

# Replicate weights. BRR by our Hadamard matrix (Sylvester's), the bootstrap by R's own draws.
replicate <- function(data, fields, R, settings) {
  ok <- subset(R, !is.na(y))
  m <- svymean(~y, ok); case(data, fields, "mean(y)", "y", coef(m), SE(m), settings = settings)
  m <- svymean(~y, subset(R, kind == "unit" & !is.na(y))); case(data, fields, "mean(y) | kind", "unit: y", coef(m), SE(m), settings = settings)
  t <- svytotal(~kind, R); case(data, fields, "total(kind)", names(coef(t)), coef(t), SE(t), settings = settings)
  r <- svyratio(~y, ~x2, ok); case(data, fields, "ratio(y, x2)", "y/x2", coef(r), SE(r), settings = settings)
  g <- svyglm(y ~ x1 + x2 + kind, ok); case(data, fields, "y ~ x1 + x2 + kind", names(coef(g)), coef(g), SE(g), settings = settings)
  g <- svyglm(voted ~ x1 + tenure, R, family = quasibinomial, epsilon = 1e-15, maxit = 60); case(data, fields, "voted ~ x1 + tenure", names(coef(g)), coef(g), SE(g), settings = c(settings, set(family = "logit")))
  x <- svychisq(~kind + tenure, R, statistic = "F"); cells <- svymean(~interaction(kind, tenure), R)
  case(data, fields, "table(kind, tenure)", paste0("kind=", rep(levels(d$kind), 2), ", tenure=", rep(levels(d$tenure), each = 3)), coef(cells), SE(cells), f_statistic = one(x$statistic), settings = settings)
}
replicate("sample", designs$full[[2]], as.svrepdesign(designs$full[[1]], type = "JKn"), set(variance = "jkn"))
replicate("sample", designs$fpc[[2]], as.svrepdesign(designs$fpc[[1]], type = "JKn"), set(variance = "jkn"))
replicate("sample", designs$clusters[[2]], as.svrepdesign(designs$clusters[[1]], type = "JK1"), set(variance = "jk1"))
P <- svydesign(ids = ~psu, strata = ~stratum, weights = ~w, data = pairs)
H <- matrix(1, 1, 1); for (i in 1:3) H <- rbind(cbind(H, H), cbind(H, -H))
replicate("pairs", designs$full[[2]], as.svrepdesign(P, type = "BRR", hadamard.matrix = H), set(variance = "brr"))
set.seed(1)
B <- as.svrepdesign(designs$full[[1]], type = "subbootstrap", replicates = 40)
units <- !duplicated(d$psu)
boot <- list(units = d$psu[units], factors = t(weights(B, "replication")[units, ]))
replicate("sample", designs$full[[2]], B, set(variance = "given"))

# Adjusted weights.
D <- designs$full[[1]]
N <- sum(d$w)
pk <- c(commodity = 0.55, mixed = 0.15, unit = 0.30) * N; pt <- c(owner = 0.58, renter = 0.42) * N
K <- data.frame(kind = names(pk), Freq = as.numeric(pk)); T <- data.frame(tenure = names(pt), Freq = as.numeric(pt))
adjusted <- function(A, settings) {
  m <- svymean(~y, A, na.rm = TRUE); case("sample", designs$full[[2]], "mean(y)", "y", coef(m), SE(m), settings = settings)
  t <- svytotal(~x1, A); case("sample", designs$full[[2]], "total(x1)", "x1", coef(t), SE(t), settings = settings)
  k <- svymean(~tenure, A); case("sample", designs$full[[2]], "prop(tenure)", names(coef(k)), coef(k), SE(k), settings = settings)
  b <- svyby(~y, ~kind, A, svymean, na.rm = TRUE); case("sample", designs$full[[2]], "mean(y) | kind", paste0(b$kind, ": y"), coef(b), SE(b), settings = settings)
  g <- svyglm(y ~ x1 + kind, A); case("sample", designs$full[[2]], "y ~ x1 + kind", names(coef(g)), coef(g), SE(g), settings = settings)
  g <- svyglm(voted ~ x1 + tenure, A, family = quasibinomial, epsilon = 1e-15, maxit = 60); case("sample", designs$full[[2]], "voted ~ x1 + tenure", names(coef(g)), coef(g), SE(g), settings = c(settings, set(family = "logit")))
  q <- svyquantile(~x2, A, 0.5, interval.type = "mean", qrule = "math"); case("sample", designs$full[[2]], "quantile(x2, 0.5)", "x2 p=0.5", q$x2[, 1], q$x2[, 4], settings = settings)
  list(weights = weights(A)[1:20])
}
shown <- function(x) paste(paste0(names(x), "=", sprintf("%.17g", x)), collapse = ", ")
post <- postStratify(D, ~kind, K)
raked <- rake(D, list(~kind, ~tenure), list(K, T), control = list(maxit = 500, epsilon = 1e-15))
totals <- c("(Intercept)" = N * 1.03, x1 = 0.1 * N, x2 = 50 * N)
greg <- calibrate(D, ~x1 + x2, totals)
trimmed <- trimWeights(D, upper = 30, lower = 7, strict = TRUE)
weights <- list(
  post = adjusted(post, set(poststratify = paste0("kind: ", shown(pk)))),
  rake = adjusted(raked, set(rake = "kind: commodity=0.55, mixed=0.15, unit=0.30; tenure: owner=0.58, renter=0.42")),
  greg = adjusted(greg, set(calibrate = sub("(Intercept)", "1", shown(totals), fixed = TRUE))),
  trim = list(weights = weights(trimmed)))

# Margins of a logit model, weights on; the delta method about the coefficients.
g <- svyglm(voted ~ x1 * tenure + I(x2^2) + kind, D, family = quasibinomial, epsilon = 1e-15, maxit = 60)
V <- vcov(g); w <- d$w / sum(d$w); b <- coef(g)
effect <- function(f) { # f(beta) by its exact gradient
  list(value = f(b), gradient = numDeriv_grad(f, b))
}
# Central differences with Richardson's extrapolation, enough for ten digits of a smooth function.
numDeriv_grad <- function(f, x) sapply(seq_along(x), function(i) {
  h <- 1e-3 * max(abs(x[i]), 0.1) / c(1, 2, 4, 8); a <- sapply(h, function(e) { u <- x; v <- x; u[i] <- u[i] + e; v[i] <- v[i] - e; (f(u) - f(v)) / (2 * e) })
  for (k in 1:3) a <- (4^k * a[-1] - a[-length(a)]) / (4^k - 1)
  a
})
mm <- function(data) model.matrix(~ x1 * tenure + I(x2^2) + kind, data)
with_level <- function(name, level) { e <- d; e[[name]] <- factor(level, levels(d[[name]])); e }
X <- mm(d); owner <- as.numeric(d$tenure == "renter")
logistic <- function(X) function(b) sum(w * plogis(X %*% b))
margins <- list()
add <- function(term, f) { e <- effect(f); margins[[length(margins) + 1]] <<- list(term = unbox(term), estimate = one(e$value), std_error = one(sqrt(e$gradient %*% V %*% e$gradient))) }
add("x1", function(b) { p <- plogis(X %*% b); sum(w * p * (1 - p) * (b["x1"] + b["x1:tenurerenter"] * owner)) })
add("x2", function(b) { p <- plogis(X %*% b); sum(w * p * (1 - p) * (2 * d$x2 * b["I(x2^2)"])) })
for (l in levels(d$tenure)[-1]) add(paste0("tenure: ", l, " - ", levels(d$tenure)[1]), local({ A <- mm(with_level("tenure", l)); Z <- mm(with_level("tenure", levels(d$tenure)[1])); function(b) logistic(A)(b) - logistic(Z)(b) }))
for (l in levels(d$kind)[-1]) add(paste0("kind: ", l, " - ", levels(d$kind)[1]), local({ A <- mm(with_level("kind", l)); Z <- mm(with_level("kind", levels(d$kind)[1])); function(b) logistic(A)(b) - logistic(Z)(b) }))
for (l in levels(d$tenure)) add(paste0("tenure=", l), logistic(mm(with_level("tenure", l))))
for (l in levels(d$kind)) add(paste0("kind=", l), logistic(mm(with_level("kind", l))))

write_json(list(version = unbox(as.character(packageVersion("survey"))), cases = cases, bootstrap = boot, weights = weights, margins = margins), "expected.json", digits = NA, null = "null", pretty = FALSE)
