# Reference values of Wilson score intervals: stats::prop.test(correct = FALSE). Run by eng/reference-values; prints the version that made them.
cases <- data.frame(x = c(0, 1, 5, 37, 480, 12345, 99, 100), n = c(10, 10, 20, 50, 1000, 20000, 100, 100), level = c(.95, .95, .9, .99, .95, .95, .95, .8))
cat("#", R.version.string, "\n")
cat("x,n,level,low,high\n")
for (i in seq_len(nrow(cases))) {
  interval <- suppressWarnings(prop.test(cases$x[i], cases$n[i], conf.level = cases$level[i], correct = FALSE)$conf.int)
  cat(sprintf("%d,%d,%g,%.17g,%.17g\n", cases$x[i], cases$n[i], cases$level[i], interval[1], interval[2]))
}
