package compare

import (
	"math/rand/v2"
	"testing"

	"nines/sim"
	"nines/sim/stat"
)

// randomly returns n choices with costs and verdicts as luck has it.
func randomly(rng *rand.Rand, n int) []ranked {
	verdicts := []sim.Verdict{sim.Yes, sim.No, sim.TooClose, sim.No}
	out := make([]ranked, n)
	for i := range out {
		out[i] = ranked{choice(i + 1), Option{
			YearlyCost: float64(rng.IntN(9)), Verdict: verdicts[rng.IntN(4)],
			Attainable: stat.Estimate{Value: float64(rng.IntN(9)) / 10},
		}}
	}
	return out
}

// TestTheCheapestThatKeeps: whatever is cheapest of all that keep the promise
// is estimated again, and so are a few cheaper ones that may keep it.
func TestTheCheapestThatKeeps(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		s := &selection{ranked: randomly(rng, 1+rng.IntN(20))}
		least, close := 1e9, 0
		for _, r := range s.ranked {
			if r.Verdict == sim.Yes {
				least = min(least, r.YearlyCost)
			}
		}
		kept := false
		for _, c := range s.cheapestKeeping() {
			r := s.ranked[c-1]
			switch {
			case r.Verdict == sim.No || r.YearlyCost > least:
				t.Fatalf("%v: estimates anew %v", s.ranked, r)
			case r.Verdict == sim.Yes:
				kept = true
			default:
				close++
			}
		}
		if kept != (least < 1e9) || close > closeOptions {
			t.Fatalf("%v: %v, of these %d too close to call", s.ranked, s.cheapestKeeping(), close)
		}
	}
}

// TestBeatenInTheRanking: an option does not stand on the efficient frontier
// because what beats it was left behind in the ranking.
func TestBeatenInTheRanking(t *testing.T) {
	all := []ranked{
		{1, Option{YearlyCost: 5, Attainable: stat.Estimate{Value: 0.4}}},
		{2, Option{YearlyCost: 5, Attainable: stat.Estimate{Value: 0.5}}}, // more for as little
		{3, Option{YearlyCost: 6, Attainable: stat.Estimate{Value: 0.6}}},
	}
	for _, c := range []struct {
		choice choice
		anew   []choice
		want   bool
	}{
		{1, []choice{1, 3}, true},
		{1, []choice{1, 2, 3}, false}, // told by the new estimates
		{2, []choice{1, 2}, false},    // what promises more costs more
		{4, []choice{4}, false},       // never ranked
	} {
		if got := dominated(c.choice, c.anew, all); got != c.want {
			t.Errorf("choice %d, anew %v: beaten %v, want %v", c.choice, c.anew, got, c.want)
		}
	}
}
