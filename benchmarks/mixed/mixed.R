# The same model in R: data.table's reader and lme4 with its own settings. With a third argument the optimum is polished by Newton steps on lme4's deviance (its optimisers stop at about 1e-6
# in theta), for the comparison of digits. usage: Rscript mixed.R FILE FORMULA [polished]
suppressPackageStartupMessages({ library(data.table); library(lme4) })
given <- commandArgs(trailingOnly = TRUE)
rows <- fread(given[[1]])
formula <- as.formula(given[[2]])
model <- lmer(formula, rows)
if (length(given) > 2) {
  deviance <- update(model, devFunOnly = TRUE)
  # Central differences in units of the standard deviations over sigma, Richardson over four step lengths.
  slope <- function(t) sapply(seq_along(t), function(i) {
    d <- sapply(c(0.08, 0.04, 0.02, 0.01), function(h) { e <- replace(numeric(length(t)), i, h); (at(t + e) - at(t - e)) / (2 * h) })
    for (k in 1:3) d <- (4^k * d[-1] - d[-length(d)]) / (4^k - 1)
    d
  })
  unit <- unlist(lapply(VarCorr(model), function(v) { s <- attr(v, "stddev") / sigma(model); s[row(v)[lower.tri(v, diag = TRUE)]] }))
  at <- function(t) deviance(t * unit)
  t <- getME(model, "theta") / unit
  bend <- sapply(seq_along(t), function(i) { e <- replace(numeric(length(t)), i, 1e-3); (slope(t + e) - slope(t - e)) / 2e-3 })
  for (i in 1:3) t <- t - solve((bend + t(bend)) / 2, slope(t))
  model <- lmer(formula, rows, start = unname(t * unit), control = lmerControl(optimizer = NULL))
}
theta <- unname(getME(model, "theta"))
cat(sprintf("%s %.17g\n", c(names(fixef(model)), paste0("theta_", seq_along(theta)), "sigma"), c(fixef(model), theta, sigma(model))), sep = "")
