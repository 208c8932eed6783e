# Reference values of tests/Analysis.Tests/Power. Base R and jsonlite; run in this folder: Rscript power.R. Writes expected.json.
library(jsonlite)
RNGversion("4.2.0")
set.seed(20220931)
# Noncentral t in R: pt is algorithm AS 243 with a stopping rule of 1e-12, so about 11 digits.
points <- expand.grid(t = c(-2.5, -0.5, 0, 0.7, 1.99, 2.8, 6), df = c(1, 3, 12.5, 38, 400, 99999), delta = c(0, 0.3, 1, 2.8, 6, 15))
points$lower <- pt(points$t, points$df, points$delta)

# One sample and two samples without clustering: stats::power.t.test, both tails.
one <- lapply(list(c(20, .5), c(80, .3), c(250, .2)), function(v) { p <- power.t.test(n = v[1], delta = v[2], type = "one.sample", strict = TRUE); list(n = v[1], delta = v[2], power = p$power,
  smallest = uniroot(function(d) power.t.test(n = v[1], delta = d, type = "one.sample", strict = TRUE)$power - .8, c(.001, 5), tol = 1e-13)$root) })

# With communities: t tests on the variance of the estimate. Closed forms by R's own noncentral t.
power_of <- function(effect, se, df, level = .95) { q <- qt(1 - (1 - level) / 2, df); 1 - pt(q, df, effect / se) + pt(-q, df, effect / se) }
smallest_of <- function(se, df, target, level = .95) uniroot(function(d) power_of(d, se, df, level) - target, c(1e-6, 20) * se, tol = 1e-14)$root
design <- function(question, J, n, icc, cv = 0, sd = 1, share = .5, r2w = 0, r2b = 0, q = 0, effect = .3, target = .8) {
  one <- function(J) {
    N <- J * n; w <- (1 - icc) * (1 - r2w); b <- icc * (1 - r2b) * (1 + cv^2)
    switch(question,
      mean = c(sqrt(sd^2 * (b * n + w) / N), J - 1 - q, b * n + w),
      community = c(sqrt(sd^2 * (b + w / n) / (J * share * (1 - share))), J - 2 - q, b * n + w),
      difference = c(sqrt(sd^2 * w / (N * share * (1 - share))), N - J - 1 - q, w))
  }
  d <- one(J); needed <- 2
  while (one(needed)[2] < 1 || power_of(effect, one(needed)[1], one(needed)[2]) < target) needed <- needed + 1
  list(question = question, communities = J, per_community = n, icc = icc, cv = cv, sd = sd, share = share, r2_within = r2w, r2_between = r2b, covariates = q, effect = effect, target = target,
    std_error = d[1], df = d[2], design_effect = d[3], power = power_of(effect, d[1], d[2]), smallest = smallest_of(d[1], d[2], target), needed = needed)
}
designs <- list(design("mean", 40, 25, .05), design("mean", 12, 30, .1, cv = .6, sd = 1.4), design("community", 40, 25, .05), design("community", 24, 18, .12, cv = .4, share = .3, r2b = .5, r2w = .1, q = 2, effect = .5),
  design("difference", 40, 25, .05, effect = .15), design("difference", 10, 8, .2, share = .2, r2w = .3, q = 1, effect = .6, target = .9))

# Simulation: communities of equal size, half of them treated, a random intercept; the t test of the communities' means. 20,000 studies leave a standard error of 0.0033.
simulate <- function(J, n, icc, effect, studies = 20000) {
  z <- rep(0:1, length.out = J)
  mean(replicate(studies, { m <- effect * z + rnorm(J, 0, sqrt(icc + (1 - icc) / n)); t.test(m[z == 1], m[z == 0], var.equal = TRUE)$p.value < .05 }))
}
sim <- list(communities = 40, per_community = 25, icc = .05, effect = .25, power = simulate(40, 25, .05, .25), studies = 20000)

proportions <- lapply(list(list(p = .5, J = 40, n = 25, icc = .05, cv = 0, margin = .05), list(p = .46, J = 96, n = 24, icc = .08, cv = .5, margin = .03)), function(v) {
  deff <- 1 + ((1 + v$cv^2) * v$n - 1) * v$icc; z <- qnorm(.975); rows <- z^2 * v$p * (1 - v$p) * deff / v$margin^2
  N <- 7542; se <- sqrt(v$p * (1 - v$p) * deff / (v$J * v$n))
  c(v, list(design_effect = deff, achieved = z * se, rows = rows, communities = ceiling(rows / v$n), population = N, achieved_finite = z * se * sqrt((N - v$J * v$n) / (N - 1)), rows_finite = rows / (1 + (rows - 1) / N)))
})
write_json(list(versions = R.version.string, noncentral = points, one_sample = one, designs = designs, simulated = sim, proportions = proportions), "expected.json", digits = NA, auto_unbox = TRUE, dataframe = "columns")
