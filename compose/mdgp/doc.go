// Package mdgp runs package compose on the standard files of the maximally diverse grouping problem and holds the
// answers against published values.
//
// An instance file starts with "n groups type lo hi lo hi …" and has a line "i j value" per pair, counted from 0.
// Published values are a CSV with the columns instance, best_of_20, average_of_20 and cpu_seconds.
package mdgp
