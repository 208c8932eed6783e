# Writes input.csv and expected.json: R's names, estimates, standard errors and R-squared of models whose formulas scale, centre, expand to polynomials and contrast.
# Run in this folder: Rscript --vanilla formulas.R
#
# R evaluates scale(), poly() and the like in model.frame before na.omit drops rows, so scale() would take its mean over rows that the model does not use, and poly() would stop at the
# first NA. The platform takes constants over the rows that the model uses: complete, of a weight above 0. R is therefore given those rows only; "trap" at the end shows the difference.
invisible(Sys.setlocale("LC_ALL", "C.UTF-8"))
suppressWarnings(RNGversion("3.6.0"))
set.seed(20261124)
n <- 312
d <- data.frame(row = seq_len(n))
d$community <- sprintf("c%02d", sample(1:14, n, TRUE, prob = 1:14))
place <- as.integer(factor(d$community))
d$year <- sample(2015:2019, n, TRUE)
d$age <- sample(18:90, n, TRUE)
d$trust <- sample(1:5, n, TRUE)
d$hours <- round(rexp(n, 0.3), 2)
d$income <- round(exp(rnorm(n, 10, 0.6)), 1)
d$far <- round(1e6 + 3 * place + rnorm(n), 3)
d$kind <- sample(c("commodity", "mixed", "old estate"), n, TRUE)
d$edu <- sample(c("low", "middle", "high", "higher"), n, TRUE)
d$tenure <- sample(c("owner", "renter"), n, TRUE)
d$likert <- sample(1:5, n, TRUE)
d$w <- round(runif(n, 0.2, 3), 3)
d$w0 <- ifelse(d$row %% 13 == 0, 0, d$w)
d$y <- round(3 + 0.01 * (d$age - 50) - 0.0004 * (d$age - 50)^2 + 0.2 * d$trust + 0.05 * place + 0.3 * (d$kind == "mixed") + 0.1 * d$likert + rnorm(n, 0, 0.8), 4)
for (column in c("age", "trust", "hours", "income", "kind", "edu", "likert", "y", "w", "w0", "community")) d[[column]][sample(n, 6)] <- NA
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d <- read.csv("input.csv", stringsAsFactors = FALSE)

center <- function(x, by) if (missing(by)) x - base::mean(x) else x - ave(x, by)
mean <- function(x, by) if (missing(by)) base::mean(x) else ave(x, by)

# ours; R's where it differs; what R's names have; what ours have in its place
case <- function(ours, r = ours, from = "by = ", to = "by ") list(ours = ours, r = r, from = from, to = to)
plain <- function(...) lapply(list(...), case)
by <- function(...) lapply(list(...), function(ours) case(ours, gsub("by ", "by = ", ours)))
cases <- c(
  plain("y ~ scale(age)", "y ~ scale(age, scale = FALSE) + trust", "y ~ scale(age, FALSE) + scale(trust, center = FALSE)", "scale(y) ~ scale(age) + scale(trust)", "y ~ scale(age)*kind",
    "y ~ scale(log(income)) + scale(far)", "y ~ I(scale(age)^2) + scale(age)", "y ~ center(age) + I(center(age)^2)", "y ~ I(age - mean(age)) + I(trust/mean(trust))", "y ~ scale(scale(age)*scale(hours))", "y ~ 0 + scale(age) + trust",
    "y ~ poly(age, 1)", "y ~ poly(age, 2)", "y ~ poly(age, degree = 3)", "y ~ poly(hours, 5)", "y ~ poly(income, 3) + trust", "y ~ poly(log(income), 4)", "y ~ poly(far, 2)", "y ~ poly(likert, 4)", "y ~ poly(year, 3)",
    "y ~ poly(hours, 2, raw = TRUE)", "y ~ poly(hours, degree = 3, raw = T)", "y ~ poly(scale(age), 2)", "y ~ poly(age, 2)*kind", "y ~ poly(age, 2):kind", "y ~ poly(age, 2):poly(hours, 2)",
    "y ~ C(kind, sum)", "y ~ C(kind, contr.sum)", "y ~ C(kind, helmert) + age", "y ~ C(kind, contr.helmert)", "y ~ C(kind, treatment)", "y ~ C(factor(likert), poly)", "y ~ C(factor(year), contr.poly)",
    "y ~ C(kind, \"contr.sum\")", "y ~ C(kind, sum)*age", "y ~ age:C(kind, sum)", "y ~ 0 + C(kind, sum) + age", "y ~ C(kind, sum)*C(tenure, helmert)", "y ~ C(kind, sum):C(tenure, helmert) - 1", "y ~ C(tenure, sum) + kind", "y ~ C(kind, sum)*tenure - 1",
    "y ~ poly(age, 2)*C(kind, sum)", "y ~ relevel(factor(kind), ref = \"mixed\")", "y ~ relevel(factor(kind), ref = \"old estate\")*scale(age)", "y ~ relevel(factor(likert), ref = \"3\") + age",
    "y ~ factor(edu, levels = c(\"low\", \"middle\", \"high\", \"higher\"))", "y ~ C(factor(edu, levels = c(\"low\", \"middle\", \"high\", \"higher\")), poly)", "y ~ C(factor(edu, levels = c(\"low\", \"middle\", \"high\", \"higher\")), poly)*scale(age)"),
  by("y ~ center(age, by community)", "y ~ center(age, by community) + mean(age, by community)", "y ~ center(age, by community)*center(trust)", "y ~ center(age, by community)*mean(trust, by community) + kind", "y ~ center(far, by community) + center(mean(far, by community))",
    "y ~ center(trust, by year) + mean(trust, by year)", "center(y, by community) ~ 0 + center(age, by community) + center(trust, by community)", "y ~ scale(center(age, by community)) + scale(mean(age, by community))", "y ~ poly(center(age, by community), 2)",
    "y ~ center(log(income), by community):kind", "y ~ I(center(age, by community)^2)", "y ~ center(center(age), by community)"),
  # R names the columns of contr.treatment by number when it is given as a function, by level when as a matrix with the levels; ours are always named by level.
  list(
    case("y ~ C(kind, contr.treatment)", "y ~ C(kind, contr.treatment(levels(kind)))", "C(kind, contr.treatment(levels(kind)))", "C(kind, contr.treatment)"),
    case("y ~ C(likert, poly)", "y ~ C(factor(likert), poly)", "C(factor(likert), poly)", "C(likert, poly)"),
    case("y ~ C(kind, treatment, ref = mixed)", "y ~ C(kind, contr.treatment(levels(kind), base = 2))", "C(kind, contr.treatment(levels(kind), base = 2))", "C(kind, treatment, ref = mixed)"),
    case("y ~ C(kind, contr.treatment, base = 3) + age", "y ~ C(kind, contr.treatment(levels(kind), base = 3)) + age", "C(kind, contr.treatment(levels(kind), base = 3))", "C(kind, contr.treatment, base = 3)"),
    case("y ~ C(kind, contr.treatment(base = 2))*age", "y ~ C(kind, contr.treatment(levels(kind), base = 2))*age", "C(kind, contr.treatment(levels(kind), base = 2))", "C(kind, contr.treatment(base = 2))"),
    case("y ~ factor(kind, ref = mixed)*tenure", "y ~ relevel(kind, ref = \"mixed\")*tenure", "relevel(kind, ref = \"mixed\")", "factor(kind, ref = mixed)"),
    case("y ~ relevel(kind, ref = mixed):age + age", "y ~ relevel(kind, ref = \"mixed\"):age + age", "relevel(kind, ref = \"mixed\")", "relevel(kind, ref = mixed)")))

text <- function(x) paste0('"', gsub('"', '\\\\"', x), '"')
numbers <- function(x) paste0("[", paste(ifelse(is.finite(x), sprintf("%.17g", x), "null"), collapse = ", "), "]")
texts <- function(x) paste0("[", paste(text(x), collapse = ", "), "]")
fitted_case <- function(one, weighting) {
  formula <- as.formula(one$r)
  rows <- d[complete.cases(d[c(intersect(all.vars(formula), names(d)), if (weighting != "") weighting)]), ]
  if (weighting != "") rows <- rows[rows[[weighting]] > 0, ]
  for (name in c("kind", "edu", "tenure")) rows[[name]] <- factor(rows[[name]])
  rows$used <- if (weighting == "") rep(1, nrow(rows)) else rows[[weighting]]
  fit <- lm(formula, rows, weights = used)
  if (anyNA(coef(fit))) stop("not identified: ", one$ours)
  s <- summary(fit)
  paste0("  {\"formula\": ", text(one$ours), ", \"weights\": ", text(weighting), ", \"rows\": ", nrow(rows), ",\n   \"terms\": ", texts(gsub(one$from, one$to, names(coef(fit)), fixed = TRUE)),
    ",\n   \"estimate\": ", numbers(coef(fit)), ",\n   \"stdError\": ", numbers(s$coefficients[, 2]), ",\n   \"rSquared\": ", sprintf("%.17g", s$r.squared), ", \"sigma\": ", sprintf("%.17g", s$sigma), "}")
}
fits <- unlist(lapply(cases, function(one) sapply(c("", "w", "w0"), function(weighting) fitted_case(one, weighting))))

columns <- function(name, x, degree) {
  z <- poly(x, degree)
  paste0("  {\"name\": ", text(name), ", \"x\": ", numbers(x), ", \"degree\": ", degree, ", \"columns\": [", paste(apply(z, 2, numbers), collapse = ", "), "]}")
}
polynomials <- c(
  sapply(1:5, function(degree) columns("Wampler", 0:20, degree)), columns("Likert", rep(1:5, c(3, 8, 20, 31, 12)), 4), columns("ages", 18:90, 5),
  columns("shifted", 1000000 + 0:20, 3), columns("Filip", seq(-8.78, -3.13, length.out = 40), 5))
matrices <- function(levels) paste0("  {\"levels\": ", levels, ", ", paste(sapply(c("treatment", "sum", "helmert", "poly"), function(kind) {
  m <- get(paste0("contr.", kind))(levels)
  paste0("\"", kind, "\": [", paste(apply(m, 2, numbers), collapse = ", "), "]")
}), collapse = ", "), "}")
frame <- model.frame(y ~ scale(age) + trust, d)
trap <- sprintf("{\"rows\": %d, \"meanOfRowsUsed\": %.17g, \"meanThatRTakes\": %.17g}", nrow(frame), base::mean(d$age[complete.cases(d[c("y", "age", "trust")])]), base::mean(d$age, na.rm = TRUE))
writeLines(c("{", sprintf('"versions": "%s",', R.version.string), paste0('"trap": ', trap, ","), '"fits": [', paste(fits, collapse = ",\n"), "],",
  '"polynomials": [', paste(polynomials, collapse = ",\n"), "],", '"contrasts": [', paste(sapply(2:8, matrices), collapse = ",\n"), "]}"), "expected.json", useBytes = TRUE)
