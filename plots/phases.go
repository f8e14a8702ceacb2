package plots

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// Phases draws where the downtime goes: a bar for each risk and each change,
// stacked by phase, and one for the whole with the budget of the promise.
func Phases(r *sim.Result) *Chart {
	b := newBreakdown(r)
	return &Chart{
		name:     "phases",
		title:    b.finding(),
		subtitle: subtitle(r.Scenario, "downtime of a mean year, by cause and by what the time is spent on"),
		foot:     footnote(r, "means over all simulated years; where causes overlap, the time is shared among them"),
		body:     b.draw,
	}
}

// A breakdown is what the chart shows. Times are seconds a year.
type breakdown struct {
	rows   []cause // the largest first
	whole  cause
	budget float64 // of the promise
	name   string  // of the promise
}

// A cause is one bar.
type cause struct {
	name   string
	total  stat.Estimate
	phases [sim.NumPhases]float64
}

// scale tells a cause as k times what was counted.
func (c *cause) scale(k float64) {
	e := &c.total
	*e = e.Scaled(k)
	for ph := range c.phases {
		c.phases[ph] *= k
	}
}

// newBreakdown sorts the causes.
func newBreakdown(r *sim.Result) *breakdown {
	b := &breakdown{
		budget: r.Scenario.SLO.Promise.Budget(model.Year),
		name:   words.Target(r.Scenario.SLO.Promise),
	}
	for _, k := range r.Risks {
		b.rows = append(b.rows, cause{name: cmp.Or(k.Title, k.Name), total: k.Downtime, phases: k.Phases})
	}
	for _, c := range r.Changes {
		if c.Downtime.Value > 0 {
			row := cause{name: cmp.Or(c.Title, c.Name) + " (planned)", total: c.Downtime}
			row.phases[sim.Planned] = c.Downtime.Value
			b.rows = append(b.rows, row)
		}
	}
	slices.SortStableFunc(b.rows, func(x, y cause) int { return cmp.Compare(y.total.Value, x.total.Value) })
	b.whole = cause{name: "All causes", total: r.MeanDowntime()}
	if math.IsNaN(b.whole.total.Value) { // no year was simulated
		b.whole.total = stat.Estimate{}
	}
	sum := 0.0
	for _, row := range b.rows {
		for ph, s := range row.phases {
			b.whole.phases[ph] += s
			sum += s
		}
	}
	// The causes are counted in the simulated years. Where the whole is known
	// better, by the law, they have their parts of it.
	if k := b.whole.total.Value / sum; sum > 0 && (r.Method == sim.Auto || r.Method == sim.Exact) {
		for i := range b.rows {
			b.rows[i].scale(k)
		}
	}
	for ph := range b.whole.phases {
		if sum > 0 {
			b.whole.phases[ph] *= b.whole.total.Value / sum
		}
	}
	return b
}

// phaseShade returns the shade of a phase. Neighbours differ in lightness.
func phaseShade(ph sim.Phase) shade {
	return [...]shade{blue, sky, orange, green, yellow, purple, grey}[ph]
}

// finding names the largest cause and what its time is spent on.
func (b *breakdown) finding() string {
	if len(b.rows) == 0 || b.rows[0].total.Value <= 0 {
		return "No simulated year had any downtime"
	}
	first, sum := b.rows[0], 0.0
	for _, row := range b.rows {
		sum += row.total.Value
	}
	long := sim.Phase(0)
	for ph := range sim.NumPhases {
		if first.phases[ph] > first.phases[long] {
			long = ph
		}
	}
	share := first.total.Value / sum
	title := first.name
	if long == sim.Planned {
		title = "Planned work"
		share = b.whole.phases[sim.Planned] / max(b.whole.total.Value, 1e-9)
	} else if len(b.rows) > 1 {
		title = "“" + first.name + "”"
	}
	switch {
	case len(b.rows) == 1 && long == sim.Planned:
		title = "All downtime is planned work"
	case len(b.rows) == 1:
		title = fmt.Sprintf("All downtime comes from “%s”", first.name)
	case share > 0.995:
		title += " takes all but all of the downtime"
	default:
		title += " takes " + words.Percent(share, 0) + " of the downtime"
	}
	if long == sim.Planned {
		return title
	}
	if part := first.phases[long] / max(first.total.Value, 1e-9); part > 0.5 {
		title += ", most of it " + words.Phase(long)
	} else {
		title += ", above all " + words.Phase(long)
	}
	return title
}

// grouped returns at most n causes, the smallest put together as one.
func grouped(rows []cause, n int) []cause {
	if len(rows) <= n {
		return rows
	}
	kept := slices.Clone(rows[:n-1])
	rest := cause{name: fmt.Sprintf("%d others", len(rows)-n+1)}
	for _, row := range rows[n-1:] {
		rest.total.Value += row.total.Value
		rest.total.Low += row.total.Low
		rest.total.High += row.total.High
		for ph, s := range row.phases {
			rest.phases[ph] += s
		}
	}
	return append(kept, rest)
}
