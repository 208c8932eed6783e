# Reference values of tests/Analysis.Tests/Reliability. Run in this folder: Rscript reliability.R
# R with psych, GPArotation, lavaan, survey, boot, jsonlite. Writes answers.csv (synthetic) and expected.json.
suppressPackageStartupMessages({ library(boot); library(psych); library(GPArotation); library(lavaan); library(survey); library(jsonlite) })
RNGversion("4.2.0")
set.seed(20220931)
n <- 400
general <- rnorm(n)
groups <- matrix(rnorm(n * 3), n)
community <- sample(1:48, n, TRUE)
level <- rnorm(48, 0, 0.3)[community]
answer <- function(g, s, group, turn = FALSE) {
  x <- pmin(5, pmax(1, round(3.2 + g * general + s * groups[, group] + level + rnorm(n, 0, 0.75))))
  if (turn) 6 - x else x
}
d <- data.frame(a1 = answer(.6, .5, 1), a2 = answer(.5, .6, 1), a3 = answer(.7, .4, 1, TRUE), b1 = answer(.5, .5, 2), b2 = answer(.6, .6, 2), b3 = answer(.4, .7, 2),
                c1 = answer(.55, .5, 3), c2 = answer(.65, .6, 3, TRUE), c3 = answer(.45, .55, 3))
d$w <- round(runif(n, .4, 2.2), 3)
d$community <- sprintf("c%02d", community)
d$a2[c(5, 17, 90)] <- NA
d$c3[c(17, 203)] <- NA
write.csv(d, "answers.csv", row.names = FALSE, quote = FALSE)

# Minimum residual by principal axes iterated to a standstill: psych's optimiser stops at about 1e-6 of the criterion. Signs as psych gives them.
minres <- function(r, m) {
  h <- smc(r)
  for (i in 1:20000) {
    s <- r; diag(s) <- h
    e <- eigen(s, symmetric = TRUE)
    l <- e$vectors[, 1:m, drop = FALSE] %*% diag(sqrt(e$values[1:m]), m)
    new <- rowSums(l^2)
    if (max(abs(new - h)) < 1e-16) break
    h <- new
  }
  l %*% diag(ifelse(colSums(l) < 0, -1, 1), m)
}
schmid_tight <- function(r, m) {
  l <- minres(r, m)
  v <- varimax(l, eps = 1e-15)$loadings[, ]
  v <- v %*% diag(ifelse(colSums(v) < 0, -1, 1))
  v <- v[, order(colSums(v^2), decreasing = TRUE)]
  o <- suppressWarnings(oblimin(v, eps = 3e-9, maxit = 3000))
  higher <- if (m == 2) { p <- o$Phi[1, 2]; c(sqrt(abs(p)), sign(p) * sqrt(abs(p))) } else minres(o$Phi, 1)[, 1]
  g <- as.vector(o$loadings %*% higher)
  s <- sweep(o$loadings, 2, sqrt(1 - higher^2), "*")
  h2 <- rowSums(l^2)
  list(g = g, s = s, h2 = h2, phi = o$Phi, omega_h = sum(g)^2 / sum(r), omega_t = 1 - sum(1 - h2) / sum(r), ecv = sum(g^2) / (sum(g^2) + sum(s^2)), slope = 10^tail(o$Table[, 3], 1))
}
discrimination <- function(x, total) {
  k <- ceiling(.27 * length(total))
  low <- x[total <= sort(total)[k]]; high <- x[total >= sort(total, decreasing = TRUE)[k]]
  t <- t.test(high, low, var.equal = TRUE)
  c(mean(high) - mean(low), (mean(high) - mean(low)) / 4, unname(t$statistic), unname(t$parameter), t$p.value)
}
halves <- function(s, first) {
  a <- sum(s[first, first]); b <- sum(s[!first, !first]); ab <- sum(s[first, !first]); r <- ab / sqrt(a * b)
  c(correlation = r, spearman_brown = 2 * r / (1 + r), guttman = 4 * ab / sum(s))
}
every_split <- function(s) {
  k <- ncol(s)
  all <- combn(k, k %/% 2)
  if (k %% 2 == 0) all <- all[, all[1, ] == 1, drop = FALSE]
  apply(all, 2, function(first) halves(s, seq_len(k) %in% first)["guttman"])
}
# One factor by maximum likelihood: Lawley's iteration run to a standstill, since lavaan's optimiser stops at a slope of about 1e-7; lavaan itself must agree to 6 digits.
one_factor <- function(x) {
  r <- cor(x); psi <- 1 - smc(r)
  for (i in 1:20000) {
    e <- eigen(r / sqrt(psi %o% psi), symmetric = TRUE)
    l <- sqrt(psi) * e$vectors[, 1] * sqrt(e$values[1] - 1)
    new <- 1 - l^2
    if (max(abs(new - psi)) < 1e-16) break
    psi <- new
  }
  l <- l * sign(sum(l)); sd <- sapply(x, sd)
  omega <- sum(sd * l)^2 / (sum(sd * l)^2 + sum(sd^2 * psi))
  fit <- cfa(paste("f =~", paste(names(x), collapse = " + ")), x, std.lv = TRUE)
  e <- lavInspect(fit, "est")
  lavaan <- sum(e$lambda)^2 / (sum(e$lambda)^2 + sum(diag(e$theta)))
  stopifnot(abs(lavaan - omega) < 1e-6)
  list(omega = omega, loadings = unname(l), lavaan = lavaan)
}
case <- function(text, items, reversed, factors) {
  x <- d[complete.cases(d[items]), items]
  for (item in reversed) x[[item]] <- 6 - x[[item]]
  k <- length(items); s <- cov(x); r <- cor(x)
  a <- suppressWarnings(psych::alpha(x, check.keys = FALSE))
  feldt <- alpha.ci(a$total$raw_alpha, nrow(x), k, p.val = .1)
  total <- rowSums(x)
  out <- list(scale = text, n = nrow(x), factors = factors, alpha = a$total$raw_alpha, standardised_alpha = a$total$std.alpha, lambda6 = a$total$`G6(smc)`, average_r = a$total$average_r,
    std_error = a$total$ase, feldt90 = unlist(feldt[c("lower.ci", "upper.ci")], use.names = FALSE),
    items = list(mean = unname(colMeans(x)), std_dev = unname(sapply(x, sd)), skewness = unname(sapply(x, skew)), kurtosis = unname(sapply(x, kurtosi)),
      floor = unname(colMeans(x == 1)), ceiling = unname(colMeans(x == 5)), item_total = a$item.stats$raw.r, item_rest = a$item.stats$r.drop, corrected = a$item.stats$r.cor,
      deleted = if (k > 2) a$alpha.drop$raw_alpha else NULL, discrimination = unname(t(sapply(x, discrimination, total = total)))),
    odd_even = unname(halves(s, seq_len(k) %% 2 == 1)), first_second = unname(halves(s, seq_len(k) <= (k + 1) %/% 2)))
  splits <- every_split(s)
  out$splits <- c(max(splits), mean(splits), min(splits), length(splits))
  if (k %% 2 == 0) { p <- splitHalf(x, brute = TRUE, covar = TRUE, check.keys = FALSE); stopifnot(max(abs(c(p$maxrb, p$meanr, p$minrb) - out$splits[1:3])) < 1e-12) }
  if (k > 2) {
    one <- one_factor(x)
    out$omega <- one$omega; out$one_factor <- one$loadings; out$lavaan <- one$lavaan
  }
  if (factors > 0) {
    t <- schmid_tight(r, factors)
    p <- suppressMessages(suppressWarnings(omega(x, factors, plot = FALSE, flip = FALSE)))
    # psych itself, to the digits that its optimisers leave.
    stopifnot(abs(p$omega_h - t$omega_h) < 2e-4, abs(p$omega.tot - t$omega_t) < 1e-5)
    out$psych <- c(p$omega_h, p$omega.tot); out$oblimin_slope <- t$slope
    out$omega_hierarchical <- t$omega_h; out$omega_total <- t$omega_t; out$ecv <- t$ecv
    out$general <- t$g; out$communality <- unname(t$h2); out$group <- unname(t$s)
  }
  out
}
nine <- c("a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3")
cases <- list(
  case("trust =~ a1 + a2 - a3 + b1 + b2 + b3 + c1 - c2 + c3", nine, c("a3", "c2"), 3),
  case("~ a1 + a2 - a3 + b1 + b2 + b3", nine[1:6], "a3", 2),
  case("a1 + a2 - a3 + b1", nine[1:4], "a3", 0),
  case("a1 + a2 - a3", nine[1:3], "a3", 0),
  case("a1 + a2", nine[1:2], character(), 0))

# With weights: covariances as survey::svyvar.
x <- d[complete.cases(d[nine]), ]
for (item in c("a3", "c2")) x[[item]] <- 6 - x[[item]]
design <- svydesign(~1, weights = ~w, data = x)
s <- matrix(as.numeric(svyvar(as.formula(paste("~", paste(nine, collapse = "+"))), design)), 9)
m <- as.numeric(svymean(as.formula(paste("~", paste(nine, collapse = "+"))), design))
wr <- cov2cor(s); wt <- schmid_tight(wr, 3)
weighted <- list(alpha = 9 / 8 * (1 - sum(diag(s)) / sum(s)), standardised_alpha = 9 * mean(wr[lower.tri(wr)]) / (1 + 8 * mean(wr[lower.tri(wr)])), omega_hierarchical = wt$omega_h, omega_total = wt$omega_t,
  mean = m, std_dev = sqrt(diag(s)), floor = sapply(nine, function(i) sum(x$w[x[[i]] == 1]) / sum(x$w)))

# Bootstraps: other random numbers than ours, so only the spread can agree. 4,000 draws leave about 1.1 % of a standard deviation.
alpha_of <- function(x) { s <- cov(x); k <- ncol(x); k / (k - 1) * (1 - sum(diag(s)) / sum(s)) }
z <- x[nine]
rows <- replicate(4000, alpha_of(z[sample(nrow(z), replace = TRUE), ]))
members <- split(seq_len(nrow(z)), x$community)
clusters <- replicate(4000, alpha_of(z[unlist(members[sample(length(members), replace = TRUE)]), ]))
# The interval for draws of communities: t with G - 1 degrees of freedom on the scale ln(1 - alpha) (Bonett 2002), the spread times sqrt(G / (G - 1)) (Hesterberg 2015). boot::boot.ci makes it as its normal interval
# with h = log(1 - t), whose quantile of the normal is exchanged for t by asking for the level at which the two are equal. The same draws are given to ours: all digits must agree. The percentiles are R's type 7.
t_of_log <- function(estimate, draws, G, level) {
  e <- qt((1 + level) / 2, G - 1) * sqrt(G / (G - 1)) * sd(log(1 - draws))
  1 - (1 - estimate) * exp(c(e, -e))
}
by_boot <- function(estimate, draws, G, level) {
  b <- list(t0 = estimate, t = matrix(draws), R = length(draws), call = quote(boot(x, s, R)), sim = "ordinary", statistic = NULL)
  class(b) <- "boot"
  normal <- 2 * pnorm(qt((1 + level) / 2, G - 1) * sqrt(G / (G - 1))) - 1
  # boot takes the bias of the draws off; it is put back on both ends.
  ci <- boot.ci(b, conf = normal, type = "norm", h = function(t) log(1 - t), hdot = function(t) -1 / (1 - t))$normal[2:3] + mean(log(1 - draws)) - log(1 - estimate)
  rev(1 - exp(ci))
}
estimate <- alpha_of(z)
some <- clusters[1:200]
intervals <- lapply(list(c(.95, 48), c(.9, 20), c(.99, 5)), function(at) {
  mine <- t_of_log(estimate, some, at[2], at[1])
  stopifnot(max(abs(mine - by_boot(estimate, some, at[2], at[1]))) < 1e-12)
  list(level = at[1], units = at[2], t = mine, percentile = unname(quantile(some, c(1 - at[1], 1 + at[1]) / 2)))
})
boot <- list(rows = c(sd(rows), quantile(rows, c(.025, .975))), clusters = c(sd(clusters), t_of_log(estimate, clusters, length(members), .95), quantile(clusters, c(.025, .975))), communities = length(members))

write_json(list(versions = paste(R.version.string, "psych", packageVersion("psych"), "GPArotation", packageVersion("GPArotation"), "lavaan", packageVersion("lavaan"), "survey", packageVersion("survey"), "boot", packageVersion("boot")),
  cases = cases, weighted = weighted, bootstrap = lapply(boot, unname), intervals = list(estimate = estimate, draws = some, cases = intervals)), "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
