// Package compose puts people into groups that can work, and says why each person sits where they sit.
//
// A Problem holds people as numbers and words without names' meaning, the rules that must hold and the wishes
// that should; Compose answers with groups, a waiting list and a score per wish and group. Explain tells what a
// placement is worth, Try what a hand move costs, Clash which rules cannot be kept together. Mix is the bare
// problem of the literature, "maximally diverse grouping": pair values in, the best sum within groups out.
//
// One search core serves both: simulated annealing by sweeps over swaps and moves. For every person and group it
// keeps the pull of that group on that person, so the gain of a swap is three numbers, and for every pair of
// groups the best pull among its members, so that a whole group of swaps is passed over with one comparison when
// none of them could be accepted. Everything is a whole number: the same seed and the same work give the same
// answer on every machine and with any number of processors. The package has no clock; time limits are passed in.
package compose
