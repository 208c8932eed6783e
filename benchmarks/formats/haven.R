# Reads a system file with haven; with a second file, writes its cells as CSV with data.table. Prints rows, columns and the sum of the first numbers.
# usage: Rscript haven.R FILE [OUT]
suppressPackageStartupMessages({ library(haven); library(data.table) })
given <- commandArgs(trailingOnly = TRUE)
rows <- read_sav(given[[1]])
if (length(given) > 1) fwrite(zap_labels(rows), given[[2]])
cat(nrow(rows), ncol(rows), sprintf("%.17g", sum(rows$item01, na.rm = TRUE)), "\n")
