package engine

import "math/bits"

// A generator is a counter whose values are hashed (SplitMix64; Steele, Lea and
// Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
type generator uint64

// Uint64 implements rand.Source.
func (g *generator) Uint64() uint64 {
	x := uint64(*g)
	*g = generator(x + GoldenGamma)
	return Mix(x)
}

// unit returns the Float64 that math/rand/v2 makes of 64 bits.
func unit(bits uint64) float64 { return float64(bits<<11>>11) / (1 << 53) }

// below returns a whole number from 0 up to, not including, n: the part of n
// that a uniform of 64 bits is. Of less than 2^31 each is as likely but for a
// part of 2^-33.
func (g *generator) below(n int) int {
	high, _ := bits.Mul64(g.Uint64(), uint64(n))
	return int(high)
}
