package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
)

// longOutages is a service with one risk, of outages of impact 1.
func longOutages(arrival, time string) string {
	return `
[alarm.a]
[recovery.r]
time = ` + time + `
[risk.fault]
` + arrival + `
alarms = ["a"]
recovery = ["r"]
`
}

// TestLongOutages holds outages that are long against the year against figures
// that were reckoned elsewhere to ± 0.00002, by placing each number of onsets
// in the year and the length of an outage before it: a year is one of a long
// life, in which what is down as it begins is charged to it.
func TestLongOutages(t *testing.T) {
	t.Parallel()
	years := enough(100_000, 4_000_000)
	for _, c := range []struct {
		rate, days float64
		target     string
		window     string
		want       float64
	}{
		{2, 30, "90%", "year", 0.39354},
		{1, 10, "97%", "year", 0.72888},
		{2, 2, "99.5%", "year", 0.13656},
		{0.5, 100, "90%", "every 73d", 0.53957},
	} {
		sc := readText(t, longOutages(fmt.Sprintf(`rate = "%g/year"`, c.rate), fmt.Sprintf(`"%gd"`, c.days)),
			`slo.promise="`+c.target+`"`, `slo.targets=["`+c.target+`"]`, "slo.window="+c.window)
		for _, method := range []Method{Simulate, Auto} {
			r := run(t, sc, Options{Years: years, Seed: 21, Method: method})
			e := r.Targets[0].MetAllYear
			if gap := math.Abs(e.Value - c.want); gap > 4*e.SE+2e-5 {
				t.Errorf("%g a year of %g d, %s a %s: met in %.5f ± %.5f of the years by %s, want %.5f",
					c.rate, c.days, c.target, c.window, e.Value, e.SE, r.Method, c.want)
			}
			if method == Auto && (r.Method != Auto || r.Check == nil || r.Check.Disagreement != "") {
				t.Errorf("%g a year of %g d: %s, %+v, %v", c.rate, c.days, r.Method, r.Check, r.Warnings)
			}
		}
	}
}

// TestOutagesLongerThanAYear holds the mean of a service that is down at a
// moment iff an outage began in the 600 days before it.
func TestOutagesLongerThanAYear(t *testing.T) {
	t.Parallel()
	r := run(t, readText(t, longOutages(`rate = "0.2/year"`, `"600d"`)), Options{Years: enough(50_000, 1_000_000), Seed: 22})
	e, sum := r.Downtime.Mean(), r.PlainSum.Mean()
	within(t, "downtime", e.Value, model.Year*-math.Expm1(-0.2*600/365), e.SE, 4)
	within(t, "plain sum", sum.Value, model.Year*0.2*600/365, sum.SE, 4)
}

// TestPastOfAgreements counts single outages where they begin, whole, and their
// seconds where they are: outages of 100 days twice a year, of which one begins
// in a month with probability 1 - exp(-2/12), whether or not it ends in the
// year, and none because one is still down.
func TestPastOfAgreements(t *testing.T) {
	t.Parallel()
	p := newPlan(readText(t, longOutages(`rate = "2/year"`, `"100d"`)), 3)
	edges := model.NewWindow(model.EveryWindow, model.Year/12).Edges()
	m := newMeter(newRules(p, edges, nil))
	m.excluded = make([]float64, 1)
	y := newYear(p, newTally(p))
	years := enough(20_000, 400_000)
	for _, minOutage := range []float64{0, 99 * model.Day} {
		m.minOutage = minOutage
		var begins, down [12]moments
		for i := range years {
			y.simulate(uint64(i), nil, nil)
			m.read(y.pieces)
			for w := range begins {
				some := 0.0
				if m.longest[w] >= 99*model.Day {
					some = 1
				}
				begins[w].sum, begins[w].squares = begins[w].sum+some, begins[w].squares+some
				down[w].sum, down[w].squares = down[w].sum+m.down[w], down[w].squares+m.down[w]*m.down[w]
			}
		}
		for w := range begins {
			e, d := begins[w].mean(float64(years)), down[w].mean(float64(years))
			within(t, fmt.Sprintf("month %d: an outage begins", w), e.Value, -math.Expm1(-2.0/12), e.SE, 4.5)
			within(t, fmt.Sprintf("month %d: seconds down", w), d.Value, model.Year/12*-math.Expm1(-200.0/365), d.SE, 4.5)
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
	p := newPlan(sc, 9)
	y := newYear(p, newTally(p))
	all = map[onsetKey]float64{}
	for i := range years {
		y.open(uint64(i))
		for c := range p.changes {
			y.work(c)
		}
		for n := range p.risks {
			y.beginAll(n)
			for _, o := range y.onsets {
				key := onsetKey{sc.Risks[n].Name, i, o.ordinal}
				if _, twice := all[key]; twice {
					panic("two onsets of one ordinal")
				}
				all[key] = o.at
				if o.past() {
					before++
				}
			}
		}
	}
	return all, before
}

// longLived has a risk of each kind of arrival, of outages of weeks.
const longLived = `
[change.move]
every = "20d"
downtime = { p50 = "1d", p95 = "5d" }
[alarm.a]
[recovery.r]
time = { p50 = "10d", p95 = "60d" }
[gate.trial]
catches = "30%"
exposure = { impact = "20%", time = "15d" }
[risk.random]
rate = "2/year"
impact = { dist = "beta", alpha = 2, beta = 2 }
alarms = ["a"]
recovery = ["r"]
[risk.clockwork]
interarrival = { dist = "weibull", shape = 2, mean = "120d" }
alarms = ["a"]
recovery = ["r"]
[risk.move]
on = "move"
chance = "10%"
gates = ["trial"]
alarms = ["a"]
recovery = ["r"]
`

// TestPastIsTheSame compares onsets before the year as it changes what a
// scenario says: what it does not speak of stays to the last bit, and more of
// something only adds.
func TestPastIsTheSame(t *testing.T) {
	const years = 400
	was, before := onsetsOf(readText(t, longLived), years)
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
		is, now := onsetsOf(readText(t, longLived, c.sets...), years)
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
	p := newPlan(readText(t, longLived), 1)
	y := newYear(p, newTally(p))
	clear(y.tally.sampling)
	for i := range uint64(3000) {
		y.simulate(i, nil, nil)
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(2000, func() { y.simulate(i, nil, nil); i++ }); n > 0 {
		t.Errorf("%g allocations a year", n)
	}
}

// TestPastNotes has a note name what of the past is left out.
func TestPastNotes(t *testing.T) {
	for time, want := range map[string]string{
		`"30d"`:                      "",
		`{ p50 = "1h", p95 = "4h" }`: "",
		`"11y"`:                      `risk "fault": what began more than ten years before the year is left out, at most 9.1 % of its downtime`,
		`{ dist = "pareto", min = "1h", alpha = 1.05 }`: `risk "fault": what began more than ten years before the year is left out, at most 54 % of its downtime`,
	} {
		p := newPlan(readText(t, longOutages(`rate = "1/year"`, time)), 1)
		got := ""
		for _, note := range p.pastNotes() {
			got += note
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", time, got, want)
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
		p := newPlan(readText(t, longOutages(`rate = "1/year"`, time)), 1)
		law := p.scenario.Recoveries[0].Time
		rest := func(h float64) float64 { return 1 - law.LimitedMean(h)/law.Mean() }
		if h := p.risks[0].past.reach; rest(h) > leastRest || rest(0.8*h) < leastRest {
			t.Errorf("%s: %g s back, beyond which is %g of the time", time, h, rest(h))
		}
	}
}
