package stat

import (
	"math"
	"testing"
)

// shown returns with what probability two numbers of these laws differ as the
// square-root test asks, where their mean dispersion is so much.
func shown(before, after []float64, dispersion float64) float64 {
	sum := 0.0
	for n, p := range before {
		for m, q := range after {
			if math.Abs(math.Sqrt(float64(n)+0.375)-math.Sqrt(float64(m)+0.375)) > Z95*math.Sqrt(max(1, dispersion)/2) {
				sum += p * q
			}
		}
	}
	return sum
}

// poisson returns the probabilities of 0, 1, 2, ...
func poisson(mean float64) []float64 {
	law := make([]float64, int(mean+12*math.Sqrt(mean)+30))
	for n := range law {
		lgamma, _ := math.Lgamma(float64(n) + 1)
		law[n] = math.Exp(float64(n)*math.Log(mean) - mean - lgamma)
	}
	return law
}

// binomial returns the probabilities of 0 to n of n events.
func binomial(n int, p float64) []float64 {
	law := make([]float64, n+1)
	all, _ := math.Lgamma(float64(n) + 1)
	for k := range law {
		a, _ := math.Lgamma(float64(k) + 1)
		b, _ := math.Lgamma(float64(n-k) + 1)
		law[k] = math.Exp(all - a - b + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
	}
	return law
}

// pairs returns the law of twice a number.
func pairs(law []float64) []float64 {
	twice := make([]float64, 2*len(law))
	for n, p := range law {
		twice[2*n] = p
	}
	return twice
}

// TestCountYears holds the number of years against the power of the test
// itself, summed over all numbers of incidents: what is asked for is enough but
// for a percent, a tenth less is too little, and without a difference the test
// finds one as rarely as its level says.
func TestCountYears(t *testing.T) {
	doubled := func(mean float64) []float64 { return pairs(poisson(mean / 2)) }
	of := func(events float64) func(float64) []float64 {
		return func(mean float64) []float64 { return binomial(int(math.Round(events)), mean/events) }
	}
	for _, c := range []struct {
		why           string
		before, after float64 // a year
		dispersion    [2]float64
		law           func(years float64) func(mean float64) []float64
	}{
		{"Poisson, halved", 12, 6, [2]float64{1, 1}, nil},
		{"Poisson, doubled", 6, 12, [2]float64{1, 1}, nil},
		{"Poisson, a canary", 10.8, 6.1, [2]float64{1, 1}, nil},
		{"Poisson, a tenth fewer", 40, 36, [2]float64{1, 1}, nil},
		{"Poisson, rare", 0.3, 0.1, [2]float64{1, 1}, nil},
		{"faults of one event in three, then in six", 100, 50, [2]float64{2. / 3, 5. / 6},
			func(years float64) func(float64) []float64 { return of(300 * years) }},
		{"faults of nine events in ten, then of seven", 90, 70, [2]float64{0.1, 0.3},
			func(years float64) func(float64) []float64 { return of(100 * years) }},
		{"they come in pairs", 20, 12, [2]float64{2, 2},
			func(float64) func(float64) []float64 { return doubled }},
	} {
		years := CountYears(YearlyCount{c.before, c.before * c.dispersion[0]}, YearlyCount{c.after, c.after * c.dispersion[1]})
		dispersion := (c.dispersion[0] + c.dispersion[1]) / 2
		power := func(years, before, after float64) float64 {
			law := poisson
			if c.law != nil {
				law = c.law(years)
			}
			return shown(law(before*years), law(after*years), dispersion)
		}
		if got := power(years, c.before, c.after); got < 0.89 || got > 0.935 {
			t.Errorf("%s: %.3g years have power %.4f, want 0.9", c.why, years, got)
		}
		if got := power(0.9*years, c.before, c.after); got >= 0.9 {
			t.Errorf("%s: a tenth less than %.3g years has power %.4f", c.why, years, got)
		}
		if got := power(years, c.before, c.before); got > 0.055 {
			t.Errorf("%s: the test finds nothing with probability %.4f, want 0.05", c.why, got)
		}
	}
	one, none := YearlyCount{1, 1}, YearlyCount{}
	if got := CountYears(one, none); shown(poisson(got), []float64{1}, 1) < 0.9 || got > 9 {
		t.Errorf("that one incident a year is gone shows after %.3g years", got)
	}
	if got := CountYears(one, one); !math.IsInf(got, 1) {
		t.Errorf("nothing shows after %g years, want never", got)
	}
}
