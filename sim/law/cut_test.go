package law

import (
	"math"
	"testing"

	"nines/model"
	"nines/model/dist"
	"nines/sim/law/internal/random"
)

// TestCutsAreStretches holds two ways to cut outages at the ends of the year
// against each other: by the transform of whole ones, and by the distribution
// function of what is left of one.
func TestCutsAreStretches(t *testing.T) {
	must := func(d dist.Distribution, err error) *random.Duration {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return random.Drawn(d)
	}
	for name, c := range map[string]struct {
		of    *random.Duration
		often float64
	}{
		"known":       {must(dist.NewConstant(7200)), 6},
		"exponential": {must(dist.NewExponential(5400)), 9},
		"lognormal":   {must(dist.NewLogNormal(8, 1.2)), 12},
		"uniform":     {must(dist.NewUniform(600, 9000)), 4},
		"listed":      {must(dist.NewEmpirical([]float64{600, 900, 900, 5400, 20000})), 5},
	} {
		for _, edges := range []float64{1, 2} {
			b := newBuilder(nil, model.Year, 1e-6)
			b.cut = &cutting{window: model.Year, edges: edges, incidents: c.often}
			for _, w := range []float64{1, 0.3} {
				// Half of the incidents are full, half of this impact.
				var all costMixture
				all.add(b.component(c.of, w, 0.5, 1e-9))
				all.add(b.component(c.of, 1, 0.5, 1e-9))
				cut := b.compound(c.often, all.cost()).Solve(nil, 1e-6)
				whole := c.of.Stretched(nil, model.Year, edges)
				stretched := random.Solve(nil, new(builder).incidentSum(c.often, random.Mixture{{Weight: 0.5, Of: whole.Scaled(w)}, {Weight: 0.5, Of: whole}}), 1e-6, 0)
				for i := range 400 {
					x := stretched.Quantile(float64(i) / 400)
					off := math.Abs(cut.CDF(x) - stretched.CDF(x))
					if off > cut.Bound()+stretched.Bound() || cut.Bound() > 1e-6 {
						t.Fatalf("%s, %g edges, impact %g: P(sum <= %g s) is %.9f ± %.0e cut and %.9f ± %.0e stretched",
							name, edges, w, x, cut.CDF(x), cut.Bound(), stretched.CDF(x), stretched.Bound())
					}
				}
				for _, m := range [][2]float64{{cut.Mean(), stretched.Mean()}, {cut.Variance(), stretched.Variance()}} {
					if math.Abs(m[0]-m[1]) > 1e-6*m[1] {
						t.Errorf("%s, %g edges, impact %g: moments %v", name, edges, w, m)
					}
				}
			}
		}
	}
}
