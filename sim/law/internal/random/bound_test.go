package random

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"nines/model/dist"
)

// TestBoundHolds compares laws of random models at loose tolerances with the
// same at a tight one, at thousands of points: none is off by more than its
// bound, and hardly a bound exceeds the tolerance.
func TestBoundHolds(t *testing.T) {
	trials, tight := 10, 5e-8
	if os.Getenv("NINES_PROOF") != "" {
		trials, tight = 1000, 1e-8
	}
	r, at := rand.New(rand.NewPCG(3, 4)), rand.New(rand.NewPCG(5, 6))
	missed := 0
	for range trials {
		q, name := randomQuantity(t, r)
		truth := Solve(nil, q, tight, 0)
		top := truth.Quantile(1 - 1e-6)
		for _, tolerance := range []float64{1e-4, 1e-5, 1e-6} {
			l := Solve(nil, q, tolerance, 0)
			if l.Bound() > tolerance {
				missed++ // and says so
			}
			for i := range 5000 {
				x := top * at.Float64()
				if i%2 == 0 {
					x = top * math.Exp(-18*at.Float64())
				}
				if off := math.Abs(l.CDF(x) - truth.CDF(x)); off > l.Bound() {
					t.Errorf("%s: P(downtime <= %g) off by %.1e, bound %.1e", name, x, off, l.Bound())
					break
				}
			}
		}
	}
	if missed > trials/100 {
		t.Errorf("%d of %d bounds exceed the tolerance", missed, 3*trials)
	}
}

// randomQuantity returns up to two risks of up to three phases.
func randomQuantity(t *testing.T, r *rand.Rand) (Quantity, string) {
	t.Helper()
	var all Sum
	name := ""
	for range 1 + r.IntN(2) {
		rate := math.Exp(4.5*r.Float64() - 1)
		name += fmt.Sprintf(" %.3g a year of", rate)
		var phases Sum
		for range 1 + r.IntN(3) {
			law, what := randomLaw(t, r)
			phases = append(phases, Drawn(law))
			name += " + " + what
		}
		all = append(all, Compound{Poisson{rate}, phases})
	}
	return all, name
}

func randomLaw(t *testing.T, r *rand.Rand) (dist.Distribution, string) {
	t.Helper()
	scale, shape := math.Exp(3+6*r.Float64()), 0.5+2*r.Float64()
	var law dist.Distribution
	var err error
	kind := r.IntN(10)
	switch kind {
	case 0:
		law, err = dist.NewExponential(scale)
	case 1:
		law, err = dist.NewLogNormal(math.Log(scale), shape)
	case 2:
		law, err = dist.NewGamma(shape, scale)
	case 3:
		law, err = dist.NewWeibull(shape, scale)
	case 4:
		law, err = dist.NewPareto(1+shape, scale)
	case 5:
		law, err = dist.NewLomax(1+shape, scale)
	case 6:
		law, err = dist.NewUniform(scale*r.Float64(), scale*(1+r.Float64()))
	case 7:
		law, err = dist.NewTriangular(0, scale/3, scale)
	case 8:
		law, err = dist.NewConstant(scale)
	case 9:
		var known, random dist.Distribution
		if known, err = dist.NewConstant(scale); err != nil {
			t.Fatal(err)
		}
		if random, err = dist.NewLogNormal(math.Log(3*scale), shape/2); err != nil {
			t.Fatal(err)
		}
		law, err = dist.NewMixture([]float64{r.Float64(), 1}, []dist.Distribution{known, random})
	}
	if err != nil {
		t.Fatal(err)
	}
	return law, fmt.Sprintf("%T(%.3g, %.2g)", law, scale, shape)
}
