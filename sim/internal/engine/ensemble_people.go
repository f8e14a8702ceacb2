package engine

import (
	"reflect"
	"slices"
)

// A falseAlarm is one of an alarm whose false alarms cost somebody's time, as
// one plan has it.
type falseAlarm struct{ plan, part int }

// planPeopleCost lists what each plan pays people for: the variants of its risks,
// and behind all variants its false alarms. Plans have both in common as far
// as they are alike.
func (e *ensemble) planPeopleCost() {
	e.peopleWork = make([][]int32, len(e.plans))
	for i, p := range e.plans {
		for k := range p.Risks {
			if p.Risks[k].costsPeople(p) {
				e.peopleWork[i] = append(e.peopleWork[i], e.risks[i][k])
			}
		}
		for k := range p.falseAlarms {
			if p.People[p.falseAlarms[k].person].costPerSecond > 0 {
				e.peopleWork[i] = append(e.peopleWork[i], int32(len(e.variants)+e.falseAlarm(i, k)))
			}
		}
	}
}

// costsPeople reports whether people are paid for work on the risk's outages.
func (r *RiskPlan) costsPeople(p *Plan) bool {
	return slices.ContainsFunc(r.persons, func(who int) bool { return p.People[who].costPerSecond > 0 })
}

// falseAlarm returns the number of a plan's false alarms among those that are
// all different, in what they cost too.
func (e *ensemble) falseAlarm(plan, part int) int {
	f := &e.plans[plan].falseAlarms[part]
	at := slices.IndexFunc(e.falseAlarms, func(a falseAlarm) bool {
		q := e.plans[a.plan]
		g := &q.falseAlarms[a.part]
		return f.role == g.role && f.rate == g.rate && e.plans[plan].People[f.person].costPerSecond == q.People[g.person].costPerSecond &&
			reflect.DeepEqual(f.diagnose, g.diagnose)
	})
	if at < 0 {
		at = len(e.falseAlarms)
		e.falseAlarms = append(e.falseAlarms, falseAlarm{plan, part})
	}
	return at
}

// makePeopleCost makes room for what people cost in a chunk's years.
func (w *ensembleWorker) makePeopleCost() {
	w.peopleCost = make([][]float64, len(w.variants)+len(w.falseAlarms))
	for _, paid := range w.peopleWork {
		for _, id := range paid {
			w.peopleCost[id] = make([]float64, 0, ensembleYears)
		}
	}
}

// clearPeopleCost forgets the last chunk.
func (w *ensembleWorker) clearPeopleCost() {
	for id := range w.peopleCost {
		w.peopleCost[id] = w.peopleCost[id][:0]
	}
}

// addFalseAlarms adds what the false alarms of a year cost in people's time.
func (w *ensembleWorker) addFalseAlarms(index uint64) {
	s := w.scratch.Life.stream
	for i, a := range w.falseAlarms {
		p := w.plans[a.plan]
		f := &p.falseAlarms[a.part]
		w.struck = f.strike(index, w.struck[:0])
		seconds := 0.0
		for _, o := range w.struck {
			seconds += f.diagnose.of(s, index, o.Ordinal)
		}
		id := len(w.variants) + i
		w.peopleCost[id] = append(w.peopleCost[id], seconds*p.People[f.person].costPerSecond)
	}
}

// pay adds up what the people of a plan cost in the years of a chunk.
func (w *ensembleWorker) pay(o *Account, plan, from, to int) {
	for _, id := range w.peopleWork[plan] {
		for y, peopleCost := range w.peopleCost[id][:to-from] {
			o.PeopleCost[from+y] += peopleCost
		}
	}
}
