# What R's haven reads of every real .sav, .zsav and .dta file: values, labels of values, missing values. Run by eng/reference-values; prints the versions that made it.
suppressMessages({library(haven); library(jsonlite)})
# With arguments: reads those files instead, and writes to the last of them, which the tests use for files that we wrote.
args <- commandArgs(trailingOnly = TRUE)
root <- file.path("..", "..", "..", "..", "shared", "data", "real")

# Numbers as their exact bits, so that no digits are lost on the way; Date and time columns as the numbers that they are in the file.
number <- function(x) if (is.na(x)) "" else sprintf("%a", x)

values <- function(column) {
  # A user-missing text is NA to is.na() of a labelled column, and a text without its class.
  if (is.character(column)) return(ifelse(is.na(unclass(column)), "", as.character(unclass(column))))
  raw <- if (inherits(column, "Date")) as.numeric(column) * 86400 else if (inherits(column, "difftime")) as.numeric(column, units = "secs") else as.numeric(column)
  tags <- if (is.double(column)) na_tag(unclass(column)) else rep(NA_character_, length(raw))
  mapply(function(value, tag) if (!is.na(tag)) paste0(".", tag) else number(value), raw, tags, USE.NAMES = FALSE)
}

labels <- function(column) {
  found <- attr(column, "labels", exact = TRUE)
  if (is.null(found)) return(list())
  codes <- values(unname(found))
  Map(function(value, label) list(value = value, label = label), codes, names(found))
}

describe <- function(column) {
  range <- attr(column, "na_range", exact = TRUE)
  list(class = class(column)[1], text = is.character(column), label = as.character(attr(column, "label", exact = TRUE) %||% ""),
       values = I(values(column)), labels = unname(labels(column)),
       na_values = I(if (is.null(attr(column, "na_values", exact = TRUE))) character() else values(attr(column, "na_values", exact = TRUE))),
       na_range = I(if (is.null(range)) character() else sprintf("%a", range)))
}
`%||%` <- function(a, b) if (is.null(a)) b else a

place <- function(path) if (startsWith(path, "/")) path else file.path(root, path)

read <- function(path) {
  data <- if (grepl("dta$", path)) read_dta(place(path)) else read_sav(place(path), user_na = TRUE)
  list(file = path, rows = nrow(data), columns = unname(Map(function(name, column) c(list(name = name), describe(column)), names(data), data)))
}

files <- if (length(args) > 0) head(args, -1) else c(file.path("sav", list.files(file.path(root, "sav"), pattern = "z?sav$")), file.path("dta", list.files(file.path(root, "dta"), pattern = "dta$")))
files <- setdiff(files, "sav/hotel-encrypted.sav")
result <- list(r = R.version.string, haven = as.character(packageVersion("haven")), files = lapply(files, function(path) tryCatch(read(path), error = function(e) list(file = path, error = conditionMessage(e)))))
writeLines(toJSON(result, auto_unbox = TRUE, pretty = TRUE, na = "null"), if (length(args) > 0) tail(args, 1) else "haven.json", useBytes = TRUE)
