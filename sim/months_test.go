package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"testing"

	"nines/model"
	"nines/sim/law"
)

// february is work of 2,500 s once a year, in a year that begins in March and
// leaves it February alone.
const february = `
[change.renew]
per_year = 1
downtime = "2500s"
freezes = [ { from = "03-01", to = "01-31" } ]
[sla.x]
fee_per_month = 1200
credits = [ { below = "99.9%", credit = "10%" } ]
`

// TestWorkInFebruary: 28 days allow 2,419.2 s at 99.9 %, so that eleven months
// in twelve are met, and the agreement is broken in every year but those whose
// work straddles the end of February.
func TestWorkInFebruary(t *testing.T) {
	years := enough(20_000, 400_000)
	for _, method := range []Method{Simulate, Auto} {
		r := run(t, readText(t, february, "slo.window=month", "service.starts=2028-03-01"), Options{Years: years, Seed: 9, Method: method})
		for _, target := range r.Targets {
			if target.Target.Text() != "99.9%" {
				continue
			}
			// A straddler meets February unless 80.8 s of it lie in March.
			const straddle = 2419.2 / (28 * model.Day)
			se := math.Sqrt(straddle / float64(years))
			within(t, string(method)+": months met", target.Met.Value, (11+straddle)/12, se/12+1e-9, 4)
			within(t, string(method)+": years without a miss", target.MetAllYear.Value, straddle, se+1e-9, 4)
			if want := 2628.0; math.Abs(target.Budget-want) > 1e-9 {
				t.Errorf("a budget of %v s, want the mean of the months', %v", target.Budget, want)
			}
			a := r.Agreements[0]
			within(t, "years with a breach", a.BreachYear.Value, 1-straddle, se, 4)
			within(t, "credits of a year", a.CreditsPerYear.Mean.Value, 120*(1-straddle), 120*se, 4)
		}
	}
}

// TestEveryEngineCutsAlike holds windows that do not begin with the year, and
// are as long as the calendar says, against the outages that fall into them:
// by the simulation, beside others in one ensemble, and by the law.
func TestEveryEngineCutsAlike(t *testing.T) {
	const text = `
[risk.crash]
rate = "30/year"
self_heal_time = "30m"
[change.work]
per_day = 1
days = "sat"
downtime = "10m"
`
	for _, window := range []string{"month", "quarter", "week"} {
		sc := readText(t, text, "slo.window="+window, "service.starts=2027-10-10", "service.timezone=America/New_York")
		p := newPlan(sc, 4)
		if p.edges[0] <= 0 || p.edges[len(p.edges)-1] >= model.Year && window != "week" {
			t.Fatalf("%ss from %v to %v are to leave parts at both ends", window, p.edges[0], p.edges[len(p.edges)-1])
		}
		y := newYear(p, newTally(p))
		got, sums := make([]float64, len(p.edges)-1), make([]float64, len(p.edges)-1)
		for i := range uint64(50) {
			clear(got)
			clear(sums)
			y.simulate(i, got, sums)
			for w := range got {
				want := downBetween(y.pieces, p.edges[w], p.edges[w+1])
				if math.Abs(got[w]-want) > 1e-6 {
					t.Fatalf("%s %d of year %d: down for %v s, want %v", window, w, i, got[w], want)
				}
			}
		}
		years := enough(1500, 20_000)
		r := run(t, sc, Options{Years: years, Seed: 4, Method: Auto})
		if r.Check == nil || r.Check.Disagreement != "" || r.Check.Differ > 4 {
			t.Errorf("%ss: %+v %q", window, r.Check, r.Warnings)
		}
		same := run(t, sc, Options{Years: 500, Seed: 4, Method: Simulate})
		options, _, err := optionsOf(t.Context(), sc, []*model.Scenario{readText(t, text, "slo.window="+window, "service.starts=2027-10-10", "service.timezone=America/New_York", "risk.crash.rate=20/year")},
			PricedBy(sc), 4, 500, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		if !close12(options[0].Attainable, same.AttainableAllYear) {
			t.Errorf("%ss: beside others %v is attained, alone %v", window, options[0].Attainable, same.AttainableAllYear)
		}
		// Only Saturdays' work: its events fall into the windows one by one.
		w := must(law.OfWindows(t.Context(), readText(t, text, "risk.crash.rate=0/year", "service.starts=2027-10-10", "service.timezone=America/New_York"), p.edges, law.Options{}))
		worst := 0.0
		for i := range len(p.edges) - 1 {
			worst = max(worst, math.Round((p.edges[i+1]-p.edges[i])/model.Day/7+0.2)*600/(p.edges[i+1]-p.edges[i]))
		}
		if below, _ := w.All(worst * (1 - 1e-9)); window == "week" && below > 0 {
			t.Errorf("%ss: no work at all in %v of years", window, below)
		}
		if all, _ := w.All(worst * 1.0001); window == "week" && all < 1-1e-9 {
			t.Errorf("%ss: more than a Saturday's work in %v of years", window, 1-all)
		}
	}
}

// downBetween returns how long the service is down between two moments, where all
// pieces hit everybody.
func downBetween(pieces []piece, from, to float64) float64 {
	down, n := 0.0, 0
	type edge struct {
		at   float64
		step int
	}
	var edges []edge
	for _, p := range pieces {
		edges = append(edges, edge{p.start, 1}, edge{p.start + p.length, -1})
	}
	edges = append(edges, edge{from, 0}, edge{to, 0})
	slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.at, b.at) })
	for i, e := range edges[:len(edges)-1] {
		if n += e.step; n > 0 {
			down += math.Max(0, math.Min(edges[i+1].at, to)-math.Max(e.at, from))
		}
	}
	return down
}

// TestTermsAreCountedInWindows: at one outage of an hour a year, a month is
// breached unless none begins in it, and a term of n months unless none does
// in all of them.
func TestTermsAreCountedInWindows(t *testing.T) {
	years := enough(60_000, 400_000)
	for months, starts := range map[int]string{1: "2029-01-01", 12: "2028-03-01", 13: "2029-01-01", 18: "2028-06-01", 25: "2029-01-01"} {
		r := run(t, readText(t, fmt.Sprintf(`
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
		within(t, fmt.Sprintf("terms of %d months with a breach", months), r.BreachTerm.Value, want, r.BreachTerm.SE+1e-4, 4)
		within(t, fmt.Sprintf("terms of %d months that end early", months), r.Termination.Value, want, r.Termination.SE+1e-4, 4)
	}
}
