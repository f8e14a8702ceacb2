package compare

import (
	"math"
	"strings"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// paged is a service on which one person works for 30 min of every outage, and
// for 15 of every false alarm.
const paged = `
title = "T"
[service]
name = "shop"
currency = "EUR"
revenue_per_hour = 1_000
[slo]
targets = ["99.9%"]
[alarm.probe]
delay = "5m"
false_alarms = "52/year"
[responder.oncall]
ack = "10m"
cost_per_hour = 80
[recovery.restart]
time = "15m"
responder = "oncall"
[risk.crash]
rate = "6/year"
alarms = ["probe"]
diagnose = "15m"
recovery = ["restart"]
`

// TestPeopleCostWhatTheyWork holds the money in people's time against rate ×
// hours × wage, as it stands and with investments in each of the three.
func TestPeopleCostWhatTheyWork(t *testing.T) {
	c := compareText(t, paged+`
[investment.fewer-outages]
set.risk.crash.rate = "3/year"
[investment.faster]
set.recovery.restart.time = "5m"
[investment.quieter]
cost_per_year = 100
set.alarm.probe.false_alarms = "26/year"
[investment.junior]
set.responder.oncall.cost_per_hour = 40
[investment.vendor]
set.responder.vendor = { ack = "10m", cost_per_hour = 200 }
set.recovery.restart.responder = "vendor"
[investment.script]
set.recovery.restart.responder = "none"
`, sim.Options{Years: simtest.Enough(4000, 100_000), Seed: 5})
	const outages, false15, wage = 6 * 0.5, 52 * 0.25, 80.0
	if c.Priced != (Priced{Revenue: true, People: true}) || !c.HasMoney() {
		t.Errorf("counts %+v", c.Priced)
	}
	is := func(what string, e stat.Estimate, want float64) {
		t.Helper()
		simtest.Within(t, what, e.Value, want, e.SE, 4)
		if e.Low > e.Value || e.High < e.Value {
			t.Errorf("%s: %+v", what, e)
		}
	}
	is("people's time", c.Baseline.LossesBy.People, (outages+false15)*wage)
	for _, k := range []struct {
		name string
		want float64
	}{
		{"fewer-outages", outages / 2 * wage},
		{"faster", 6 * wage / 6},
		{"quieter", false15 / 2 * wage},
		{"junior", (outages + false15) * (wage - 40)},
		{"vendor", (outages + false15) * (wage - 200)},
		{"script", (outages + false15) * wage}, // who is not paged is not disturbed either
	} {
		o := c.option(t, k.name)
		is(k.name, o.SavedBy.People, k.want)
		is(k.name+" leaves", o.LossesBy.People, (outages+false15)*wage-k.want)
		if sum := o.SavedBy.Revenue.Value + o.SavedBy.People.Value; math.Abs(sum-o.Saved.Value) > 1e-6 || !math.IsNaN(o.SavedBy.Credits.Value) {
			t.Errorf("%s: %v of revenue and %v of people's time are %v", k.name, o.SavedBy.Revenue.Value, o.SavedBy.People.Value, o.Saved.Value)
		}
	}
	// Who costs less, or is paged less, ends no outage sooner.
	for _, name := range []string{"quieter", "junior"} {
		o := c.option(t, name)
		if !o.Identical || o.Unchanged() || o.MetChange != (stat.Estimate{}) || o.DowntimeSaved != (stat.Estimate{}) || !(o.Saved.SE > 0) {
			t.Errorf("%s: %+v, %+v, %+v", name, o.MetChange, o.DowntimeSaved, o.Saved)
		}
		if math.Abs(o.Net.Value-(o.Saved.Value-o.YearlyCost)) > 1e-9 {
			t.Errorf("%s: net %v of %v", name, o.Net.Value, o.Saved.Value)
		}
	}
}

// TestPeopleCostAsInARun: a comparison says of the service as it is what a run
// of the same years says, with contracts, which take another way, and without.
func TestPeopleCostAsInARun(t *testing.T) {
	const contract = "\n[sla.gold]\nfee_per_month = 1000\ncredits = [ { below = \"99.9%\", credit = \"10%\" } ]\n"
	scatter := strings.Replace(paged, `time = "15m"`, `time = { p50 = "15m", p95 = "2h" }`, 1)
	for _, text := range []string{scatter, scatter + contract} {
		const years = 1500
		c := compareText(t, text+"\n[investment.faster]\nset.recovery.restart.time = \"5m\"\n", sim.Options{Years: years, Seed: 8})
		for _, o := range append(c.Options, c.Baseline) {
			sc := o.Scenario
			r, err := sim.Run(t.Context(), sc, sim.Options{Years: years, Seed: freshSeed(8)})
			if err != nil {
				t.Fatal(err)
			}
			want := r.OnCall.Cost
			if got := o.LossesBy.People; math.Abs(got.Value-want.Value) > 1e-9*want.Value || math.Abs(got.SE-want.SE) > 1e-6*want.SE {
				t.Errorf("%v: people cost %+v, a run says %+v", o.Names, got, want)
			}
		}
	}
}

// TestPeopleCostKeepsItsPairs: what changes nothing costs people nothing, and
// what ends outages sooner costs them less in every year that has any.
func TestPeopleCostKeepsItsPairs(t *testing.T) {
	base := simtest.ReadText(t, simtest.Team)
	better := []*model.Scenario{
		simtest.ReadText(t, simtest.Team, "recovery.try.time=1200s", "alarm.probe.false_alarms=104/year"),
		simtest.ReadText(t, simtest.Team, "recovery.fix.time=30m"),
	}
	options, found, err := optionsOf(t.Context(), base, better, PricedBy(base), 3, 300, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	// 104 a year are not quite two a week; the same spelling is.
	same, _, err := optionsOf(t.Context(), base, []*model.Scenario{simtest.ReadText(t, simtest.Team, "recovery.try.time=1200s")}, PricedBy(base), 3, 300, 2, func() {})
	if err != nil {
		t.Fatal(err)
	}
	if o := same[1]; !o.Unchanged() || o.Saved != (stat.Estimate{}) || o.SavedBy.People != (stat.Estimate{}) || o.LossesBy.People.Value <= 0 {
		t.Errorf("nothing changes, and yet %+v is saved of %+v", o.Saved, o.LossesBy.People)
	}
	if options[1].Unchanged() {
		t.Error("fewer false alarms are said to be no change")
	}
	for y := range found[0].PeopleCost {
		was, fewer, is := found[0].PeopleCost[y], found[1].PeopleCost[y], found[2].PeopleCost[y]
		if was <= 0 || fewer > was || is >= was {
			t.Fatalf("year %d: people cost %v, with fewer false alarms %v, with a faster fix %v", y, was, fewer, is)
		}
	}
}

// TestMoneyThatAnInvestmentBrings: a file that prices nothing has a price once
// an investment pays somebody, and so for all options alike.
func TestMoneyThatAnInvestmentBrings(t *testing.T) {
	text := strings.NewReplacer("revenue_per_hour = 1_000\n", "", "cost_per_hour = 80\n", "").Replace(paged)
	c := compareText(t, text+`
[investment.vendor]
set.responder.vendor = { ack = "5m", cost_per_hour = 100 }
set.recovery.restart.responder = "vendor"
[investment.faster]
set.recovery.restart.time = "5m"
`, sim.Options{Years: simtest.Enough(2000, 20_000), Seed: 2})
	if c.Priced != (Priced{People: true}) || !c.HasMoney() {
		t.Errorf("counts %+v", c.Priced)
	}
	if o := c.option(t, "faster"); o.Saved != (stat.Estimate{}) || o.Unchanged() {
		t.Errorf("nobody is paid, and yet %+v is saved", o.Saved)
	}
	o := c.option(t, "vendor")
	simtest.Within(t, "what a vendor saves", o.Saved.Value, -(6*0.5+52*0.25)*100, o.Saved.SE, 4)
	if o.Losses.Value != o.LossesBy.People.Value || c.Baseline.Losses != (stat.Estimate{}) {
		t.Errorf("losses of %+v, today %+v", o.Losses, c.Baseline.Losses)
	}
}

// TestSavingBesideAHeavyTail saves revenue by halving a risk's outages, beside
// another risk whose outages have no variance: the same in both services, they
// leave the difference, which is half of 12 a year of 30 min at 1,000 an hour.
func TestSavingBesideAHeavyTail(t *testing.T) {
	const text = `
[alarm.probe]
[recovery.fix]
time = "30m"
[recovery.restore]
time = { dist = "pareto", min = "5m", alpha = 1.5 }
[risk.crash]
rate = "12/year"
alarms = ["probe"]
recovery = ["fix"]
[risk.flood]
rate = "2/year"
alarms = ["probe"]
recovery = ["restore"]
[investment.rarer]
build_cost = 1000
set.risk.crash.rate = { times = 0.5 }
[investment.higher]
build_cost = 1000
set.recovery.restore.time = { times = 0.5 }
`
	sc := simtest.ReadText(t, text, "service.revenue_per_hour=1000", "service.revenue_lost=100%")
	c, err := Run(t.Context(), sc, sim.Options{Years: 4000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range c.Options {
		switch {
		case len(o.Names) == 1 && o.Names[0] == "rarer":
			simtest.Within(t, "saved", o.Saved.Value, 3000, o.Saved.SE, 4)
			if o.HeavyTail != "" || !(o.Saved.SE > 0 && o.Saved.SE < 60) || !(o.Net.Low < o.Net.Value && o.Net.Value < o.Net.High) {
				t.Errorf("saved %+v, net %+v, unsettled by %q", o.Saved, o.Net, o.HeavyTail)
			}
		case o.HeavyTail != "risk.flood" || !math.IsNaN(o.Net.Low):
			t.Errorf("%v: net %+v, unsettled by %q, want the risk that differs", o.Names, o.Net, o.HeavyTail)
		}
	}
}
