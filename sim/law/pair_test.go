package law

import (
	"math"
	"testing"
)

// TestPair holds two lists of points against one, where that is short enough
// to have, and reads quantiles from them.
func TestPair(t *testing.T) {
	known := func(at ...float64) (m mixture) {
		for _, x := range at {
			m = append(m, choice{1 / float64(len(at)), constant(x)})
		}
		return m
	}
	q := sum{
		compound{Poisson{1.5}, known(60, 171.7)},
		compound{Fixed{4}, known(0, 11.3, 40)},
		constant(7),
	}
	e := &exactly{}
	want := q.exact(e).points
	if e.overflow {
		t.Fatal("too many points for a list")
	}
	for _, tolerance := range []float64{1e-9, 1e-6, 1e-4} {
		a, b, lost, ok := (&solver{of: q}).pair(tolerance)
		if !ok || lost > tolerance {
			t.Fatalf("tolerance %g: %d and %d points, off by %g", tolerance, len(a.at), len(b.at), lost)
		}
		l := &Law{of: q, weight: 1, points: a, beside: b}
		for i, x := range want.at {
			for _, x := range []float64{x, x + 0.01, x - 0.01} {
				if off := math.Abs(l.CDF(x) - want.upTo(x+tie(x))); off > lost+1e-13 {
					t.Errorf("tolerance %g: P(downtime <= %g) off by %.1e, bound %.1e", tolerance, x, off, lost)
				}
			}
			if tolerance == 1e-9 && want.mass(i) > 1e-6 {
				if got := l.Quantile(want.sum[i] - want.mass(i)/2); math.Abs(got-x) > tie(x) {
					t.Errorf("quantile: got %v, want %v", got, x)
				}
			}
		}
	}
}
