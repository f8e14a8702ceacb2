package sim

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/sim/internal/simtest"
)

// Constant outages at one moment of every year leave nothing to chance: what
// counts of them can be told by hand.

// settled runs a scenario and returns its first agreement.
func settled(t *testing.T, text string, years int) AgreementResult {
	t.Helper()
	return mustRun(t, simtest.ReadText(t, text), Options{Years: years, Seed: 3, Method: Simulate}).Agreements[0]
}

// hourly is work of so many seconds in every hour of the year: each window of
// whole hours holds the same.
func hourly(downtime, agreement string) string {
	return fmt.Sprintf("[change.work]\nevery = \"1h\"\ndowntime = %q\n[sla.x]\nfee_per_month = 100\nwindow = \"every 730h\"\n%s\n", downtime, agreement)
}

// TestWhatCounts holds the mean availability that an agreement sees, and what
// it pays in each month, against arithmetic.
func TestWhatCounts(t *testing.T) {
	const tiers = `credits = [ { below = "99%", credit = "10%" }, { below = "97%", credit = "25%" }, { below = "90%", credit = "100%" } ]` + "\n"
	for _, c := range []struct {
		why, text    string
		availability float64 // as counted
		credit       float64 // of each window's fee
	}{
		{"90 s of each hour are 97.5 %", hourly("90s", tiers), 0.975, 0.10},
		{"of 120 s one minute of the clock is full, whenever they begin", hourly("120s", tiers+"whole_minutes = true"), 1 - 1.0/60, 0.10},
		{"of 59.9 s none is", hourly("59.9s", tiers+"whole_minutes = true"), 1, 0},
		{"of 180 s two are", hourly("180s", tiers+"whole_minutes = true"), 1 - 2.0/60, 0.25},
		{"what is shorter does not count", hourly("119s", tiers+`min_outage = "2m"`), 1, 0},
		{"what is as long does", hourly("120s", tiers+`min_outage = "2m"`), 1 - 2.0/60, 0.25},
		{"a tie with the threshold is met", hourly("36s", tiers), 0.99, 0},
		{"a tie with the second too", hourly("108s", tiers), 0.97, 0.10},
		{"excluded work does not count", hourly("6m", tiers+`exclude = ["change.work"]`), 1, 0},
		{"excluded time leaves the denominator: 2 of 56 minutes", hourly("6m", tiers+`exclude = [{ part = "change.work", at_most = "4m" }]`), 1 - 2.0/56, 0.25},
		{"what is left of it may be too short", hourly("6m", tiers+`exclude = [{ part = "change.work", at_most = "4m" }]`+"\nmin_outage = \"3m\""), 1, 0},
		{"an exclusion that is longer than the work", hourly("6m", tiers+`exclude = [{ part = "change.work", at_most = "7m" }]`), 1, 0},
		{"the cap comes first, then those who ask", hourly("9m", tiers+"credit_cap = \"50%\"\nclaimed = \"20%\""), 0.85, 0.5 * 0.2},
		{"a cap above what is owed", hourly("90s", tiers+"credit_cap = \"50%\"\nclaimed = \"20%\""), 0.975, 0.1 * 0.2},
	} {
		a := settled(t, c.text, 3)
		simtest.Near(t, c.why+": availability", a.Availability.Value, c.availability)
		simtest.Near(t, c.why+": credit", a.CreditMean.Value, c.credit)
		simtest.Near(t, c.why+": credit of a bad month", a.CreditP95.Value, c.credit)
		simtest.Near(t, c.why+": credits a year", a.CreditsPerYear.P99.Value, 12*100*c.credit)
		breached := 0.0
		if c.credit > 0 {
			breached = 1
		}
		simtest.Near(t, c.why+": breach", a.Breach.Value, breached)
		simtest.Near(t, c.why+": breaches a year", a.BreachesPerYear.Value, 12*breached)
	}
}

// TestWhatClausesPay holds each kind of payment against arithmetic.
func TestWhatClausesPay(t *testing.T) {
	for _, c := range []struct {
		why, text string
		credit    float64 // of each window's fee
	}{
		{"one outage over a limit", hourly("90s", "clauses = [ { any_outage_over = \"80s\" } ]\npays = { fee = \"30%\" }"), 0.3},
		{"as long as the limit is met", hourly("90s", "clauses = [ { any_outage_over = \"90s\" } ]\npays = { fee = \"30%\" }"), 0},
		{"730 times 90 s are 18.25 h", hourly("90s", "clauses = [ { total_over = \"18h\" } ]\npays = { fee_for_downtime = 6 }"), 6 * 0.025},
		{"which is met", hourly("90s", "clauses = [ { total_over = \"18.25h\" } ]\npays = { fee_for_downtime = 6 }"), 0},
		{"either clause is enough", hourly("90s", "clauses = [ { total_over = \"20h\" }, { any_outage_over = \"1m\" } ]\npays = { sum = 40 }"), 0.4},
		{"full minutes shorten an outage", hourly("120s", "clauses = [ { any_outage_over = \"1m\" } ]\npays = { sum = 40 }\nwhole_minutes = true"), 0},
		{"a cap on many times the fee", hourly("30m", "clauses = [ { any_outage_over = \"1m\" } ]\npays = { fee_for_downtime = 10 }\ncredit_cap = \"100%\""), 1},
	} {
		a := settled(t, c.text, 3)
		simtest.Near(t, c.why, a.CreditMean.Value, c.credit)
		simtest.Near(t, c.why+": money", a.CreditsPerYear.Mean.Value, 12*100*c.credit)
		if len(a.Promises) > 0 || !math.IsNaN(a.Attainable.Value) {
			t.Errorf("%s: clauses have no first threshold", c.why)
		}
	}
	a := settled(t, "[risk.x]\nrate = \"12/year\"\nself_heal_time = \"1h\"\n[sla.x]\nclauses = [ { any_outage_over = \"0s\" } ]\npays = { sum = 7 }", 20_000)
	if !math.IsNaN(a.CreditMean.Value) || !math.IsNaN(a.CreditP95.Value) {
		t.Errorf("a share of no fee: %v, %v", a.CreditMean, a.CreditP95)
	}
	// Months of unequal lengths take less than 0.04 from twelve equal ones.
	simtest.Within(t, "months with an outage, at 7 each", a.CreditsPerYear.Mean.Value, 7*12*(1-math.Exp(-1)), a.CreditsPerYear.Mean.SE+0.04, 4)
}

// TestExclusionHidesWhatOverlaps lays an outage over excluded time: neither
// counts there. A day of maintenance a week leaves six to the outages.
func TestExclusionHidesWhatOverlaps(t *testing.T) {
	a := settled(t, `
[change.maintenance]
every = "7d"
downtime = "1d"
[risk.x]
rate = "40/year"
self_heal_time = "10h"
impact = "50%"
[sla.x]
window = "every 7d"
fee_per_month = 100
credits = [ { below = "99%", credit = "10%" } ]
exclude = ["change.maintenance"]
`, simtest.Enough(8000, 20_000))
	// Each second outside the maintenance is down by 1 - E(0.5^n), n Poisson.
	open := 40.0 * 10 / 8760
	simtest.Within(t, "availability outside the maintenance", a.Availability.Value, math.Exp(-open/2), a.Availability.SE, 4)
}

// TestOutageLengthLeavesOutExcludedTime cuts one outage of eight days by a day
// of maintenance a week. At least one such day lies in it, and up to another
// one at its ends, where the phase of the week (two days in seven) lets it.
func TestOutageLengthLeavesOutExcludedTime(t *testing.T) {
	const text = `
[change.maintenance]
every = "7d"
downtime = "1d"
[change.outage]
every = "365d"
downtime = "8d"
[sla.x]
window = "year"
fee_per_month = 100
clauses = [ { any_outage_over = %q } ]
pays = { sum = 1 }
exclude = ["change.maintenance"]
`
	for over, want := range map[string]float64{"143h": 1, "151h": 1 - 2.0/7*(1-17.0/24), "169h": 0} {
		a := settled(t, fmt.Sprintf(text, over), simtest.Enough(8000, 20_000))
		// One year in 46 the outage runs past the year's end, where the phase of
		// the week is that of another year.
		simtest.Within(t, "over "+over, a.Breach.Value, want, math.Hypot(a.Breach.SE, 0.002), 4)
	}
}

// TestTermsAndTermination holds the chances of a term against the binomial
// law: months of 730 h in which an outage strikes are independent, each with
// probability 1 - exp(-rate/12).
func TestTermsAndTermination(t *testing.T) {
	const text = `
[risk.x]
rate = "3/year"
self_heal_time = "1m"
[sla.x]
window = "every 730h"
clauses = [ { any_outage_over = "0s" } ]
pays = { sum = 1 }
term = %q
terminate_after = { breaches = %d, within = %q }
`
	p := 1 - math.Exp(-3.0/12)
	atLeast := func(k int, n float64) float64 { return 1 - distuv.Binomial{N: n, P: p}.CDF(float64(k-1)) }
	for _, c := range []struct {
		term, within string
		breaches     int
		breach, ends float64
	}{
		{"1y", "12mo", 3, 1 - math.Pow(1-p, 12), atLeast(3, 12)},
		{"3y", "3y", 9, 1 - math.Pow(1-p, 36), atLeast(9, 36)},
		{"6mo", "12mo", 1, 1 - math.Pow(1-p, 6), atLeast(1, 6)},
		{"18mo", "18mo", 4, 1 - math.Pow(1-p, 18), atLeast(4, 18)},
		// Two in a row among n: no two of the others are neighbours.
		{"2y", "2mo", 2, 1 - math.Pow(1-p, 24), 1 - noTwoInARow(24, p)},
	} {
		a := settled(t, fmt.Sprintf(text, c.term, c.breaches, c.within), simtest.Enough(25_000, 400_000))
		simtest.Within(t, c.term+": breach in the term", a.BreachTerm.Value, c.breach, a.BreachTerm.SE, 4)
		simtest.Within(t, fmt.Sprintf("%s: %d within %s", c.term, c.breaches, c.within), a.Termination.Value, c.ends, a.Termination.SE, 4)
		simtest.Within(t, "breach in a year", a.BreachYear.Value, 1-math.Pow(1-p, 12), a.BreachYear.SE, 4)
		simtest.Within(t, "breaches a year", a.BreachesPerYear.Value, 12*p, a.BreachesPerYear.SE, 4)
	}
	a := settled(t, fmt.Sprintf(text, "10y", 3, "1y"), 9)
	if !math.IsNaN(a.BreachTerm.Value) || !math.IsNaN(a.Termination.Value) {
		t.Errorf("nine years say nothing of a term of ten: %v, %v", a.BreachTerm, a.Termination)
	}
}

// noTwoInARow is the probability that of n trials no two successes follow
// each other: a recursion over how the last trial ended.
func noTwoInARow(n int, p float64) float64 {
	miss, hit := 1.0, 0.0
	for range n {
		miss, hit = (miss+hit)*(1-p), miss*p
	}
	return miss + hit
}

// TestWindowsOfTheirOwn holds an agreement's windows against the SLO's, which
// are found in another way: with the same windows both count the same.
func TestWindowsOfTheirOwn(t *testing.T) {
	years := simtest.Enough(400, 3000) // figures of the same years, equal to the last digit
	for _, window := range []string{"month", "quarter", "week", "year", "every 30d"} {
		text := simtest.Crowd + fmt.Sprintf("[sla.x]\nwindow = %q\nfee_per_month = 1\ncredits = [ { below = \"99.9%%\", credit = \"10%%\" } ]\n", window)
		r := mustRun(t, simtest.ReadText(t, text, "slo.window="+window), Options{Years: years, Seed: 2, Method: Simulate})
		a := r.Agreements[0]
		for _, target := range r.Targets {
			if target.Target.Text() != "99.9%" {
				continue
			}
			simtest.Near(t, window+": a window", a.Breach.Value, 1-target.Met.Value)
			simtest.Near(t, window+": a year", a.BreachYear.Value, 1-target.MetAllYear.Value)
		}
		simtest.Within(t, window+": attainable", a.Attainable.Value, r.AttainableAllYear.Value, 1e-12, 4)
		for i, p := range a.Promises {
			if p.Target.Text() == "99.9%" {
				simtest.Near(t, window+": the terms as they stand", p.CreditsMean.Value, a.CreditsPerYear.Mean.Value)
			}
			if i > 0 && p.BreachYear.Value < a.Promises[i-1].BreachYear.Value {
				t.Errorf("%s: a stricter promise is breached less", window)
			}
		}
		other := mustRun(t, simtest.ReadText(t, text), Options{Years: years, Seed: 2, Method: Simulate})
		if d := simtest.Differ(a, other.Agreements[0]); len(d) > 0 && window != "year" {
			t.Errorf("%s: the SLO's window changes %v", window, d)
		}
	}
}

// TestPromiseTiers scales the tiers of an agreement to another first one.
func TestPromiseTiers(t *testing.T) {
	// 97.5 % in every window: between the second tier and the third.
	a := settled(t, hourly("90s", `credits = [ { below = "99.99%", credit = "10%" }, { below = "99%", credit = "30%" }, { below = "95%", credit = "100%" } ]`), 2)
	simtest.Near(t, "as it stands", a.CreditMean.Value, 0.3)
	for _, p := range a.Promises {
		want := map[string]float64{"99%": 0.10}[p.Target.Text()] // which takes the place of the second
		if want == 0 {
			want = 0.3
		}
		simtest.Near(t, p.Target.Text(), p.CreditsMean.Value, 12*100*want)
		simtest.Near(t, p.Target.Text()+": bad year", p.CreditsBadYear.Value, 12*100*want)
		simtest.Near(t, p.Target.Text()+": breach", p.BreachYear.Value, 1)
		simtest.Near(t, p.Target.Text()+": constant downtime needs no distance", p.InternalSLO.Value, p.Target.Ratio())
	}
}

// TestInternalSLO brings a service to the level that it is told to aim for:
// then the promise is kept with the confidence, neither more nor less often.
func TestInternalSLO(t *testing.T) {
	const text = `
[risk.x]
rate = "10/year"
self_heal_time = { p50 = "%gs", sigma = 1 }
[sla.x]
window = "every 730h"
fee_per_month = 100
credits = [ { below = "99.9%%", credit = "10%%" } ]
`
	years := simtest.Enough(20_000, 200_000)
	const median = 600.0
	a := settled(t, fmt.Sprintf(text, median), years)
	for _, p := range a.Promises {
		if p.InternalSLO.Value <= p.Target.Ratio() || p.InternalSLO.Low > p.InternalSLO.Value || p.InternalSLO.High < p.InternalSLO.Value {
			t.Errorf("%s: aim for %+v", p.Target.Text(), p.InternalSLO)
		}
		if p.Target.Text() != "99.9%" && p.Target.Text() != "99.5%" {
			continue
		}
		k := (1 - p.InternalSLO.Value) / (1 - a.Availability.Value)
		b := settled(t, fmt.Sprintf(text, k*median), years)
		simtest.Within(t, p.Target.Text()+": availability at the level", b.Availability.Value, p.InternalSLO.Value, math.Hypot(b.Availability.SE, p.InternalSLO.SE), 4)
		for _, q := range b.Promises {
			if q.Target.Text() == p.Target.Text() {
				simtest.Within(t, p.Target.Text()+": breach a year at the level", q.BreachYear.Value, 0.1, q.BreachYear.SE+1e-3, 4)
			}
		}
	}
	rare := settled(t, "[risk.x]\nrate = \"0.01/year\"\nself_heal_time = \"1h\"\n[sla.x]\npreset = \"aws-s3-standard\"\nfee_per_month = 1\n", 2000)
	if e := rare.Promises[0].InternalSLO; !math.IsNaN(e.Value) {
		t.Errorf("where 99 years in 100 have no downtime: aim for %+v", e)
	}
}

// TestFullMinutes counts minutes of the clock, and their mean over all moments
// at which an outage may begin.
func TestWholeMinutesOfAgreements(t *testing.T) {
	// A length of n minutes and a part holds n - 1 of them, and one more as
	// often as the part says.
	a := settled(t, `
[risk.x]
rate = "200/year"
self_heal_time = "90s"
[sla.x]
fee_per_month = 100
window = "year"
credits = [ { below = "99.99%", credit = "10%" } ]
whole_minutes = true
`, simtest.Enough(4000, 40_000))
	want := 1 - 200*0.5*60/31536000.0
	simtest.Within(t, "availability by full minutes", a.Availability.Value, want, a.Availability.SE+1e-9, 4)
}
