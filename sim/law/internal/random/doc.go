// Package random computes the laws of random numbers of seconds that are built
// from durations: sums, mixtures, and as many of one as strike (quantity.go,
// duration.go).
//
// The laws of durations go to lattices, incidents add up by multiplying Fourier
// transforms, and the number of incidents acts through its probability
// generating function (Panjer and Willmot, Insurance Risk Models, 1992; Embrechts
// and Frei, "Panjer recursion versus FFT for compound distributions", 2009). The
// part of a law that has jumps is worked out point by point (exact.go,
// frequency.go); the rest, which is smooth, comes from lattices (lattice.go,
// level.go); compound.go puts the two together with a bound on the error. What a
// window cuts off is in cut.go, stretch.go and ends.go. A Reader reads many laws
// that have most of their parts in common, each from a single lattice (cache.go,
// spectrum.go).
//
// Work is counted as it is done, and a law that would take too long is given up
// (package effort): the functions of this package panic then, which whoever
// enters it contains.
package random
