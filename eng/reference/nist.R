# Regenerates tests/Reference/linear/nist/*.json from the certified files of NIST StRD (public domain, https://www.itl.nist.gov/div898/strd/).
# Usage, from the root of the repository: Rscript eng/reference/nist.R FOLDER-WITH-THE-DAT-FILES
# Numbers are copied as text, so that no digit passes through a rounding.
folder <- commandArgs(trailingOnly = TRUE)[1]
polynomial <- function(degree) paste("y ~ x1", paste(sprintf("+ I(x1^%d)", seq_len(degree)[-1]), collapse = " "))
sets <- list(
  Longley = "y ~ x1 + x2 + x3 + x4 + x5 + x6", Filip = polynomial(10), Wampler1 = polynomial(5), Wampler4 = polynomial(5),
  NoInt1 = "y ~ x1 - 1", Norris = "y ~ x1", Pontius = polynomial(2))
number <- function(text) sub("^(-?)\\.", "\\10.", sub("E([+-]?)0*([0-9]+)$", "E\\1\\2", trimws(text)))
words <- function(line) strsplit(trimws(line), "[[:space:]]+")[[1]]
array <- function(values) paste0("[", paste(number(values), collapse = ", "), "]")
for (name in names(sets)) {
  lines <- readLines(file.path(folder, paste0(name, ".dat")))
  terms <- lapply(grep("^ +B[0-9]+ ", lines, value = TRUE), words)
  anova <- words(grep("^Residual +[0-9]+ ", lines, value = TRUE))
  start <- max(grep("^Data:", lines))
  rows <- lapply(Filter(nzchar, trimws(lines[(start + 1):length(lines)])), words)
  json <- c(
    "{",
    sprintf('  "name": "%s",', name),
    sprintf('  "citation": "NIST Statistical Reference Datasets, linear least squares regression, %s.dat; public domain",', name),
    sprintf('  "formula": "%s",', trimws(sets[[name]])),
    sprintf('  "estimates": %s,', array(sapply(terms, `[`, 2))),
    sprintf('  "stdErrors": %s,', array(sapply(terms, `[`, 3))),
    sprintf('  "sigma": %s,', number(words(sub("Standard Deviation", "", grep("^ +Standard Deviation +[0-9]", lines, value = TRUE)))[1])),
    sprintf('  "rSquared": %s,', number(words(sub("R-Squared", "", grep("^ +R-Squared", lines, value = TRUE)))[1])),
    sprintf('  "residualDf": %s,', anova[2]),
    sprintf('  "residualSumOfSquares": %s,', number(anova[3])),
    '  "rows": [',
    paste0("    ", sapply(rows, array), c(rep(",", length(rows) - 1), "")),
    "  ]",
    "}")
  writeLines(json, file.path("tests/Reference/linear/nist", paste0(name, ".json")))
}
