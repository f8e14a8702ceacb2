package engine

import "nines/model"

// A falseAlarmPlan is an alarm that pages somebody though nothing is wrong: it
// costs people's time, and no downtime.
type falseAlarmPlan struct {
	of       *model.Alarm
	rate     float64   // a year
	counts   *countLaw // of a year's false alarms
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
			counts:   poissonCount(a.FalseAlarms),
			role:     roleOf(seed, "alarm", a.Name, "false"),
			person:   p.person(r.Paged()),
			diagnose: newDraw(r.Diagnose, 1, roleOf(seed, "alarm", a.Name, "false", "diagnose")),
		})
	}
}

// strike appends the false alarms of a year to onsets.
func (f *falseAlarmPlan) strike(year uint64, onsets []Onset) []Onset {
	return strikeAnyTime(f.counts, f.role, year, onsets)
}

// raiseFalseAlarms counts the pages of the year's false alarms.
func (y *Year) raiseFalseAlarms() {
	s := y.Life.stream
	for i := range y.Plan.falseAlarms {
		f := &y.Plan.falseAlarms[i]
		y.Onsets = f.strike(y.Life.Year, y.Onsets[:0])
		for _, o := range y.Onsets {
			y.Tally.page(y.Plan, f.person, o.At, f.diagnose.of(s, y.Life.Year, o.Ordinal), 1)
		}
	}
}
