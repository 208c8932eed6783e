# Reference numbers of mixed models: lme4 and lmerTest, their optimum polished by Newton steps on lme4's own deviance function (its optimisers stop at about 1e-6 in theta);
# R² by performance, ICC and r_wg(j) by multilevel. Writes input.csv and expected.json beside itself.
suppressPackageStartupMessages({ library(lme4); library(lmerTest); library(jsonlite); library(multilevel) })

# Park and Miller's generator: the same numbers in the C# test, bit for bit.
state <- 20220931
uniform <- function() { state <<- (48271 * state) %% 2147483647; state / 2147483647 }
normal <- function() { sum <- 0; for (i in 1:12) sum <- sum + uniform(); sum - 6 }

small <- function() {
  districts <- 8; communities <- 48
  around <- sapply(seq_len(districts), function(i) normal())
  level <- sapply(seq_len(communities), function(i) normal())
  slope <- sapply(seq_len(communities), function(i) normal())
  rights <- sapply(seq_len(communities), function(i) normal())
  rows <- list()
  for (g in seq_len(communities)) {
    # Unbalanced: 1 to 30 respondents; the first two communities have one each.
    for (i in seq_len(if (g <= 2) 1 else 2 + floor(28 * uniform()))) {
      d <- (g - 1) %% districts + 1
      x <- round(3 + normal() + 0.5 * level[g], 2); z <- round(50 + 10 * normal(), 1); w <- round(rights[g], 3)
      kind <- c("commodity", "danwei", "resettled")[1 + floor(3 * uniform())]
      y <- 2 + 0.4 * x + 0.02 * z + 0.3 * w + 0.2 * x * w + 0.3 * (kind == "danwei") + 0.7 * level[g] + 0.4 * slope[g] * x - 0.2 * level[g] * x + normal()
      three <- 1 + 0.5 * x + 0.6 * around[d] + 0.5 * level[g] + normal()
      flat <- 1 + 0.3 * x + normal()
      latent <- 0.6 * level[g] + 0.7 * normal()
      items <- sapply(1:4, function(j) min(5, max(1, floor(3.5 + latent + 0.8 * normal()))))
      rows[[length(rows) + 1]] <- data.frame(subdistrict = sprintf("d%d", d), community = sprintf("c%02d", g), x = x, z = z, w = w, kind = kind, weight = round(0.3 + 2 * uniform(), 2),
        y = round(y, 4), three = round(three, 4), flat = round(flat, 4), item1 = items[1], item2 = items[2], item3 = items[3], item4 = items[4])
    }
  }
  do.call(rbind, rows)
}

large <- function(n, communities, districts) {
  level <- sapply(seq_len(communities), function(i) normal())
  slope <- sapply(seq_len(communities), function(i) normal())
  around <- sapply(seq_len(districts), function(i) normal())
  g <- integer(n); x1 <- x2 <- x3 <- y <- three <- numeric(n)
  for (i in seq_len(n)) {
    g[i] <- floor(communities * uniform())
    x1[i] <- normal() + 0.4 * level[g[i] + 1]; x2[i] <- normal(); x3[i] <- 40 + 12 * normal()
    e <- normal()
    y[i] <- 3 + 0.5 * x1[i] - 0.25 * x2[i] + 0.01 * x3[i] + 0.5 * level[g[i] + 1] + 0.2 * slope[g[i] + 1] * x1[i] + e
    three[i] <- y[i] + 0.4 * around[g[i] %% districts + 1]
  }
  data.frame(subdistrict = g %% districts, community = g, x1 = x1, x2 = x2, x3 = x3, y = y, three = three)
}

tight <- function(...) lmerControl(optimizer = "bobyqa", calc.derivs = FALSE, check.conv.singular = "ignore", optCtrl = list(rhoend = 1e-10, maxfun = 20000), ...)

# Central differences in units of the standard deviations over sigma, Richardson over four step lengths: the shortest step is long enough for the rounding of the deviance.
slope <- function(f, t) sapply(seq_along(t), function(i) {
  d <- sapply(c(0.08, 0.04, 0.02, 0.01), function(h) { e <- replace(numeric(length(t)), i, h); (f(t + e) - f(t - e)) / (2 * h) })
  for (k in 1:3) d <- (4^k * d[-1] - d[-length(d)]) / (4^k - 1)
  d
})
bend <- function(f, t) { h <- sapply(seq_along(t), function(i) { e <- replace(numeric(length(t)), i, 1e-3); (slope(f, t + e) - slope(f, t - e)) / 2e-3 }); (h + t(h)) / 2 }

# Newton on lme4's deviance; entries at the bound of zero stay there.
polished <- function(formula, data, reml, weights = NULL) {
  environment(formula) <- environment()
  m <- lmer(formula, data, REML = reml, weights = weights, control = tight())
  f <- update(m, devFunOnly = TRUE)
  theta <- getME(m, "theta"); free <- !(theta < 1e-5 & getME(m, "lower") == 0)
  theta[!free] <- 0
  unit <- unlist(lapply(VarCorr(m), function(v) { s <- attr(v, "stddev") / sigma(m); s[row(v)[lower.tri(v, diag = TRUE)]] }))[free]
  at <- function(t) { all <- theta; all[free] <- t * unit; f(all) }
  if (any(free)) for (i in 1:3) { t <- theta[free] / unit; theta[free] <- (t - solve(bend(at, t), slope(at, t))) * unit }
  lmer(formula, data, REML = reml, weights = weights, start = unname(theta), control = lmerControl(optimizer = NULL, check.conv.singular = "ignore"))
}

# R² by its definition (Johnson 2014) from lme4's matrices; equal to performance's, which of random parts with || counts one only.
explained <- function(m, compare) {
  fixed <- var(as.vector(getME(m, "X") %*% fixef(m))); random <- mean(Matrix::colSums((getME(m, "Lambdat") %*% getME(m, "Zt"))^2)) * sigma(m)^2
  r <- list((fixed + random) / (fixed + random + sigma(m)^2), fixed / (fixed + random + sigma(m)^2))
  if (compare) stopifnot(max(abs(unlist(performance::r2_nakagawa(m, tolerance = 0))[1:2] - unlist(r))) < 1e-10)
  r
}

described <- function(formula, data, reml = TRUE, weights = "", units = FALSE, r2 = TRUE) {
  message(formula)
  used <- if (weights == "") NULL else data[[weights]]
  m <- polished(as.formula(formula), data, reml, used)
  s <- summary(as_lmerModLmerTest(m))$coefficients
  v <- as.data.frame(VarCorr(m))
  r <- if (r2 && weights == "") explained(m, !grepl("||", formula, fixed = TRUE)) else list(NA, NA)
  b <- if (units) as.data.frame(ranef(m, condVar = TRUE)) else NULL
  list(formula = formula, reml = reml, weights = weights, terms = I(rownames(s)), estimate = I(unname(s[, 1])), stdError = I(unname(s[, 2])), df = I(unname(s[, 3])), pValue = I(unname(s[, 5])),
    theta = I(unname(getME(m, "theta"))), sigma = sigma(m), criterion = if (reml) REMLcrit(m) else deviance(m), aic = AIC(m), bic = BIC(m), nobs = nobs(m),
    singular = isSingular(m), r2Marginal = r[[2]], r2Conditional = r[[1]],
    random = lapply(seq_len(nrow(v)), function(i) list(group = v$grp[i], term = v$var1[i], with = v$var2[i], variance = v$vcov[i], sdOrCorrelation = v$sdcor[i])),
    units = if (is.null(b)) list() else lapply(seq_len(nrow(b)), function(i) list(group = b$grpvar[i], unit = as.character(b$grp[i]), term = as.character(b$term[i]), deviation = b$condval[i], stdDev = b$condsd[i])))
}

d <- small()
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("input.csv", stringsAsFactors = FALSE)
cases <- list(
  described("y ~ x + z + (1 | community)", d, units = TRUE),
  described("y ~ x + z + (1 | community)", d, reml = FALSE),
  described("y ~ x * w + z + kind + (1 + x | community)", d, units = TRUE),
  described("y ~ x * w + z + kind + (1 + x | community)", d, reml = FALSE),
  described("y ~ x + (x || community)", d, units = TRUE),
  described("y ~ x + z + (1 + x + z | community)", d),
  described("y ~ x + z + (1 + x | community)", d, weights = "weight", units = TRUE),
  described("y ~ x + z + (1 | community)", d, reml = FALSE, weights = "weight"),
  described("three ~ x + (1 | subdistrict/community)", d, units = TRUE),
  described("three ~ x + (1 | subdistrict/community)", d, reml = FALSE),
  described("three ~ x + z + (1 + x | subdistrict) + (1 + x | community)", d, units = TRUE, r2 = FALSE),
  described("flat ~ x + (1 | community)", d, r2 = FALSE),
  described("flat ~ 1 + (1 | community)", d, reml = FALSE, r2 = FALSE),
  described("y ~ 1 + (1 | community)", d),
  described("y ~ 0 + kind + x + (1 | community)", d, r2 = FALSE))

ratio <- function(small, large, variances) {
  a <- logLik(polished(as.formula(small), d, FALSE)); b <- logLik(polished(as.formula(large), d, FALSE))
  chi <- 2 * as.numeric(b - a); df <- attr(b, "df") - attr(a, "df"); naive <- pchisq(chi, df, lower.tail = FALSE)
  list(small = small, large = large, chiSquared = chi, df = df, naive = naive, mixture = if (variances == 1) (naive + pchisq(chi, df - 1, lower.tail = FALSE)) / 2 else NA, variances = variances)
}
without <- function(small, large) {
  b <- logLik(polished(as.formula(large), d, FALSE)); a <- logLik(lm(as.formula(small), d))
  chi <- 2 * as.numeric(b - a)
  list(small = small, large = large, chiSquared = chi, df = 1, naive = pchisq(chi, 1, lower.tail = FALSE), mixture = pchisq(chi, 1, lower.tail = FALSE) / 2, variances = 1)
}
comparisons <- list(
  ratio("y ~ x + (1 | community)", "y ~ x + (1 + x | community)", 1), ratio("y ~ x + (1 | community)", "y ~ x + z + kind + (1 | community)", 0),
  without("y ~ x", "y ~ x + (1 | community)"), ratio("three ~ x + (1 | subdistrict)", "three ~ x + z + (1 | subdistrict/community)", 1))

interaction <- as_lmerModLmerTest(polished(y ~ x * w + (1 + x | community), d, TRUE))
at <- mean(d$w) + c(-1, 0, 1) * sd(d$w)
slopes <- lapply(at, function(w) { r <- contest1D(interaction, c(0, 1, 0, w)); list(moderator = w, estimate = r[["Estimate"]], stdError = r[["Std. Error"]], df = r[["df"]], pValue = r[["Pr(>|t|)"]]) })

anova1 <- function(outcome) { a <- aov(as.formula(paste(outcome, "~ factor(community)")), d); v <- as.data.frame(VarCorr(polished(as.formula(paste(outcome, "~ 1 + (1 | community)")), d, TRUE)))$vcov
  list(outcome = outcome, icc1 = ICC1(a), icc2 = ICC2(a), model = v[1] / sum(v)) }
agreement <- rwg.j(d[paste0("item", 1:4)], d$community, ranvar = 2)$rwg.j
single <- rwg(d$item1, d$community, ranvar = 2)$rwg

state <- 4711
l <- large(10000, 200, 20)
big <- list(
  described("y ~ x1 + x2 + x3 + (1 + x1 | community)", l, r2 = FALSE), described("y ~ x1 + x2 + x3 + (1 | community)", l, reml = FALSE, r2 = FALSE),
  described("three ~ x1 + x2 + x3 + (1 | subdistrict/community)", l, r2 = FALSE))

versions <- paste0(R.version.string, ", lme4 ", packageVersion("lme4"), ", lmerTest ", packageVersion("lmerTest"), ", performance ", packageVersion("performance"), ", multilevel ", packageVersion("multilevel"))
write_json(list(versions = versions, cases = cases, comparisons = comparisons, slopes = slopes, icc = list(anova1("y"), anova1("flat")),
  agreement = list(mean = mean(agreement, na.rm = TRUE), median = median(agreement, na.rm = TRUE), lowest = min(agreement, na.rm = TRUE), highest = max(agreement, na.rm = TRUE), groups = sum(!is.na(agreement)),
    single = mean(single, na.rm = TRUE)),
  large = list(rows = 10000, communities = 200, districts = 20, seed = 4711, first = unname(unlist(l[1, ])), last = unname(unlist(l[10000, ])), cases = big)),
  "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE, na = "null")
