package random

import (
	"math"
	"math/cmplx"
	"slices"
	"testing"

	"nines/model/dist"
	"nines/sim/law/internal/measure"
)

// TestSpread holds what a lattice makes of a duration against quadrature: the
// limited mean at the end of the range, and the Laplace transform at three
// points on the lattice's line.
func TestSpread(t *testing.T) {
	must := func(d dist.Distribution, err error) *Duration {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return Drawn(d)
	}
	lognormal := must(dist.NewLogNormal(math.Log(600), 0.8))
	exponential := must(dist.NewExponential(900))
	pareto := must(dist.NewPareto(1.8, 337))
	weibull := must(dist.NewWeibull(0.7, 500))
	uniform := must(dist.NewUniform(45, 345))
	beta := must(dist.NewBeta(2, 5))
	known := Constant(471)
	early, late := lognormal.Split(nil, 480)
	for _, c := range []struct {
		name string
		of   *Duration
	}{
		{"lognormal", lognormal}, {"pareto", pareto}, {"weibull", weibull}, {"uniform", uniform},
		{"shifted and scaled", lognormal.Shifted(77).Scaled(0.3)},
		{"first of three", Earliest(nil, []float64{0.9, 0.5, 1}, known, uniform.Shifted(200), exponential)},
		{"last of three", Latest(nil, known, uniform.Shifted(200), exponential)},
		{"read from a table", Latest(nil, uniform, exponential)},
		{"early", early}, {"late", late},
		{"for a part of the users", Product(nil, lognormal, beta, 1e-9)},
		{"for a part of the users, with an end", Product(nil, pareto, beta, 1e-9)},
		{"a sum", Realized(nil, Sum{uniform, lognormal}, 1e-9)},
	} {
		const n = 4096
		l := newLattice(nil, acquireTables(n, steep), 5.0)
		c.of.Prepare(nil)
		got := l.spread(c.of)
		cuts := append(slices.Clone(c.of.cuts), c.of.Steps.At...)
		slices.Sort(cuts)
		integral := func(f func(x float64) complex128) complex128 {
			sum := complex(0, 0)
			for k := range n {
				a, b := float64(k)*l.h, float64(k+1)*l.h
				for _, m := range append(slices.DeleteFunc(slices.Clone(cuts), func(x float64) bool { return x <= a || x >= b }), b) {
					sum += complex(measure.GaussLegendre(a, m, func(x float64) float64 { return real(f(x)) }),
						measure.GaussLegendre(a, m, func(x float64) float64 { return imag(f(x)) }))
					a = m
				}
			}
			return sum
		}
		weight := c.of.SmoothWeight()
		area := real(integral(func(x float64) complex128 { return complex(weight-c.of.Smooth(x), 0) }))
		if off := l.tables.area[n] - area; math.Abs(off) > 1e-6*area {
			t.Errorf("%s: limited mean: got %.9g, want %.9g", c.name, l.tables.area[n], area)
		}
		for _, j := range []int{0, 5, 60} {
			s := complex(steep/(n*l.h), 2*math.Pi*float64(j)/(n*l.h))
			want := s * integral(func(x float64) complex128 { return cmplx.Exp(-s*complex(x, 0)) * complex(c.of.Smooth(x), 0) })
			if off := cmplx.Abs(got[j] - want); off > 5e-6*weight {
				t.Errorf("%s: transform at frequency %d: got %.9g, want %.9g", c.name, j, got[j], want)
			}
		}
		l.tables.release()
	}
}

// TestLagrange: the six weights give polynomials of degree 5 exactly, and are
// one of them 1 on a lattice point.
func TestLagrange(t *testing.T) {
	for _, u := range []float64{0, 0.1, 0.5, 0.97} {
		for degree := range 6 {
			sum := 0.0
			for j, w := range lagrange(u) {
				sum += w * math.Pow(float64(j-2), float64(degree))
			}
			if want := math.Pow(u, float64(degree)); math.Abs(sum-want) > 1e-12 {
				t.Errorf("u = %g, degree %d: got %g, want %g", u, degree, sum, want)
			}
		}
	}
}
