package engine

import (
	"math"
	"math/rand/v2"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestMeterSecondBySecond holds the meter against the rules applied to every
// second of a year, for outages that overlap, are left out, began before it and
// run past its end.
func TestMeterSecondBySecond(t *testing.T) {
	const seconds = 4000 // of the year that matter, from its start and to its end
	edges := []float64{0, 700, 1500, 2600, seconds, model.Year - seconds, model.Year - 1000, model.Year}
	for seed := range uint64(simtest.Enough(150, 1500)) {
		rng := rand.New(rand.NewPCG(seed, 7))
		p := &Plan{Risks: make([]RiskPlan, 4)}
		y := NewYear(p, NewTally(p))
		y.Open(0)
		r := &rules{edges: edges, excluded: []float64{0, 0, math.Inf(1), 120}, minOutage: 30, wholeMinutes: seed%2 == 0}
		m := newMeter(r)
		outages := make([]*plainOutage, 2+rng.IntN(25))
		for i := range outages {
			at := float64(rng.IntN(seconds))
			switch rng.IntN(6) {
			case 0, 1:
				at = model.Year - 1 - at
			case 2:
				at = -1 - float64(rng.IntN(300))
			}
			o := &plainOutage{owner: int32(rng.IntN(4)), at: at, length: float64(1 + rng.IntN(400)), impact: 1}
			if rng.IntN(2) == 0 {
				o.impact = 0.25
			}
			outages[i] = o
			q := y.NewPiece()
			q.Start, q.Length, q.Impact, q.Owner = o.at, o.length, o.impact, o.owner
			y.Lay(q, Before)
		}
		m.read(y.Pieces)
		down, out, longest := bySecond(r, outages)
		for w := range down {
			if math.Abs(m.Down[w]-down[w]) > 1e-6 || math.Abs(m.Out[w]-out[w]) > 1e-6 || math.Abs(m.longest[w]-longest[w]) > 1e-6 {
				t.Fatalf("seed %d, window %d: %.6f s down, %.6f left out, %.6f the longest; second by second %.6f, %.6f, %.6f",
					seed, w, m.Down[w], m.Out[w], m.longest[w], down[w], out[w], longest[w])
			}
		}
	}
}

// A plainOutage is an outage whose seconds are looked at one by one.
type plainOutage struct {
	owner              int32
	at, length, impact float64
	skip, from, to     float64 // seconds left out at its beginning, and from when to when in its life what follows counts
	total              float64 // that do count, nothing else being left out
}

func bySecond(r *rules, outages []*plainOutage) (down, out, longest []float64) {
	n := len(r.edges) - 1
	down, out, longest = make([]float64, n), make([]float64, n), make([]float64, n)
	for _, o := range outages {
		o.skip = math.Min(r.excluded[o.owner], o.length)
		o.from, o.to = o.skip, o.length
		if o.to-o.from < r.minOutage {
			o.to = o.from
		}
		if r.wholeMinutes { // what lies before the first and behind the last turn of the minute falls away
			for o.from < o.to && math.Mod(o.at+o.from, 60) != 0 {
				o.from++
			}
			for o.from < o.to && math.Mod(o.at+o.to, 60) != 0 {
				o.to--
			}
		}
	}
	for w := range n {
		for s := r.edges[w]; s < r.edges[w+1]; s++ {
			if s == 5000 {
				s = model.Year - 5000 // nothing lies between
			}
			up, left := 1.0, false
			var open []*plainOutage
			for _, o := range outages {
				into := s - o.at
				switch {
				case into < 0:
				case into < o.skip:
					left = true
				case o.from <= into && into < o.to:
					up *= 1 - o.impact
					open = append(open, o)
				}
			}
			if left {
				out[w]++
				continue
			}
			down[w] += 1 - up
			for _, o := range open {
				o.total++
			}
		}
	}
	for _, o := range outages {
		begin := o.at + o.skip
		for s := math.Max(o.at+o.from, model.Year); s < o.at+o.to; s++ { // the next year is like this one
			left := false
			for _, q := range outages {
				into := s - model.Year - q.at
				left = left || 0 <= into && into < q.skip
			}
			if !left {
				o.total++
			}
		}
		for w := range n {
			if o.to > o.from && r.edges[w] <= begin && begin < r.edges[w+1] {
				longest[w] = math.Max(longest[w], o.total)
			}
		}
	}
	return down, out, longest
}

// TestMeterAllocatesNothing lives years under agreements without allocation.
func TestMeterAllocatesNothing(t *testing.T) {
	p := NewPlan(simtest.ReadText(t, simtest.Crowd+`
[sla.a]
preset = "korea-mobile"
fee_per_month = 1
min_outage = "1m"
exclude = ["risk.net"]
[sla.b]
preset = "aws-s3-standard"
fee_per_month = 1
`), 1)
	y := NewYear(p, NewTally(p))
	clear(y.Tally.Sampling)
	kept := [][]float64{make([]float64, 12), make([]float64, 12)}
	year := func(i uint64) {
		y.Simulate(i, nil, nil)
		y.Settle(kept, 0)
	}
	for i := range uint64(3000) {
		year(i)
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(2000, func() { year(i); i++ }); n > 0 {
		t.Errorf("%v allocations a year", n)
	}
}
