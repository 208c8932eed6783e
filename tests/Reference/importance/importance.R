# LMG by brute force, as a user would write it without relaimpo (not in Debian): R² of every subset by lm(), averaged over the orders of entry. Writes input.csv, swiss.csv and expected.json.
suppressPackageStartupMessages(library(jsonlite))
lmg <- function(data, outcome, terms, weights = NULL) {
  data$.w <- if (is.null(weights)) 1 else data[[weights]]
  m <- length(terms); r2 <- numeric(2^m)
  for (s in 0:(2^m - 1)) { inside <- terms[bitwAnd(s, 2^(0:(m - 1))) > 0]
    r2[s + 1] <- if (length(inside) == 0) 0 else summary(lm(reformulate(inside, outcome), data, weights = .w))$r.squared }
  gains <- sapply(0:(m - 1), function(i) { by <- matrix(0, 1, m); for (s in 0:(2^m - 1)) if (bitwAnd(s, 2^i) == 0) { k <- sum(bitwAnd(s, 2^(0:(m - 1))) > 0); by[k + 1] <- by[k + 1] + (r2[s + 2^i + 1] - r2[s + 1]) / choose(m - 1, k) }; by })
  complete <- outer(0:(m - 1), 0:(m - 1), Vectorize(function(i, j) i != j && all(sapply(0:(2^m - 1), function(s) bitwAnd(s, 2^i) > 0 || bitwAnd(s, 2^j) > 0 || r2[s + 2^i + 1] >= r2[s + 2^j + 1]))))
  list(terms = terms, r2 = r2[2^m], lmg = colMeans(gains), first = r2[1 + 2^(0:(m - 1))], last = r2[2^m] - r2[2^m - 2^(0:(m - 1))], by_size = t(gains), complete = complete)
}
names(swiss) <- gsub(".", "_", names(swiss), fixed = TRUE)
write.csv(swiss, "swiss.csv", row.names = FALSE, quote = FALSE)
set.seed(20220931)
n <- 300
g <- sample(30, n, TRUE); common <- rnorm(n) + rnorm(30, sd = .4)[g]
x <- data.frame(community = sprintf("c%02d", g), kind = sample(c("commodity", "mixed", "unit"), n, TRUE), a = round(common + rnorm(n), 3), b = round(.8 * common + rnorm(n), 3), c = round(rnorm(n), 3), age = round(45 + 12 * rnorm(n)), w = round(runif(n, .3, 2.5), 3))
x$y <- round(.5 * x$a + .3 * x$b + .4 * (x$kind == "unit") + .01 * x$age + rnorm(30, sd = .5)[g] + rnorm(n), 3)
x$a[sample(n, 8)] <- NA; x$kind[sample(n, 6)] <- NA
write.csv(x, "input.csv", row.names = FALSE, quote = FALSE)
z <- na.omit(read.csv("input.csv"))
terms <- c("a", "kind", "poly(age, 2)", "b", "c")
# Standard deviations over draws, for the spread of ours: other random numbers.
boot <- function(pick) { d <- replicate(400, lmg(z[pick(), ], "y", c("a", "kind", "b"))$lmg); apply(d, 1, sd) }
members <- split(seq_len(nrow(z)), z$community)
write_json(list(versions = R.version.string, swiss = lmg(swiss, "Fertility", setdiff(names(swiss), "Fertility")), mixed = lmg(z, "y", terms), weighted = lmg(z, "y", terms, "w"),
  rows_sd = boot(function() sample(nrow(z), replace = TRUE)), communities_sd = boot(function() unlist(members[sample(length(members), replace = TRUE)]))), "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
