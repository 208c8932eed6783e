# Reference values of the marker variable technique (Williams, Hartman and Cavazotte 2010) for tests/Analysis.Tests/Sem. Run in this folder: Rscript marker.R
# R with lavaan and jsonlite, on holzinger.csv, which sem.R writes; 'speed' plays the marker. Writes marker.json.
suppressPackageStartupMessages({ library(lavaan); library(jsonlite) })
hs <- read.csv("holzinger.csv")
fit <- function(text) cfa(text, data = hs, std.lv = TRUE)
substance <- "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\n"
own <- c("x7", "x8", "x9"); others <- paste0("x", 1:6)
whole <- fit(paste0(substance, "speed =~ x7 + x8 + x9"))
table <- parameterEstimates(whole)
of <- function(op, lhs, rhs) formatC(table$est[table$op == op & table$lhs == lhs & table$rhs == rhs], digits = 17, format = "g")
held <- paste0(
  "speed =~ ", paste0(sapply(own, function(x) of("=~", "speed", x)), "*", own, collapse = " + "), "\n",
  paste0(own, " ~~ ", sapply(own, function(x) of("~~", x, x)), "*", own, collapse = "\n"), "\nspeed ~~ 0*visual\nspeed ~~ 0*textual\n")
baseline <- fit(paste0(substance, held))
equal <- fit(paste0(substance, held, "speed =~ ", paste0("m*", others, collapse = " + ")))
free <- fit(paste0(substance, held, "speed =~ ", paste0(others, collapse = " + ")))
better <- lavTestLRT(free, equal)[2, "Pr(>Chisq)"] < .05
tie <- paste0("\nvisual ~~ ", formatC(subset(parameterEstimates(baseline), op == "~~" & lhs == "visual" & rhs == "textual")$est, digits = 17, format = "g"), "*textual")
restricted <- fit(paste0(substance, held, "speed =~ ", paste0(if (better) others else paste0("m*", others), collapse = " + "), tie))
share <- function(model) mean(subset(standardizedSolution(model), op == "=~" & lhs == "speed" & rhs %in% others)$est.std^2)
models <- list(whole, baseline, equal, free, restricted)
write_json(list(
  versions = list(R = R.version.string, lavaan = as.character(packageVersion("lavaan"))),
  better_is_free = better, chisq = sapply(models, fitMeasures, "chisq"), df = sapply(models, fitMeasures, "df"),
  share = c(share(equal), share(free), share(restricted))), "marker.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
