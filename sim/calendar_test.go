package sim

import (
	"context"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/law"
)

// office is a service whose only outages wait for somebody with office hours.
const office = `
[alarm.probe]
delay = "0s"
[responder.team]
ack = "10m"
hours = "09:00-17:00"
days = "mon-fri"
[recovery.fix]
time = "5m"
responder = "team"
[risk.crash]
rate = "20/year"
alarms = ["probe"]
recovery = ["fix"]
`

// gaps are the stretches, in hours, in which nobody of an office that is open
// on weekdays from nine to five is there, in a year of 365 days that begins on
// a Monday, and their numbers: 52 weekends, and a night after every other of
// the 261 working days, the last of them before the year begins again.
var gaps = []struct{ hours, number float64 }{{16, 209}, {64, 52}}

// waits integrates a function of the wait in hours over the moments of the
// year that lie off hours, in hours of the year. cuts are where it bends.
func waits(f func(wait float64) float64) float64 {
	sum := 0.0
	const step = 1.0 / 128
	for _, g := range gaps {
		for w := step / 2; w < g.hours; w += step {
			sum += g.number * step * f(w)
		}
	}
	return sum
}

const yearHours = model.Year / 3600

// TestPageWaitsForHours holds the lengths of outages against the closed form:
// a page at a uniform moment of the year waits for a uniform part of the gap
// that it falls in.
func TestPageWaitsForHours(t *testing.T) {
	const on = 261 * 8.0
	if off := waits(func(float64) float64 { return 1 }); off != yearHours-on {
		t.Fatalf("the gaps add up to %v h, want %v", off, yearHours-on)
	}
	const ack, fix = 10.0 / 60, 5.0 / 60
	for _, c := range []struct {
		why  string
		sets []string
		wait func(w float64) float64 // to the answer, in hours, from the wait until hours begin
	}{
		{"nobody answers off hours", nil, func(w float64) float64 { return w + ack }},
		{"somebody does, after two hours", []string{"responder.team.ack_off_hours=2h"}, func(w float64) float64 { return math.Min(w+ack, 2) }},
		{"hours as two shifts that touch", []string{`responder.team.hours=["13:00-17:00", "09:00-13:00"]`}, func(w float64) float64 { return w + ack }},
		{"a page four years late waits as long", []string{"alarm.probe.delay=1461d"}, func(w float64) float64 { return w + ack + 1461*24 }},
	} {
		years := enough(3000, 100_000)
		sc := readText(t, office, c.sets...)
		onHours := on * c.wait(0)
		if len(c.sets) > 0 && strings.Contains(c.sets[0], "off_hours") {
			onHours = on * ack
		}
		mean := (onHours + waits(c.wait)) / yearHours
		square := (onHours*onHours/on + waits(func(w float64) float64 { return c.wait(w) * c.wait(w) })) / yearHours
		p := newPlan(sc, 5)
		y := newYear(p, newTally(p))
		sum, n := 0.0, 0.0
		for i := range years {
			y.simulate(uint64(i), nil, nil)
		}
		for _, x := range y.tally.lengths[0] {
			sum += x/3600 - fix
			n++
		}
		if n < 40_000 {
			t.Fatalf("%s: only %v outages", c.why, n)
		}
		within(t, c.why+": mean wait in hours", sum/n, mean, math.Sqrt((square-mean*mean)/n), 4)
	}
}

// TestPageSurvivesNight checks single pages by hand: the last working day of
// the year, a Monday, a Friday evening, and a page in hours.
func TestPageSurvivesNight(t *testing.T) {
	const monday = 0
	for _, c := range []struct {
		why  string
		at   float64 // hours from the year's start
		off  string
		want float64 // hours to the answer
	}{
		{"in hours", monday + 10, "", 1},
		{"in hours, answered after they end", monday + 16.5, "", 1},
		{"Friday evening", 4*24 + 18, "", 6 + 2*24 + 9 + 1},
		{"the year's last evening, a Monday", 364*24 + 20, "", 4 + 9 + 1},
		{"before the first hours", 3, "", 6 + 1},
		{"off hours, answered then", 3, "90m", 1.5},
		{"off hours, hours begin sooner", 8.5, "4h", 0.5 + 1},
		{"in hours, but off hours somebody is quicker", 16.5, "15m", 0.5 + 0.25},
		{"in hours, and off hours nobody is quicker", 16.5, "45m", 1},
	} {
		sets := []string{"responder.team.ack=1h"}
		if c.off != "" {
			sets = append(sets, "responder.team.ack_off_hours="+c.off)
		}
		p := newPlan(readText(t, office, sets...), 1)
		l := newYear(p, newTally(p)).life
		l.columns = [][]float64{}
		e := event{at: c.at * 3600}
		if got := l.ack(&p.risks[0].ladder[0], e, 0) / 3600; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: answered after %v h, want %v", c.why, got, c.want)
		}
		e.at -= 1800
		if got := l.ack(&p.risks[0].ladder[0], e, 1800) / 3600; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s, half an hour after onset: answered after %v h, want %v", c.why, got, c.want)
		}
	}
}

// TestEarlierPageIsNeverAnsweredLater: whatever the hours, of two pages of one
// incident the earlier is acknowledged no later, so that a faster alarm never
// makes an outage longer.
func TestEarlierPageIsNeverAnsweredLater(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	for _, sets := range [][]string{
		{`responder.team.ack={ p50 = "4m", p95 = "3h" }`},
		{`responder.team.ack={ p50 = "4m", p95 = "3h" }`, `responder.team.ack_off_hours={ p50 = "1h", p95 = "4h" }`},
		{`responder.team.ack={ p50 = "4h", p95 = "9h" }`, `responder.team.ack_off_hours={ p50 = "1m", p95 = "9h" }`},
		{`responder.team.hours=["22:00-02:00", "09:00-09:30"]`, `responder.team.ack={ p50 = "1h", p95 = "9h" }`, `responder.team.ack_off_hours={ p50 = "10m", p95 = "9h" }`},
	} {
		p := newPlan(readText(t, office, sets...), 3)
		l := newYear(p, newTally(p)).life
		a := &p.risks[0].ladder[0]
		a.ack.column = 0 // drawn when needed
		for k := range uint64(20_000) {
			e := event{ordinal: k, at: rng.Float64() * model.Year}
			first := rng.ExpFloat64() * 3600
			second := first + rng.ExpFloat64()*3*3600
			one, two := first+l.ack(a, e, first), second+l.ack(a, e, second)
			if one > two+1e-6 {
				t.Fatalf("%v: onset %v, a page after %v s is answered after %v, one after %v s after %v", sets, e.at, first, one, second, two)
			}
		}
	}
}

// TestChangesKeepToTheirCalendar: as many events as without a calendar, all at
// open times, evenly spaced on them, and each as likely anywhere there.
func TestChangesKeepToTheirCalendar(t *testing.T) {
	const text = `
[change.deploy]
per_year = 52
downtime = "10s"
[change.renew]
every = "100d"
downtime = "1m"
`
	calendar := []string{
		"service.timezone=America/New_York", "service.starts=2027-03-01",
		`change.*.hours="10:00-16:00"`, `change.*.days="mon-thu"`, `change.*.freezes=[ { from = "12-15", to = "01-05" } ]`,
	}
	free, kept := newPlan(readText(t, text), 8), newPlan(readText(t, text, calendar...), 8)
	a, b := newYear(free, newTally(free)), newYear(kept, newTally(kept))
	var shares []float64
	for i := range uint64(enough(400, 20_000)) {
		a.open(i)
		b.open(i)
		for c := range free.changes {
			a.work(c)
			b.work(c)
			table := kept.changes[c].calendar
			before := math.Inf(-1)
			for j := range b.planned[c].n {
				at := b.planned[c].start(j)
				if !table.IsOpen(at) {
					t.Fatalf("year %d, change %d, event %d begins at %v s, which is closed", i, c, j, at)
				}
				share := table.Share(at)
				if gap := share - before; j > 0 && math.Abs(gap-kept.changes[c].period/model.Year) > 1e-9 {
					t.Fatalf("year %d, change %d: events are %v of the open time apart", i, c, gap)
				}
				if before = share; c == 1 && j == 0 {
					shares = append(shares, share*model.Year/kept.changes[c].period)
				}
			}
			if a.planned[c].n != b.planned[c].n || c == 0 && b.planned[c].n != 52 {
				t.Fatalf("year %d, change %d: %d events with a calendar and %d without", i, c, b.planned[c].n, a.planned[c].n)
			}
		}
	}
	follows(t, "the first event's place in its period", shares, func(x float64) float64 { return math.Min(math.Max(x, 0), 1) })
}

// TestDailyChangesAlike: six a day on weekdays are 1,566 in every simulated
// year; alone, beside others in one ensemble, and in the law's mean.
func TestDailyChangesAlike(t *testing.T) {
	const text = `
[change.deploy]
per_day = 6
days = "mon-fri"
downtime = "1s"
[risk.bad]
on = "deploy"
chance = "2%"
self_heal_time = "10m"
`
	sc := readText(t, text)
	r := run(t, sc, Options{Years: 600, Seed: 3, Method: Auto})
	if got := r.Changes[0].Events; got != 1566 {
		t.Errorf("%v deploys a year, want 1,566", got)
	}
	want := 1566 * (1 + 0.02*600.0)
	m := r.PlainSum.Mean()
	within(t, "mean downtime", m.Value, want, m.SE, 4)
	if l := must(law.Of(t.Context(), sc, model.Year, law.Options{})); math.Abs(l.Mean()-want) > 1e-6*want {
		t.Errorf("the law's mean is %v, want %v", l.Mean(), want)
	}
	same := run(t, sc, Options{Years: 600, Seed: 3, Method: Simulate})
	options, _, err := optionsOf(t.Context(), sc, []*model.Scenario{readText(t, text, "risk.bad.chance=1%")}, PricedBy(sc), 3, 600, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := options[0].Downtime.Value, same.Downtime.Mean().Value; math.Abs(got-want) > 1e-9*want {
		t.Errorf("beside others %v s of downtime a year, alone %v", got, want)
	}
}

// TestLawKnowsCalendars: where changes have calendars, the law of a year and of
// its months is that of the simulation; where people have hours there is none.
func TestLawKnowsCalendars(t *testing.T) {
	const text = `
[change.deploy]
per_week = 2
downtime = { p50 = "1m", p95 = "6m" }
hours = "09:00-16:00"
days = "mon-thu"
freezes = [ { from = "11-20", to = "01-05" } ]
[alarm.probe]
delay = "2m"
[recovery.rollback]
time = { p50 = "5m", p95 = "20m" }
[risk.bad]
on = "deploy"
chance = "5%"
alarms = ["probe"]
recovery = ["rollback"]
`
	for _, sets := range [][]string{
		{`change.deploy.downtime={ p50 = "2m", p95 = "20m" }`}, {"slo.window=month"}, {"slo.window=week"},
		{"slo.window=month", "change.deploy.every=200d", "change.deploy.freezes=none"}, // months without any event
		{"change.deploy.per_week=none", "change.deploy.per_day=0.7", "slo.window=month"},
		{"change.deploy.per_week=none", "change.deploy.per_day=0.4", `change.deploy.downtime={ p50 = "4m", p95 = "20m" }`},
	} {
		r := run(t, readText(t, text, sets...), Options{Years: enough(4000, 40_000), Seed: 2, Method: Auto})
		if r.Check == nil || r.Check.Disagreement != "" || r.Check.Differ > 4 || r.Check.Farthest > 2.2 || r.Method != Auto {
			t.Errorf("%v: %+v %q", sets, r.Check, r.Warnings)
		}
		if r.Check != nil && (r.Check.LawMet > 0.999 || r.Check.LawMet < 0.001) {
			t.Errorf("%v: the promise tells nothing: %v", sets, r.Check.LawMet)
		}
	}
	hours := readText(t, office)
	if _, err := law.OfWindows(t.Context(), hours, []float64{0, model.Year / 2}, law.Options{}); err == nil {
		t.Error("windows have a law too")
	}
	for _, sets := range [][]string{
		{"responder.team.ack_off_hours=1h"},
		{"slo.window=month"},
		{`change.deploy={ per_week = 1 }`, "risk.crash.rate=none", "risk.crash.on=deploy", "risk.crash.chance=10%"},
		{`responder.other={ hours = "09:00-18:00" }`, `recovery.try={ time = "5m", success = "50%", responder = "other" }`, `risk.crash.recovery={ prepend = ["try"] }`},
	} {
		sc := readText(t, office, sets...)
		_, err := Run(context.Background(), sc, Options{Years: 10, Method: Exact})
		if err == nil || !strings.Contains(err.Error(), "responder.team.hours") {
			t.Errorf("%v: the law of a page that waits for hours: %v", sets, err)
		}
		r := run(t, sc, Options{Years: 10, Method: Auto})
		if r.Method != Simulate || !strings.Contains(strings.Join(r.Warnings, " "), "simulated alone: responder.team.hours") {
			t.Errorf("%v: method %v, warnings %q", sets, r.Method, r.Warnings)
		}
	}
	// Around the clock is no hours at all.
	always := run(t, readText(t, office, `responder.team.hours="00:00-24:00"`, `responder.team.days="mon-sun"`), Options{Years: 100, Method: Auto})
	if always.Method != Auto {
		t.Errorf("method %v, warnings %q", always.Method, always.Warnings)
	}
}

// TestLawKnowsHours holds the law of incidents at random moments that wait for
// somebody's hours against the simulation, and its mean against the closed form.
func TestLawKnowsHours(t *testing.T) {
	for _, c := range []struct {
		why  string
		sets []string
	}{
		{"constant times", nil},
		{"random ones, and one at once beside it", []string{`responder.team.ack={ p50 = "20m", p95 = "1h" }`, `risk.crash.diagnose={ p50 = "20m", p95 = "2h" }`, `alarm.probe.delay={ p50 = "1h", p95 = "4h" }`}},
		{"an action that runs by itself beside the wait", []string{`recovery.auto={ time = { p50 = "1h", p95 = "9h" }, success = "30%" }`, `risk.crash.recovery={ prepend = ["auto"] }`, `recovery.fix.time="10m to 2h"`}},
		{"somebody else first, who has no hours", []string{`responder.other={ ack = "5m to 30m" }`, `recovery.try={ time = "5m", success = "50%", responder = "other" }`, `risk.crash.recovery={ prepend = ["try"] }`}},
		{"a night shift with daylight saving", []string{"service.timezone=America/New_York", `responder.team.hours="22:00-06:00"`}},
		{"it heals by itself", []string{`risk.crash.self_heal_time={ p50 = "6h", p95 = "3d" }`}},
	} {
		sc := readText(t, office, append(c.sets, "slo.targets=[\"95%\"]", "slo.promise=95%", "risk.crash.rate=30/year")...)
		r := run(t, sc, Options{Years: enough(3000, 60_000), Seed: 5, Method: Auto})
		if r.Method != Auto || r.Check == nil || r.Check.Disagreement != "" || r.Check.Differ > 4 || r.Check.Farthest > 2.35 {
			t.Errorf("%s: method %v, %+v, %q", c.why, r.Method, r.Check, r.Warnings)
		}
		l := must(law.Of(t.Context(), sc, model.Year, law.Options{}))
		m := r.PlainSum.Mean()
		within(t, c.why+": mean", m.Value, l.Mean(), m.SE, 4)
		within(t, c.why+": standard deviation", r.PlainSum.SD(), math.Sqrt(l.Variance()), r.PlainSum.SD()/math.Sqrt(2*float64(r.Years)), 6)
		if len(c.sets) == 0 {
			want := 30 * 3600 * (15.0/60 + waits(func(w float64) float64 { return w })/yearHours)
			within(t, "mean in closed form", l.Mean(), want, want*1e-5, 1)
		}
	}
}

// TestSweepsLeaveHoursToTheEngine holds cells of a surface against runs of the
// patched scenario: a tape cannot know when pages go out.
func TestSweepsLeaveHoursToTheEngine(t *testing.T) {
	sc := readText(t, office)
	axes := &model.Sweep{
		X: model.Axis{Path: "alarm.probe.latency", Kind: model.DurationValue, Values: []float64{60, 6 * 3600}},
		Y: model.Axis{Path: "recovery.fix.time", Kind: model.DurationValue, Values: []float64{60, 3600}},
	}
	opt := Options{Years: 200, Seed: 4, Method: Simulate}
	sc.Sweep = axes
	s, err := SweepSurface(context.Background(), sc, opt)
	if err != nil {
		t.Fatal(err)
	}
	for j, y := range axes.Y.Values {
		for i, x := range axes.X.Values {
			cell := must(file.With(sc, file.At(axes.X, x), file.At(axes.Y, y)))
			if r := run(t, cell, opt); !close12(r.AttainableAllYear, s.Attainable[j][i]) {
				t.Errorf("alarm %v, fix %v: the surface has %v, the run %v", x, y, s.Attainable[j][i], r.AttainableAllYear)
			}
		}
	}
}

// TestExplainKnowsHours: the incidents that explain takes for typical wait as
// those of the simulation do, and people who are there at once have no hours.
func TestExplainKnowsHours(t *testing.T) {
	sc := readText(t, office)
	p := newPlan(sc, 3)
	costs, _ := newYear(p, newTally(p)).census(0, 20_000)
	waited := 0
	for _, cost := range costs {
		if cost > 15*60+1 {
			waited++
		}
	}
	const off = 1 - 261*8/yearHours
	n := float64(len(costs))
	within(t, "part of single incidents that wait", float64(waited)/n, off, math.Sqrt(off*(1-off)/n), 4)
	x := explain(t, sc, Options{Years: 500, Seed: 3})
	// Twenty outages of five minutes, and not of half a day.
	if f := x.floor(t, PeopleInstant, ""); f.Attainable.Value < 0.9995 {
		t.Errorf("with people there at once %v is attained", f.Attainable.Value)
	}
}

// TestCalendarsAllocateNothing simulates years with hours, calendars, false
// alarms and gates that take time.
func TestCalendarsAllocateNothing(t *testing.T) {
	p := newPlan(readText(t, crowd,
		`responder.oncall.hours="08:00-20:00"`, `responder.oncall.ack_off_hours=20m`, `responder.expert.days="mon-fri"`,
		`change.deploy.hours="09:00-16:00"`, `alarm.errors.false_alarms=2/week`, `gate.canary.takes={ p50 = "10m", p95 = "1h" }`,
		`gate.tests.false_stops=10%`,
	), 1)
	y := newYear(p, newTally(p))
	clear(y.tally.sampling)
	for i := range 2000 {
		y.simulate(uint64(i), nil, nil)
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(500, func() { y.simulate(i, nil, nil); i++ }); n > 0 {
		t.Errorf("%v allocations a year", n)
	}
}
