package words

import (
	"testing"

	"nines/model"
	"nines/sim"
)

// TestWarning spells each kind of warning as it stands in an answer.
func TestWarning(t *testing.T) {
	target, err := model.ParseTarget("99.95%")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		w    sim.Warning
		want string
	}{
		{sim.Warning{Says: "alarm.errors is slow"}, "alarm.errors is slow"},
		{sim.Warning{Kind: sim.Disagreement, Target: target, Law: 0.9, Simulated: 0.812345, Differ: 4.15},
			"the two engines disagree: by the law 0.90000 of the years keep 99.95% without overlap, by the simulation 0.81235, which is 4.2 standard errors off; please report this scenario"},
		{sim.Warning{Kind: sim.FarApart, Law: 2.61, Simulated: 2.5},
			"the two engines disagree: their distributions of a year's downtime without overlap lie farther apart (2.6) than chance allows (2.5); please report this scenario"},
		{sim.Warning{Kind: sim.Contradiction, Law: 0.01234}, "the engine contradicts itself: a year's downtime exceeds the sum of its outages by 0.0123 s; please report this scenario"},
		{sim.Warning{Kind: sim.WeakLaw, Law: 0.000123}, "simulated alone: the exact law of this scenario is known to 0.00012 only"},
		{sim.Warning{Kind: sim.LawOff, Target: target, Law: 0.9, Simulated: 0.95},
			"the law alone is off here: it keeps 99.95% with a probability of 0.9000, the simulated years, in which outages overlap and windows cut them, with 0.9500; the shares of downtime are theirs (--method auto joins the two)"},
		{sim.Warning{Kind: sim.PastLeftOut, Risk: "fault", Simulated: 0.0909},
			`risk "fault": what began more than ten years before the year is left out, at most 9.1 % of its downtime`},
		{sim.Warning{Kind: sim.Imprecise, Target: target, Law: 0.0123, Simulated: 0.001, Years: 500},
			"500 years leave an interval of 1.2 % for the probability that 99.95% is kept, wider than the 0.1 % asked for; more years make it narrower"},
		{sim.Warning{Kind: sim.FewerYears, Years: 500, Asked: 5000},
			"500 years are simulated of each service, not the 5000 that were asked for: this one is so busy that those would take minutes"},
	} {
		if got := Plain(Warning(c.w)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
