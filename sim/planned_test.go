package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
)

// TestWindowsHoldWhatIsCertain holds what every window certainly holds of planned work
// against the least that any of many years has, event by event.
func TestWindowsHoldWhatIsCertain(t *testing.T) {
	for _, c := range []struct{ change, window string }{
		{"per_month = 1\ndowntime = \"2h\"", "month"},
		{"per_month = 1\ndowntime = \"2h\"\ndays = \"sat-sun\"\nhours = \"22:00-04:00\"", "month"},
		{"per_day = 6\ndowntime = \"20m\"\ndays = \"mon-fri\"\nhours = \"09:00-17:00\"", "week"},
		{"per_day = 0.5\ndowntime = \"20h\"\ndays = \"mon-fri\"\nhours = \"09:00-17:00\"", "week"},
		{"per_week = 2\ndowntime = \"3h\"\nfreezes = [ { from = \"12-15\", to = \"01-05\" } ]", "quarter"},
		{"every = \"5d\"\ndowntime = \"1d\"", "week"},
		{"every = \"100d\"\ndowntime = \"1h\"", "year"},
		{"every = \"3h\"\ndowntime = \"90m\"\ndays = \"mon-thu\"", "every 10h"},
		{"per_month = 1\ndowntime = \"2h\"\nhours = \"00:00-01:00\"\ndays = \"mon\"", "every 40d"},
	} {
		sc := readText(t, "[change.work]\n"+c.change, "slo.window="+c.window, "service.starts=2027-04-12", "service.timezone=Europe/Berlin")
		edges := sc.SLO.Window.Edges()
		p := newPlan(sc, 1)
		p.edges = edges
		y := newYear(p, newTally(p))
		least := make([]float64, len(edges)-1)
		for w := range least {
			least[w] = math.Inf(1)
		}
		got := make([]float64, len(least))
		for i := range uint64(enough(600, 6000)) {
			clear(got)
			y.simulate(i, got, nil)
			for w := range got {
				least[w] = math.Min(least[w], got[w])
			}
		}
		some := false
		for w := range least {
			certain := plannedOf(sc).certain(edges[w], edges[w+1])
			some = some || certain > 0
			// So many years come near to the least, but never below; to the
			// first window what began before the year may add.
			if certain > least[w]+1e-6 || w > 0 && certain < least[w]-0.02*(edges[w+1]-edges[w]) {
				t.Errorf("%q, %s %d: %v s are certain, the least of years is %v", c.change, c.window, w, certain, least[w])
			}
		}
		if !some {
			t.Errorf("%q: nothing is certain", c.change)
		}
	}
}

// TestCertainWorkIsImpossible: work that alone exceeds every month's budget
// leaves nothing to chance, with a calendar as without.
func TestCertainWorkIsImpossible(t *testing.T) {
	for _, calendar := range []string{"", "hours = \"22:00-04:00\"\n", "days = \"sat\"\n", "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\nfreezes = [ { from = \"12-20\", to = \"12-27\" } ]\n"} {
		text := fmt.Sprintf("[change.work]\nper_month = 3\ndowntime = \"1h\"\n%s", calendar)
		r := run(t, readText(t, text, "slo.window=month"), Options{Years: 200, Seed: 2, Method: Auto})
		for _, target := range r.Targets {
			want := Impossible
			if target.Target.Text() == "99%" { // 7 h 12 min
				want = Yes
			}
			if target.Verdict != want {
				t.Errorf("%q: %s is %s, want %s (%v of years)", calendar, target.Target.Text(), target.Verdict, want, target.MetAllYear)
			}
		}
	}
	// In February alone: the other months do not matter.
	r := run(t, readText(t, february, "slo.window=month", "service.starts=2028-03-01", "change.renew.per_year=12"), Options{Years: 200, Seed: 2, Method: Simulate})
	if got := r.Targets[1].Verdict; r.Targets[1].Target.Text() != "99.9%" || got != Impossible {
		t.Errorf("twelve times in February: %s is %s", r.Targets[1].Target.Text(), got)
	}
}

// TestPlannedCertainWithoutCalendar is the closed form: of work that is a period
// apart a window certainly holds as much as whole periods fit into it.
func TestPlannedCertainWithoutCalendar(t *testing.T) {
	sc := readText(t, "[change.work]\nevery = \"10h\"\ndowntime = \"1h\"\n[change.other]\nevery = \"1000d\"\ndowntime = \"1h\"")
	for _, hours := range []float64{0.5, 9, 10, 11, 25, 99} {
		fit := math.Floor(hours / 10)
		for _, from := range []float64{0, 100 * model.Day, model.Year/2 - 1234} {
			near(t, fmt.Sprintf("of %v h", hours), plannedOf(sc).certain(from, from+hours*3600), 3600*math.Max(fit, fit+math.Min(hours-10*fit-9, 1)))
		}
	}
}
