# Reliability in R: data.table's reader, psych's alpha and omega with their bootstraps. psych 2.2.9 draws rows; alpha forks to two cores by itself.
# usage: Rscript psych.R FILE ITEMS DRAWS   (items joined by commas)
suppressPackageStartupMessages({ library(data.table); library(psych); library(GPArotation) })
given <- commandArgs(trailingOnly = TRUE)
items <- strsplit(given[[2]], ",")[[1]]
draws <- as.integer(given[[3]])
rows <- as.data.frame(fread(given[[1]], select = items))
set.seed(1)
a <- alpha(rows, n.iter = draws)
o <- suppressWarnings(suppressMessages(omega(rows, nfactors = 3, plot = FALSE, n.iter = draws)))
whole <- if (is.null(o$om)) o else o$om
cat(sprintf("%s %.17g\n", c("alpha", "standardised_alpha", "omega_total", "omega_hierarchical"), c(a$total$raw_alpha, a$total$std.alpha, whole$omega.tot, whole$omega_h)), sep = "")
