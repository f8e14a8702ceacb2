package random

import (
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestCompoundCases holds counts and severities without a scenario against
// references: Poisson with ten shapes of one mean, negative binomial counts,
// and a unit that cannot fail while it is down.
func TestCompoundCases(t *testing.T) {
	for _, ref := range simtest.References(t, "testdata/compound.json") {
		t.Run(ref.ID, func(t *testing.T) {
			t.Parallel()
			severity := ref.Severity.Distribution(t)
			if ref.Alternating > 0 {
				a := Alternate(ref.Alternating/model.Year, severity, model.Year)
				ref.Check(t, ref.Error, a.CDF, a.Quantile)
				return
			}
			var count Frequency = Poisson{Mean: ref.Poisson}
			if ref.Poisson == 0 {
				count = NegativeBinomial{Mean: ref.NegBin.Mean, Shape: ref.NegBin.Shape}
			}
			l := lawOfSum(count, severity)
			ref.Check(t, ref.Error, func(x float64) (float64, float64) { return l.CDF(x), l.Bound() }, l.Quantile)
		})
	}
}
