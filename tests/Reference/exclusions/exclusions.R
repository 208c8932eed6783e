# Reference values of tests/Analysis.Tests/Exclusions. Run in this folder: Rscript exclusions.R
# R with jsonlite. Writes answers.csv (synthetic) and expected.json.
# Longest run of equal answers and intra-individual response variability as published: longstring, Johnson (2005); irv, the standard deviation of a respondent's answers, Dunn et al. (2018).
# For complete answers these are careless::longstring() and careless::irv() (Yentes and Wilhelm 2023, version 1.2.2, manual). A missing answer ends a run here; irv leaves it out (na.rm = TRUE, careless's default).
suppressPackageStartupMessages(library(jsonlite))
RNGversion("4.2.0")
set.seed(20220931)
n <- 60; k <- 12
x <- matrix(sample(1:5, n * k, TRUE), n)
x[1, ] <- 3; x[2, 4:11] <- 2; x[3, ] <- rep(1:2, 6); x[4, c(2, 5)] <- NA; x[5, ] <- NA; x[6, -1] <- NA
longest <- function(v) { run <- 0; best <- 0; last <- NA
  for (a in v) { run <- if (is.na(a)) 0 else if (!is.na(last) && a == last) run + 1 else 1; best <- max(best, run); last <- a }
  best }
complete <- rowSums(is.na(x)) == 0
stopifnot(all(apply(x[complete, ], 1, longest) == apply(x[complete, ], 1, function(v) max(rle(v)$lengths))))
colnames(x) <- paste0("q", 1:k)
write.csv(x, "answers.csv", row.names = FALSE, quote = FALSE)
irv <- apply(x, 1, sd, na.rm = TRUE)
write_json(list(longstring = unname(apply(x, 1, longest)), irv = ifelse(is.na(irv), "none", format(irv, digits = 15))), "expected.json", digits = 15, auto_unbox = TRUE)
