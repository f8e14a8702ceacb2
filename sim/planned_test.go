package sim

import (
	"fmt"
	"testing"

	"nines/sim/internal/simtest"
)

// TestCertainWorkIsImpossible: work that alone exceeds every month's budget
// leaves nothing to chance, with a calendar as without.
func TestCertainWorkIsImpossible(t *testing.T) {
	for _, calendar := range []string{"", "hours = \"22:00-04:00\"\n", "days = \"sat\"\n", "hours = \"09:00-17:00\"\ndays = \"mon-fri\"\nfreezes = [ { from = \"12-20\", to = \"12-27\" } ]\n"} {
		text := fmt.Sprintf("[change.work]\nper_month = 3\ndowntime = \"1h\"\n%s", calendar)
		r := mustRun(t, simtest.ReadText(t, text, "slo.window=month"), Options{Years: 200, Seed: 2, Method: Auto})
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
	r := mustRun(t, simtest.ReadText(t, simtest.February, "slo.window=month", "service.starts=2028-03-01", "change.renew.per_year=12"), Options{Years: 200, Seed: 2, Method: Simulate})
	if got := r.Targets[1].Verdict; r.Targets[1].Target.Text() != "99.9%" || got != Impossible {
		t.Errorf("twelve times in February: %s is %s", r.Targets[1].Target.Text(), got)
	}
}
