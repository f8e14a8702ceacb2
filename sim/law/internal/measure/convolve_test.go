package measure

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"
)

// TestMergeRuns holds the merging of runs against a sort: any number of them,
// empty ones and equal points too.
func TestMergeRuns(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	byPlace := func(a, b atom) int { return cmp.Compare(a.at, b.at) }
	for runs := range 40 {
		var all []atom
		var ends []int
		for range runs {
			from := len(all)
			for range rng.IntN(12) {
				all = append(all, atom{float64(rng.IntN(30)), rng.Float64()})
			}
			slices.SortFunc(all[from:], byPlace)
			ends = append(ends, len(all))
		}
		want := slices.Clone(all)
		slices.SortStableFunc(want, byPlace)
		if got := mergeRuns(all, ends); !slices.Equal(got, want) {
			t.Fatalf("%d runs are merged to %v, want %v", runs, got, want)
		}
	}
}
