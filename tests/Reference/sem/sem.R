# Reference values of tests/Analysis.Tests/Sem. Run in this folder: Rscript sem.R
# R with lavaan, semTools, jsonlite. The data: lavaan's HolzingerSwineford1939 (Holzinger and Swineford 1939, 301 pupils) and PoliticalDemocracy (Bollen 1989, 75 countries), the demo survey of
# examples/district-x, and holzinger-missing.csv, the first with answers taken out (synthetic). Writes the csv files and expected.json.
suppressPackageStartupMessages({ library(lavaan); library(semTools); library(jsonlite) })
RNGversion("4.2.0")
hs <- HolzingerSwineford1939
hs$school <- as.character(hs$school)
write.csv(hs[, c("id", "sex", "ageyr", "school", paste0("x", 1:9))], "holzinger.csv", row.names = FALSE, quote = FALSE)
write.csv(PoliticalDemocracy, "democracy.csv", row.names = FALSE, quote = FALSE)
hs <- read.csv("holzinger.csv")
weighted <- transform(hs, w = 0.5 + (id %% 7) / 4)
write.csv(weighted, "holzinger-weights.csv", row.names = FALSE, quote = FALSE)
pd <- read.csv("democracy.csv")
set.seed(20220931)
mis <- hs
for (v in paste0("x", 1:9)) mis[[v]][sample(301, 12)] <- NA
# MAR: x5 is missing more often where x1 is low.
mis$x5[which(hs$x1 < 4 & runif(301) < .3)] <- NA
write.csv(mis, "holzinger-missing.csv", row.names = FALSE, quote = FALSE)
mis <- read.csv("holzinger-missing.csv")
demo <- read.csv("../../../examples/district-x/satisfaction-2019.csv")
for (v in names(demo)) if (is.numeric(demo[[v]]) && grepl("[0-9]$", v)) demo[[v]][demo[[v]] %in% c(7, 8, 9)] <- NA

# Groups in the order of their names, as ours.
schools <- c("Grant-White", "Pasteur")
three <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9"
democracy <- "# measurement
ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8
# regressions
dem60 ~ ind60
dem65 ~ ind60 + dem60
# residual correlations
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7; y4 ~~ y8
y6 ~~ y8"
equal <- gsub("y1 + y2 + y3 + y4", "y1 + a*y2 + b*y3 + c*y4", gsub("y5 + y6 + y7 + y8", "y5 + a*y6 + b*y7 + c*y8", democracy, fixed = TRUE), fixed = TRUE)
pathway <- "x4 ~ a*x1 + x2
x7 ~ b*x4 + cp*x1
indirect := a*b
total := cp + a*b
share := indirect / total"
latent <- "visual =~ x1 + x2 + x3
textual =~ x4 + x5 + x6
textual ~ a*visual + ageyr + sex
x7 ~ b*textual + c*visual
ab := a*b"
constrained <- "x7 ~ b1*x1 + b2*x4 + b3*x9
b1 == (b2 + b3)^2"
linear <- "visual =~ x1 + l2*x2 + l3*x3
textual =~ x4 + x5 + x6
l2 + l3 == 1.2"
unequal <- "visual =~ x1 + l2*x2 + l3*x3
textual =~ x4 + x5 + x6
speed =~ x7 + x8 + x9
l2 > 0.7
l3 < 2"
modified <- "visual =~ NA*x1 + start(0.6)*x2 + x3
textual =~ x4 + 1.1*x5 + x6
visual ~~ 1*visual
visual ~~ 0*textual
x1 ~ 1; x4 ~ 3*1
x2 ~~ v*x2; x3 ~~ v*x3"
higher <- paste0(three, "\ng =~ visual + textual + speed")
groups <- "visual =~ x1 + c(a, a)*x2 + c(b1, b2)*x3
textual =~ x4 + x5 + x6
visual ~~ c(0.2, NA)*textual
diff := b1 - b2"

# lavaan's optimiser ends six digits from the maximum: scoring steps on its own slope, within the constraints that bind, go the rest of the way; then it fits once more from there without searching.
polish <- function(f, refit) {
  m <- f@Model; k <- m@nx.free; x <- lavaan:::lav_model_get_parameters(m)
  full <- lavInspect(f, if (f@Options$missing == "ml") "information.observed" else "information.expected")
  for (i in 1:60) {
    m <- lavaan:::lav_model_set_parameters(m, x)
    g <- lavaan:::lav_model_gradient(m, lavsamplestats = f@SampleStats, lavdata = f@Data, lavcache = f@Cache)
    J <- f@Model@con.jac
    if (nrow(J) > 0) {
      off <- attr(J, "inactive.idx")
      at <- function(f) if (length(formals(f)) == 0) NULL else f(x)
      jacobian <- function(f) if (length(at(f)) == 0) NULL else lavaan:::lav_func_jacobian_complex(f, x)
      J <- rbind(jacobian(m@ceq.function), jacobian(m@cin.function))
      h <- c(at(m@ceq.function), at(m@cin.function))
      if (length(off) > 0) { J <- J[-off, , drop = FALSE]; h <- h[-off] }
      q <- nrow(J)
      step <- solve(rbind(cbind(full, t(J)), cbind(J, matrix(0, q, q))), -c(g, h))[1:k]
    } else step <- -solve(full, g)
    x <- x + step
  }
  pt <- parTable(f); pt$ustart[pt$free > 0] <- x[pt$free[pt$free > 0]]; pt$start <- pt$est <- pt$se <- NULL
  refit(pt)
}

# Scores of the first rows of the file, with their numbers.
first_rows <- function(f, found, many = 40) {
  index <- lavInspect(f, "case.idx")
  if (!is.list(found)) { found <- list(found); index <- list(index) }
  m <- do.call(rbind, lapply(found, function(x) unclass(as.matrix(x)))); row <- unlist(index)
  keep <- order(row)[seq_len(many)]
  list(factors = colnames(m), rows = row[keep], values = lapply(keep, function(i) as.vector(m[i, ])))
}

clean <- function(x) { x <- as.data.frame(x); for (n in names(x)) if (is.numeric(x[[n]])) x[[n]] <- unclass(x[[n]]); x }
case <- function(name, method, model, data, file, settings = list(), mi = FALSE, std = FALSE, scores = FALSE, ...) {
  more <- list(...)
  # lavaan ends the saturated model of incomplete rows at 1e-5, and robust indices rest on it.
  if (identical(more$missing, "ml")) more <- c(more, em.h1.tol = 1e-12, em.h1.iter.max = 10000)
  f <- suppressWarnings(do.call(method, c(list(model, data = data), more)))
  f <- suppressWarnings(polish(f, function(pt) do.call(method, c(list(pt, data = data, optim.force.converged = TRUE, optim.method = "none"), more))))
  pe <- clean(parameterEstimates(f, remove.nonfree = FALSE))
  pe <- pe[, intersect(c("lhs", "op", "rhs", "group", "label", "est", "se", "z", "pvalue", "ci.lower", "ci.upper"), names(pe))]
  fm <- as.list(unclass(suppressWarnings(fitMeasures(f))))
  out <- list(name = name, method = method, model = model, file = file, settings = settings, nobs = sum(unlist(lavInspect(f, "nobs"))), parameters = pe, measures = fm, r2 = if (lavInspect(f, "ngroups") == 1) as.list(lavInspect(f, "rsquare")))
  if (std) {
    s <- clean(standardizedSolution(f)); out$standardized <- s[, intersect(c("lhs", "op", "rhs", "group", "est.std", "se"), names(s))]
    s <- clean(standardizedSolution(f, type = "std.lv")); out$std_lv <- s$est.std
    out$residuals <- lapply(if (lavInspect(f, "ngroups") > 1) list() else list(residuals(f, type = "cor")$cov), function(m) list(labels = colnames(m), values = unclass(as.matrix(m))))
  }
  if (scores) out$scores <- lapply(c(regression = "regression", bartlett = "Bartlett"), function(how) first_rows(f, lavPredict(f, method = how)))
  if (mi) { m <- clean(modindices(f)); out$modindices <- m[, intersect(c("lhs", "op", "rhs", "group", "mi", "epc", "sepc.all"), names(m))] }
  out
}
scales <- "satisfaction =~ sat1 + sat2 + sat3 + sat4 + sat5
relevance =~ rel1 + rel2 + rel3 + rel4
efficacy =~ eff1 + eff2 + eff3 + eff4
trust =~ tru1 + tru2 + tru3 + tru4
depth =~ dep1 + dep2 + dep3 + dep4 + dep5"
drivers <- paste0(scales, "
depth ~ a*relevance + efficacy + trust
satisfaction ~ b*depth + c*relevance + efficacy + trust
indirect := a*b
total := c + a*b")
file <- "../../../examples/district-x/satisfaction-2019.csv"
cases <- list(
  case("three factors", "cfa", three, hs, "holzinger.csv", mi = TRUE, std = TRUE, scores = TRUE),
  case("three factors, std.lv", "cfa", three, hs, "holzinger.csv", list(std.lv = "true"), std.lv = TRUE),
  case("three factors, means", "cfa", three, hs, "holzinger.csv", list(meanstructure = "true"), meanstructure = TRUE),
  case("three factors, MLM", "cfa", three, hs, "holzinger.csv", list(estimator = "mlm"), estimator = "MLM"),
  case("three factors, MLR", "cfa", three, hs, "holzinger.csv", list(estimator = "mlr"), std = TRUE, estimator = "MLR"),
  case("three factors, by age, clustered", "cfa", three, hs, "holzinger.csv", list(cluster = "ageyr"), estimator = "MLR", cluster = "ageyr"),
  case("three factors, FIML", "cfa", three, mis, "holzinger-missing.csv", list(missing = "fiml"), mi = TRUE, std = TRUE, scores = TRUE, missing = "ml"),
  case("three factors, FIML, MLR", "cfa", three, mis, "holzinger-missing.csv", list(missing = "fiml", estimator = "mlr"), missing = "ml", estimator = "MLR"),
  case("three factors, FIML, clustered", "cfa", three, mis, "holzinger-missing.csv", list(missing = "fiml", cluster = "ageyr"), missing = "ml", estimator = "MLR", cluster = "ageyr"),
  case("three factors, weighted", "cfa", three, weighted, "holzinger-weights.csv", list(weights = "w"), mi = TRUE, std = TRUE, sampling.weights = "w"),
  case("three factors, weighted, by age, clustered", "cfa", three, weighted, "holzinger-weights.csv", list(weights = "w", cluster = "ageyr"), sampling.weights = "w", estimator = "MLR", cluster = "ageyr"),
  case("latent and observed, weighted", "sem", latent, weighted, "holzinger-weights.csv", list(weights = "w"), sampling.weights = "w"),
  case("higher order", "cfa", higher, hs, "holzinger.csv", std = TRUE, scores = TRUE),
  case("modified", "cfa", modified, hs, "holzinger.csv"),
  case("linear constraint", "cfa", linear, hs, "holzinger.csv"),
  case("inequalities", "cfa", unequal, hs, "holzinger.csv"),
  case("nonlinear constraint", "sem", constrained, hs, "holzinger.csv"),
  case("configural", "cfa", three, hs, "holzinger.csv", list(group = "school"), std = TRUE, scores = TRUE, group = "school", group.label = schools),
  case("metric", "cfa", three, hs, "holzinger.csv", list(group = "school", equal = "loadings"), group = "school", group.label = schools, group.equal = "loadings"),
  case("scalar", "cfa", three, hs, "holzinger.csv", list(group = "school", equal = "loadings,intercepts"), group = "school", group.label = schools, group.equal = c("loadings", "intercepts")),
  case("strict", "cfa", three, hs, "holzinger.csv", list(group = "school", equal = "loadings,intercepts,residuals"), group = "school", group.label = schools, group.equal = c("loadings", "intercepts", "residuals")),
  case("scalar, MLR", "cfa", three, hs, "holzinger.csv", list(group = "school", equal = "loadings,intercepts", estimator = "mlr"), group = "school", group.label = schools, group.equal = c("loadings", "intercepts"), estimator = "MLR"),
  case("scalar, MLM", "cfa", three, hs, "holzinger.csv", list(group = "school", equal = "loadings,intercepts", estimator = "mlm"), group = "school", group.label = schools, group.equal = c("loadings", "intercepts"), estimator = "MLM"),
  case("configural, FIML", "cfa", three, mis, "holzinger-missing.csv", list(group = "school", missing = "fiml"), mi = TRUE, scores = TRUE, group = "school", group.label = schools, missing = "ml"),
  case("labels by group", "cfa", groups, hs, "holzinger.csv", list(group = "school"), group = "school", group.label = schools),
  case("democracy", "sem", democracy, pd, "democracy.csv", mi = TRUE, std = TRUE, scores = TRUE),
  case("democracy, equal loadings", "sem", equal, pd, "democracy.csv", mi = TRUE, std = TRUE),
  case("democracy, MLM", "sem", democracy, pd, "democracy.csv", list(estimator = "mlm"), estimator = "MLM"),
  case("democracy, MLR", "sem", democracy, pd, "democracy.csv", list(estimator = "mlr"), estimator = "MLR"),
  case("observed pathway", "sem", pathway, hs, "holzinger.csv", std = TRUE),
  case("observed pathway, MLR", "sem", pathway, hs, "holzinger.csv", list(estimator = "mlr"), estimator = "MLR"),
  case("observed pathway, free x", "sem", pathway, hs, "holzinger.csv", list(fixed.x = "false"), fixed.x = FALSE),
  case("observed pathway, FIML", "sem", pathway, mis, "holzinger-missing.csv", list(missing = "fiml"), missing = "ml"),
  case("latent and observed", "sem", latent, hs[!is.na(hs$ageyr), ], "holzinger.csv", mi = TRUE, std = TRUE, scores = TRUE),
  case("latent and observed, MLM", "sem", latent, hs, "holzinger.csv", list(estimator = "mlm"), estimator = "MLM"),
  case("latent and observed, FIML", "sem", latent, mis, "holzinger-missing.csv", list(missing = "fiml"), mi = TRUE, scores = TRUE, missing = "ml"),
  case("latent and observed, FIML, MLR", "sem", latent, mis, "holzinger-missing.csv", list(missing = "fiml", estimator = "mlr"), missing = "ml", estimator = "MLR"),
  case("configural, FIML, MLR", "cfa", three, mis, "holzinger-missing.csv", list(group = "school", missing = "fiml", estimator = "mlr"), group = "school", group.label = schools, missing = "ml", estimator = "MLR"),
  case("latent and observed, MLR", "sem", latent, hs, "holzinger.csv", list(estimator = "mlr"), estimator = "MLR"),
  case("demo scales", "cfa", scales, demo, file),
  case("demo scales, MLR", "cfa", scales, demo, file, list(estimator = "mlr"), estimator = "MLR"),
  case("demo drivers, clustered", "sem", drivers, demo, file, list(cluster = "community"), std = TRUE, estimator = "MLR", cluster = "community"),
  case("demo drivers, FIML", "sem", drivers, demo, file, list(missing = "fiml"), missing = "ml")
)
expected <- list(made_with = paste("R", getRversion(), "lavaan", packageVersion("lavaan")), cases = cases)
expected$published <- list(labels = paste0("x", 9:1), covariance = cov(hs[, paste0("x", 9:1)]), nobs = 301)
# Reliability and discriminant validity of the three factors; the error of HTMT by the delta method, of normal covariances and of sums by community.
f <- cfa(three, hs)
std <- standardizedSolution(f); std <- std[std$op == "=~", ]
rel <- reliability(f)
S <- cov(hs[, paste0("x", 1:9)]) * 300 / 301
ratio <- function(s, squared) htmt(three, sample.cov = s, htmt2 = squared)[upper.tri(diag(3))]
errors <- function(S, squared, cluster = NULL, Y = NULL) {
  v <- which(lower.tri(S, diag = TRUE), arr.ind = TRUE)
  J <- sapply(seq_len(nrow(v)), function(k) { h <- 1e-4; at <- function(d) { s <- S; s[v[k, 1], v[k, 2]] <- s[v[k, 2], v[k, 1]] <- S[v[k, 1], v[k, 2]] + d; ratio(s, squared) }; (8 * (at(h) - at(-h)) - at(2 * h) + at(-2 * h)) / (12 * h) })
  G <- if (is.null(cluster)) lavaan:::lav_samplestats_Gamma_NT(COV = S) else lavaan:::lav_samplestats_Gamma(Y, cluster.idx = cluster)
  sqrt(diag(J %*% G %*% t(J)) / 301)
}
expected$validity <- list(model = three, ave = as.list(tapply(std$est.std^2, std$lhs, mean)), cr = as.list(tapply(std$est.std, std$lhs, function(l) sum(l)^2 / (sum(l)^2 + sum(1 - l^2)))),
  alpha = as.list(rel["alpha", ]), omega = as.list(rel["omega", ]), htmt = ratio(S, FALSE), htmt2 = ratio(S, TRUE), htmt_se = errors(S, FALSE), htmt2_se = errors(S, TRUE),
  htmt_cluster_se = errors(S, FALSE, hs$ageyr, as.matrix(hs[, paste0("x", 1:9)])))
writeLines(toJSON(expected, digits = NA, auto_unbox = TRUE, na = "null", pretty = FALSE), "expected.json")
for (i in cases) cat(sprintf("%-36s chisq %.4f df %d scaled %s npar %d\n", i$name, i$measures$chisq, as.integer(i$measures$df), format(i$measures$chisq.scaled), as.integer(i$measures$npar)))
