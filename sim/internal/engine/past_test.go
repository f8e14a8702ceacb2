package engine

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// TestPastOfAgreements counts single outages where they begin, whole, and their
// seconds where they are: outages of 100 days twice a year, of which one begins
// in a month with probability 1 - exp(-2/12), whether or not it ends in the
// year, and none because one is still down.
func TestPastOfAgreements(t *testing.T) {
	t.Parallel()
	p := NewPlan(simtest.ReadText(t, simtest.LongOutages(`rate = "2/year"`, `"100d"`)), 3)
	edges := model.NewWindow(model.EveryWindow, model.Year/12).Edges()
	m := newMeter(NewRules(p, edges, nil))
	m.excluded = make([]float64, 1)
	y := NewYear(p, NewTally(p))
	years := simtest.Enough(20_000, 400_000)
	for _, minOutage := range []float64{0, 99 * model.Day} {
		m.minOutage = minOutage
		var begins, down [12]stat.Moments
		for i := range years {
			y.Simulate(uint64(i), nil, nil)
			m.read(y.Pieces)
			for w := range begins {
				some := 0.0
				if m.longest[w] >= 99*model.Day {
					some = 1
				}
				begins[w].Sum, begins[w].Squares = begins[w].Sum+some, begins[w].Squares+some
				down[w].Sum, down[w].Squares = down[w].Sum+m.Down[w], down[w].Squares+m.Down[w]*m.Down[w]
			}
		}
		for w := range begins {
			e, d := begins[w].Mean(float64(years)), down[w].Mean(float64(years))
			simtest.Within(t, fmt.Sprintf("month %d: an outage begins", w), e.Value, -math.Expm1(-2.0/12), e.SE, 4.5)
			simtest.Within(t, fmt.Sprintf("month %d: seconds down", w), d.Value, model.Year/12*-math.Expm1(-200.0/365), d.SE, 4.5)
		}
	}
}

// An onsetKey is who strikes, when it is drawn for and as what.
type onsetKey struct {
	risk    string
	year    int
	ordinal uint64
}

// onsetsOf returns the moments of all onsets of some years, those before them
// too.
func onsetsOf(sc *model.Scenario, years int) (all map[onsetKey]float64, before int) {
	p := NewPlan(sc, 9)
	y := NewYear(p, NewTally(p))
	all = map[onsetKey]float64{}
	for i := range years {
		y.Open(uint64(i))
		for c := range p.Changes {
			y.Work(c)
		}
		for n := range p.Risks {
			y.BeginAll(n)
			for _, o := range y.Onsets {
				key := onsetKey{sc.Risks[n].Name, i, o.Ordinal}
				if _, twice := all[key]; twice {
					panic("two onsets of one ordinal")
				}
				all[key] = o.At
				if o.past() {
					before++
				}
			}
		}
	}
	return all, before
}

// TestPastIsTheSame compares onsets before the year as it changes what a
// scenario says: what it does not speak of stays to the last bit, and more of
// something only adds.
func TestPastIsTheSame(t *testing.T) {
	const years = 400
	was, before := onsetsOf(simtest.ReadText(t, simtest.LongLived), years)
	if before < 500 {
		t.Fatalf("only %d onsets before the year to compare", before)
	}
	for _, c := range []struct {
		sets []string
		more bool
	}{
		{[]string{"risk.random.rate=9/year"}, true},
		{[]string{"risk.move.chance=40%"}, true},
		{[]string{"risk.move.chance=100%"}, true},
		{[]string{`recovery.r.time={ p50 = "10d", p95 = "200d" }`}, true}, // longer back
		{[]string{"gate.trial.catches=10%"}, true},
		{[]string{"alarm.a.delay=1h"}, false},
		{[]string{`risk.other={ rate = "9/year", alarms = ["a"], recovery = ["r"] }`}, true},
	} {
		is, now := onsetsOf(simtest.ReadText(t, simtest.LongLived, c.sets...), years)
		for key, at := range was {
			if got, ok := is[key]; !ok || got != at {
				t.Fatalf("%v: the onset %+v at %v moves to %v (%v)", c.sets, key, at, got, ok)
			}
		}
		if c.more && now <= before {
			t.Errorf("%v: %d onsets before the years, want more than %d", c.sets, now, before)
		}
	}
}

// TestPastAllocatesNothing lives years with a past once buffers have grown.
func TestPastAllocatesNothing(t *testing.T) {
	p := NewPlan(simtest.ReadText(t, simtest.LongLived), 1)
	y := NewYear(p, NewTally(p))
	clear(y.Tally.Sampling)
	for i := range uint64(3000) {
		y.Simulate(i, nil, nil)
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(2000, func() { y.Simulate(i, nil, nil); i++ }); n > 0 {
		t.Errorf("%g allocations a year", n)
	}
}

// TestPastLeftOut tells what of the past is left out, to a thousandth.
func TestPastLeftOut(t *testing.T) {
	for time, want := range map[string]float64{
		`"30d"`:                      0,
		`{ p50 = "1h", p95 = "4h" }`: 0,
		`"11y"`:                      0.091,
		`{ dist = "pareto", min = "1h", alpha = 1.05 }`: 0.539,
	} {
		p := NewPlan(simtest.ReadText(t, simtest.LongOutages(`rate = "1/year"`, time)), 1)
		got := 0.0
		for _, left := range p.PastLeftOut() {
			if got += left.Most; left.Risk != "fault" {
				t.Errorf("%s: got %+v", time, left)
			}
		}
		if math.Abs(got-want) > 0.001 {
			t.Errorf("%s: at most %v is left out, want %v", time, got, want)
		}
	}
}

// TestReach holds how far the past is looked at against the excess of single
// outages: at most a part in 10,000 of their time is left out, and not far
// less.
func TestReach(t *testing.T) {
	for _, time := range []string{
		`"3h"`, `{ dist = "exponential", mean = "2h" }`, `{ p50 = "1h", p95 = "6h" }`,
		`{ dist = "weibull", shape = 0.6, mean = "3h" }`, `{ dist = "uniform", min = "1h", max = "9h" }`,
		`{ dist = "pareto", min = "10m", alpha = 2.5 }`,
	} {
		p := NewPlan(simtest.ReadText(t, simtest.LongOutages(`rate = "1/year"`, time)), 1)
		law := p.Scenario.Recoveries[0].Time
		rest := func(h float64) float64 { return 1 - law.LimitedMean(h)/law.Mean() }
		if h := p.Risks[0].Past.Reach; rest(h) > leastRest || rest(0.8*h) < leastRest {
			t.Errorf("%s: %g s back, beyond which is %g of the time", time, h, rest(h))
		}
	}
}
