package stat

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestSortValues sorts what runs sort: downtimes of which many are 0 or alike,
// differences below 0, and the far ends, in slices around a block's length.
func TestSortValues(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for what, draw := range map[string]func() float64{
		"lognormal":      func() float64 { return math.Exp(8 + 2*rng.NormFloat64()) },
		"mostly nothing": func() float64 { return max(0, rng.NormFloat64()-1) },
		"constants":      func() float64 { return 180 * float64(rng.IntN(4)) },
		"differences":    func() float64 { return rng.NormFloat64() },
		"rounding":       func() float64 { return 180 * (1 + 1e-16*float64(rng.IntN(1000))) },
		"one value":      func() float64 { return 360 },
		"ends":           func() float64 { return []float64{0, math.Inf(1), math.Inf(-1), 5e-324, math.MaxFloat64}[rng.IntN(5)] },
	} {
		for _, n := range []int{0, 1, 2, 511, 512, sortBlock - 1, sortBlock, sortBlock + 1, 3*sortBlock + 17} {
			v := make([]float64, n)
			for i := range v {
				v[i] = draw()
			}
			want := slices.Clone(v)
			slices.Sort(want)
			if SortValues(v); !slices.Equal(v, want) {
				t.Errorf("%s: %d values in another order", what, n)
			}
		}
	}
}

// BenchmarkSort sorts the windows of a run, beside the library's sort.
func BenchmarkSort(b *testing.B) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, n := range []int{10_000, 100_000, 1_200_000} {
		of, v := make([]float64, n), make([]float64, n)
		for i := range of {
			of[i] = math.Exp(8 + 2*rng.NormFloat64())
		}
		for what, sort := range map[string]func([]float64){"values": SortValues, "slices": slices.Sort[[]float64]} {
			b.Run(fmt.Sprint(n, "/", what), func(b *testing.B) {
				for b.Loop() {
					copy(v, of)
					sort(v)
				}
			})
		}
	}
}
