package plots

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"nines/plots/words"
)

// nines returns how many nines an availability has, -log10(1-a): 3 for
// 99.9 %, +Inf for a service that never fails. Charts are linear in it.
func nines(a float64) float64 { return -math.Log10(max(0, 1-a)) }

// availability is the inverse of nines.
func availability(n float64) float64 { return 1 - math.Pow(10, -n) }

// A level is an availability of the kind that people promise, m·10⁻ᵏ short of
// the whole: 99.95 % is m = 5, k = 4.
type level struct {
	nines, miss float64
	rank        int    // 0 for whole nines, then 99.95 %, then 99.98 %, …, at last 99.85 %
	text        string // "99.95 %"
}

// levels returns the levels from lo to hi nines in ascending order, up to a
// rank.
func levels(lo, hi float64, rank int) []level {
	ranks := map[float64]int{1: 0, 5: 1, 2: 2, 3: 3, 4: 4, 6: 4, 7: 4, 8: 4, 9: 4, 1.5: 5}
	var out []level
	for k := 0; k <= 10; k++ {
		for _, m := range []float64{10, 9, 8, 7, 6, 5, 4, 3, 2, 1.5, 1} {
			r, ok := ranks[m]
			if m == 10 {
				ok = k == 0 // 0 % stands once
			}
			miss := m * math.Pow10(-k-1)
			n := -math.Log10(miss)
			if !ok || r > rank || n < lo-1e-9 || n > hi+1e-9 {
				continue
			}
			out = append(out, level{nines: n, miss: miss, rank: r, text: words.Promisable(miss, k)})
		}
	}
	return out
}

// ninesTicks returns the ticks of a nines axis that is drawn over a length:
// each level over the downtime that it allows in a window of so many seconds.
// Whole nines go first where there is little room.
func (p *page) ninesTicks(lo, hi, end float64, length vg.Length, window float64) plot.ConstantTicks {
	groups := make([][]plot.Tick, 3)
	if end > hi {
		groups[0] = append(groups[0], plot.Tick{Value: end, Label: "100 %\nnone"})
	}
	for _, l := range levels(lo, hi, 1) {
		groups[l.rank] = append(groups[l.rank], plot.Tick{Value: l.nines, Label: l.text + "\n" + words.ShortDuration(l.miss*window)})
	}
	t := p.plain(p.tickSize, muted)
	return roomy(groups, lo, max(hi, end), length, 9*p.unit, func(s string) vg.Length { return t.Width(s) })
}
