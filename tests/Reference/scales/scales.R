# Reference values of tests/Analysis.Tests/Scales/ScalesCertifiedTests.cs. Base R only; run in this folder: Rscript scales.R
# Made with R 4.2.2. Writes scales.csv (synthetic answers) and expected.csv.
set.seed(20220931)
n <- 120
trait <- rnorm(n)
answer <- function(loading, turn = FALSE) {
  x <- pmin(5, pmax(1, round(3 + loading * trait + rnorm(n))))
  if (turn) 6 - x else x
}
d <- data.frame(t1 = answer(1), t2 = answer(.8), t3 = answer(1.1, TRUE), t4 = answer(.5),
                w = round(runif(n, .5, 2), 3), stratum = rep(c("a", "b", "c"), each = 40), cluster = rep(sprintf("c%02d", 1:24), each = 5))
d$t2[c(5, 17)] <- NA
d$t4[c(17, 40)] <- NA
write.csv(d, "scales.csv", row.names = FALSE, quote = FALSE)

m <- d[, c("t1", "t2", "t3", "t4")]
m$t3 <- 6 - m$t3
alpha <- function(m) { s <- cov(m); k <- ncol(m); k / (k - 1) * (1 - sum(diag(s)) / sum(s)) }
cc <- m[complete.cases(m), ]
out <- c(n = nrow(cc), alpha = alpha(cc))
r <- cor(cc); rbar <- mean(r[lower.tri(r)])
out["standardised_alpha"] <- 4 * rbar / (1 + 3 * rbar)
for (i in 1:4) {
  out[paste0(names(cc)[i], "_mean")] <- mean(cc[, i])
  out[paste0(names(cc)[i], "_sd")] <- sd(cc[, i])
  out[paste0(names(cc)[i], "_item_rest")] <- cor(cc[, i], rowSums(cc[, -i]))
  out[paste0(names(cc)[i], "_deleted")] <- alpha(cc[, -i])
  t <- cc; t[, i] <- 6 - t[, i]
  out[paste0(names(cc)[i], "_reversed")] <- alpha(t)
}
# Mean of the score (at least 3 answers) by the design: linearised, units within strata (the formula of survey::svymean).
score <- ifelse(rowSums(!is.na(m)) >= 3, rowMeans(m, na.rm = TRUE), NA)
ok <- !is.na(score)
y <- score[ok]; w <- d$w[ok]; mu <- sum(w * y) / sum(w)
z <- tapply(w * (y - mu) / sum(w), d$cluster[ok], sum)
h <- tapply(d$stratum[ok], d$cluster[ok], function(s) s[1])
v <- sum(tapply(z, h, function(zi) length(zi) / (length(zi) - 1) * sum((zi - mean(zi))^2)))
out["score_mean"] <- mu; out["score_se"] <- sqrt(v); out["score_df"] <- length(z) - 3; out["score_n"] <- sum(ok)
write.csv(data.frame(name = names(out), value = format(out, digits = 17, scientific = TRUE)), "expected.csv", row.names = FALSE, quote = FALSE)
