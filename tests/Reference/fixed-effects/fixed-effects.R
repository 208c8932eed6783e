# Regenerates input.csv and expected.json of this folder. fixest is not among Debian's packages, so its documented rule is applied here by hand to lm with all effects as
# dummies: ssc(adj = TRUE, fixef.K = "nested", cluster.adj = TRUE, cluster.df = "min", t.df = "min") of its vignette "On standard-errors". The sandwiches are sandwich's
# without any factor; CR2 and CR3 are clubSandwich's on the same dummies.
suppressMessages({library(sandwich); library(clubSandwich); library(jsonlite)})
set.seed(7)
G <- 16
sizes <- sample(6:24, G, TRUE)
n <- sum(sizes)
d <- data.frame(community = rep(sprintf("c%02d", seq_len(G)), sizes))
g <- as.integer(factor(d$community))
d$district <- c("north", "south", "west", "east")[g %% 4 + 1]
d$year <- 2015 + sample(0:5, n, TRUE)
d$team <- sample(letters[1:7], n, TRUE)
d$trust <- round(rnorm(n, 4) + 0.5 * g / G + 0.1 * (d$year - 2017), 2)
d$kind <- sample(c("a", "b", "c"), n, TRUE)
d$w <- round(runif(n, 0.4, 3), 2)
d$y <- round(3 + 0.5 * d$trust + 0.4 * (d$kind == "b") + rnorm(G)[g] + 0.2 * (d$year - 2015) + rnorm(n), 3)
d <- d[sample(n), ]
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("input.csv"); d$kind <- factor(d$kind)

nested <- function(fe, clusters) any(sapply(clusters, function(c) all(tapply(d[[c]], d[[fe]], function(x) length(unique(x))) == 1)))
options(warn = -1) # clubSandwich takes the root of eigenvalues of -1e-17 before it sets them to zero
cases <- list()
fit <- function(fes, weights, clusters, type) {
  formula <- as.formula(paste("y ~ trust + kind +", paste0("factor(", fes, ")", collapse = " + ")))
  d$.w <- if (weights == "") 1 else d[[weights]]
  m <- if (weights == "") lm(formula, d) else lm(formula, d, weights = .w)
  stopifnot(!anyNA(coef(m)))
  kept <- 2:4; k <- length(kept); L <- sapply(fes, function(f) length(unique(d[[f]])))
  K <- k + sum(L) - (length(fes) - 1)
  stopifnot(n - K == m$df.residual)
  G <- min(sapply(d[clusters], function(x) length(unique(x))))
  inside <- sapply(fes, nested, clusters)
  Kc <- if (all(inside)) k + 1 else K - sum(L[inside] - 1)
  if (type == "classical") { v <- vcov(m); df <- n - K }
  else if (type == "CR3") {
    # With the communities' dummies I - H is singular, so clubSandwich gets the rows less their community's mean.
    X <- model.matrix(~ trust + kind, d)[, -1]; X <- apply(X, 2, function(x) x - ave(x, d$community)); y <- d$y - ave(d$y, d$community)
    a <- lm(y ~ 0 + X)
    a3 <- vcovCR(a, cluster = d[[clusters]], type = "CR3"); df <- coef_test(a, vcov = a3, test = "Satterthwaite")$df_Satt
    v <- matrix(0, length(coef(m)), length(coef(m))); v[kept, kept] <- as.matrix(a3)
  }
  else if (type == "CR2") { v <- vcovCR(m, cluster = d[[clusters]], type = type); df <- coef_test(m, vcov = v, test = "Satterthwaite")$df_Satt[kept]; v <- as.matrix(v) }
  else {
    v <- vcovCL(m, cluster = d[clusters], type = "HC0", cadjust = FALSE) * (if (type == "CR1") G / (G - 1) * (n - 1) / (n - Kc) else 1)
    df <- G - 1
  }
  b <- coef(m)[kept]; se <- sqrt(diag(v))[kept]; df <- rep_len(df, k)
  w <- d$.w; ybar <- weighted.mean(d$y, w)
  # Within: the outcome and the fit less the effects.
  none <- lm(as.formula(paste("y ~", paste0("factor(", fes, ")", collapse = " + "))), d, weights = .w)
  rss <- sum(w * resid(m)^2)
  list(absorbed = I(fes), weights = weights, vcov = type, clusters = I(clusters), terms = I(names(b)), estimate = I(unname(b)), stdError = I(unname(se)), df = I(unname(df)),
       pValue = I(unname(2 * pt(-abs(b / se), df))), r2 = summary(m)$r.squared, adj = summary(m)$adj.r.squared, within = 1 - rss / sum(w * resid(none)^2), sigma = summary(m)$sigma)
}
for (w in c("", "w")) for (fes in list("community", "year", c("community", "year"), c("year", "community"), c("year", "team"), c("community", "team"))) {
  for (type in c("classical", "CR0", "CR1")) cases[[length(cases) + 1]] <- fit(fes, w, "community", type)
  cases[[length(cases) + 1]] <- fit(fes, w, "district", "CR1")
  cases[[length(cases) + 1]] <- fit(fes, w, "team", "CR1")
  cases[[length(cases) + 1]] <- fit(fes, w, c("community", "year"), "CR1")
}
for (type in c("CR2", "CR3")) for (cluster in c("community", "district")) cases[[length(cases) + 1]] <- fit("community", "", cluster, type)

writeLines(toJSON(list(versions = sprintf("%s, sandwich %s, clubSandwich %s", R.version.string, packageVersion("sandwich"), packageVersion("clubSandwich")), cases = cases),
  digits = NA, auto_unbox = TRUE, na = "null"), "expected.json")
