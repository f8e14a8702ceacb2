package engine

import (
	"math"
	"math/bits"
)

// A generator is PCG-DXSM (O'Neill 2014), number for number that of
// math/rand/v2: it lies open here, so that a loop can keep its state in
// registers.
type generator struct{ hi, lo uint64 }

// The constants of O'Neill's implementation.
const (
	stepHi, stepLo   = 2549297995355413924, 4865540595714422341
	shiftHi, shiftLo = 6364136223846793005, 1442695040888963407
	cheapMul         = 0xda942042e4dd58b5
)

// Uint64 implements rand.Source.
func (g *generator) Uint64() uint64 {
	high, lo := bits.Mul64(g.lo, stepLo)
	high += g.hi*stepLo + g.lo*stepHi
	lo, carry := bits.Add64(lo, shiftLo, 0)
	high += shiftHi + carry
	g.hi, g.lo = high, lo
	high ^= high >> 32
	high *= cheapMul
	high ^= high >> 48
	return high * (lo | 1)
}

// uniform returns the Float64 of math/rand/v2.
func (g *generator) uniform() float64 { return float64(g.Uint64()<<11>>11) / (1 << 53) }

// firstBelow draws a uniform for each place from one up to, not including, an
// end, until one is less than a chance. It returns the place of that; the end
// where none is.
func (g *generator) firstBelow(chance float64, place, end int) int {
	own := *g // in registers
	limit := uint64(math.Ceil(chance * (1 << 53)))
	for ; place < end; place++ {
		if own.Uint64()<<11>>11 < limit {
			break
		}
	}
	*g = own
	return place
}
