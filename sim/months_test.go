package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestWorkInFebruary: 28 days allow 2,419.2 s at 99.9 %, so that eleven months
// in twelve are met, and the agreement is broken in every year but those whose
// work straddles the end of February.
func TestWorkInFebruary(t *testing.T) {
	years := simtest.Enough(20_000, 400_000)
	for _, method := range []Method{Simulate, Auto} {
		r := mustRun(t, simtest.ReadText(t, simtest.February, "slo.window=month", "service.starts=2028-03-01"), Options{Years: years, Seed: 9, Method: method})
		for _, target := range r.Targets {
			if target.Target.Text() != "99.9%" {
				continue
			}
			// A straddler meets February unless 80.8 s of it lie in March.
			const straddle = 2419.2 / (28 * model.Day)
			se := math.Sqrt(straddle / float64(years))
			simtest.Within(t, string(method)+": months met", target.Met.Value, (11+straddle)/12, se/12+1e-9, 4)
			simtest.Within(t, string(method)+": years without a miss", target.MetAllYear.Value, straddle, se+1e-9, 4)
			if want := 2628.0; math.Abs(target.Budget-want) > 1e-9 {
				t.Errorf("a budget of %v s, want the mean of the months', %v", target.Budget, want)
			}
			a := r.Agreements[0]
			simtest.Within(t, "years with a breach", a.BreachYear.Value, 1-straddle, se, 4)
			simtest.Within(t, "credits of a year", a.CreditsPerYear.Mean.Value, 120*(1-straddle), 120*se, 4)
		}
	}
}

// TestTermsAreCountedInWindows: at one outage of an hour a year, a month is
// breached unless none begins in it, and a term of n months unless none does
// in all of them.
func TestTermsAreCountedInWindows(t *testing.T) {
	years := simtest.Enough(60_000, 400_000)
	for months, starts := range map[int]string{1: "2029-01-01", 12: "2028-03-01", 13: "2029-01-01", 18: "2028-06-01", 25: "2029-01-01"} {
		r := mustRun(t, simtest.ReadText(t, fmt.Sprintf(`
[risk.x]
rate = "1/year"
self_heal_time = "1h"
[sla.x]
fee_per_month = 100
credits = [ { below = "99.9%%", credit = "25%%" } ]
term = "%dmo"
terminate_after = { breaches = 1, within = "%dmo" }
`, months, min(months, 13)), "service.starts="+starts), Options{Years: years, Seed: 5, Method: Simulate}).Agreements[0]
		want := 1 - math.Exp(-float64(months)/12)
		if months == 1 {
			want = 1 - math.Exp(-31.0/365) // a term begins with the year's first month
		}
		if months == 13 || months == 25 {
			want = 1 - math.Exp(-float64(months-1)/12-31.0/365)
		}
		if months == 18 {
			want = 1 - math.Exp(-1-183.0/365)
		}
		// An hour that straddles two months breaks one or none: less than 1e-4 here.
		simtest.Within(t, fmt.Sprintf("terms of %d months with a breach", months), r.BreachTerm.Value, want, r.BreachTerm.SE+1e-4, 4)
		simtest.Within(t, fmt.Sprintf("terms of %d months that end early", months), r.Termination.Value, want, r.Termination.SE+1e-4, 4)
	}
}
