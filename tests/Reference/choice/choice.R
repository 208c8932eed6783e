# Reference numbers of choice models: glm, MASS (polr, glm.nb), ordinal::clm, nnet::multinom, survey (svyglm, svyolr), sandwich; Brant's test, linearised variances of what survey lacks and
# marginal effects by numeric derivatives are written out here. Writes input.csv, wvs.csv and expected.json beside itself.
suppressPackageStartupMessages({ library(MASS); library(ordinal); library(nnet); library(survey); library(sandwich); library(jsonlite) })

# Park and Miller's generator: the same numbers everywhere.
state <- 20240607
uniform <- function() { state <<- (48271 * state) %% 2147483647; state / 2147483647 }
normal <- function() { sum <- 0; for (i in 1:12) sum <- sum + uniform(); sum - 6 }

sample_rows <- function(communities = 36) {
  level <- sapply(seq_len(communities), function(i) normal())
  rows <- list()
  for (g in seq_len(communities)) for (i in seq_len(4 + floor(10 * uniform()))) {
    trust <- round(3 + normal(), 1); age <- 18 + floor(60 * uniform()); kind <- c("commodity", "danwei", "resettled")[1 + floor(3 * uniform())]
    female <- floor(2 * uniform()); households <- 50 + floor(400 * uniform())
    eta <- 0.7 * (trust - 3) + 0.015 * (age - 45) + 0.6 * (kind == "danwei") - 0.4 * female + 0.5 * level[g]
    u <- uniform(); sat <- 1 + sum(qlogis(u) > c(-1.8, -0.6, 0.7, 2.0) - eta)
    vote <- as.integer(uniform() < plogis(-0.3 + 0.8 * eta))
    p <- exp(c(0, 0.2 + 0.5 * (trust - 3) - 0.5 * (kind == "danwei"), -0.2 + 0.03 * (age - 45) + 0.5 * female)); p <- p / sum(p)
    choice <- c("garden", "lighting", "parking")[1 + sum(uniform() > cumsum(p)[1:2])]
    mu <- households / 100 * exp(-0.6 + 0.25 * (trust - 3) + 0.3 * female)
    meetings <- qpois(uniform(), mu); visits <- qnbinom(uniform(), size = 1.4, mu = mu * 1.5)
    rows[[length(rows) + 1]] <- data.frame(stratum = c("east", "north", "west")[(g - 1) %% 3 + 1], community = sprintf("c%02d", g), population = c(80, 60, 95)[(g - 1) %% 3 + 1], weight = round(0.4 + 2 * uniform(), 2),
      times = 1 + floor(4 * uniform()), trust, age, kind, female, households, sat, vote, choice, meetings, visits)
  }
  do.call(rbind, rows)
}

d <- sample_rows()
write.csv(d, "input.csv", row.names = FALSE, quote = FALSE)
d$kind <- factor(d$kind); d$sat_f <- factor(d$sat, ordered = TRUE); d$choice <- factor(d$choice)
design <- svydesign(ids = ~community, strata = ~stratum, fpc = ~population, weights = ~weight, data = d)
plain <- svydesign(ids = ~community, strata = ~stratum, weights = ~weight, data = d)
rows_design <- svydesign(ids = ~1, weights = ~weight, data = d)
tight <- glm.control(epsilon = 1e-15, maxit = 100)
w1 <- d$weight / mean(d$weight)

cases <- list()
add <- function(name, method, formula, terms, estimate, se, design = list(), settings = list(), glance = list(), tables = list())
  cases[[length(cases) + 1]] <<- list(name = unbox(name), method = unbox(method), formula = unbox(formula), design = design, settings = settings, terms = unname(terms), estimate = unname(estimate), std_error = unname(se), glance = glance, tables = tables)
u <- function(x) unbox(x)
quality <- function(fit, null) list(log_likelihood = u(as.numeric(logLik(fit))), null_log_likelihood = u(as.numeric(logLik(null))), mcfadden_r_squared = u(1 - as.numeric(logLik(fit)) / as.numeric(logLik(null))), aic = u(AIC(fit)), bic = u(BIC(fit)))
# Linearised variance: scores without weights through the inverse of the weighted information, their total's variance over the design.
linear <- function(scores, bread, dsgn) vcov(svytotal(scores %*% bread, dsgn))
se <- function(v) sqrt(diag(v))
# (X'WX)^-1 at the coefficients: glm's own stands at those of the step before.
bread_of <- function(fit) { x <- model.matrix(fit); eta <- as.vector(x %*% coef(fit)) + (if (is.null(fit$offset)) 0 else fit$offset); mu <- fit$family$linkinv(eta); solve(crossprod(x, x * (fit$prior.weights * fit$family$mu.eta(eta)^2 / fit$family$variance(mu)))) }

# --- binary and counts
glms <- function(name, family, outcome, rhs, offset = NULL) {
  f <- as.formula(paste(outcome, "~", rhs)); o <- if (is.null(offset)) rep(0, nrow(d)) else eval(parse(text = offset), d)
  d$o <- o; dd <- d; dd$o <- o
  set <- if (is.null(offset)) list() else list(offset = u(offset))
  text <- paste(outcome, "~", rhs)
  fit <- glm(f, family = family, data = dd, offset = o, control = tight); null <- glm(as.formula(paste(outcome, "~ 1")), family = family, data = dd, offset = o, control = tight)
  add(paste(name, "classical"), name, text, names(coef(fit)), coef(fit), se(bread_of(fit)), settings = set, glance = quality(fit, null))
  add(paste(name, "HC0"), name, text, names(coef(fit)), coef(fit), se(sandwich(fit)), settings = c(set, list(vcov = u("HC0"))))
  add(paste(name, "HC1"), name, text, names(coef(fit)), coef(fit), se(vcovHC(fit, type = "HC1")), settings = c(set, list(vcov = u("HC1"))))
  add(paste(name, "CR0"), name, text, names(coef(fit)), coef(fit), se(vcovCL(fit, cluster = d$community, type = "HC0", cadjust = FALSE)), design = list(cluster = u("community")), settings = c(set, list(vcov = u("CR0"))))
  add(paste(name, "CR1"), name, text, names(coef(fit)), coef(fit), se(vcovCL(fit, cluster = d$community, type = "HC1", cadjust = TRUE)), design = list(cluster = u("community")), settings = set)
  freq <- suppressWarnings(glm(f, family = family, data = dd, weights = times, offset = o, control = tight))
  add(paste(name, "frequency"), name, text, names(coef(freq)), coef(freq), se(bread_of(freq)), design = list(weights = u("times")), settings = c(set, list(weights = u("frequency"))))
  quasi <- if (family$family == "binomial") quasibinomial(link = family$link) else quasipoisson()
  for (one in list(list("fpc", design, list(cluster = u("community"), strata = u("stratum"), fpc = u("population"), weights = u("weight"))), list("strata", plain, list(cluster = u("community"), strata = u("stratum"), weights = u("weight"))),
                   list("rows", rows_design, list(weights = u("weight"))))) {
    dsgn <- one[[2]]; dsgn$variables$o <- o
    sv <- suppressWarnings(svyglm(f, design = dsgn, family = quasi, offset = o, control = tight))
    add(paste(name, "survey", one[[1]]), name, text, names(coef(sv)), coef(sv), se(vcov(sv)), design = one[[3]], settings = set, glance = list(df = u(degf(dsgn) + 1 - length(coef(sv)))))
  }
}
glms("logit", binomial(), "vote", "trust + age + kind + female")
glms("probit", binomial(link = "probit"), "vote", "trust + age + kind + female")
glms("poisson", poisson(), "meetings", "trust + female", offset = "log(households)")
glms("logit", binomial(), "vote", "trust*female + log(age)")

# --- negative binomial: glm.nb carried on until nothing moves
nb <- function(f, data, weights = rep(1, nrow(data))) {
  data$.w <- weights; environment(f) <- environment()
  fit <- suppressWarnings(glm.nb(f, data = data, weights = .w, control = glm.control(epsilon = 1e-14, maxit = 100)))
  theta <- fit$theta; from <- coef(fit)
  for (i in 1:60) {
    fam <- negative.binomial(theta); fit1 <- suppressWarnings(glm(f, family = fam, data = data, weights = .w, control = tight, start = from)); from <- coef(fit1)
    next_theta <- theta.ml(fit1$y, fitted(fit1), sum(weights), weights, limit = 100, eps = 1e-13)
    done <- abs(next_theta - theta) < 1e-12 * theta; theta <- as.numeric(next_theta); if (done && i > 20) break
  }
  list(fit = fit1, theta = theta, se = attr(next_theta, "SE"), ll = sum(weights * dnbinom(fit1$y, size = theta, mu = fitted(fit1), log = TRUE)))
}
m <- nb(visits ~ trust + female + offset(log(households)), d); n0 <- nb(visits ~ 1 + offset(log(households)), d)
b <- bread_of(m$fit)
add("negbin classical", "negbin", "visits ~ trust + female", names(coef(m$fit)), coef(m$fit), se(b), settings = list(offset = u("log(households)")),
  glance = list(log_likelihood = u(m$ll), null_log_likelihood = u(n0$ll), theta = u(m$theta), theta_std_error = u(as.numeric(m$se)), aic = u(-2 * m$ll + 2 * 4)))
mu <- fitted(m$fit); scores <- model.matrix(m$fit) * (m$fit$y - mu) * m$theta / (m$theta + mu)
byg <- rowsum(scores, d$community); G <- nrow(byg); n <- nrow(d)
add("negbin CR1", "negbin", "visits ~ trust + female", names(coef(m$fit)), coef(m$fit), se(b %*% crossprod(byg) %*% b * G / (G - 1) * (n - 1) / (n - 3)), design = list(cluster = u("community")), settings = list(offset = u("log(households)")))
mf <- nb(visits ~ trust + female + offset(log(households)), d, d$times)
add("negbin frequency", "negbin", "visits ~ trust + female", names(coef(mf$fit)), coef(mf$fit), se(bread_of(mf$fit)), design = list(weights = u("times")), settings = list(offset = u("log(households)"), weights = u("frequency")), glance = list(theta = u(mf$theta)))
mw <- nb(visits ~ trust + female + offset(log(households)), d, w1); bw <- bread_of(mw$fit); muw <- fitted(mw$fit)
sw <- model.matrix(mw$fit) * (mw$fit$y - muw) * mw$theta / (mw$theta + muw)
add("negbin survey", "negbin", "visits ~ trust + female", names(coef(mw$fit)), coef(mw$fit), se(linear(sw, bw / mean(d$weight), design)), design = list(cluster = u("community"), strata = u("stratum"), fpc = u("population"), weights = u("weight")), settings = list(offset = u("log(households)")), glance = list(theta = u(mw$theta)))

# --- ordered: clm, its parameters (thresholds first) put in polr's order
ctl <- clm.control(gradTol = 1e-12, maxIter = 200, relTol = 1e-14)
order_of <- function(fit) { k <- length(fit$beta); a <- length(coef(fit)) - k; c(a + seq_len(k), seq_len(a)) }
f <- sat_f ~ trust + age + kind + female
ordered_case <- function(method, link) {
  fit <- clm(f, data = d, link = link, control = ctl); null <- clm(sat_f ~ 1, data = d, link = link, control = ctl); o <- order_of(fit)
  text <- "sat ~ trust + age + kind + female"
  v <- vcov(fit)
  polr_fit <- polr(f, data = d, method = if (link == "logit") "logistic" else link, Hess = TRUE, control = list(reltol = 1e-15, maxit = 1000))
  cat(method, "clm against polr:", max(abs(c(coef(polr_fit), polr_fit$zeta) - coef(fit)[o])), max(abs(sqrt(diag(vcov(polr_fit))) / sqrt(diag(v))[o] - 1)), "\n")
  add(paste(method, "classical"), method, text, names(coef(fit))[o], coef(fit)[o], se(v)[o], glance = quality(fit, null))
  ef <- estfun(fit); byg <- rowsum(ef, d$community); G <- nrow(byg); n <- nrow(d); k <- ncol(ef)
  cl <- vcovCL(fit, cluster = d$community, type = "HC1", cadjust = TRUE)
  stopifnot(max(abs(cl / (v %*% crossprod(byg) %*% v * G / (G - 1) * (n - 1) / (n - k)) - 1)) < 1e-10)
  add(paste(method, "CR1"), method, text, names(coef(fit))[o], coef(fit)[o], se(cl)[o], design = list(cluster = u("community")))
  add(paste(method, "CR0"), method, text, names(coef(fit))[o], coef(fit)[o], se(vcovCL(fit, cluster = d$community, type = "HC0", cadjust = FALSE))[o], design = list(cluster = u("community")), settings = list(vcov = u("CR0")))
  add(paste(method, "HC0"), method, text, names(coef(fit))[o], coef(fit)[o], se(sandwich(fit))[o], settings = list(vcov = u("HC0")))
  freq <- clm(f, data = d, link = link, weights = times, control = ctl)
  add(paste(method, "frequency"), method, text, names(coef(freq))[o], coef(freq)[o], se(vcov(freq))[o], design = list(weights = u("times")), settings = list(weights = u("frequency")), glance = list(log_likelihood = u(as.numeric(logLik(freq)))))
  wfit <- suppressWarnings(clm(f, data = d, link = link, weights = w1, control = ctl)); s <- estfun(wfit) / w1
  lin <- linear(s, vcov(wfit) / mean(d$weight), design)
  olr <- svyolr(f, design, method = if (link == "logit") "logistic" else link)
  cat(method, "linearised against svyolr:", max(abs(coef(olr) - coef(wfit)[o])), max(abs(SE(olr) / se(lin)[o] - 1)), "\n")
  add(paste(method, "survey"), method, text, names(coef(wfit))[o], coef(wfit)[o], se(lin)[o], design = list(cluster = u("community"), strata = u("stratum"), fpc = u("population"), weights = u("weight")), glance = list(df = u(degf(design) + 1 - length(coef(wfit)))))
  off <- clm(sat_f ~ trust + female + offset(age / 50), data = d, link = link, control = ctl); noff <- clm(sat_f ~ 1 + offset(age / 50), data = d, link = link, control = ctl); oo <- order_of(off)
  add(paste(method, "offset"), method, "sat ~ trust + female", names(coef(off))[oo], coef(off)[oo], se(vcov(off))[oo], settings = list(offset = u("I(age/50)")), glance = quality(off, noff))
  fit
}
ologit <- ordered_case("ologit", "logit"); oprobit <- ordered_case("oprobit", "probit")

# --- partial proportional odds
d$three <- factor(pmin(pmax(d$sat, 2), 4), ordered = TRUE)
write.csv(transform(read.csv("input.csv"), three = pmin(pmax(sat, 2), 4)), "input.csv", row.names = FALSE, quote = FALSE)
ppo <- clm(three ~ trust + age, nominal = ~female, data = d, control = ctl)
al <- ppo$alpha; nm <- c("trust", "age", "2|3", "3|4", "2|3:female", "3|4:female")
sel <- c(5, 6, 1:4)
add("ologit nominal", "ologit", "three ~ trust + female + age", nm, coef(ppo)[sel], se(vcov(ppo))[sel], settings = list(nominal = u("female")), glance = list(log_likelihood = u(as.numeric(logLik(ppo)))))

# --- multinomial: multinom polished by Newton steps
mlogit <- function(w) {
  x <- model.matrix(~ trust + age + kind + female, d); y <- as.integer(d$choice); k <- ncol(x)
  start <- multinom(choice ~ trust + age + kind + female, d, weights = w, trace = FALSE, reltol = 1e-14, maxit = 1000)
  b <- as.vector(t(coef(start))); from <- b
  for (i in 1:8) {
    e <- exp(x %*% matrix(b, k)); p <- e / (1 + rowSums(e)); r <- sapply(1:2, function(j) (y == j + 1) - p[, j])
    s <- cbind(x * r[, 1], x * r[, 2]); H <- matrix(0, 2 * k, 2 * k)
    for (j in 1:2) for (l in 1:2) H[(j - 1) * k + 1:k, (l - 1) * k + 1:k] <- crossprod(x, x * (w * p[, j] * ((j == l) - p[, l])))
    b <- b + solve(H, colSums(w * s))
  }
  cat("mlogit polished by", max(abs(b - from)), "\n")
  list(b = b, v = solve(H), s = s, names = as.vector(t(outer(levels(d$choice)[2:3], colnames(x), paste, sep = ":"))), ll = sum(w * log(cbind(1 - rowSums(p), p)[cbind(seq_along(y), y)])))
}
text <- "choice ~ trust + age + kind + female"
m <- mlogit(rep(1, nrow(d))); counts <- table(d$choice)
add("mlogit classical", "mlogit", text, m$names, m$b, se(m$v), glance = list(log_likelihood = u(m$ll), null_log_likelihood = u(sum(counts * log(counts / sum(counts)))), aic = u(-2 * m$ll + 24)))
byg <- rowsum(m$s, d$community); G <- nrow(byg); n <- nrow(d)
add("mlogit CR1", "mlogit", text, m$names, m$b, se(m$v %*% crossprod(byg) %*% m$v * G / (G - 1) * (n - 1) / (n - 12)), design = list(cluster = u("community")))
m4 <- mlogit(d$times); add("mlogit frequency", "mlogit", text, m4$names, m4$b, se(m4$v), design = list(weights = u("times")), settings = list(weights = u("frequency")))
mw <- mlogit(w1); add("mlogit survey", "mlogit", text, mw$names, mw$b, se(linear(mw$s, mw$v / mean(d$weight), design)), design = list(cluster = u("community"), strata = u("stratum"), fpc = u("population"), weights = u("weight")))

# --- Brant (1990)
x <- model.matrix(~ trust + age + kind + female, d); k <- ncol(x); cuts <- 4
fits <- lapply(1:cuts, function(c) glm((d$sat > c) ~ x - 1, family = binomial(), control = tight)); p <- sapply(fits, fitted)
info <- function(m, l) crossprod(x, x * (p[, max(m, l)] * (1 - p[, min(m, l)])))
V <- matrix(0, cuts * k, cuts * k)
for (m in 1:cuts) for (l in 1:cuts) V[(m - 1) * k + 1:k, (l - 1) * k + 1:k] <- solve(info(m, m)) %*% info(m, l) %*% solve(info(l, l))
B <- unlist(lapply(fits, coef))
wald <- function(columns) { D <- do.call(rbind, lapply(2:cuts, function(c) { R <- matrix(0, length(columns), cuts * k); R[cbind(seq_along(columns), columns)] <- 1; R[cbind(seq_along(columns), (c - 1) * k + columns)] <- -1; R })); v <- D %*% B; as.numeric(t(v) %*% solve(D %*% V %*% t(D)) %*% v) }
brant <- list(term = c("all", colnames(x)[-1]), statistic = c(wald(2:k), sapply(2:k, wald)), df = c(3 * (k - 1), rep(3, k - 1)))

# --- marginal effects by numeric derivatives, everywhere by central differences with Richardson's correction
richardson <- function(g, h) { d1 <- (g(h) - g(-h)) / (2 * h); d2 <- (g(h / 2) - g(-h / 2)) / h; (4 * d2 - d1) / 3 }
jac <- function(fn, at, se) sapply(seq_along(at), function(i) richardson(function(h) fn(replace(at, i, at[i] + h)), 0.02 * se[i]))
predict_of <- list(
  ologit = function(theta, data) { x <- model.matrix(~ trust + age + kind + female, data)[, -1, drop = FALSE]; kk <- ncol(x); a <- theta[-(1:kk)]; e <- as.vector(x %*% theta[1:kk]); cum <- sapply(a, function(t) plogis(t - e)); cum <- matrix(cum, nrow(data)); cbind(cum, 1) - cbind(0, cum) },
  oprobit = function(theta, data) { x <- model.matrix(~ trust + age + kind + female, data)[, -1, drop = FALSE]; kk <- ncol(x); a <- theta[-(1:kk)]; e <- as.vector(x %*% theta[1:kk]); cum <- matrix(sapply(a, function(t) pnorm(t - e)), nrow(data)); cbind(cum, 1) - cbind(0, cum) },
  logit = function(theta, data) plogis(model.matrix(~ trust * female + log(age), data) %*% theta),
  poisson = function(theta, data) exp(model.matrix(~ trust + female, data) %*% theta + log(data$households)),
  mlogit = function(theta, data) { e <- exp(model.matrix(~ trust + age + kind + female, data) %*% matrix(theta, ncol = 2)); cbind(1, e) / (1 + rowSums(e)) })
effects_of <- function(name, theta, V, data, numbers, category = "kind", wt = rep(1, nrow(data))) {
  colMeans <- function(m) colSums(as.matrix(m) * wt) / sum(wt)
  pred <- predict_of[[name]]
  rows <- list()
  one <- function(term, kind, fn) {
    est <- fn(theta); J <- matrix(jac(fn, theta, sqrt(diag(V))), nrow = length(est))
    for (j in seq_along(est)) rows[[length(rows) + 1]] <<- list(term = u(term), outcome = u(j), kind = u(kind), estimate = u(est[j]), std_error = u(sqrt(as.numeric(J[j, ] %*% V %*% J[j, ]))))
  }
  for (v in numbers) one(v, "effect", function(t) richardson(function(h) colMeans(pred(t, replace(data, v, data[[v]] + h))), 0.02 * sd(d[[v]])))
  set <- function(t, level) colMeans(pred(t, replace(data, category, factor(rep(level, nrow(data)), levels(d$kind)))))
  if (!is.null(category)) for (level in levels(d$kind)[-1]) one(paste0(category, ": ", level, " - ", levels(d$kind)[1]), "effect", function(t) set(t, level) - set(t, levels(d$kind)[1]))
  if (!is.null(category)) for (level in levels(d$kind)) one(paste0(category, "=", level), "prediction", function(t) set(t, level))
  rows
}
person <- d[1, ]; person$trust <- mean(d$trust); person$age <- 40; person$kind <- factor("danwei", levels(d$kind)); person$female <- mean(d$female)
o <- order_of(ologit); theta <- coef(ologit)[o]; V <- vcov(ologit)[o, o]; tp <- coef(oprobit)[o]; Vp <- vcov(oprobit)[o, o]
lg <- glm(vote ~ trust * female + log(age), binomial(), d, control = tight); po <- glm(meetings ~ trust + female, poisson(), d, offset = log(households), control = tight); ml <- mlogit(rep(1, nrow(d)))
survey_fields <- list(cluster = u("community"), strata = u("stratum"), fpc = u("population"), weights = u("weight"))
sw_fit <- suppressWarnings(clm(f, data = d, weights = w1, control = ctl)); Vs <- linear(estfun(sw_fit) / w1, vcov(sw_fit) / mean(d$weight), design)[o, o]
margins <- list(
  list(method = u("ologit"), formula = u("sat ~ trust + age + kind + female"), part = u("margins"), rows = effects_of("ologit", theta, V, d, c("trust", "age", "female"))),
  list(method = u("ologit"), formula = u("sat ~ trust + age + kind + female"), part = u("margins_at"), settings = list(at = u("age=40, kind=danwei")), rows = effects_of("ologit", theta, V, person, c("trust", "age", "female"))),
  list(method = u("oprobit"), formula = u("sat ~ trust + age + kind + female"), part = u("margins"), rows = effects_of("oprobit", tp, Vp, d, c("trust", "age", "female"))),
  list(method = u("logit"), formula = u("vote ~ trust*female + log(age)"), part = u("margins"), rows = effects_of("logit", coef(lg), vcov(lg), d, c("trust", "female", "age"), NULL)),
  list(method = u("poisson"), formula = u("meetings ~ trust + female"), part = u("margins"), settings = list(offset = u("log(households)")), rows = effects_of("poisson", coef(po), vcov(po), d, c("trust", "female"), NULL)),
  list(method = u("ologit"), formula = u("sat ~ trust + age + kind + female"), part = u("margins"), design = survey_fields, rows = effects_of("ologit", coef(sw_fit)[o], Vs, d, c("trust", "age", "female"), wt = d$weight)),
  list(method = u("mlogit"), formula = u("choice ~ trust + age + kind + female"), part = u("margins"), rows = effects_of("mlogit", ml$b, ml$v, d, c("trust", "age", "female"))))

# --- published: the World Values Survey of the effects package (deviance 10402.59) and MASS's housing (Venables and Ripley 2002, section 7.3; deviance 3479.149)
w <- carData::WVS; for (v in names(w)) if (is.factor(w[[v]])) w[[v]] <- as.character(w[[v]])
cells <- aggregate(list(n = rep(1, nrow(w))), w, sum); write.csv(cells, "wvs.csv", row.names = FALSE, quote = FALSE)
wvs <- clm(factor(poverty, c("Too Little", "About Right", "Too Much")) ~ religion + degree + country + age + gender, data = carData::WVS, control = ctl); ow <- order_of(wvs)
wvs_polr <- polr(poverty ~ religion + degree + country + age + gender, data = carData::WVS, Hess = TRUE)
house <- MASS::housing; write.csv(house, "housing.csv", row.names = FALSE, quote = FALSE)
hp <- clm(factor(Sat, c("Low", "Medium", "High")) ~ Infl + Type + Cont, weights = Freq, data = transform(house, Infl = as.character(Infl), Type = as.character(Type), Cont = as.character(Cont)), control = ctl); oh <- order_of(hp)
published <- list(
  wvs = list(terms = names(coef(wvs))[ow], estimate = unname(coef(wvs)[ow]), std_error = unname(se(vcov(wvs))[ow]), deviance = u(-2 * as.numeric(logLik(wvs))), polr = u(deviance(wvs_polr))),
  housing = list(terms = names(coef(hp))[oh], estimate = unname(coef(hp)[oh]), std_error = unname(se(vcov(hp))[oh]), deviance = u(-2 * as.numeric(logLik(hp)))))
cat("WVS deviance", published$wvs$deviance, published$wvs$polr, "housing", published$housing$deviance, "\n")

write(toJSON(list(cases = cases, brant = brant, margins = margins, published = published), digits = NA, pretty = FALSE), "expected.json")
