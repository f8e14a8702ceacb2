package engine

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
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
		sc := simtest.ReadText(t, "[change.work]\n"+c.change, "slo.window="+c.window, "service.starts=2027-04-12", "service.timezone=Europe/Berlin")
		edges := sc.SLO.Window.Edges()
		p := NewPlan(sc, 1)
		p.Edges = edges
		y := NewYear(p, NewTally(p))
		least := make([]float64, len(edges)-1)
		for w := range least {
			least[w] = math.Inf(1)
		}
		got := make([]float64, len(least))
		for i := range uint64(simtest.Enough(600, 6000)) {
			clear(got)
			y.Simulate(i, got, nil)
			for w := range got {
				least[w] = math.Min(least[w], got[w])
			}
		}
		some := false
		for w := range least {
			certain := PlannedOf(sc).Certain(edges[w], edges[w+1])
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

// TestPlannedCertainWithoutCalendar is the closed form: of work that is a period
// apart a window certainly holds as much as whole periods fit into it.
func TestPlannedCertainWithoutCalendar(t *testing.T) {
	sc := simtest.ReadText(t, "[change.work]\nevery = \"10h\"\ndowntime = \"1h\"\n[change.other]\nevery = \"1000d\"\ndowntime = \"1h\"")
	for _, hours := range []float64{0.5, 9, 10, 11, 25, 99} {
		fit := math.Floor(hours / 10)
		for _, from := range []float64{0, 100 * model.Day, model.Year/2 - 1234} {
			simtest.Near(t, fmt.Sprintf("of %v h", hours), PlannedOf(sc).Certain(from, from+hours*3600), 3600*math.Max(fit, fit+math.Min(hours-10*fit-9, 1)))
		}
	}
}
