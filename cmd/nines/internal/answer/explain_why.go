package answer

import (
	"fmt"

	"nines/plots/words"
	"nines/sim"
)

// why answers the question itself: out of reach, tight or safe, and because of
// what.
func (x *Explanation) why() string {
	r := x.Today
	t := r.Promised()
	name := words.Target(x.Target)
	if x.Period.One != "year" {
		name += " " + x.Period.Each
	}
	claim := Claim{Subject: name}
	kept := keptClaim("it", t, r.Scenario.SLO, t.Verdict == sim.TooClose).Clause()
	tight := 1-x.Met.Value > (1-r.Scenario.SLO.Confidence)/2
	switch {
	case t.Verdict == sim.Impossible && x.Planned > x.Budget:
		claim.Says = fmt.Sprintf("is impossible: planned work alone takes %s of the budget (%s of %s %s)",
			words.Share(x.Planned/x.Budget), words.Duration(x.Planned), words.Duration(x.Budget), x.Period.Each)
	case t.Verdict == sim.Impossible:
		claim.Says = "is impossible: in some " + x.Period.Many + " planned work alone takes more than it allows"
	case t.Verdict == sim.No:
		claim.Says, claim.Because = "is out of reach", []string{kept, x.because()}
	case t.Verdict == sim.TooClose:
		claim.Says, claim.Because = "is too tight to call", []string{kept, x.because()}
	case tight:
		claim.Says, claim.Because = "is within reach, but tight", []string{kept, x.because()}
	default:
		claim.Says, claim.Because = "is within reach", []string{kept}
	}
	return claim.About(r.Scenario.Service.Name)
}

// because says what the target mostly fails by: downtime that is too much on
// the whole or, where a mean year would do, the risk behind most missed years.
func (x *Explanation) because() string {
	mean := x.Today.MeanDowntime()
	if yearly := x.Target.Budget(yearLength); mean.Value > yearly {
		return fmt.Sprintf("a mean year has %s of downtime, and %s allows %s",
			words.AboutDuration(mean), words.Target(x.Target), words.Duration(yearly))
	}
	worst := -1
	for i, w := range x.Worths {
		if s := w.Share.Value; s > 0 && (worst < 0 || s > x.Worths[worst].Share.Value) {
			worst = i
		}
	}
	if worst < 0 {
		return ""
	}
	room := x.Rooms[worst]
	if room.Mean.Count == sim.AnyNumber || len(aloneLines(x.Rooms, x.objective(), x.Today)) > 0 {
		return "" // or said below: one alone is too much
	}
	text := fmt.Sprintf("the budget is enough for %s of %s", fits(room.Mean), words.AboutDuration(room.Mean.Cost))
	switch {
	case room.Mean.Most == 0:
		text = fmt.Sprintf("one of %s is too much", words.AboutDuration(room.Mean.Cost))
	case room.Slow.Count == 0:
		text += fmt.Sprintf(", but for none of %s, which one in ten takes", words.AboutDuration(room.Slow.Cost))
	}
	if x.Period.One != "year" {
		text = "in a " + x.Period.One + " " + text
	}
	strikes := fmt.Sprintf("%q strikes %s", titleOf(room), timesAYear(room.PerYear))
	if len(x.Rooms) > 1 {
		strikes = "behind most missed years: " + strikes
	}
	return strikes + ", and " + text
}
