# Factors: psych::fa/KMO/cortest.bartlett/principal, stats::factanal/promax/varimax, polycor::polychor. Writes input.csv and expected.json.
suppressPackageStartupMessages({ library(jsonlite); library(psych); library(GPArotation); library(polycor) })
set.seed(20220931)
n <- 400
f <- matrix(rnorm(n * 2), n); f[, 2] <- .4 * f[, 1] + sqrt(1 - .16) * f[, 2]
load <- rbind(c(.8, 0), c(.7, 0), c(.75, .1), c(.6, 0), c(0, .8), c(.1, .7), c(0, .65), c(0, .6))
z <- f %*% t(load) + sapply(1:8, function(i) rnorm(n, sd = sqrt(1 - sum(load[i, ]^2) * .9)))
x <- as.data.frame(lapply(as.data.frame(z), function(v) findInterval(v, c(-1.4, -.5, .4, 1.3)) + 1)); names(x) <- paste0("q", 1:8)
x$q3 <- 6 - x$q3
x$w <- round(runif(n, .4, 2), 3)
x$q5[sample(n, 7)] <- NA
write.csv(x, "input.csv", row.names = FALSE, quote = FALSE)
x <- read.csv("input.csv"); items <- paste0("q", 1:8); x <- x[complete.cases(x[items]), ]
y <- x[items]; y$q3 <- 6 - y$q3
R <- cor(y); N <- nrow(y)
# Signs and order as ours: columns by sums of squares, sums not negative.
tidy <- function(L, Phi = diag(ncol(L))) { L <- unclass(L); o <- order(colSums(L^2), decreasing = TRUE); s <- ifelse(colSums(L)[o] < 0, -1, 1); L <- L[, o, drop = FALSE] %*% diag(s, length(s)); list(loadings = unname(L), phi = unname(diag(s, length(s)) %*% Phi[o, o, drop = FALSE] %*% diag(s, length(s)))) }
exact <- function(R, m) factanal(covmat = R, factors = m, n.obs = N, rotation = "none", control = list(opt = list(factr = 1, maxit = 5000), lower = .005))
ml <- exact(R, 2)
uls <- function(R, m) { f <- function(psi) { e <- eigen(R - diag(psi), symmetric = TRUE, only.values = TRUE)$values; sum(e[-(1:m)]^2) / 2 }
  g <- function(psi) { e <- eigen(R - diag(psi), symmetric = TRUE); r <- -(1:m); -rowSums(sweep(e$vectors[, r]^2, 2, e$values[r], "*")) }
  psi <- 1 / diag(solve(R)); for (i in 1:20) psi <- optim(psi, f, g, method = "L-BFGS-B", lower = .005, upper = 1, control = list(factr = 1, maxit = 5000))$par
  e <- eigen(R - diag(psi), symmetric = TRUE); list(loadings = e$vectors[, 1:m] %*% diag(sqrt(e$values[1:m]), m), psi = psi) }
paf <- uls(R, 2)
vm <- varimax(ml$loadings, eps = 1e-15)$loadings
pm <- promax(vm); phi <- solve(pm$rotmat) %*% t(solve(pm$rotmat))
ob <- GPArotation::oblimin(unclass(vm), eps = 1e-8, maxit = 10000)
obl <- tidy(ob$loadings, ob$Phi)
pc <- principal(R, 2, rotate = "none", n.obs = N)
e <- eigen(R); pca <- e$vectors[, 1:2] %*% diag(sqrt(e$values[1:2])); pcv <- varimax(pca, eps = 1e-15)$loadings
Rinv <- solve(R); S <- obl$loadings %*% obl$phi; U <- diag(1 / ml$uniquenesses)
px <- fa(R, 2, n.obs = N, fm = "ml", rotate = "oblimin")
# Two steps, thresholds of the complete rows; polychor's search is tightened.
corner <- function(h, k, r) if (h == -Inf || k == -Inf) 0 else if (h == Inf) pnorm(k) else if (k == Inf) pnorm(h) else mvtnorm::pmvnorm(upper = c(h, k), corr = matrix(c(1, r, r, 1), 2), algorithm = mvtnorm::TVPACK(1e-14))[1]
pairs <- t(combn(8, 2))
poly <- diag(8); for (a in seq_len(nrow(pairs))) { i <- pairs[a, 1]; j <- pairs[a, 2]
  tab <- table(y[[i]], y[[j]]); rc <- c(-Inf, qnorm(cumsum(rowSums(tab) / sum(tab))[-nrow(tab)]), Inf); cc <- c(-Inf, qnorm(cumsum(colSums(tab) / sum(tab))[-ncol(tab)]), Inf)
  negative <- function(r) { P <- outer(seq_len(nrow(tab)), seq_len(ncol(tab)), Vectorize(function(u, v) corner(rc[u + 1], cc[v + 1], r) - corner(rc[u], cc[v + 1], r) - corner(rc[u + 1], cc[v], r) + corner(rc[u], cc[v], r))); -sum(tab[tab > 0] * log(P[tab > 0])) }
  poly[i, j] <- poly[j, i] <- optimize(negative, c(-.99, .99), tol = 1e-9)$minimum }
polycor <- sapply(seq_len(nrow(pairs)), function(a) polychor(y[[pairs[a, 1]]], y[[pairs[a, 2]]]))
psychs <- suppressWarnings(suppressMessages(polychoric(y, correct = 0)))
pml <- exact(poly, 2)
# Parallel analysis of components by random rows.
random <- replicate(2000, eigen(cor(matrix(rnorm(N * 8), N)), symmetric = TRUE, only.values = TRUE)$values)
# Parallel analysis of common factors: eigenvalues as fa.parallel forms them, and random ones of the same kinds.
smcs <- function(r) { diag(r) <- smc(r); eigen(r, symmetric = TRUE, only.values = TRUE)$values }
one <- function(r) { diag(r) <- 1 - uls(r, 1)$psi; eigen(r, symmetric = TRUE, only.values = TRUE)$values }
pas <- fa.parallel(R, n.obs = N, fa = "fa", SMC = TRUE, plot = FALSE, n.iter = 2); paf1 <- fa.parallel(R, n.obs = N, fa = "fa", fm = "minres", plot = FALSE, n.iter = 2)
random_smc <- replicate(2000, smcs(cor(matrix(rnorm(N * 8), N))))
random_one <- replicate(2000, fa(cor(matrix(rnorm(N * 8), N)), 1, rotate = "none", warnings = FALSE)$values)
wc <- cov.wt(y, x$w, cor = TRUE)$cor
k <- KMO(R); b <- cortest.bartlett(R, n = N)
write_json(list(versions = paste(R.version.string, "psych", packageVersion("psych"), "GPArotation", packageVersion("GPArotation"), "polycor", packageVersion("polycor")), n = N, r = unname(R), weighted_r = unname(wc),
  kmo = k$MSA, msa = unname(k$MSAi), bartlett = c(b$chisq, b$df, b$p.value), eigenvalues = e$values,
  ml = c(tidy(vm), list(uniqueness = unname(ml$uniquenesses), test = unname(c(ml$STATISTIC, ml$dof, ml$PVAL)))), promax = tidy(pm$loadings, phi), oblimin = obl, structure = S,
  regression = Rinv %*% S, bartlett_weights = U %*% obl$loadings %*% solve(t(obl$loadings) %*% U %*% obl$loadings), determinacy = diag(t(S) %*% Rinv %*% S),
  paf = tidy(varimax(paf$loadings, eps = 1e-15)$loadings), paf_uniqueness = paf$psi, psych_pa = tidy(varimax(fa(R, 2, n.obs = N, fm = "pa", rotate = "none", max.iter = 20000, min.err = 1e-14)$loadings, eps = 1e-15)$loadings)$loadings,
  pca = tidy(pcv), psych_pca = tidy(varimax(unclass(pc$loadings), eps = 1e-15)$loadings)$loadings, psych_ml = tidy(px$loadings, px$Phi), rmsr = sqrt(mean((R - tcrossprod(ml$loadings))[lower.tri(R)]^2)),
  sums = { v <- diag(obl$phi %*% t(obl$loadings) %*% obl$loadings); v },
  poly = unname(poly), polycor = polycor, pairs = pairs, psych_poly = unname(psychs$rho), tau = unname(psychs$tau), poly_ml = tidy(varimax(pml$loadings, eps = 1e-15)$loadings)$loadings,
  smc_values = pas$fa.values, minres_values = one(R), psych_minres_values = paf1$fa.values,
  random_smc_mean = rowMeans(random_smc), random_smc_95 = apply(random_smc, 1, quantile, .95), random_minres_mean = rowMeans(random_one), random_minres_95 = apply(random_one, 1, quantile, .95),
  random_mean = rowMeans(random), random_95 = apply(random, 1, quantile, .95)), "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
