package law

import (
	"math"
	"testing"

	"nines/model/dist"
	"nines/model/evidence"
)

// Gauss' rules give the transforms of their laws.
func TestRules(t *testing.T) {
	must := func(p evidence.Parameter, err error) evidence.Parameter {
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	gamma := func(shape, scale float64) evidence.Parameter {
		p, err := dist.NewGamma(shape, scale)
		return must(p, err)
	}
	beta := func(a, b float64) evidence.Parameter { p, err := dist.NewBeta(a, b); return must(p, err) }
	logn := func(mu, sigma float64) evidence.Parameter {
		p, err := dist.NewLogNormal(mu, sigma)
		return must(p, err)
	}
	for _, c := range []struct {
		what string
		p    evidence.Parameter
		f    func(x float64) float64
		want float64
	}{
		{"a gamma's transform", gamma(4.5, 1), func(x float64) float64 { return math.Exp(-2 * x) }, math.Pow(3, -4.5)},
		{"that of a rate without any event", gamma(0.5, 1), func(x float64) float64 { return math.Exp(-x) }, math.Pow(2, -0.5)},
		{"an arcsine law's mean square", beta(0.5, 0.5), func(x float64) float64 { return x * x }, 3.0 / 8},
		{"no fault in 52 changes", beta(3.5, 101.5), func(x float64) float64 { return math.Pow(1-x, 52) },
			math.Exp(lbeta(3.5, 153.5) - lbeta(3.5, 101.5))},
		{"a lognormal's second moment", logn(0.3, 0.7), func(x float64) float64 { return x * x }, math.Exp(0.6 + 2*0.49)},
		{"a normal's fourth moment", evidence.Normal{Mean: 0, SD: 1}, func(x float64) float64 { return x * x * x * x }, 3},
	} {
		got, all := 0.0, 0.0
		for _, a := range ruleOf(c.p, 48) {
			got += a.weight * c.f(a.at)
			all += a.weight
		}
		if math.Abs(got-c.want) > 1e-11*(1+c.want) || math.Abs(all-1) > 1e-12 {
			t.Errorf("%s: got %.14g, want %.14g; the weights sum to %.14g", c.what, got, c.want, all)
		}
	}
}

func lbeta(a, b float64) float64 {
	x, _ := math.Lgamma(a)
	y, _ := math.Lgamma(b)
	z, _ := math.Lgamma(a + b)
	return x + y - z
}
