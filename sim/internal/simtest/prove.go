package simtest

import (
	"context"
	"math"
	"os"
	"reflect"
	"slices"
	"sync/atomic"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/sim/stat"
)

// gaps are the stretches, in hours, in which nobody of an office that is open
// on weekdays from nine to five is there, in a year of 365 days that begins on
// a Monday, and their numbers: 52 weekends, and a night after every other of
// the 261 working days, the last of them before the year begins again.
var gaps = []struct{ hours, number float64 }{{16, 209}, {64, 52}}

// Waits integrates a function of the wait in hours over the moments of the
// year that lie off hours, in hours of the year. cuts are where it bends.
func Waits(f func(wait float64) float64) float64 {
	sum := 0.0
	const step = 1.0 / 128
	for _, g := range gaps {
		for w := step / 2; w < g.hours; w += step {
			sum += g.number * step * f(w)
		}
	}
	return sum
}

// Near reports a number that is not, but for rounding, what it should be.
func Near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 1e-9*math.Max(1, want) || math.IsNaN(got) {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

// SameSample reports whether two samples hold the same draws.
func SameSample(a, b stat.Sample) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := range a.Sorted() {
		if a.Sorted()[i] != b.Sorted()[i] {
			return false
		}
	}
	return true
}

// A Fuse is a context that ends after it has been asked so often.
type Fuse struct {
	context.Context
	Left *atomic.Int64
}

// Err implements context.Context.
func (f Fuse) Err() error {
	if f.Left.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Covers reports an interval that holds the truth in too few or too many of
// the replications: outside 93 to 97 %, give or take four standard errors of
// the count.
func Covers(t *testing.T, what string, hits, n int) {
	t.Helper()
	p, se := float64(hits)/float64(n), math.Sqrt(0.05*0.95/float64(n))
	t.Logf("%s: %.2f %% of %d intervals hold the truth", what, 100*p, n)
	if p < 0.93-4*se || p > 0.97+4*se {
		t.Errorf("%s: %.2f %% of %d intervals hold the truth, want 93 to 97 %% ± %.2f %%", what, 100*p, n, 400*se)
	}
}

// Holds returns 1 where an estimate's interval holds the truth.
func Holds(e stat.Estimate, truth float64) int {
	if e.Low <= truth && truth <= e.High {
		return 1
	}
	return 0
}

// Enough is how many years, replications or draws a test takes: thin ones in
// the plain run, all with NINES_PROOF.
func Enough(thin, all int) int {
	if Proof() {
		return all
	}
	return thin
}

// Within reports an estimate that lies more than se standard errors from what
// it should be.
func Within(t testing.TB, what string, got, want, se, most float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > most*se+1e-12*math.Abs(want) {
		t.Errorf("%s: got %.9g, want %.9g ± %.2g (%.1f standard errors off, %g allowed)",
			what, got, want, se, math.Abs(got-want)/se, most)
	}
}

// fourSigma is the probability beyond four standard errors on one side of a
// normal: what a goodness-of-fit test may fall to.
const fourSigma = 3.167e-5

// Fits reports counts that a chi-square test does not take for draws with the
// given probabilities, on either side: too even is wrong as well.
func Fits(t testing.TB, what string, counts []int, p func(bin int) float64) {
	t.Helper()
	n := 0
	for _, c := range counts {
		n += c
	}
	x := 0.0
	for i, c := range counts {
		want := float64(n) * p(i)
		x += (float64(c) - want) * (float64(c) - want) / want
	}
	law := distuv.ChiSquared{K: float64(len(counts) - 1)}
	if above := law.Survival(x); above < fourSigma || law.CDF(x) < fourSigma {
		t.Errorf("%s: chi-square of %d draws in %d bins is %.1f, which %.2g of honest ones exceed", what, n, len(counts), x, above)
	}
}

// Follows reports draws whose empirical distribution function lies too far
// from cdf: Kolmogorov's distance at four standard errors.
func Follows(t testing.TB, what string, draws []float64, cdf func(float64) float64) {
	t.Helper()
	x := slices.Sorted(slices.Values(draws))
	n := float64(len(x))
	distance := 0.0
	for i, v := range x {
		f := cdf(v)
		distance = max(distance, math.Abs(f-float64(i)/n), math.Abs(float64(i+1)/n-f))
	}
	// P(√n·D > λ) is about 2·exp(-2λ²), which 2.35 brings to 3.2e-5.
	if limit := 2.35 / math.Sqrt(n); distance > limit {
		t.Errorf("%s: the distribution function of %d draws is off by %.5f, at most %.5f is chance", what, len(x), distance, limit)
	}
}

// Uncorrelated reports pairs whose correlation is no chance.
func Uncorrelated(t testing.TB, what string, x, y []float64) {
	t.Helper()
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	r := (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
	Within(t, what+": correlation", r, 0, 1/math.Sqrt(n), 4)
}

// sameValue reports whether two values are the same to the last bit, NaN
// being NaN.
func sameValue(a, b reflect.Value) bool {
	switch a.Kind() {
	case reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float()) || math.IsNaN(a.Float()) && math.IsNaN(b.Float())
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		if a.Kind() == reflect.Pointer && (a.Pointer() == b.Pointer() || a.Type() == reflect.TypeFor[*model.Scenario]()) {
			return true // what was simulated is no part of what was found
		}
		return sameValue(a.Elem(), b.Elem())
	case reflect.Slice, reflect.Array:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameValue(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if !sameValue(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// Differ returns the names of the fields in which two structs differ.
func Differ(a, b any) []string {
	var names []string
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range va.NumField() {
		if !sameValue(va.Field(i), vb.Field(i)) {
			names = append(names, va.Type().Field(i).Name)
		}
	}
	return names
}

// Proof reports whether the tests that take long are asked for.
func Proof() bool { return os.Getenv("NINES_PROOF") != "" }

// Plausible reports whether k of n is what a probability p, known to slack,
// gives by chance: neither tail of the binomial is below 3.2e-5.
func Plausible(k, n, p, slack float64) bool {
	const tail = 3.2e-5
	lo := distuv.Binomial{N: n, P: math.Max(0, p-slack)}
	hi := distuv.Binomial{N: n, P: math.Min(1, p+slack)}
	atLeast := 1.0
	switch {
	case hi.P == 0:
		atLeast = map[bool]float64{true: 1}[k == 0]
	case hi.P < 1 && k > 0:
		atLeast = hi.Survival(k - 1)
	}
	atMost := 1.0
	switch {
	case lo.P == 1:
		atMost = map[bool]float64{true: 1}[k == n]
	case lo.P > 0:
		atMost = lo.CDF(k)
	}
	return atLeast >= tail && atMost >= tail
}

// Close12 reports whether two estimates agree to 1e-12.
func Close12(a, b stat.Estimate) bool {
	near := func(x, y float64) bool { return math.Abs(x-y) < 1e-12 || math.IsNaN(x) && math.IsNaN(y) }
	return near(a.Value, b.Value) && near(a.Low, b.Low) && near(a.High, b.High) && near(a.SE, b.SE)
}
