# The work of the Go benchmarks in R, on the same numbers. Usage: Rscript bench-measure.R FOLDER
# FOLDER is written by: go test ./sociometry ./outcome -run GivenToR -for-r FOLDER
suppressMessages({ library(sna); library(igraph); library(lme4) })
folder <- commandArgs(TRUE)[1]
read <- function(name) as.matrix(read.csv(file.path(folder, paste0(name, ".csv")), header = FALSE))
# Median of so many runs, in microseconds.
clock <- function(name, times, work) {
  took <- replicate(times, system.time(work(), gcFirst = FALSE)["elapsed"])
  cat(sprintf("%-42s %14.0f us\n", name, 1e6 * median(took)))
}

per <- function(name, times, n, work) {
  took <- replicate(times, system.time(for (i in seq_len(n)) work(), gcFirst = FALSE)["elapsed"]) / n
  cat(sprintf("%-42s %14.0f us\n", name, 1e6 * median(took)))
}
whole_sna <- function(x) { d <- (x > 0) * 1; diag(d) <- 0
  sna::gden(d); sna::dyad.census(d); sna::grecip(d, measure = "edgewise"); sna::gtrans(d)
  sna::degree(d, cmode = "indegree"); sna::degree(d, cmode = "outdegree"); sna::betweenness(d); sna::closeness(d)
  sna::centralization(d, sna::degree, cmode = "indegree"); sna::component.dist(d); sna::triad.census(d) }
whole_igraph <- function(x) { d <- (x > 0) * 1; diag(d) <- 0; g <- igraph::graph.adjacency(d)
  igraph::graph.density(g); igraph::dyad.census(g); igraph::reciprocity(g); igraph::transitivity(g)
  igraph::degree(g, mode = "in"); igraph::degree(g, mode = "out"); igraph::betweenness(g); suppressWarnings(igraph::closeness(g))
  igraph::centr_degree(g, mode = "in", loops = FALSE); igraph::clusters(g); igraph::triad.census(g) }
x12 <- read("network12"); x500 <- read("network500")
per("sna, 12 people", 5, 200, function() whole_sna(x12))
per("igraph, 12 people", 5, 200, function() whole_igraph(x12))
clock("sna, 500 people", 3, function() whole_sna(x500))
clock("igraph, 500 people", 5, function() whole_igraph(x500))
d <- read.csv(file.path(folder, "programme.csv"))
fit <- NULL
clock("lme4 REML, 2,000 groups of 10", 5, function() fit <<- lmer(post ~ arm + pre + (1 | group), d))
clock("base R lm, 20,000 members", 5, function() lm(post ~ arm + pre, d))
v <- as.data.frame(VarCorr(fit))$vcov
cat(sprintf("random intercept: arm %.6f, SE %.6f, tau2 %.6f, sigma2 %.6f\n", fixef(fit)["arm"], sqrt(vcov(fit)["arm", "arm"]), v[1], v[2]))
cat(sprintf("R %s, sna %s, igraph %s, lme4 %s\n", getRversion(), packageVersion("sna"), packageVersion("igraph"), packageVersion("lme4")))
