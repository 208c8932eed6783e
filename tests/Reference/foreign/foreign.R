# Files of Stata 6 and 7 (versions 108 and 110) as R's package foreign writes them, and what it reads back. The time of writing, bytes 92 to 109, is left out, so that the same script gives the same bytes.
suppressMessages({library(foreign); library(jsonlite)})
rows <- data.frame(n = c(1L, 126L, NA), big = c(-70000L, NA, 2147483646L), x = c(0.5, NA, 1e300), s = c("ab", " ", "cde"), grp = factor(c("yes", "no", "yes")))
file <- tempfile(fileext = ".dta")
written <- lapply(6:7, function(version) {
  write.dta(rows, file, version = version)
  back <- read.dta(file, convert.factors = FALSE)
  bytes <- readBin(file, "raw", file.size(file))
  bytes[92:109] <- as.raw(0)
  list(stata = version, bytes = base64_enc(bytes), columns = lapply(back, function(column) ifelse(is.na(column), "", format(column, digits = 17, trim = TRUE))))
})
writeLines(toJSON(list(r = R.version.string, foreign = as.character(packageVersion("foreign")), files = written), auto_unbox = TRUE, pretty = TRUE), "foreign.json")
