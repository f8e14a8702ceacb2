package random

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model/dist"
	"nines/sim/internal/simtest"
)

// TestClosedForms holds sums of a fixed number of durations against laws in
// closed form: gamma laws add up, with and without a singular density, and two
// uniform ones make a triangle.
func TestClosedForms(t *testing.T) {
	for _, c := range []struct {
		name string
		n    int
		of   simtest.Severity
		want func(x float64) float64
	}{
		{"one Pareto", 1, simtest.Severity{Law: "pareto", Alpha: 1.8, Min: 420}, func(x float64) float64 {
			return 1 - math.Pow(420/math.Max(x, 420), 1.8)
		}},
		{"five exponentials", 5, simtest.Severity{Law: "exponential", Mean: 700}, distuv.Gamma{Alpha: 5, Beta: 1.0 / 700}.CDF},
		{"three gammas", 3, simtest.Severity{Law: "gamma", Shape: 0.4, Scale: 700}, distuv.Gamma{Alpha: 1.2, Beta: 1.0 / 700}.CDF},
		{"twelve gammas", 12, simtest.Severity{Law: "gamma", Shape: 2.5, Scale: 70}, distuv.Gamma{Alpha: 30, Beta: 1.0 / 70}.CDF},
	} {
		l := lawOfSum(Fixed{N: c.n}, c.of.Distribution(t))
		if l.Bound() > 1e-6 {
			t.Errorf("%s: bound %.1e", c.name, l.Bound())
		}
		for i := 1; i < 2000; i++ {
			x := l.Quantile(float64(i) / 2000)
			if off := math.Abs(l.CDF(x) - c.want(x)); off > l.Bound() {
				t.Errorf("%s: P(sum <= %g): got %.9f, want %.9f, bound %.1e", c.name, x, l.CDF(x), c.want(x), l.Bound())
			}
		}
	}
	square, err := dist.NewUniform(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	l := lawOfSum(Fixed{N: 2}, square)
	for x := 0.01; x < 2; x += 0.01 {
		want := x * x / 2
		if x > 1 {
			want = 1 - (2-x)*(2-x)/2
		}
		if off := math.Abs(l.CDF(x) - want); off > l.Bound() {
			t.Errorf("two uniforms: P(sum <= %g): got %.9f, want %.9f, bound %.1e", x, l.CDF(x), want, l.Bound())
		}
	}
}

// TestTies: what costs exactly the budget keeps it.
func TestTies(t *testing.T) {
	outage := simtest.Severity{Law: "constant", Value: 180}.Distribution(t)
	l := lawOfSum(Poisson{Mean: 2}, outage)
	pmf := distuv.Poisson{Lambda: 2}
	for k := range 8 {
		x := 180 * float64(k)
		if got, want := l.CDF(x), pmf.CDF(float64(k)); math.Abs(got-want) > 1e-12 {
			t.Errorf("P(downtime <= %g s): got %.15f, want %.15f", x, got, want)
		}
		if got, want := l.CDF(x-1e-3), pmf.CDF(float64(k-1)); math.Abs(got-want) > 1e-12 {
			t.Errorf("P(downtime <= %g s - 1 ms): got %.15f, want %.15f", x, got, want)
		}
	}
	if got := l.Quantile(pmf.CDF(2)); got != 360 {
		t.Errorf("quantile at the step: got %v s, want 360 s", got)
	}
}

// TestManyIncidents: a count so large that no incident at all is impossible.
func TestManyIncidents(t *testing.T) {
	l := lawOfSum(Poisson{Mean: 2000}, simtest.Severity{Law: "constant", Value: 3}.Distribution(t))
	pmf := distuv.Poisson{Lambda: 2000}
	for _, k := range []float64{1900, 2000, 2050} {
		if got, want := l.CDF(3*k), pmf.CDF(k); math.Abs(got-want) > 1e-9 {
			t.Errorf("P(at most %g): got %.12f, want %.12f", k, got, want)
		}
	}
}
