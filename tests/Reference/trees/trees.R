# The linear model's error in communities left out, by hand: lm on all other communities, one community at a time. Writes input.csv and expected.json.
suppressPackageStartupMessages(library(jsonlite))
set.seed(20220931)
n <- 260; g <- sample(13, n, TRUE)
x <- data.frame(community = sprintf("c%02d", g), kind = sample(c("commodity", "mixed", "unit"), n, TRUE), a = round(rnorm(n), 3), b = round(rnorm(n), 3))
x$y <- round(.6 * x$a - .3 * x$b + .5 * (x$kind == "mixed") + rnorm(13, sd = .4)[g] + rnorm(n), 3)
x$b[sample(n, 6)] <- NA
write.csv(x, "input.csv", row.names = FALSE, quote = FALSE)
x <- read.csv("input.csv"); x <- x[complete.cases(x), ]
held <- do.call(rbind, lapply(unique(x$community), function(out) { seen <- x[x$community != out, ]; here <- x[x$community == out, ]
  data.frame(y = here$y, mean = mean(seen$y), linear = predict(lm(y ~ a + b + kind, seen), here)) }))
error <- function(p) c(1 - sum((held$y - p)^2) / sum((held$y - held$mean)^2), mean(abs(held$y - p)), sqrt(mean((held$y - p)^2)))
write_json(list(versions = R.version.string, communities = length(unique(x$community)), n = nrow(x), mean = error(held$mean), linear = error(held$linear)), "expected.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
