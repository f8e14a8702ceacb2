package random

import (
	"math"
	"testing"

	"nines/sim/law/internal/measure"
)

// TestPair holds two lists of points against one, where that is short enough
// to have, and reads quantiles from them.
func TestPair(t *testing.T) {
	known := func(at ...float64) (m Mixture) {
		for _, x := range at {
			m = append(m, Choice{1 / float64(len(at)), Constant(x)})
		}
		return m
	}
	q := Sum{
		Compound{Poisson{1.5}, known(60, 171.7)},
		Compound{Fixed{4}, known(0, 11.3, 40)},
		Constant(7),
	}
	e := &measure.Convolver{}
	want := q.exact(e).points
	if e.Overflow {
		t.Fatal("too many points for a list")
	}
	for _, tolerance := range []float64{1e-9, 1e-6, 1e-4} {
		a, b, lost, ok := (&solver{of: q}).pair(tolerance)
		if !ok || lost > tolerance {
			t.Fatalf("tolerance %g: %d and %d points, off by %g", tolerance, len(a.At), len(b.At), lost)
		}
		l := &Law{of: q, weight: 1, points: a, beside: b}
		for i, x := range want.At {
			for _, x := range []float64{x, x + 0.01, x - 0.01} {
				if off := math.Abs(l.CDF(x) - want.UpTo(x+measure.Tie(x))); off > lost+1e-13 {
					t.Errorf("tolerance %g: P(downtime <= %g) off by %.1e, bound %.1e", tolerance, x, off, lost)
				}
			}
			if tolerance == 1e-9 && want.Mass(i) > 1e-6 {
				if got := l.Quantile(want.Sum[i] - want.Mass(i)/2); math.Abs(got-x) > measure.Tie(x) {
					t.Errorf("quantile: got %v, want %v", got, x)
				}
			}
		}
	}
}
