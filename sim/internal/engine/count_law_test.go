package engine

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestCounts holds every distribution function against the library's.
func TestCounts(t *testing.T) {
	type law struct {
		name string
		of   *countLaw
		cdf  func(float64) float64
	}
	var laws []law
	for _, mean := range []float64{1e-9, 0.02, 1, 24, 365, 20_000} {
		laws = append(laws, law{fmt.Sprintf("Poisson %g", mean), poissonCount(mean), distuv.Poisson{Lambda: mean}.CDF})
	}
	for _, c := range []struct {
		n int
		p float64
	}{{1, 0.3}, {52, 0.03}, {52, 0.999}, {1566, 0.03}, {365_000, 0.0005}, {20_000, 0.5}} {
		laws = append(laws, law{fmt.Sprintf("of %d with %g", c.n, c.p), binomialCount(c.n, c.p), distuv.Binomial{N: float64(c.n), P: c.p}.CDF})
	}
	for _, l := range laws {
		for i, got := range l.of.upTo {
			k := l.of.first + i
			if want := l.cdf(float64(k)); math.Abs(got-want) > 1e-9 { // the library's own error at large numbers
				t.Errorf("%s: P(N <= %d) is %v, want %v", l.name, k, got, want)
			}
			// The number at a value of the distribution function is the next.
			if got < 1 && i+1 < len(l.of.upTo) && l.of.upTo[i+1] > got && l.of.of(got) != k+1 {
				t.Errorf("%s: the uniform %v is %d, want %d", l.name, got, l.of.of(got), k+1)
			}
		}
		if least := l.of.of(0); l.cdf(float64(least-1)) > 1e-20 {
			t.Errorf("%s: the least number is %d", l.name, least)
		}
	}
	// The sums of the exact terms, with 50 digits.
	for _, c := range []struct {
		of   *countLaw
		k    int
		want float64
	}{{binomialCount(365_000, 0.0005), 165, 0.10266601214086394}, {binomialCount(20_000, 0.5), 10_002, 0.51410174298836599}} {
		if got := c.of.upTo[c.k-c.of.first]; math.Abs(got-c.want) > 1e-12 {
			t.Errorf("P(N <= %d) is %v, want %v", c.k, got, c.want)
		}
	}
	for _, certain := range []*countLaw{poissonCount(0), binomialCount(52, 0), binomialCount(0, 0.5)} {
		if n := certain.of(1 - 1e-16); n != 0 {
			t.Errorf("what never happens happens %d times", n)
		}
	}
	if n := binomialCount(52, 1).of(0); n != 52 {
		t.Errorf("what always happens happens %d times of 52", n)
	}
}

// TestCountsGrow: at a given uniform a higher mean never gives less.
func TestCountsGrow(t *testing.T) {
	var last [1000]int
	for step := range 200 {
		mean := 0.05 * float64(step)
		poisson, few, more := poissonCount(mean), binomialCount(52, mean/52), binomialCount(53, mean/52)
		for i := range last {
			u := (float64(i) + 0.5) / float64(len(last))
			if n := poisson.of(u); n < last[i] {
				t.Fatalf("mean %g: %d after %d", mean, n, last[i])
			} else {
				last[i] = n
			}
			if few.of(u) > more.of(u) {
				t.Fatalf("mean %g: more of 52 events than of 53 at %v", mean, u)
			}
		}
	}
}

// TestFaultsOfEvents: how many faults a year has follows the binomial law, they
// fall on every event alike and on none twice, and a higher chance only adds
// to them.
func TestFaultsOfEvents(t *testing.T) {
	const text = `
[change.deploy]
per_week = 2
[risk.bad]
on = "deploy"
chance = "%g%%"
self_heal_time = "5m"
`
	years := simtest.Enough(4000, 200_000)
	for _, chance := range []float64{1, 30, 90, 100} {
		p := NewPlan(simtest.ReadText(t, fmt.Sprintf(text, chance)), 3)
		more := NewPlan(simtest.ReadText(t, fmt.Sprintf(text, math.Min(100, chance*1.1))), 3)
		y, z := NewYear(p, NewTally(p)), NewYear(more, NewTally(more))
		var numbers [110]int
		const least = 104 // events a year
		places := make([]int, 13)
		whole := 0
		for year := range uint64(years) {
			for _, y := range []*Year{y, z} {
				y.Open(year)
				y.Work(0)
				y.strike(0)
			}
			seen := map[int32]bool{}
			for k, o := range y.Onsets {
				if seen[o.carrier] {
					t.Fatalf("year %d: event %d has two faults of one risk", year, o.carrier)
				}
				seen[o.carrier] = true
				if z.Onsets[k] != o {
					t.Fatalf("year %d: fault %d is another at a higher chance", year, k)
				}
				if o.At < 0 || o.At >= model.Year {
					t.Fatalf("year %d: a fault at %v", year, o.At)
				}
				if y.planned[0].n == least {
					places[int(o.carrier)/8]++
				}
			}
			if y.planned[0].n == least {
				whole++
				numbers[len(y.Onsets)]++
			}
		}
		if chance == 100 {
			if numbers[least] != whole {
				t.Errorf("%d of %d years have a fault in each event", numbers[least], whole)
			}
			continue
		}
		law := distuv.Binomial{N: least, P: chance / 100}
		simtest.Fits(t, fmt.Sprintf("numbers at %g %%", chance), numbers[:], func(k int) float64 {
			if k > least {
				return 0
			}
			return law.Prob(float64(k))
		})
		simtest.Fits(t, fmt.Sprintf("places at %g %%", chance), places, func(int) float64 { return 1.0 / 13 })
	}
}
