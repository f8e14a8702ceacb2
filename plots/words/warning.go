package words

import (
	"fmt"

	"nines/sim"
)

// Warning spells a warning as a clause.
func Warning(w sim.Warning) string {
	switch w.Kind {
	case sim.Disagreement:
		return fmt.Sprintf("the two engines disagree: by the law %s of the years keep %s without overlap, by the simulation %s, which is %s standard errors off",
			Fixed(w.Law, 5), w.Target.Text(), Fixed(w.Simulated, 5), Fixed(w.Differ, 1)) + pleaseReport
	case sim.FarApart:
		return fmt.Sprintf("the two engines disagree: their distributions of a year's downtime without overlap lie farther apart (%s) than chance allows (%s)",
			Fixed(w.Law, 1), Fixed(w.Simulated, 1)) + pleaseReport
	case sim.Contradiction:
		return "the engine contradicts itself: a year's downtime exceeds the sum of its outages by " + Digits(w.Law, 3) + nbsp + "s" + pleaseReport
	case sim.NoLaw:
		return "simulated alone: " + Unsupported(w.NoLaw)
	case sim.WeakLaw:
		return "simulated alone: the exact law of this scenario is known to " + Digits(w.Law, 2) + " only"
	case sim.LawOff:
		return fmt.Sprintf("the law alone is off here: it keeps %s with a probability of %s, the simulated years, in which outages overlap and windows cut them, with %s; the shares of downtime are theirs (--method auto joins the two)",
			w.Target.Text(), Fixed(w.Law, 4), Fixed(w.Simulated, 4))
	case sim.PastLeftOut:
		return fmt.Sprintf("risk %q: what began more than ten years before the year is left out, at most %s of its downtime",
			w.Risk, Digits(100*w.Simulated, 2)+percentSign)
	case sim.Imprecise:
		return fmt.Sprintf("%d years leave an interval of %s for the probability that %s is kept, wider than the %s asked for; more years make it narrower",
			w.Years, Digits(100*w.Law, 2)+percentSign, w.Target.Text(), Digits(100*w.Simulated, 2)+percentSign)
	case sim.FewerYears:
		return fmt.Sprintf("%d years are simulated of each service, not the %d that were asked for: this one is so busy that those would take minutes", w.Years, w.Asked)
	}
	return w.Says
}
