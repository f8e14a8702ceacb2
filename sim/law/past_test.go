package law_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"testing"

	"nines/model"
	"nines/sim/law"
)

// An old is a risk in an independent simulation of a year cut out of a long
// life: one outage after another, each laid on the axis of time.
type old struct {
	rate   float64 // a year; 0 for a risk of the change
	chance float64 // that an event of the change carries it
	fresh  bool
	draw   func(r *rand.Rand) (length, impact float64)
}

// A longLife is what the simulation plays: risks, and a change of which an event
// begins once a period.
type longLife struct {
	risks  []old
	period float64                     // seconds; 0 for no change
	work   func(*rand.Rand) float64    // planned downtime of an event
	place  func(share float64) float64 // of an event in the year, by its share of the events, in seconds; nil for evenly
}

const before = 4 // years before the year that are played

// sums returns the plain sums of years.
func (l longLife) sums(n int, r *rand.Rand) []float64 {
	all := make([]float64, n)
	for i := range all {
		inside := func(at, length, impact float64) {
			if at < model.Year && at+length > 0 {
				all[i] += impact * (math.Min(at+length, model.Year) - math.Max(at, 0))
			}
		}
		for _, k := range l.risks {
			at := -before * model.Year
			if k.fresh {
				at = 0
			}
			for at += r.ExpFloat64() * model.Year / k.rate; k.rate > 0 && at < model.Year; at += r.ExpFloat64() * model.Year / k.rate {
				length, impact := k.draw(r)
				inside(at, length, impact)
			}
		}
		if l.period == 0 {
			continue
		}
		phase := r.Float64()
		for j := -math.Floor(model.Year/l.period) - 2; j < model.Year/l.period; j++ {
			at := (j + phase) * l.period
			if l.place != nil {
				year := math.Floor(at / model.Year)
				at = year*model.Year + l.place(at/model.Year-year)
			}
			end := at
			if l.work != nil {
				d := l.work(r)
				inside(at, d, 1)
				end += d
			}
			for _, k := range l.risks {
				if k.rate == 0 && r.Float64() < k.chance && !(k.fresh && at < 0) {
					length, impact := k.draw(r)
					inside(end, length, impact)
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

func lasts(seconds float64) func(*rand.Rand) (float64, float64) {
	return func(*rand.Rand) (float64, float64) { return seconds, 1 }
}

const day = model.Day

const calendars = "faults of changes that a calendar moves to the year's end"

const probe = `
[alarm.probe]
delay = "0s"
`

// longLives are scenarios of outages that are long beside the year, each with
// the same as an independent simulation plays it.
var longLives = []struct {
	name, parts string
	life        longLife
}{
	{"30 d twice a year", probe + `
[recovery.fix]
time = "30d"
[risk.x]
rate     = "2/year"
alarms   = ["probe"]
recovery = ["fix"]`,
		longLife{risks: []old{{rate: 2, draw: lasts(30 * day)}}}},
	{"600 d every five years, beside days that begin afresh", probe + `
[recovery.fix]
time = "600d"
[recovery.swap]
time = { dist = "exponential", mean = "20d" }
[risk.x]
rate     = "0.2/year"
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
rate     = "3/year"
fresh    = true
alarms   = ["probe"]
recovery = ["swap"]`,
		longLife{risks: []old{{rate: 0.2, draw: lasts(600 * day)}, {rate: 3, fresh: true, draw: func(r *rand.Rand) (float64, float64) {
			return r.ExpFloat64() * 20 * day, 1
		}}}}},
	{"two phases and an impact of a continuous law", `
[alarm.probe]
delay = { dist = "exponential", mean = "3d" }
[recovery.fix]
time = { p50 = "4d", sigma = 0.8 }
[risk.x]
rate     = "4/year"
impact   = { dist = "uniform", min = "20%", max = "100%" }
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
rate     = "6/year"
impact   = "50%"
alarms   = ["probe"]
recovery = ["fix"]`,
		longLife{risks: []old{
			{rate: 4, draw: func(r *rand.Rand) (float64, float64) { return twoPhases(r), 0.2 + 0.8*r.Float64() }},
			{rate: 6, draw: func(r *rand.Rand) (float64, float64) { return twoPhases(r), 0.5 }},
		}}},
	{"length and impact depend on each other", `
[alarm.burn]
window    = "20d"
threshold = "10%"
[alarm.customers]
delay = "9d"
[recovery.fix]
time = { p50 = "2d", sigma = 0.5 }
[risk.x]
rate     = "6/year"
impact   = { dist = "uniform", min = "20%", max = "100%" }
alarms   = ["burn", "customers"]
recovery = ["fix"]`,
		longLife{risks: []old{{rate: 6, draw: func(r *rand.Rand) (float64, float64) {
			w := 0.2 + 0.8*r.Float64()
			return math.Min(2*day/w, 9*day) + 2*day*math.Exp(0.5*r.NormFloat64()), w
		}}}}},
	{"a tail without a variance", probe + `
[recovery.fix]
time = { dist = "pareto", alpha = 1.3, min = "12h" }
[risk.x]
rate     = "5/year"
alarms   = ["probe"]
recovery = ["fix"]`,
		longLife{risks: []old{{rate: 5, draw: func(r *rand.Rand) (float64, float64) {
			return 43200 * math.Pow(r.Float64(), -1/1.3), 1
		}}}}},
	{"faults of changes", probe + `
[change.deploy]
every    = "9d"
[recovery.fix]
time = { dist = "exponential", mean = "8h" }
[recovery.swap]
time = "6h"
[risk.x]
on       = "deploy"
chance   = "4%"
alarms   = ["probe"]
recovery = ["fix"]
[risk.y]
on       = "deploy"
chance   = "3%"
impact   = "40%"
fresh    = true
alarms   = ["probe"]
recovery = ["swap"]`,
		longLife{period: 9 * day, risks: []old{
			{chance: 0.04, draw: func(r *rand.Rand) (float64, float64) { return r.ExpFloat64() * 28800, 1 }},
			{chance: 0.03, fresh: true, draw: func(*rand.Rand) (float64, float64) { return 21600, 0.4 }},
		}}},
	{calendars, probe + `
[change.deploy]
per_year = 40
freezes  = [ { from = "01-01", to = "08-31" } ]
[recovery.fix]
time = { dist = "exponential", mean = "20h" }
[risk.x]
on       = "deploy"
chance   = "4%"
alarms   = ["probe"]
recovery = ["fix"]`,
		longLife{period: model.Year / 40, risks: []old{
			{chance: 0.04, draw: func(r *rand.Rand) (float64, float64) { return r.ExpFloat64() * 72000, 1 }},
		}}},
	{"planned work of a random length", `
[change.move]
every    = "50d"
downtime = { dist = "uniform", min = "2d", max = "14d" }`,
		longLife{period: 50 * day, work: func(r *rand.Rand) float64 { return (2 + 12*r.Float64()) * day }}},
	{"planned work of a random length, in step with the year", `
[change.move]
every    = "36.5d"
downtime = { dist = "exponential", mean = "2d" }`,
		longLife{period: 36.5 * day, work: func(r *rand.Rand) float64 { return r.ExpFloat64() * 2 * day }}},
	{"planned work of a known length, less than once a year", `
[change.move]
every    = "500d"
downtime = "60d"`,
		longLife{period: 500 * day, work: func(*rand.Rand) float64 { return 60 * day }}},
	{"planned work of a known length, out of step with the year", `
[change.move]
every    = "100d"
downtime = "40d"`,
		longLife{period: 100 * day, work: func(*rand.Rand) float64 { return 40 * day }}},
}

func twoPhases(r *rand.Rand) float64 {
	return r.ExpFloat64()*3*day + 4*day*math.Exp(0.8*r.NormFloat64())
}

// TestLongLives holds the law of a year cut out of a long life against an
// independent simulation, at four standard errors and the law's own bound.
func TestLongLives(t *testing.T) {
	years := 40_000
	if os.Getenv("NINES_PROOF") != "" {
		years = 4_000_000
	}
	for _, c := range longLives {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sc := read(t, c.parts)
			l, err := law.Of(t.Context(), sc, model.Year, law.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if l.Bound() > 3e-4 {
				t.Errorf("bound %.1e", l.Bound())
			}
			if c.name == calendars {
				c.life.place = sc.Changes[0].Calendar.Place
			}
			sums := c.life.sums(years, rand.New(rand.NewPCG(9, 1)))
			n := float64(years)
			total, last := 0.0, 0.0
			for _, s := range sums {
				total += s
			}
			if se := math.Sqrt(l.Variance() / n); !(math.Abs(total/n-l.Mean()) <= 4*se) {
				t.Errorf("mean: law %.1f s, simulated %.1f ± %.1f s", l.Mean(), total/n, se)
			}
			for i := range 24 {
				x := sums[int((float64(i)+0.5)/24*n)]
				p := l.CDF(x)
				within, _ := slices.BinarySearch(sums, x+1e-3)
				got := float64(within) / n
				if se := math.Sqrt(p*(1-p)/n) + 1/n; math.Abs(got-p) > 4*se+l.Bound() {
					t.Errorf("P(sum <= %.3f d): law %.6f ± %.0e, simulated %.6f ± %.6f", x/day, p, l.Bound(), got, se)
				}
				if p < last {
					t.Errorf("P(sum <= %.3f d) falls to %.9f", x/day, p)
				}
				last = p
			}
		})
	}
}

// TestLastDeployOfTheYear: of 52 deploys a week apart 51 lie whole in the year.
// The last one, and the last of the year before, lie as far from the year's
// ends; where that is under the 180 s that a failure takes, what is left of one
// may still fit into 315.36 s beside another.
func TestLastDeployOfTheYear(t *testing.T) {
	const p, length, gap, budget = 0.02, 180.0, 604800.0, 315.36
	none := math.Pow(1-p, 51)
	one := 51 * p * math.Pow(1-p, 50)
	want := none + one*(1-p)*(1+p*length/gap*(2*(budget-length)/length-1))
	l, err := law.Of(t.Context(), scenario(t, "../../scenarios/one-failure-a-year.toml"), model.Year, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if off := math.Abs(l.CDF(budget) - want); off > 1e-7 || off > l.BoundAt(budget) {
		t.Errorf("P(99.999 %%): got %.10f ± %.0e, want %.10f", l.CDF(budget), l.BoundAt(budget), want)
	}
}

// TestNothingAllYear: no outage of a known length L reaches into the year if
// none begins in it or in the time L before it; and the mean is that of whole
// outages, however long they are.
func TestNothingAllYear(t *testing.T) {
	for _, c := range []struct {
		time       string
		rate, days float64
	}{{"2h", 5, 1.0 / 12}, {"2d", 2, 2}, {"30d", 2, 30}, {"600d", 0.2, 600}} {
		l, err := law.Of(t.Context(), read(t, probe+fmt.Sprintf(`
[recovery.fix]
time = %q
[risk.x]
rate     = "%g/year"
impact   = "40%%"
alarms   = ["probe"]
recovery = ["fix"]`, c.time, c.rate)), model.Year, law.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got, want := l.CDF(0), math.Exp(-c.rate*(1+c.days/365)); math.Abs(got-want) > l.Bound() {
			t.Errorf("%s: P(no downtime) is %.9f ± %.0e, want %.9f", c.time, got, l.Bound(), want)
		}
		if got, want := l.Mean(), 0.4*c.rate*c.days*day; math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: mean %.9f s, want %.9f s", c.time, got, want)
		}
	}
}
