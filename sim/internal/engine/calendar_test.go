package engine

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestPageWaitsForHours holds the lengths of outages against the closed form:
// a page at a uniform moment of the year waits for a uniform part of the gap
// that it falls in.
func TestPageWaitsForHours(t *testing.T) {
	const on = 261 * 8.0
	if off := simtest.Waits(func(float64) float64 { return 1 }); off != simtest.YearHours-on {
		t.Fatalf("the gaps add up to %v h, want %v", off, simtest.YearHours-on)
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
		years := simtest.Enough(3000, 100_000)
		sc := simtest.ReadText(t, simtest.Office, c.sets...)
		onHours := on * c.wait(0)
		if len(c.sets) > 0 && strings.Contains(c.sets[0], "off_hours") {
			onHours = on * ack
		}
		mean := (onHours + simtest.Waits(c.wait)) / simtest.YearHours
		square := (onHours*onHours/on + simtest.Waits(func(w float64) float64 { return c.wait(w) * c.wait(w) })) / simtest.YearHours
		p := NewPlan(sc, 5)
		y := NewYear(p, NewTally(p))
		sum, n := 0.0, 0.0
		for i := range years {
			y.Simulate(uint64(i), nil, nil)
		}
		for _, x := range y.Tally.Lengths[0] {
			sum += x/3600 - fix
			n++
		}
		if n < 40_000 {
			t.Fatalf("%s: only %v outages", c.why, n)
		}
		simtest.Within(t, c.why+": mean wait in hours", sum/n, mean, math.Sqrt((square-mean*mean)/n), 4)
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
		p := NewPlan(simtest.ReadText(t, simtest.Office, sets...), 1)
		l := NewYear(p, NewTally(p)).Life
		l.columns = [][]float64{}
		e := Event{At: c.at * 3600}
		if got := l.ack(&p.Risks[0].Ladder[0], e, 0) / 3600; math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: answered after %v h, want %v", c.why, got, c.want)
		}
		e.At -= 1800
		if got := l.ack(&p.Risks[0].Ladder[0], e, 1800) / 3600; math.Abs(got-c.want) > 1e-9 {
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
		p := NewPlan(simtest.ReadText(t, simtest.Office, sets...), 3)
		l := NewYear(p, NewTally(p)).Life
		a := &p.Risks[0].Ladder[0]
		a.ack.column = 0 // drawn when needed
		for k := range uint64(20_000) {
			e := Event{Ordinal: k, At: rng.Float64() * model.Year}
			first := rng.ExpFloat64() * 3600
			second := first + rng.ExpFloat64()*3*3600
			one, two := first+l.ack(a, e, first), second+l.ack(a, e, second)
			if one > two+1e-6 {
				t.Fatalf("%v: onset %v, a page after %v s is answered after %v, one after %v s after %v", sets, e.At, first, one, second, two)
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
	free, kept := NewPlan(simtest.ReadText(t, text), 8), NewPlan(simtest.ReadText(t, text, calendar...), 8)
	a, b := NewYear(free, NewTally(free)), NewYear(kept, NewTally(kept))
	var shares []float64
	for i := range uint64(simtest.Enough(400, 20_000)) {
		a.Open(i)
		b.Open(i)
		for c := range free.Changes {
			a.Work(c)
			b.Work(c)
			table := kept.Changes[c].calendar
			before := math.Inf(-1)
			for j := range b.planned[c].n {
				at := b.planned[c].start(j)
				if !table.IsOpen(at) {
					t.Fatalf("year %d, change %d, event %d begins at %v s, which is closed", i, c, j, at)
				}
				share := table.Share(at)
				if gap := share - before; j > 0 && math.Abs(gap-kept.Changes[c].period/model.Year) > 1e-9 {
					t.Fatalf("year %d, change %d: events are %v of the open time apart", i, c, gap)
				}
				if before = share; c == 1 && j == 0 {
					shares = append(shares, share*model.Year/kept.Changes[c].period)
				}
			}
			if a.planned[c].n != b.planned[c].n || c == 0 && b.planned[c].n != 52 {
				t.Fatalf("year %d, change %d: %d events with a calendar and %d without", i, c, b.planned[c].n, a.planned[c].n)
			}
		}
	}
	simtest.Follows(t, "the first event's place in its period", shares, func(x float64) float64 { return math.Min(math.Max(x, 0), 1) })
}

// TestCalendarsAllocateNothing simulates years with hours, calendars, false
// alarms and gates that take time.
func TestCalendarsAllocateNothing(t *testing.T) {
	p := NewPlan(simtest.ReadText(t, simtest.Crowd,
		`responder.oncall.hours="08:00-20:00"`, `responder.oncall.ack_off_hours=20m`, `responder.expert.days="mon-fri"`,
		`change.deploy.hours="09:00-16:00"`, `alarm.errors.false_alarms=2/week`, `gate.canary.takes={ p50 = "10m", p95 = "1h" }`,
		`gate.tests.false_stops=10%`,
	), 1)
	y := NewYear(p, NewTally(p))
	clear(y.Tally.Sampling)
	for i := range 2000 {
		y.Simulate(uint64(i), nil, nil)
	}
	i := uint64(0)
	if n := testing.AllocsPerRun(500, func() { y.Simulate(i, nil, nil); i++ }); n > 0 {
		t.Errorf("%v allocations a year", n)
	}
}
