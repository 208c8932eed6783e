# Regenerates input.csv and expected.json of this folder: robust covariances, joint tests, inflation, steps, influence, the U test and the wild cluster bootstrap of R's lm,
# sandwich, clubSandwich, car, and of loops over the rows written out here.
suppressMessages({library(sandwich); library(clubSandwich); library(car); library(jsonlite)})
set.seed(20220931)
sizes <- c(3, 5, 8, 9, 11, 14, 17, 19, 22, 25, 28, 31, 36)
G <- length(sizes)
n <- sum(sizes)
d <- data.frame(community = rep(sprintf("c%02d", seq_len(G)), sizes))
d$district <- c("north", "south", "west")[as.integer(factor(d$community)) %% 3 + 1]
d$year <- sample(2018:2021, n, TRUE)
d$trust <- sample(1:7, n, TRUE)
d$efficacy <- round(rnorm(n, 3, 1) + 0.3 * d$trust, 2)
d$kind <- sample(c("commodity", "mixed", "old"), n, TRUE, c(.5, .3, .2))
d$share <- round(runif(G)[as.integer(factor(d$community))], 3)
d$w <- round(runif(n, 0.3, 3), 2)
u <- rnorm(G, 0, 0.8)[as.integer(factor(d$community))]
d$y <- round(2 + 0.4 * d$trust - 0.03 * d$trust^2 + 0.2 * d$efficacy + 0.3 * (d$kind == "mixed") + 0.5 * d$share + u + rnorm(n) * (0.5 + 0.2 * d$trust), 3)
d <- d[sample(n), ]
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("input.csv")
d$kind <- factor(d$kind)

formulas <- c("y ~ trust + efficacy + kind + share", "y ~ trust*kind", "y ~ 0 + kind + efficacy", "y ~ trust + I(trust^2) + efficacy", "y ~ 1")
fit <- function(formula, weights) { d$.w <- if (weights == "") 1 else d[[weights]]; if (weights == "") lm(as.formula(formula), d) else eval(bquote(lm(.(as.formula(formula)), d, weights = .w))) }
row <- function(formula, weights, vcov, clusters, m, v, df) {
  b <- coef(m); se <- sqrt(diag(v)); df <- rep_len(df, length(b))
  list(formula = formula, weights = weights, vcov = vcov, clusters = I(clusters), terms = I(names(b)), estimate = I(unname(b)), stdError = I(unname(se)), df = I(unname(df)),
       pValue = I(unname(2 * pt(-abs(b / se), df))), confLow = I(unname(b - qt(.975, df) * se)), confHigh = I(unname(b + qt(.975, df) * se)))
}
cases <- list()
add <- function(x) cases[[length(cases) + 1]] <<- x
for (f in formulas) for (w in c("", "w")) {
  m <- fit(f, w)
  for (type in c("HC0", "HC1", "HC2", "HC3")) add(row(f, w, type, character(), m, vcovHC(m, type = type), m$df.residual))
  add(row(f, w, "CR0", "community", m, vcovCL(m, cluster = d$community, type = "HC0", cadjust = FALSE), G - 1))
  add(row(f, w, "CR1", "community", m, vcovCL(m, cluster = d$community, type = "HC1", cadjust = TRUE), G - 1))
  for (type in c("CR2", "CR3")) {
    v <- vcovCR(m, cluster = d$community, type = type)
    add(row(f, w, type, "community", m, as.matrix(v), coef_test(m, vcov = v, test = "Satterthwaite")$df_Satt))
  }
  for (two in list(c("community", "year"), c("community", "district"))) {
    groups <- min(sapply(d[two], function(x) length(unique(x))))
    for (type in c("CR0", "CR1")) add(row(f, w, type, two, m,
      vcovCL(m, cluster = d[two], type = if (type == "CR0") "HC0" else "HC1", cadjust = type == "CR1", fix = TRUE), groups - 1))
  }
}

# Joint tests: F and chi-squared of sets of coefficients; CR2 and CR3 by clubSandwich's HTZ.
joint <- list()
for (w in c("", "w")) for (f in formulas[c(1, 2, 4)]) {
  m <- fit(f, w); k <- length(coef(m))
  at <- attr(model.matrix(m), "assign"); labels <- attr(terms(m), "term.labels")
  sets <- c(lapply(seq_along(labels), function(i) which(at == i)), list(which(at > 0)))
  names(sets) <- c(labels, "(all terms)")
  for (type in c("classical", "HC2", "CR1", "CR2", "CR3")) for (s in names(sets)) {
    C <- diag(k)[sets[[s]], , drop = FALSE]; q <- nrow(C)
    v <- switch(type, classical = vcov(m), HC2 = vcovHC(m, type = "HC2"), CR1 = vcovCL(m, cluster = d$community, type = "HC1"), vcovCR(m, cluster = d$community, type = type))
    Q <- drop(t(C %*% coef(m)) %*% solve(C %*% as.matrix(v) %*% t(C), C %*% coef(m)))
    if (type %in% c("CR2", "CR3")) { h <- Wald_test(m, C, vcov = v, test = "HTZ"); F <- h$Fstat; df2 <- h$df_denom }
    else { F <- Q / q; df2 <- if (type == "CR1") G - 1 else m$df.residual }
    joint[[length(joint) + 1]] <- list(formula = f, weights = w, vcov = type, term = s, f = F, df1 = q, df2 = df2, p = pf(F, q, df2, lower.tail = FALSE), chi = Q, pChi = pchisq(Q, q, lower.tail = FALSE))
  }
}

inflation <- list()
for (w in c("", "w")) for (f in formulas[c(1, 4)]) {
  m <- fit(f, w); v <- vif(m)
  v <- if (is.matrix(v)) v else cbind(GVIF = v, Df = 1, v)
  X <- model.matrix(m) * if (w == "") 1 else sqrt(d[[w]])
  inflation[[length(inflation) + 1]] <- list(formula = f, weights = w, terms = I(rownames(v)), gvif = I(unname(v[, 1])), df = I(unname(v[, 2])), kappa = kappa(m, exact = TRUE),
    scaled = kappa(sweep(X, 2, sqrt(colSums(X^2)), "/"), exact = TRUE))
}

# Steps: each model against the one before, with its own residual.
blocks <- list(character(), "trust", c("efficacy", "kind"), "share")
steps <- list()
for (w in c("", "w")) {
  terms <- character(); before <- NULL
  for (b in blocks) {
    terms <- c(terms, b)
    m <- fit(paste("y ~", if (length(terms)) paste(terms, collapse = " + ") else "1"), w)
    a <- if (is.null(before)) NULL else anova(before, m)
    steps[[length(steps) + 1]] <- list(weights = w, r2 = summary(m)$r.squared, adj = summary(m)$adj.r.squared, f = if (is.null(a)) NA else a$F[2], df1 = if (is.null(a)) NA else a$Df[2],
      df2 = m$df.residual, p = if (is.null(a)) NA else a[["Pr(>F)"]][2])
    before <- m
  }
}

influence <- list()
for (w in c("", "w")) {
  f <- formulas[1]; m <- fit(f, w); s <- summary(m)
  XWX <- solve(s$cov.unscaled)
  for (g in sort(unique(d$community))) {
    kept <- d[d$community != g, ]; kept$.w <- if (w == "") 1 else kept[[w]]
    part <- lm(as.formula(f), kept, weights = .w)
    change <- coef(m) - coef(part)
    influence[[length(influence) + 1]] <- list(weights = w, community = g, without = I(unname(coef(part))), cook = drop(t(change) %*% XWX %*% change) / length(change) / s$sigma^2,
      dfbetas = I(unname(change / (summary(part)$sigma * sqrt(diag(s$cov.unscaled))))))
  }
}

# The U test of Lind and Mehlum (2010), written out: slopes at the ends of the data, one-sided t tests, Fieller interval of the extremum.
utest <- list()
for (type in c("classical", "CR1", "CR2")) {
  m <- fit(formulas[4], ""); b <- coef(m); ends <- range(d$trust)
  full <- switch(type, classical = vcov(m), CR1 = vcovCL(m, cluster = d$community, type = "HC1"), vcovCR(m, cluster = d$community, type = type))
  df <- switch(type, classical = m$df.residual, CR1 = G - 1,
    sapply(ends, function(x) linear_contrast(m, vcov = full, contrasts = t(c(0, 1, 2 * x, 0)), test = "Satterthwaite")$df))
  df <- rep_len(df, 2); v <- as.matrix(full)
  slope <- b[2] + 2 * b[3] * ends; se <- sqrt(v[2, 2] + 4 * ends * v[2, 3] + 4 * ends^2 * v[3, 3])
  t <- slope / se
  p <- pt(if (b[3] < 0) c(-t[1], t[2]) else c(t[1], -t[2]), df)
  q <- qt(.975, min(df))
  # extremum e = -b1/(2 b2): (b1 + 2 b2 e)^2 <= q^2 var
  A <- 4 * (b[3]^2 - q^2 * v[3, 3]); B <- 4 * (b[2] * b[3] - q^2 * v[2, 3]); C <- b[2]^2 - q^2 * v[2, 2]
  disc <- B^2 - 4 * A * C
  utest[[length(utest) + 1]] <- list(vcov = type, low = ends[1], high = ends[2], slopes = I(unname(slope)), errors = I(unname(se)), p = I(unname(p)), overall = max(p), extremum = unname(-b[2] / 2 / b[3]),
    fieller = I(if (A > 0 && disc > 0) unname(sort((-B + c(-1, 1) * sqrt(disc)) / 2 / A)) else c(NA, NA)))
}

balance <- list()
m <- fit(formulas[1], ""); X <- model.matrix(m); M <- solve(crossprod(X))
gamma <- t(sapply(split(seq_len(n), d$community), function(i) diag(M %*% crossprod(X[i, , drop = FALSE]) %*% M)))
sizes <- table(d$community)
balance <- list(cv = sd(sizes) / mean(sizes), effective = I(unname(colSums(gamma)^2 / colSums(gamma^2))))

# Wild cluster bootstrap of the CR1 t with the null imposed, row by row: every combination of signs for 9 communities, then the interval by bisection.
small <- d[d$community %in% sprintf("c%02d", 1:9), ]
wild <- list()
for (w in c("", "w")) {
  X <- model.matrix(~ trust + share + kind, small); y <- small$y; k <- ncol(X)
  r <- if (w == "") rep(1, nrow(small)) else sqrt(small[[w]])
  g <- as.integer(factor(small$community)); H <- max(g)
  Xw <- X * r; yw <- y * r; M <- solve(crossprod(Xw))
  signs <- as.matrix(expand.grid(rep(list(c(1, -1)), H)))
  tstat <- function(y, j, value) { b <- drop(M %*% crossprod(Xw, y)); S <- rowsum(Xw * drop(y - Xw %*% b), g); (b[j] - value) / sqrt(sum((S %*% M[, j])^2)) }
  pvalue <- function(j, value) {
    rest <- lm.fit(Xw[, -j, drop = FALSE], yw - value * Xw[, j])
    fitted <- rest$fitted.values + value * Xw[, j]
    t <- tstat(yw, j, value)
    draws <- apply(signs, 1, function(v) tstat(fitted + v[g] * rest$residuals, j, value))
    mean(abs(draws) >= abs(t) * (1 - 1e-9))
  }
  b <- drop(M %*% crossprod(Xw, yw))
  bound <- function(j, side) {
    S <- rowsum(Xw * drop(yw - Xw %*% b), g); step <- sqrt(sum((S %*% M[, j])^2)); low <- 0; high <- step
    for (i in 1:12) { if (pvalue(j, b[j] + side * high) <= .05) break; low <- high; high <- 2 * high; if (i == 12) return(NA) }
    while (high - low > 1e-12 * (high + abs(b[j]))) { mid <- (low + high) / 2; if (pvalue(j, b[j] + side * mid) > .05) low <- mid else high <- mid }
    b[j] + side * (low + high) / 2
  }
  wild[[length(wild) + 1]] <- list(weights = w, terms = I(colnames(X)), estimate = I(unname(b)), p = I(sapply(seq_len(k), function(j) pvalue(j, 0))),
    low = I(sapply(seq_len(k), bound, side = -1)), high = I(sapply(seq_len(k), bound, side = 1)))
}

writeLines(toJSON(list(versions = sprintf("%s, sandwich %s, clubSandwich %s, car %s", R.version.string, packageVersion("sandwich"), packageVersion("clubSandwich"), packageVersion("car")),
  cases = cases, joint = joint, inflation = inflation, steps = steps, influence = influence, utest = utest, balance = balance, wild = wild),
  digits = NA, auto_unbox = TRUE, pretty = FALSE, na = "null", null = "null"), "expected.json")
