package answer

import (
	"cmp"
	"fmt"
	"slices"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim"
)

// Causes of downtime are named until nearly all of it is covered.
const (
	mostCauses = 10
	enoughTold = 0.995
)

// A cause is a risk or a change in the table of causes.
type cause struct {
	name, often, each, fits string
	downtime                float64 // seconds a year
}

// sayCauses says where the downtime comes from, how often, and how many such
// incidents the budget allows, where it allows any: that of the promise or, where
// planned work takes all of it, of the strictest target that leaves some.
func sayCauses(s *doc.Section, r *sim.Result) {
	t, hasRoom := r.Budgeted()
	if !hasRoom {
		t = r.Promised()
	}
	a := r.Arithmetic(t.Target)
	table := causeTable(r, a, hasRoom)
	s.Tabulate(table)
	if hasRoom {
		counted := table != nil && slices.ContainsFunc(a.Fits, func(f sim.Fit) bool { return f.Most > 0 })
		s.Say(budgetLine(a, words.PeriodOf(r.Scenario.SLO.Window), counted))
	}
}

// causeTable returns the table of where the downtime comes from; nil where there
// is none.
func causeTable(r *sim.Result, a sim.Arithmetic, hasRoom bool) *doc.Table {
	causes := causesOf(r, a)
	if len(causes) == 0 {
		return nil
	}
	sum := 0.0
	for _, c := range causes {
		sum += c.downtime
	}
	part := func(x float64) string {
		if sum == 0 {
			return "none"
		}
		return words.Share(x / sum)
	}
	told, rest := toldCauses(causes, sum)
	hasRoom = hasRoom && slices.ContainsFunc(told, func(c cause) bool { return c.fits != "" })
	t := doc.NewTable("Causes of downtime", doc.Text("where downtime comes from"), doc.Percent("share"), doc.Number("a year"), doc.Duration("downtime each"))
	t.Each, t.Columns[2].Stays = "cause", true
	t.Folds = true
	if hasRoom {
		t.Columns = append(t.Columns, doc.Number(words.Target(a.Target)+" allows"))
	}
	for _, c := range told {
		row := []string{c.name, part(c.downtime), c.often, c.each}
		if hasRoom {
			row = append(row, c.fits)
		}
		t.Add(row...)
	}
	if hidden := len(causes) - len(told); hidden > 0 {
		t.Add(fmt.Sprintf("%d more", hidden), part(rest))
	}
	return t
}

// toldCauses returns the causes that are named, and the downtime of the others.
func toldCauses(causes []cause, sum float64) (told []cause, rest float64) {
	n, so := 0, 0.0
	for n < len(causes) && n < mostCauses && (so < enoughTold*sum || n == 0) {
		so += causes[n].downtime
		n++
	}
	if len(causes) == n+1 && n < mostCauses { // a line that says "1 more" might as well name it
		n++
	}
	for _, c := range causes[n:] {
		rest += c.downtime
	}
	return causes[:n], rest
}

// causesOf returns the risks and the planned work, the costliest first.
func causesOf(r *sim.Result, a sim.Arithmetic) []cause {
	each := words.PeriodOf(r.Scenario.SLO.Window).Each
	var causes []cause
	for i, k := range r.Risks {
		c := cause{name: cmp.Or(k.Title, k.Name), often: words.PerYear(r.PerYear(i)), downtime: k.Downtime.Value}
		if r.Scenario.Risks[i].External {
			c.name += " (not ours to change)"
		}
		for _, f := range a.Fits {
			if f.Risk == k.Name {
				c.each, c.fits = words.AboutDuration(f.Each), room(f, each)
			}
		}
		causes = append(causes, c)
	}
	for _, ch := range r.Changes {
		if ch.Downtime.Value > 0 && ch.Events > 0 {
			causes = append(causes, cause{
				name: cmp.Or(ch.Title, ch.Name) + " (planned)", often: words.PerYear(ch.Events),
				each: words.AboutDuration(ch.Downtime.Scaled(1 / ch.Events)), downtime: ch.Downtime.Value,
			})
		}
	}
	slices.SortStableFunc(causes, func(x, y cause) int { return cmp.Compare(y.downtime, x.downtime) })
	return causes
}

// room spells how many incidents fit into a budget: "3 a year", "none".
func room(f sim.Fit, each string) string {
	if f.Most == 0 {
		return "none"
	}
	return words.CountSpan(f.Least, f.Most) + " " + each
}
