# Mediation: point estimates and standard errors against lm, sandwich and lavaan; intervals against boot on the same resamples; Johnson-Neyman by the closed form; quantiles of a product of
# normals by integration. Writes input.csv and expected.json. Run in its own folder (eng/reference-values).
suppressMessages({ library(lavaan); library(boot); library(sandwich); library(lme4); library(jsonlite) })

# Park and Miller's generator: whole numbers below 2^53, so that C# draws the same.
lcg <- function(seed) { state <- seed; function() { state <<- (16807 * state) %% 2147483647; state / 2147483647 } }
resample <- function(units, draws, seed) { u <- lcg(seed); t(replicate(draws, tabulate(replicate(units, floor(u() * units) + 1), units))) }

# ---- input: 240 residents of 24 communities, in ascending order of x --------------------------------------------------------------------------------------------------------------------
set.seed(20220931)
n <- 240; groups <- 24
g <- sample(rep(seq_len(groups), length.out = n)); u <- rnorm(groups); z <- round(rnorm(groups), 3)
d <- data.frame(community = sprintf("c%02d", g), x = round(rnorm(n) + 0.6 * u[g], 7), z = z[g])
d$w <- round(rnorm(n, 3, 1.2), 3); d$flag <- rbinom(n, 1, 0.4); d$age <- round(runif(n, 18, 80)); d$gender <- sample(c("female", "male", "other"), n, TRUE)
d$m1 <- round(0.5 * d$x + 0.15 * d$x * (d$w - 3) + 0.4 * d$z + 0.3 * u[g] + 0.005 * d$age + rnorm(n), 4)
d$m2 <- round(0.4 * d$m1 + 0.2 * d$x + 0.3 * (d$gender == "male") + rnorm(n), 4)
d$y <- round(1 + 0.3 * d$x + 0.4 * d$m1 + 0.25 * d$m2 + 0.2 * d$m1 * (d$w - 3) + 0.3 * d$flag + 0.4 * u[g] + rnorm(n), 4)
d$weight <- round(runif(n, 0.5, 2), 3)
stopifnot(!anyDuplicated(d$x))
d <- d[order(d$x), ]
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("input.csv", stringsAsFactors = TRUE)
unit <- as.integer(d$community)

# ---- joint estimates of several equations --------------------------------------------------------------------------------------------------------------------------------------------------
joint <- function(formulas, data, weights = NULL, cluster = NULL) {
  fits <- lapply(formulas, function(f) { environment(f) <- environment(); lm(f, data, weights = weights) })
  ws <- if (is.null(weights)) rep(1, nrow(data)) else weights
  bread <- lapply(fits, function(f) { x <- sqrt(ws) * model.matrix(f); list(x = x, p = solve(qr.R(qr(x))) %*% t(qr.Q(qr(x))), e = sqrt(ws) * residuals(f), df = df.residual(f)) })
  names <- unlist(lapply(fits, function(f) paste(all.vars(formula(f))[1], names(coef(f)), sep = "~")))
  theta <- setNames(unlist(lapply(fits, coef)), names)
  if (is.null(cluster)) {
    V <- do.call(rbind, lapply(bread, function(i) do.call(cbind, lapply(bread, function(j) sum(i$e * j$e) / sqrt(i$df * j$df) * i$p %*% t(j$p)))))
  } else {
    G <- length(unique(cluster)); N <- nrow(data)
    psi <- do.call(cbind, lapply(bread, function(i) sqrt(G / (G - 1) * (N - 1) / i$df) * rowsum(t(i$p) * i$e, cluster)))
    V <- crossprod(psi)
    for (f in seq_along(fits)) {
      place <- grep(paste0("^", all.vars(formula(fits[[f]]))[1], "~"), names)
      stopifnot(all.equal(unname(diag(V))[place], unname(diag(vcovCL(fits[[f]], cluster = cluster, type = "HC1", cadjust = TRUE))), tolerance = 1e-10))
    }
  }
  dimnames(V) <- list(names, names)
  list(theta = theta, V = V, df = setNames(rep(sapply(bread, `[[`, "df"), sapply(fits, function(f) length(coef(f)))), names), r2 = sapply(fits, function(f) summary(f)$r.squared))
}

# An effect is an expression in letters, each the name of a coefficient; its standard error by the delta method.
effect <- function(fit, expression, letters, values = list()) {
  e <- parse(text = expression)[[1]]; at <- c(as.list(setNames(fit$theta[letters], names(letters))), values)
  gradient <- sapply(names(letters), function(v) eval(D(e, v), at))
  list(estimate = eval(e, at), delta_se = sqrt(drop(gradient %*% fit$V[letters, letters] %*% gradient)))
}
effects <- function(fit, expressions, letters) lapply(expressions, effect, fit = fit, letters = letters)
coefs <- function(fit) lapply(setNames(names(fit$theta), names(fit$theta)), function(k) list(estimate = fit$theta[[k]], std_error = sqrt(fit$V[k, k]), df = fit$df[[k]]))

simple <- list(m1 ~ x + age, y ~ x + m1 + age); sl <- c(a = "m1~x", b = "y~m1", c = "y~x")
se <- c("indirect: x -> m1 -> y" = "a*b", "direct: x -> y" = "c", "total: x -> y" = "a*b+c", "proportion mediated: x -> y" = "a*b/(a*b+c)")
parallel <- list(m1 ~ x + gender, m2 ~ x + gender, y ~ x + m1 + m2 + gender); pl <- c(a1 = "m1~x", a2 = "m2~x", b1 = "y~m1", b2 = "y~m2", c = "y~x")
pe <- c("indirect: x -> m1 -> y" = "a1*b1", "indirect: x -> m2 -> y" = "a2*b2", "total indirect: x -> y" = "a1*b1+a2*b2", "direct: x -> y" = "c", "total: x -> y" = "a1*b1+a2*b2+c",
  "contrast: (x -> m1 -> y) - (x -> m2 -> y)" = "a1*b1-a2*b2", "proportion mediated: x -> y" = "(a1*b1+a2*b2)/(a1*b1+a2*b2+c)")
serial <- list(m1 ~ x, m2 ~ x + m1, y ~ x + m1 + m2); rl <- c(a1 = "m1~x", a2 = "m2~x", d = "m2~m1", b1 = "y~m1", b2 = "y~m2", c = "y~x")
re <- c("indirect: x -> m1 -> y" = "a1*b1", "indirect: x -> m2 -> y" = "a2*b2", "indirect: x -> m1 -> m2 -> y" = "a1*d*b2", "total indirect: x -> y" = "a1*b1+a2*b2+a1*d*b2", "total: x -> y" = "a1*b1+a2*b2+a1*d*b2+c",
  "contrast: (x -> m1 -> y) - (x -> m2 -> y)" = "a1*b1-a2*b2", "contrast: (x -> m1 -> y) - (x -> m1 -> m2 -> y)" = "a1*b1-a1*d*b2", "contrast: (x -> m2 -> y) - (x -> m1 -> m2 -> y)" = "a2*b2-a1*d*b2")

case <- function(model, formulas, expressions, letters, weights = NULL, cluster = NULL) {
  fit <- joint(formulas, d, if (!is.null(weights)) d[[weights]], if (!is.null(cluster)) d[[cluster]])
  list(model = model, weights = if (is.null(weights)) "" else weights, cluster = if (is.null(cluster)) "" else cluster, paths = coefs(fit), effects = effects(fit, expressions, letters), r2 = fit$r2)
}
cases <- list(
  case("x -> m1 -> y | age", simple, se, sl), case("m1 ~ x + age; y ~ x + m1 + age", simple, se, sl), case("x -> m1 -> y | age", simple, se, sl, "weight"), case("x -> m1 -> y | age", simple, se, sl, NULL, "community"),
  case("x -> m1 -> y | age", simple, se, sl, "weight", "community"), case("x -> m1 + m2 -> y | gender", parallel, pe, pl), case("x -> m1 + m2 -> y | gender", parallel, pe, pl, NULL, "community"),
  case("x -> m1 -> m2 -> y", serial, re, rl), case("x -> m1 -> m2 -> y", serial, re, rl, NULL, "community"))

# ---- the same from lavaan: maximum likelihood divides by N where lm divides by N - k -------------------------------------------------------------------------------------------------------------
lavaan_case <- function(model, syntax, k) {
  # Its optimiser stops early on columns of unequal size: a covariate in other units leaves the other coefficients as they are, and each restart takes it closer.
  s <- suppressWarnings(sem(syntax, transform(d, age = age / 20), meanstructure = TRUE, fixed.x = TRUE))
  for (again in 1:6) s <- suppressWarnings(sem(syntax, transform(d, age = age / 20), meanstructure = TRUE, fixed.x = TRUE, start = s, control = list(rel.tol = 1e-14)))
  free <- parameterEstimates(s); keep <- free$op == "~"
  V <- unclass(vcov(s)); est <- coef(s)
  table <- parTable(s); table <- table[table$free > 0, ][order(table$free[table$free > 0]), ]
  scale <- ifelse(table$op == "~", sqrt(n / (n - k[table$lhs])), 1)
  V <- V * outer(scale, scale)
  defined <- free[free$op == ":=", ]
  # Products of three paths at most: Richardson's combination of two central differences is exact but for rounding.
  of <- function(j, step) { hi <- lo <- est; hi[j] <- hi[j] + step; lo[j] <- lo[j] - step; (s@Model@def.function(hi) - s@Model@def.function(lo)) / (2 * step) }
  jacobian <- sapply(seq_along(est), function(j) (4 * of(j, 1e-2) - of(j, 2e-2)) / 3)
  list(model = model, effects = setNames(lapply(seq_len(nrow(defined)), function(i) list(estimate = defined$est[i], delta_se = sqrt(drop(jacobian[i, ] %*% V %*% jacobian[i, ])))), defined$label))
}
lavaans <- list(
  lavaan_case("x -> m1 -> y | age", "m1 ~ a*x + age\ny ~ c*x + b*m1 + age\nindirect := a*b\ntotal := a*b + c", c(m1 = 3, y = 4)),
  lavaan_case("x -> m1 -> m2 -> y", "m1 ~ a1*x\nm2 ~ a2*x + d*m1\ny ~ c*x + b1*m1 + b2*m2\ni1 := a1*b1\ni2 := a2*b2\ni3 := a1*d*b2\ntotal := a1*b1 + a2*b2 + a1*d*b2 + c", c(m1 = 2, m2 = 3, y = 4)))

# ---- moderation --------------------------------------------------------------------------------------------------------------------------------------------------------------------------------
values <- c("w = mean - 1 SD" = mean(d$w) - sd(d$w), "w = mean" = mean(d$w), "w = mean + 1 SD" = mean(d$w) + sd(d$w), setNames(quantile(d$w, c(.16, .5, .84)), c("w = P16", "w = P50", "w = P84")))
jn <- function(fit, zero, slope, letters, crit, w) {
  grad <- function(s) sapply(names(letters), function(v) eval(D(parse(text = s)[[1]], v), as.list(setNames(fit$theta[letters], names(letters)))))
  e <- function(s) eval(parse(text = s), as.list(setNames(fit$theta[letters], names(letters))))
  V <- fit$V[letters, letters]; g0 <- grad(zero); g1 <- grad(slope)
  A <- e(slope)^2 - crit^2 * drop(g1 %*% V %*% g1); B <- 2 * (e(zero) * e(slope) - crit^2 * drop(g0 %*% V %*% g1)); C <- e(zero)^2 - crit^2 * drop(g0 %*% V %*% g0)
  roots <- sort(Re((-B + c(-1, 1) * sqrt(as.complex(B^2 - 4 * A * C))) / (2 * A)))
  list(low = roots[1], high = roots[2], discriminant = B^2 - 4 * A * C, outside = A > 0, share = mean(A * w^2 + B * w + C > 0))
}
moderated <- function(model, formulas, indirect, letters, index, arrow, outcome, direct = FALSE, moderator = "w", at = values) {
  fit <- joint(formulas, d)
  conditional <- lapply(setNames(names(at), paste("indirect: x -> m1 -> y at", names(at))), function(k) effect(fit, indirect, letters, list(w = at[[k]])))
  slope <- lapply(setNames(names(at), paste0("path: ", arrow$name, " at ", names(at))), function(k) effect(fit, paste0(arrow$zero, "+w*", arrow$per), letters, list(w = at[[k]])))
  df <- fit$df[[grep(paste0("^", outcome, "~"), names(fit$df))[1]]]
  regions <- list(jn(fit, arrow$zero, arrow$per, letters, qt(.975, df), d[[moderator]]), jn(fit, gsub("w", "0", indirect), index, letters, qnorm(.975), d[[moderator]]))
  c(list(model = model, direct = direct, paths = coefs(fit), effects = c(conditional, slope, setNames(list(effect(fit, index, letters)), paste0("index of ", moderator, ": x -> m1 -> y"))), regions = regions))
}
seven <- c(a = "m1~x", p = "m1~x:w", b = "y~m1"); fourteen <- c(a = "m1~x", b = "y~m1", q = "y~m1:w")
toarrow <- list(name = "x -> m1", zero = "a", per = "p"); fromarrow <- list(name = "m1 -> y", zero = "b", per = "q")
flagged <- c("flag = 0" = 0, "flag = 1" = 1)
moderations <- list(
  moderated("x * w -> m1 -> y", list(m1 ~ x * w, y ~ x + m1), "(a+p*w)*b", seven, "p*b", toarrow, "m1"),
  moderated("x * w -> m1 -> y", list(m1 ~ x * w, y ~ x * w + m1), "(a+p*w)*b", seven, "p*b", toarrow, "m1", TRUE),
  moderated("x -> m1 * w -> y", list(m1 ~ x, y ~ x + m1 * w), "a*(b+q*w)", fourteen, "a*q", fromarrow, "y"),
  moderated("x -> m1 * w -> y", list(m1 ~ x, y ~ x + m1 + w + x:w + m1:w), "a*(b+q*w)", fourteen, "a*q", fromarrow, "y", TRUE),
  moderated("m1 ~ x; y ~ x + m1 * flag", list(m1 ~ x, y ~ x + m1 * flag), "a*(b+q*w)", c(a = "m1~x", b = "y~m1", q = "y~m1:flag"), "a*q", fromarrow, "y", FALSE, "flag", flagged))

# ---- levels: within communities by their dummies, between them by the rows' community means -----------------------------------------------------------------------------------------------------
levels_case <- function(model, x, constant) {
  within <- function(f) { l <- lm(update(f, . ~ . + community), d); k <- length(all.vars(f)) - 1; xs <- scale_within(model.matrix(f, d)[, -1, drop = FALSE]); e <- residuals(l)
    p <- solve(qr.R(qr(xs))) %*% t(qr.Q(qr(xs))); psi <- sqrt(groups / (groups - 1) * (n - 1) / (n - k - 1)) * rowsum(t(p) * e, unit); list(b = coef(l)[2:(k + 1)], psi = psi, y = all.vars(f)[1]) }
  scale_within <- function(m) apply(m, 2, function(v) v - ave(v, unit))
  means <- as.data.frame(lapply(d[c("x", "z", "m1", "y")], function(v) ave(v, unit)))
  between <- function(f) { l <- lm(f, means); xs <- model.matrix(l); p <- solve(qr.R(qr(xs))) %*% t(qr.Q(qr(xs))); psi <- sqrt(groups / (groups - ncol(xs))) * rowsum(t(p) * residuals(l), unit); list(b = coef(l), psi = psi, y = all.vars(f)[1]) }
  fits <- c(if (constant) list(within(y ~ m1)) else list(within(m1 ~ x), within(y ~ x + m1)), list(between(as.formula(paste("m1 ~", x))), between(as.formula(paste("y ~", x, "+ m1")))))
  kinds <- if (constant) c("within", "between", "between") else c("within", "within", "between", "between")
  theta <- unlist(lapply(seq_along(fits), function(i) setNames(fits[[i]]$b, paste(kinds[i], paste(fits[[i]]$y, names(fits[[i]]$b), sep = "~")))))
  V <- crossprod(do.call(cbind, lapply(fits, `[[`, "psi"))); dimnames(V) <- list(names(theta), names(theta))
  fit <- list(theta = theta, V = V)
  letters <- c(a = paste("between m1", x, sep = "~"), b = "between y~m1", c = paste("between y", x, sep = "~"))
  path <- paste(x, "-> m1 -> y"); ends <- paste(x, "-> y")
  found <- setNames(effects(fit, c("a*b", "c", "a*b+c"), letters), paste("between", c("indirect:", "direct:", "total:"), c(path, ends, ends)))
  if (!constant) {
    both <- c(letters, v = "within m1~x", u = "within y~m1", t = "within y~x")
    found <- c(setNames(effects(fit, c("v*u", "t", "v*u+t"), both), paste("within", c("indirect:", "direct:", "total:"), c(path, ends, ends))), found, setNames(effects(fit, "a*b-v*u", both), paste("between - within contrast:", path)))
  }
  list(model = model, levels = if (constant) "2-1-1" else "1-1-1", paths = lapply(setNames(names(theta), names(theta)), function(k) list(estimate = theta[[k]], std_error = sqrt(V[k, k]))), effects = found)
}
levels_cases <- list(levels_case("x -> m1 -> y | (1 | community)", "x", FALSE), levels_case("z -> m1 -> y | (1 | community)", "z", TRUE))

# ---- the same by random intercepts, REML; one parameter, so that the search ends at the machine's precision of the deviance --------------------------------------------------------------------------
mixed_case <- function(model, x, constant) {
  b <- as.data.frame(lapply(d[c("x", "z", "m1")], function(v) ave(v, unit))); w <- d[c("x", "z", "m1")] - b
  e <- data.frame(y = d$y, m1 = d$m1, community = d$community, xb = b[[x]], xw = w[[x]], mb = b$m1, mw = w$m1)
  fit <- function(f) { l <- lmer(f, e, REML = TRUE, control = lmerControl(optimizer = "nloptwrap", optCtrl = list(xtol_abs = 1e-14, ftol_abs = 1e-14, xtol_rel = 1e-14, ftol_rel = 1e-16, maxeval = 5000)))
    list(b = fixef(l), V = as.matrix(vcov(l))) }
  fits <- if (constant) list(m1 = fit(m1 ~ xb + (1 | community)), y = fit(y ~ xb + mb + mw + (1 | community))) else list(m1 = fit(m1 ~ xb + xw + (1 | community)), y = fit(y ~ xb + mb + xw + mw + (1 | community)))
  named <- c(xb = paste0("between o~", x), mb = "between o~m1", xw = paste0("within o~", x), mw = "within o~m1", `(Intercept)` = "between o~(Intercept)")
  theta <- unlist(lapply(names(fits), function(o) setNames(fits[[o]]$b, sub("o~", paste0(o, "~"), named[names(fits[[o]]$b)]))))
  V <- matrix(0, length(theta), length(theta), dimnames = list(names(theta), names(theta))); k <- length(fits$m1$b)
  V[1:k, 1:k] <- fits$m1$V; V[-(1:k), -(1:k)] <- fits$y$V
  letters <- c(a = paste("between m1", x, sep = "~"), b = "between y~m1", c = paste("between y", x, sep = "~"))
  found <- setNames(effects(list(theta = theta, V = V), c("a*b", "a*b+c"), letters), paste("between", c("indirect:", "total:"), c(paste(x, "-> m1 -> y"), paste(x, "-> y"))))
  list(model = model, levels = if (constant) "2-1-1" else "1-1-1", paths = lapply(setNames(names(theta), names(theta)), function(k) list(estimate = theta[[k]], std_error = sqrt(V[k, k]))), effects = found)
}
mixed_cases <- list(mixed_case("x -> m1 -> y | (1 | community)", "x", FALSE), mixed_case("z -> m1 -> y | (1 | community)", "z", TRUE))

# ---- intervals on the same resamples ---------------------------------------------------------------------------------------------------------------------------------------------------------------
draws <- 999
statistic <- function(rows) {
  s <- d[rows, ]; m1 <- coef(lm(m1 ~ x + gender, s)); m2 <- coef(lm(m2 ~ x + gender, s)); y <- coef(lm(y ~ x + m1 + m2 + gender, s))
  i1 <- m1[["x"]] * y[["m1"]]; i2 <- m2[["x"]] * y[["m2"]]
  c(i1, i2, i1 + i2, y[["x"]], i1 + i2 + y[["x"]], i1 - i2)
}
names6 <- names(pe)[1:6]
interval_case <- function(units, members, seed) {
  counts <- resample(units, draws, seed)
  t <- t(apply(counts, 1, function(k) statistic(unlist(rep(members, k)))))
  t0 <- statistic(seq_len(n)); left <- t(sapply(seq_len(units), function(j) statistic(unlist(members[-j]))))
  b <- structure(list(t0 = t0, t = t, R = draws, data = seq_len(units), seed = 1L, statistic = function(...) NULL, sim = "ordinary", call = quote(boot(data = 1)), stype = "i", strata = rep(1, units), weights = rep(1 / units, units)), class = "boot")
  rows <- lapply(seq_along(t0), function(j) {
    L <- mean(left[, j]) - left[, j]
    list(boot_se = sd(t[, j]), percentile = boot.ci(b, type = "perc", index = j)$percent[4:5], bca = boot.ci(b, type = "bca", index = j, L = L)$bca[4:5])
  })
  list(seed = seed, draws = draws, effects = setNames(rows, names6))
}
intervals <- list(cluster = interval_case(groups, split(seq_len(n), unit), 42), case = interval_case(n, as.list(seq_len(n)), 7))

# ---- the product of two independent normals, for the Monte Carlo interval --------------------------------------------------------------------------------------------------------------------------
fit <- joint(simple, d); a <- fit$theta[["m1~x"]]; sa <- sqrt(fit$V["m1~x", "m1~x"]); b <- fit$theta[["y~m1"]]; sb <- sqrt(fit$V["y~m1", "y~m1"])
cdf <- function(q) integrate(function(t) dnorm(t) * { v <- b + sb * t; ifelse(v > 0, pnorm((q / v - a) / sa), pnorm((q / v - a) / sa, lower.tail = FALSE)) }, -12, 12, rel.tol = 1e-10, subdivisions = 2000)$value
quantile_of <- function(p) uniroot(function(q) cdf(q) - p, c(a * b - 6 * sqrt(a^2 * sb^2 + b^2 * sa^2), a * b + 6 * sqrt(a^2 * sb^2 + b^2 * sa^2)), tol = 1e-12)$root
density_of <- function(q) (cdf(q + 1e-4) - cdf(q - 1e-4)) / 2e-4
monte <- list(low = quantile_of(.025), high = quantile_of(.975), density_low = density_of(quantile_of(.025)), density_high = density_of(quantile_of(.975)))

write_json(list(versions = list(R = as.character(getRversion()), lavaan = as.character(packageVersion("lavaan")), boot = as.character(packageVersion("boot")), lme4 = as.character(packageVersion("lme4")), sandwich = as.character(packageVersion("sandwich"))),
  cases = cases, lavaan = lavaans, moderated = moderations, levels = levels_cases, mixed = mixed_cases, intervals = intervals, monte_carlo = monte), "expected.json", auto_unbox = TRUE, digits = NA)
