package sim

import (
	"context"
	"math"
	"reflect"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/model/file"
)

// head begins the scenarios that tests write as text.
const head = `
title = "a test"
[service]
name = "shop"
[slo]
targets = ["99%", "99.9%", "99.99%"]
promise = "99.9%"
`

// readText reads a scenario that stands in a test, with head before it.
func readText(t testing.TB, text string, sets ...string) *model.Scenario {
	t.Helper()
	sc, err := file.Read("test.toml", []byte(head+text), patches(sets)...)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

func run(t testing.TB, sc *model.Scenario, opt Options) *Result {
	t.Helper()
	r, err := Run(context.Background(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// enough is how many years, replications or draws a test takes: thin ones in
// the plain run, all with NINES_PROOF.
func enough(thin, all int) int {
	if proof() {
		return all
	}
	return thin
}

// within reports an estimate that lies more than se standard errors from what
// it should be.
func within(t testing.TB, what string, got, want, se, most float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > most*se+1e-12*math.Abs(want) {
		t.Errorf("%s: got %.9g, want %.9g ± %.2g (%.1f standard errors off, %g allowed)",
			what, got, want, se, math.Abs(got-want)/se, most)
	}
}

// fourSigma is the probability beyond four standard errors on one side of a
// normal: what a goodness-of-fit test may fall to.
const fourSigma = 3.167e-5

// fits reports counts that a chi-square test does not take for draws with the
// given probabilities, on either side: too even is wrong as well.
func fits(t testing.TB, what string, counts []int, p func(bin int) float64) {
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

// follows reports draws whose empirical distribution function lies too far
// from cdf: Kolmogorov's distance at four standard errors.
func follows(t testing.TB, what string, draws []float64, cdf func(float64) float64) {
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

// uncorrelated reports pairs whose correlation is no chance.
func uncorrelated(t testing.TB, what string, x, y []float64) {
	t.Helper()
	n := float64(len(x))
	var sx, sy, sxx, syy, sxy float64
	for i := range x {
		sx, sy = sx+x[i], sy+y[i]
		sxx, syy, sxy = sxx+x[i]*x[i], syy+y[i]*y[i], sxy+x[i]*y[i]
	}
	r := (n*sxy - sx*sy) / math.Sqrt((n*sxx-sx*sx)*(n*syy-sy*sy))
	within(t, what+": correlation", r, 0, 1/math.Sqrt(n), 4)
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

// differ returns the names of the fields in which two structs differ.
func differ(a, b any) []string {
	var names []string
	va, vb := reflect.ValueOf(a), reflect.ValueOf(b)
	for i := range va.NumField() {
		if !sameValue(va.Field(i), vb.Field(i)) {
			names = append(names, va.Type().Field(i).Name)
		}
	}
	return names
}
