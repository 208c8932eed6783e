# Regenerates tests/Reference/linear/{input.csv,expected.json,distributions.json}: the numbers of R's lm and sandwich that the C# fits must reproduce.
# Usage, from the root of the repository: Rscript eng/reference/linear.R
Sys.setlocale("LC_ALL", "C.UTF-8")
library(sandwich)
set.seed(20220931)
target <- "tests/Reference/linear"
n <- 120
d <- data.frame(row = seq_len(n))
d$community <- sprintf("c%02d", rep_len(1:12, n))
d$x1 <- round(rnorm(n, 50, 10), 2)
d$x.2 <- sample(1:5, n, TRUE)
d[["\u4fe1\u4efb"]] <- sample(1:7, n, TRUE)
d[["share of use"]] <- round(runif(n), 3)
d$kind <- sample(c("commodity", "mixed", "old_estate"), n, TRUE)
d$tenure <- sample(c("owner", "renter"), n, TRUE)
d$group <- sample(1:4, n, TRUE)
d[["\u7c7b\u522b"]] <- sample(c("\u8bbe\u65bd", "\u73af\u5883", "\u6587\u5316"), n, TRUE)
d$w <- round(runif(n, 0.2, 3), 3)
d$w0 <- ifelse(d$row %% 15 == 0, 0, d$w)
effect <- rnorm(12, 0, 0.6)
d$y <- round(exp(0.5 + 0.01 * d$x1 + 0.05 * d[["\u4fe1\u4efb"]] + 0.1 * (d$kind == "mixed") + 0.2 * effect[as.integer(factor(d$community))] + rnorm(n, 0, 0.2)), 4)
write.csv(d, file.path(target, "input.csv"), row.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")

d <- read.csv(file.path(target, "input.csv"), check.names = FALSE, encoding = "UTF-8", stringsAsFactors = FALSE)
levels <- list(kind = sort(unique(d$kind)), tenure = sort(unique(d$tenure)))
levels[["\u7c7b\u522b"]] <- c("\u8bbe\u65bd", "\u73af\u5883", "\u6587\u5316")
for (name in names(levels)) d[[name]] <- factor(d[[name]], levels = levels[[name]])

formulas <- c(
  "y ~ x1", "y ~ 1", "y ~ x1 - 1", "y ~ 0 + kind + x1", "y ~ kind - 1", "y ~ x1 + x.2 + kind + tenure",
  "y ~ kind*tenure", "y ~ kind:tenure - 1", "y ~ x1*kind", "y ~ x1:kind", "y ~ kind + x1:kind", "y ~ tenure/x1", "y ~ kind/tenure",
  "y ~ 0 + tenure:kind + x1", "y ~ 0 + tenure*kind", "y ~ x1 + x1:kind", "y ~ (x1 + x.2 + tenure)^2", "y ~ (kind + tenure + x.2)^3 - kind:tenure:x.2",
  "log(y) ~ I(x1^2) + x1", "y ~ I(x1+x.2) + I(x1 * x.2) + I(x1/100)", "y ~ I((x1 - 50)^2) + I(-x.2)", "sqrt(y) ~ log(x1+1) + exp(x.2/10) + abs(x1 - 50) + log10(w)",
  "I(y/100000) ~ I(x1/1e5) + I(x1*0.0001*x.2)", "y ~ factor(group) + x1", "y ~ factor(group)*x1", "y ~ 0 + factor(group):tenure", "y ~ `share of use` + x1",
  "y ~ kind*`share of use`", "y ~ \u4fe1\u4efb + x1", "y ~ \u4fe1\u4efb*\u7c7b\u522b", "log(y) ~ I(\u4fe1\u4efb^2) + \u7c7b\u522b:kind - 1", "y ~ `x1` + `x.2`", "y/2 ~ x1 + x.2 - x.2 + tenure %in% kind - 1")
weightings <- c("", "w", "w0")
text <- function(x) paste0('"', gsub('"', '\\\\"', x), '"')
numbers <- function(x) paste0("[", paste(ifelse(is.finite(x), sprintf("%.17g", x), "null"), collapse = ", "), "]")
texts <- function(x) paste0("[", paste(text(x), collapse = ", "), "]")
case <- function(formula, weighting, vcov) {
  environment <- environment()
  used <- if (weighting == "") rep(1, n) else d[[weighting]]
  fit <- if (weighting == "") lm(as.formula(formula, environment), d) else lm(as.formula(formula, environment), d, weights = used)
  s <- summary(fit)
  clusters <- length(unique(d$community[used > 0]))
  if (vcov == "classical") { v <- vcov(fit); df <- fit$df.residual }
  else {
    # Rows of weight zero are taken out before sandwich counts rows: it would count them, lm does not.
    kept <- d[used > 0, ]; kept$used <- used[used > 0]
    refit <- lm(as.formula(formula, environment), kept, weights = used)
    v <- vcovCL(refit, cluster = kept$community, type = "HC1", cadjust = TRUE)
    df <- clusters - 1
    # What HC1 with cadjust means: G/(G-1) (N-1)/(N-k) times the plain sandwich.
    k <- length(coef(refit)); m <- nrow(kept)
    plain <- vcovCL(refit, cluster = kept$community, type = "HC0", cadjust = FALSE)
    stopifnot(max(abs(v - plain * clusters / (clusters - 1) * (m - 1) / (m - k))) < 1e-8 * max(abs(v)))
  }
  stopifnot(!anyNA(coef(fit)))
  b <- coef(fit); se <- sqrt(diag(v)); t <- b / se
  f <- if (is.null(s$fstatistic)) rep(NA, 3) else s$fstatistic
  glance <- c(s$r.squared, s$adj.r.squared, s$sigma, f[1], f[2], f[3], pf(f[1], f[2], f[3], lower.tail = FALSE), logLik(fit), AIC(fit), BIC(fit), nobs(fit), fit$df.residual)
  paste0(
    "  {\"formula\": ", text(formula), ", \"weights\": ", text(weighting), ", \"vcov\": ", text(vcov), ",\n",
    "   \"terms\": ", texts(names(b)), ",\n   \"estimate\": ", numbers(b), ",\n   \"stdError\": ", numbers(se), ",\n   \"statistic\": ", numbers(t), ",\n",
    "   \"pValue\": ", numbers(2 * pt(-abs(t), df)), ",\n   \"confLow\": ", numbers(b - qt(0.975, df) * se), ",\n   \"confHigh\": ", numbers(b + qt(0.975, df) * se), ",\n",
    "   \"df\": ", df, ", \"glance\": ", numbers(glance), "}")
}
# Names and order of the columns alone, also where the columns are collinear and cannot be fitted.
named <- c("y ~ tenure:kind + x1", "y ~ kind:tenure", "y ~ x1 + x1:kind:tenure", "y ~ x1*kind*tenure", "y ~ tenure:kind:factor(group)", "y ~ x1:tenure + kind:tenure", "y ~ 0 + x1:kind + tenure", "y ~ kind:x1 + x1",
  "y ~ (kind + tenure)^2 - kind", "y ~ (kind + tenure)^2 - kind - tenure", "y ~ 0 + (kind + tenure + x1)^2 - tenure", "y ~ tenure + x1 + kind:tenure:x1", "y ~ I(x1**2) + I(1e5*x1) + I(x1*100000) + I(123456*x1) + I(x1/1e-5) + I(0.1+x1) + I(1e15*x1) + I(x1^-1)",
  "y ~ -1 + kind", "y ~ kind + 0", "y ~ (x1 + kind - 1)", "y ~ 1 + x1 - 1 + 1", "y ~ x1 + kind %in% tenure", "y ~ (x1 + kind)/tenure", "y ~ x.2:x1 + x1", "y ~ log(x1):kind + sqrt(x.2)", "y ~ `share of use`:kind + I(`share of use`^2)", "y ~ x1 + (kind:tenure)*x1")
name_case <- function(formula) paste0("  {\"formula\": ", text(formula), ", \"terms\": ", texts(colnames(model.matrix(as.formula(formula), d))), ", \"labels\": ", texts(attr(terms(as.formula(formula)), "term.labels")), "}")

cases <- c()
for (formula in formulas) for (weighting in weightings) for (vcov in c("classical", "CR1")) {
  made <- tryCatch(case(formula, weighting, vcov), error = function(e) stop(formula, ": ", conditionMessage(e)))
  cases <- c(cases, made)
}
writeLines(c("{", sprintf('"versions": "%s, sandwich %s",', R.version.string, packageVersion("sandwich")),
  paste0('"levels": {', paste(sapply(names(levels), function(name) paste0(text(name), ": ", texts(levels[[name]]))), collapse = ", "), "},"),
  '"names": [', paste(sapply(c(formulas, named), name_case), collapse = ",\n"), "],",
  '"cases": [', paste(cases, collapse = ",\n"), "]}"), file.path(target, "expected.json"), useBytes = TRUE)

points <- expand.grid(t = c(0.001, 0.5, 1, 1.96, 3, 8, 30, 200), df = c(1, 2, 3, 7, 11, 30, 95.5, 1999, 999991))
ratios <- expand.grid(f = c(0.01, 0.9, 1.5, 4, 25, 400), df1 = c(1, 2, 8, 40), df2 = c(1, 5, 31, 110, 1999, 999991))
levelset <- expand.grid(tail = c(0.5, 0.2, 0.1, 0.05, 0.01, 0.001, 1e-8), df = c(1, 2, 3, 7, 11, 30, 95.5, 1999, 999991))
writeLines(c("{",
  sprintf('"versions": "%s",', R.version.string),
  sprintf('"t": {"t": %s, "df": %s, "tail": %s},', numbers(points$t), numbers(points$df), numbers(2 * pt(-points$t, points$df))),
  sprintf('"critical": {"tail": %s, "df": %s, "t": %s},', numbers(levelset$tail), numbers(levelset$df), numbers(-qt(levelset$tail / 2, levelset$df))),
  sprintf('"f": {"f": %s, "df1": %s, "df2": %s, "tail": %s}', numbers(ratios$f), numbers(ratios$df1), numbers(ratios$df2), numbers(pf(ratios$f, ratios$df1, ratios$df2, lower.tail = FALSE))),
  "}"), file.path(target, "distributions.json"))

normals <- c(0, 0.001, 0.3, 1, 1.959964, 3, 6, 12, 30)
chances <- c(1e-300, 1e-30, 1e-8, 0.001, 0.025, 0.2, 0.5, 0.8, 0.975, 0.999)
chi <- expand.grid(x = c(0.001, 0.5, 1, 3.84, 12, 60, 900), df = c(1, 2, 3.5, 8, 40, 137.5, 1000))
writeLines(c("{",
  sprintf('"versions": "%s",', R.version.string),
  sprintf('"normal": {"z": %s, "tail": %s},', numbers(normals), numbers(pnorm(-normals))),
  sprintf('"quantile": {"p": %s, "z": %s},', numbers(chances), numbers(qnorm(chances))),
  sprintf('"chiSquared": {"x": %s, "df": %s, "tail": %s}', numbers(chi$x), numbers(chi$df), numbers(pchisq(chi$x, chi$df, lower.tail = FALSE))),
  "}"), file.path(target, "normal.json"))
