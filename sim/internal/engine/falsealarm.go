package engine

import "nines/model"

// A falseAlarmPlan is an alarm that pages somebody though nothing is wrong: it
// costs people, and no downtime.
type falseAlarmPlan struct {
	of       *model.Alarm
	rate     float64 // a year
	role     role
	person   int
	diagnose draw // how long it takes to find that nothing is wrong
}

// planFalseAlarms lists the alarms whose false alarms reach somebody.
func (p *Plan) planFalseAlarms(seed uint64) {
	for _, a := range p.Scenario.Alarms {
		r := p.Scenario.PagedBy(a)
		if a.FalseAlarms == 0 || r == nil {
			continue
		}
		p.falseAlarms = append(p.falseAlarms, falseAlarmPlan{
			of:       a,
			rate:     a.FalseAlarms,
			role:     roleOf(seed, "alarm", a.Name, "false"),
			person:   p.person(r.Paged()),
			diagnose: newDraw(r.Diagnose, 1, roleOf(seed, "alarm", a.Name, "false", "diagnose")),
		})
	}
}

// strike appends the false alarms of a year to onsets. They are a Poisson
// process whose levels make a higher rate only add to them, as for risks.
func (f *falseAlarmPlan) strike(s *stream, year uint64, onsets []Onset) []Onset {
	rng := s.at(f.role, year, 0)
	level := rng.ExpFloat64()
	for k := uint64(0); level <= f.rate; k++ {
		onsets = append(onsets, Onset{rng.Float64() * model.Year, k})
		level += rng.ExpFloat64()
	}
	return onsets
}

// cryWolf lets the year's false alarms page people.
func (y *Year) cryWolf() {
	s := y.Life.stream
	for i := range y.Plan.falseAlarms {
		f := &y.Plan.falseAlarms[i]
		y.Onsets = f.strike(s, y.Life.Year, y.Onsets[:0])
		for _, o := range y.Onsets {
			y.Tally.page(y.Plan, f.person, o.At, f.diagnose.of(s, y.Life.Year, o.Ordinal), 1)
		}
	}
}
