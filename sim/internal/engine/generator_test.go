package engine

import (
	"math/rand/v2"
	"testing"

	"nines/sim/internal/simtest"
)

// TestUnit holds the uniforms against the library's, number for number.
func TestUnit(t *testing.T) {
	for _, seed := range []generator{0, 1, 1 << 63, GoldenGamma} {
		own, source := seed, seed
		other := rand.New(&source)
		for range 1000 {
			if got, want := unit(own.Uint64()), other.Float64(); got != want {
				t.Fatalf("seed %x: %v for %v", seed, got, want)
			}
		}
	}
}

// TestBelow gives every number its share.
func TestBelow(t *testing.T) {
	for _, n := range []int{1, 2, 7, 52, 1566} {
		counts := make([]int, n)
		g := generator(3)
		for range 400 * n {
			counts[g.below(n)]++
		}
		if n > 1 {
			simtest.Fits(t, "numbers below", counts, func(int) float64 { return 1 / float64(n) })
		}
	}
}
