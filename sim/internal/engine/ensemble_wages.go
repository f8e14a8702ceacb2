package engine

import (
	"reflect"
	"slices"
)

// A falseAlarm is one of an alarm whose false alarms cost somebody's time, as
// one plan has it.
type falseAlarm struct{ plan, part int }

// planWages lists what each plan pays people for: the variants of its risks,
// and behind all variants its false alarms. Plans have both in common as far
// as they are alike.
func (e *ensemble) planWages() {
	e.payrolls = make([][]int32, len(e.plans))
	for i, p := range e.plans {
		for k := range p.Risks {
			if p.Risks[k].earns(p) {
				e.payrolls[i] = append(e.payrolls[i], e.risks[i][k])
			}
		}
		for k := range p.falseAlarms {
			if p.People[p.falseAlarms[k].person].wage > 0 {
				e.payrolls[i] = append(e.payrolls[i], int32(len(e.variants)+e.falseAlarm(i, k)))
			}
		}
	}
}

// earns reports whether people are paid for work on the risk's outages.
func (r *RiskPlan) earns(p *Plan) bool {
	return slices.ContainsFunc(r.persons, func(who int) bool { return p.People[who].wage > 0 })
}

// falseAlarm returns the number of a plan's false alarms among those that are
// all different, in what they cost too.
func (e *ensemble) falseAlarm(plan, part int) int {
	f := &e.plans[plan].falseAlarms[part]
	at := slices.IndexFunc(e.falseAlarms, func(a falseAlarm) bool {
		q := e.plans[a.plan]
		g := &q.falseAlarms[a.part]
		return f.role == g.role && f.rate == g.rate && e.plans[plan].People[f.person].wage == q.People[g.person].wage &&
			reflect.DeepEqual(f.diagnose, g.diagnose)
	})
	if at < 0 {
		at = len(e.falseAlarms)
		e.falseAlarms = append(e.falseAlarms, falseAlarm{plan, part})
	}
	return at
}

// makeWages makes room for what people cost in a chunk's years.
func (w *ensembleWorker) makeWages() {
	w.wages = make([][]float64, len(w.variants)+len(w.falseAlarms))
	for _, paid := range w.payrolls {
		for _, id := range paid {
			w.wages[id] = make([]float64, 0, ensembleYears)
		}
	}
}

// clearWages forgets the last chunk.
func (w *ensembleWorker) clearWages() {
	for id := range w.wages {
		w.wages[id] = w.wages[id][:0]
	}
}

// cryWolf lets the false alarms of a year take people's time.
func (w *ensembleWorker) cryWolf(index uint64) {
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
		w.wages[id] = append(w.wages[id], seconds*p.People[f.person].wage)
	}
}

// pay adds up what the people of a plan cost in the years of a chunk.
func (w *ensembleWorker) pay(o *Account, plan, from, to int) {
	for _, id := range w.payrolls[plan] {
		for y, wages := range w.wages[id][:to-from] {
			o.Wages[from+y] += wages
		}
	}
}
