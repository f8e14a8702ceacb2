package plots

import (
	"cmp"
	"fmt"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
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
	name string
	sim.Cause
}

// newBreakdown names the causes.
func newBreakdown(r *sim.Result) *breakdown {
	causes, whole := r.Causes()
	b := &breakdown{
		whole:  cause{"All causes", whole},
		budget: r.Scenario.SLO.Promise.Budget(model.Year),
		name:   words.Target(r.Scenario.SLO.Promise),
	}
	for _, c := range causes {
		name := cmp.Or(c.Title, c.Risk, c.Change)
		if c.Change != "" {
			name += " (planned)"
		}
		b.rows = append(b.rows, cause{name, c})
	}
	return b
}

// phaseShade returns the shade of a phase. Neighbours differ in lightness.
func phaseShade(ph sim.Phase) shade {
	return [...]shade{blue, sky, orange, green, yellow, purple, grey}[ph]
}

// finding names the largest cause and what its time is spent on.
func (b *breakdown) finding() string {
	if len(b.rows) == 0 || b.rows[0].Downtime.Value <= 0 {
		return "No simulated year had any downtime"
	}
	first, sum := b.rows[0], 0.0
	for _, row := range b.rows {
		sum += row.Downtime.Value
	}
	long := sim.Phase(0)
	for ph := range sim.NumPhases {
		if first.Phases[ph] > first.Phases[long] {
			long = ph
		}
	}
	share := first.Downtime.Value / sum
	title := first.name
	if long == sim.Planned {
		title = "Planned work"
		share = b.whole.Phases[sim.Planned] / max(b.whole.Downtime.Value, 1e-9)
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
	if part := first.Phases[long] / max(first.Downtime.Value, 1e-9); part > 0.5 {
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
		rest.Downtime.Value += row.Downtime.Value
		rest.Downtime.Low += row.Downtime.Low
		rest.Downtime.High += row.Downtime.High
		for ph, s := range row.Phases {
			rest.Phases[ph] += s
		}
	}
	return append(kept, rest)
}
