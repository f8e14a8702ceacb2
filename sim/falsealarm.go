package sim

import "nines/model"

// A falseAlarmPlan is an alarm that pages somebody though nothing is wrong: it
// costs people, and no downtime.
type falseAlarmPlan struct {
	rate     float64 // a year
	role     role
	person   int
	diagnose draw // how long it takes to find that nothing is wrong
}

// planFalseAlarms lists the alarms whose false alarms reach somebody.
func (p *plan) planFalseAlarms(seed uint64) {
	for _, a := range p.scenario.Alarms {
		r := p.scenario.PagedBy(a)
		if a.FalseAlarms == 0 || r == nil {
			continue
		}
		p.falseAlarms = append(p.falseAlarms, falseAlarmPlan{
			rate:     a.FalseAlarms,
			role:     roleOf(seed, "alarm", a.Name, "false"),
			person:   p.person(r.Paged()),
			diagnose: newDraw(r.Diagnose, 1, roleOf(seed, "alarm", a.Name, "false", "diagnose")),
		})
	}
}

// strike appends the false alarms of a year to onsets. They are a Poisson
// process whose levels make a higher rate only add to them, as for risks.
func (f *falseAlarmPlan) strike(s *stream, year uint64, onsets []onset) []onset {
	rng := s.at(f.role, year, 0)
	level := rng.ExpFloat64()
	for k := uint64(0); level <= f.rate; k++ {
		onsets = append(onsets, onset{rng.Float64() * model.Year, k})
		level += rng.ExpFloat64()
	}
	return onsets
}

// cryWolf lets the year's false alarms page people.
func (y *year) cryWolf() {
	s := y.life.stream
	for i := range y.plan.falseAlarms {
		f := &y.plan.falseAlarms[i]
		y.onsets = f.strike(s, y.life.year, y.onsets[:0])
		for _, o := range y.onsets {
			y.tally.page(y.plan, f.person, o.at, f.diagnose.of(s, y.life.year, o.ordinal), 1)
		}
	}
}
