// Package measure has the measures on the half-line that laws are made of, as
// finitely many points (steps.go, convolve.go) and as polynomials from point to
// point (pieces.go), and what is computed with them: convolutions, integrals, and
// the Fourier transform of real values.
package measure
