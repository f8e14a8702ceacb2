package explain

import (
	"fmt"
	"math"
	"slices"

	"nines/model"
	"nines/model/file"
)

// offHours is the time in seconds in which somebody called off hours answers.
const offHours = 30 * 60

// addPeople offers more of the people whom the recoveries of the risks wait for:
// somebody on duty at all hours, an answer off hours, a second responder.
func addPeople(sc *model.Scenario, add func(Measure, ...file.Patch)) {
	for _, p := range sc.Responders {
		if !isWaitedFor(sc, p) {
			continue
		}
		at := "responder." + p.Name + "."
		if p.Hours != nil {
			if p.AckOffHours == nil || p.AckOffHours.Mean() > offHours {
				add(Measure{Kind: AnswersOffHours, Of: p.Name, Time: offHours}, file.Set(at+"ack_off_hours", model.FormatDuration(offHours)))
			}
			if sets := aroundTheClock(sc, p); sets != nil {
				add(Measure{Kind: AtAllHours, Of: p.Name}, sets...)
			}
		}
		if half, most := soonerOfTwo(p, 0.5), soonerOfTwo(p, 0.95); half > 0 && half < most {
			ack := fmt.Sprintf("%sack={ p50 = %q, p95 = %q }", at, model.FormatDuration(half), model.FormatDuration(most))
			if set, err := file.ParseSet(ack); err == nil {
				add(Measure{Kind: SecondResponder, Of: p.Name}, set)
			}
		}
	}
}

// isWaitedFor reports whether a recovery of some risk waits for a responder.
func isWaitedFor(sc *model.Scenario, p *model.Responder) bool {
	for _, k := range sc.Risks {
		for _, a := range k.Ladder {
			if a.Responder == p {
				return true
			}
		}
	}
	return false
}

// aroundTheClock returns the patches that put somebody on duty at all hours: they
// drop as few as possible of the keys that limit a responder's hours; nil where
// that is impossible.
func aroundTheClock(sc *model.Scenario, p *model.Responder) []file.Patch {
	var sets []file.Patch
	if p.AckOffHours != nil {
		sets = append(sets, file.Drop("responder."+p.Name+".ack_off_hours"))
	}
	for _, key := range []string{"hours", "days", "holidays"} {
		sets = append(sets, file.Drop("responder."+p.Name+"."+key))
		then, err := file.With(sc, sets...)
		if err != nil {
			continue
		}
		for _, q := range then.Responders {
			if q.Name == p.Name && q.Hours == nil {
				return sets
			}
		}
	}
	return nil
}

// soonerOfTwo returns a quantile of the time until the first of two people
// answers, each as today, in whole seconds.
func soonerOfTwo(p *model.Responder, q float64) float64 {
	return math.Round(p.Ack.Quantile(1 - math.Sqrt(1-q)))
}

// addInvestments offers what each investment of the file does, with those that
// it requires.
func addInvestments(sc *model.Scenario, add func(Measure, ...file.Patch)) {
	if len(sc.Investments) == 0 {
		return
	}
	all, err := file.PortfolioOf(sc)
	if err != nil {
		return // a change took away what an investment sets
	}
	for i, v := range sc.Investments {
		add(Measure{Kind: Invest, Of: v.Name}, all.Set(all.Closure(i))...)
	}
}

// addFasterRecovery offers all recoveries in half the time, except those that others,
// such as suppliers, carry out for risks of theirs.
func addFasterRecovery(sc *model.Scenario, add func(Measure, ...file.Patch)) {
	var names []string
	for _, a := range sc.Recoveries {
		if isOurs(sc, a) {
			names = append(names, a.Name)
		}
	}
	var sets []file.Patch
	switch len(names) {
	case 0:
		return
	case len(sc.Recoveries):
		sets = append(sets, file.Times("recovery.*.time", 0.5))
	default:
		for _, name := range names {
			sets = append(sets, file.Times("recovery."+name+".time", 0.5))
		}
	}
	one := ""
	if len(names) == 1 {
		one = names[0]
	}
	add(Measure{Kind: FasterRecovery, Of: one}, sets...)
}

// isOurs reports whether a recovery is for us to make faster: somebody of ours
// carries it out, or it ends a risk that is no supplier's.
func isOurs(sc *model.Scenario, a *model.Recovery) bool {
	used := false
	for _, k := range sc.Risks {
		if slices.Contains(k.Ladder, a) {
			used = true
			if !k.External || a.Responder != nil {
				return true
			}
		}
	}
	return !used
}
