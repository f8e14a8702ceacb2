package engine

import (
	"math/rand/v2"
	"testing"
)

// TestGenerator holds the generator against the library's, number for number.
func TestGenerator(t *testing.T) {
	for _, seed := range []generator{{}, {1, 2}, {1 << 63, 1<<64 - 1}, {GoldenGamma, yearStep}} {
		own, other := seed, rand.New(rand.NewPCG(seed.hi, seed.lo))
		for range 1000 {
			if got, want := own.Uint64(), other.Uint64(); got != want {
				t.Fatalf("seed %x: %x for %x", seed, got, want)
			}
			if got, want := own.uniform(), other.Float64(); got != want {
				t.Fatalf("seed %x: %v for %v", seed, got, want)
			}
		}
	}
}

// TestFirstBelow walks through places as a loop that draws for each.
func TestFirstBelow(t *testing.T) {
	const places = 1000
	for _, chance := range []float64{0, 5e-324, 0.003, 0.5, 1 - 1e-16, 1} {
		walked, drawn := generator{3, 4}, generator{3, 4}
		next := walked.firstBelow(chance, 0, places)
		for place := range places {
			hit := drawn.uniform() < chance
			if hit != (place == next) {
				t.Fatalf("chance %v: place %d is a hit: %v", chance, place, hit)
			}
			if hit {
				next = walked.firstBelow(chance, place+1, places)
			}
		}
		if next != places || walked != drawn {
			t.Errorf("chance %v: it ends at %d, and stands elsewhere", chance, next)
		}
	}
}
