package dist

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestHeavyTailed knows the part of a lognormal's second moment that its
// quantiles up to z make, the normal's distribution function at z - 2σ, and
// where that is a half.
func TestHeavyTailed(t *testing.T) {
	z := distuv.UnitNormal.Quantile(1 - rarestSeen)
	for _, sigma := range []float64{0.5, 1, 1.5, 2, 2.1, 2.15, 3} {
		law, err := NewLogNormal(1, sigma)
		if err != nil {
			t.Fatal(err)
		}
		want := distuv.UnitNormal.CDF(z - 2*sigma)
		got := seenSquares(law) / (law.Variance() + law.Mean()*law.Mean())
		if math.Abs(got-want) > 0.02 {
			t.Errorf("sigma %g: %.4f of the second moment is seen, want %.4f", sigma, got, want)
		}
		if HeavyTailed(law) != (want < 0.5) {
			t.Errorf("sigma %g is heavy-tailed: %v", sigma, HeavyTailed(law))
		}
	}
}
