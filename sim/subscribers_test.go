package sim

import (
	"math"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// subscribed is a service of a thousand who pay 7.30 a month each, which is 10 an
// hour, of which half is lost: planned work of 6 min a year, and outages of 30 min
// that never overlap.
const subscribed = `
title = "T"
[service]
name = "shop"
currency = "EUR"
subscribers = 1_000
revenue_per_user_month = 7.30
revenue_lost = "50%"
[slo]
targets = ["99.9%"]
[change.upgrade]
every = "1y"
downtime = "6m"
[alarm.probe]
delay = "5m"
[recovery.restart]
time = "25m"
[risk.crash]
rate = "5/year"
alarms = ["probe"]
recovery = ["restart"]
`

func subscribedTo(t *testing.T, text string, sets ...string) *model.Scenario {
	t.Helper()
	return simtest.Must(file.Read("test.toml", []byte(text), simtest.Patches(sets)...))
}

// TestSubscribers: 5 outages of half an hour and 0.1 h of work are 2.6 h of a mean
// year, and a bad one has 9 outages: P(N ≤ 8) = 0.932 and P(N ≤ 9) = 0.968 of a
// Poisson count of mean 5. Overlap takes less than 1 part in 1,000 from either.
func TestSubscribers(t *testing.T) {
	t.Parallel()
	r := mustRun(t, subscribedTo(t, subscribed), Options{Years: simtest.Enough(20_000, 200_000), Seed: 1})
	for _, c := range []struct {
		what   string
		got    Loss
		anHour float64
	}{
		{"revenue", r.LostRevenue(), 1_000 * 7.30 * 12 / simtest.YearHours * 0.5},
		{"revenue per subscriber", r.LostPerSubscriber(), 7.30 * 12 / simtest.YearHours * 0.5},
		{"hours of subscribers", r.UserHours(), 1_000},
	} {
		for _, year := range []struct {
			of    string
			e     stat.Estimate
			hours float64
		}{{"mean", c.got.Mean, 2.6}, {"bad", c.got.Bad, 4.6}} {
			want := year.hours * c.anHour
			if math.Abs(year.e.Value-want) > 4*year.e.SE+1e-3*want || year.e.Low > year.e.Value || year.e.High < year.e.Value {
				t.Errorf("a %s year loses %+v of %s, want %v", year.of, year.e, c.what, want)
			}
		}
		if e := c.got.Bad; math.Abs(e.Value-4.6*c.anHour) > 1e-9*e.Value {
			t.Errorf("a bad year loses %v of %s, want that of 9 outages", e.Value, c.what)
		}
	}
	if bad, ok := r.BadYear(r.Scenario.SLO.Promise); !ok || bad.Value != r.LostRevenue().Bad.Value {
		t.Errorf("a bad year costs %v, and loses %v of revenue", bad.Value, r.LostRevenue().Bad.Value)
	}

	// An hour's revenue that is told as such answers the same, but for what falls
	// on each; users at a mean hour take the place of the subscribers.
	told := mustRun(t, subscribedTo(t, subscribed, "service.revenue_per_hour=10", "service.users=50"), Options{Years: 2000, Seed: 1})
	same := mustRun(t, subscribedTo(t, subscribed, "service.users=50"), Options{Years: 2000, Seed: 1})
	if told.LostRevenue() != same.LostRevenue() || told.UserHours() != same.UserHours() {
		t.Errorf("as an hour's revenue %+v, of its subscribers %+v", told.LostRevenue(), same.LostRevenue())
	}
	if !math.IsNaN(told.LostPerSubscriber().Mean.Value) || math.Abs(told.UserHours().Mean.Value-10*same.LostRevenue().Mean.Value) > 1e-9 {
		t.Errorf("per subscriber %v, user-hours %v", told.LostPerSubscriber().Mean, told.UserHours().Mean)
	}
}

// TestUsersHit: what incidents hit is the mixture of what each risk's do, as often
// as it strikes. A gate that lets a quarter through leaves its risk a quarter of
// the weight.
func TestUsersHit(t *testing.T) {
	t.Parallel()
	const others = `
[risk.part]
rate = "3/year"
impact = "20%"
alarms = ["probe"]
recovery = ["restart"]
[gate.canary]
catches = "75%"
[risk.deploy]
on = "upgrade"
chance = "50%"
impact = { dist = "uniform", min = "40%", max = "80%" }
gates = ["canary"]
alarms = ["probe"]
recovery = ["restart"]
`
	for _, c := range []struct {
		why      string
		sets     []string
		p50, p90 float64
	}{
		{"3 of 6.225 hit a fifth, and of the change's 0.125 nine tenths make up the half", []string{"risk.crash.rate=3.1/year"}, 400 + 0.9*400, 1000},
		{"more than half hit all", nil, 1000, 1000},
		{"3 of 3.125 hit a fifth", []string{"risk.crash=none"}, 200, 200},
		{"the change's alone", []string{"risk.crash=none", "risk.part=none"}, 600, 760},
		{"of the users at a mean hour", []string{"risk.crash=none", "risk.part=none", "service.users=10"}, 6, 7.6},
	} {
		r := mustRun(t, subscribedTo(t, subscribed+others, c.sets...), Options{Years: 100, Seed: 1})
		if p50, p90 := r.UsersHit(0.5), r.UsersHit(0.9); math.Abs(p50-c.p50) > 1e-9*c.p50 || math.Abs(p90-c.p90) > 1e-9*c.p90 {
			t.Errorf("%s: half hit at most %v, nine in ten %v, want %v and %v", c.why, p50, p90, c.p50, c.p90)
		}
	}
	none := mustRun(t, subscribedTo(t, subscribed, "service.subscribers=none", "service.revenue_per_user_month=none"), Options{Years: 100, Seed: 1})
	if v := none.UsersHit(0.5); !math.IsNaN(v) {
		t.Errorf("without users %v are hit", v)
	}
}
