package engine

import (
	"math"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
)

// TestEnsembleIsTheEngine holds what plans share against each plan simulated
// by itself: year by year, to a microsecond and in what people cost, with planned
// work, gates, overlaps, years that are crowded, and windows shorter than the
// year.
func TestEnsembleIsTheEngine(t *testing.T) {
	const years = ChunkYears + 8 // not whole chunks
	for _, c := range []struct {
		why  string
		base *model.Scenario
		sets [][]string
	}{
		{"the shipped investments", simtest.ReadScenario(t, "../../../scenarios/automation-investments.toml"), [][]string{
			{"recovery.rollback.time=2m"}, {"risk.capacity.rate=300/year"}, {"risk.*.diagnose={ times = 0.1 }", "alarm.error-rate.miss=50%"},
			{"responder.oncall.cost_per_hour=92"}, {"responder.oncall.cost_per_hour=92", "alarm.error-rate.false_alarms=1/week"},
			{"change.deploy.downtime=3h"}, {`gate.canary={ catches = "60%", exposure = { impact = "5%", time = "10h" } }`, `risk.bad-deploy.gates=["canary"]`},
		}},
		{"months", simtest.ReadScenario(t, "../../compare/testdata/eight-investments.toml", "slo.window=month"), [][]string{
			{"risk.config.rate=200/year"}, {"recovery.*.time={ times = 20 }"}, {"slo.confidence=50%"},
			{`change.upgrade={ every = "30d", downtime = "5h" }`}, {"change.deploy.downtime=none"},
		}},
		{"outages of weeks", simtest.ReadText(t, simtest.LongLived), [][]string{
			{`recovery.r.time={ p50 = "10d", p95 = "300d" }`}, {"risk.random.rate=9/year"}, {"gate.trial.catches=60%"},
			{"slo.window=month"}, {"risk.clockwork.fresh=true"}, {"change.move.downtime=none", "recovery.r.time=1h"},
		}},
		{"all kinds of risks", simtest.ReadText(t, simtest.Crowd), [][]string{{"alarm.*.latency={ times = 0.5 }"}, {"slo.window=every 3d"}}},
		{"calendars", simtest.ReadText(t, simtest.Crowd, `responder.oncall.hours="08:00-20:00"`, `change.deploy.days="mon-thu"`), [][]string{
			{"service.timezone=America/New_York"}, {"service.starts=2027-06-01"}, {`responder.oncall.ack_off_hours=20m`},
			{`change.deploy.hours="09:00-16:00"`}, {"alarm.errors.false_alarms=1/week", "gate.canary.takes=1h"},
			{"responder.oncall.cost_per_hour=50", "alarm.errors.false_alarms=9/year"},
		}},
		{"what does not count, and agreements", simtest.ReadText(t, simtest.Crowd+agreements, `slo.exclude=["risk.net", { part = "change.deploy", at_most = "20s" }]`), [][]string{
			{"alarm.*.latency={ times = 0.5 }"}, {"slo.window=year"}, {"sla.strict.exclude=[]"}, {"slo.exclude=[]"}, {"slo.exclude=[]", "slo.window=month"},
			{"slo.exclude=[]", "slo.window=year"}, {`sla.plain.alternative_to="strict"`},
		}},
	} {
		scenarios := []*model.Scenario{c.base, c.base}
		for _, set := range c.sets {
			sc, err := file.With(c.base, simtest.Patches(set)...)
			if err != nil {
				t.Fatalf("%s: %v", c.why, err)
			}
			scenarios = append(scenarios, sc)
		}
		var plans []*Plan
		for _, sc := range scenarios {
			plans = append(plans, NewPlan(sc, 5))
		}
		e := newEnsemble(plans)
		if most := len(plans) * (len(c.base.Risks) + len(c.base.Changes)); len(e.variants) > most-len(c.base.Risks) {
			t.Errorf("%s: %d variants of %d parts: nothing is shared", c.why, len(e.variants), most)
		}
		got, err := e.run(t.Context(), years, 2, func() {})
		if err != nil {
			t.Fatal(err)
		}
		if !got[0].Same(&got[1]) {
			t.Errorf("%s: the same scenario differs from itself", c.why)
		}
		credits := 0.0
		for i, p := range plans {
			y := NewYear(p, NewTally(p))
			windows := make([]float64, max(1, len(p.Edges))-1)
			kept := make([][]float64, len(p.Contracts))
			for k := range kept {
				kept[k] = make([]float64, p.Contracts[k].Windows())
			}
			for index := range years {
				clear(windows)
				full, _ := y.Simulate(uint64(index), windows, nil)
				worst := p.WorstOf(full, windows)
				y.Settle(kept, 0)
				paid := paidIn(p, kept)
				credits += paid
				if got[i].Paid != nil && math.Abs(got[i].Paid[index]-paid) > 1e-9*paid || got[i].Paid == nil && paid != 0 {
					t.Fatalf("%s, plan %d, year %d: credits %v, want %v", c.why, i, index, got[i].Paid[index], paid)
				}
				if got[i].PeopleCost != nil && math.Abs(got[i].PeopleCost[index]-y.peopleCost) > 1e-9*y.peopleCost || got[i].PeopleCost == nil && y.peopleCost != 0 {
					t.Fatalf("%s, plan %d, year %d: people cost %v, want %v", c.why, i, index, got[i].PeopleCost, y.peopleCost)
				}
				if math.Abs(got[i].Down[index]-full) > 1e-6 || math.Abs(got[i].unavailable(index)-worst) > 1e-12 {
					t.Fatalf("%s, plan %d, year %d: %v s, worst %v, want %v and %v", c.why, i, index,
						got[i].Down[index], got[i].unavailable(index), full, worst)
				}
			}
		}
		if credits == 0 && len(c.base.Agreements) > 0 {
			t.Errorf("%s: no year pays any credits", c.why)
		}
	}
}

// unavailable returns the unavailability of a year's worst window, 0 to 1.
func (o *Account) unavailable(year int) float64 {
	if o.worst == nil {
		return o.Down[year] / model.Year
	}
	return o.worst[year]
}

// agreements are one of the windows' downtime, one of years, and one that leaves
// out much.
const agreements = `
[sla.plain]
window = "month"
fee_per_month = 1000
credits = [ { below = "99.9%", credit = "10%" }, { below = "99%", credit = "30%" } ]
[sla.yearly]
window = "year"
fee_per_month = 1000
credits = [ { below = "99.5%", credit = "5%" } ]
[sla.strict]
window = "month"
exclude = ["change.deploy"]
min_outage = "1m"
whole_minutes = true
clauses = [ { any_outage_over = "30m" }, { total_over = "1h" } ]
pays = { sum = 700 }
`

// paidIn returns what a year pays under all contracts, from what is kept of it.
func paidIn(p *Plan, kept [][]float64) (sum float64) {
	for k := range kept {
		if b := (Ledger{&p.Contracts[k], kept[k], 1}); b.Agreement.Applies() {
			_, paid := b.settleYear(0, b.TiersOf(nil))
			sum += paid
		}
	}
	return sum
}
