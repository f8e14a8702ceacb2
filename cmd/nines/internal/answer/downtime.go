package answer

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// downtimeLine says how much downtime a mean year has and what it is spent on.
func downtimeLine(r *sim.Result) string {
	mean := r.MeanDowntime()
	if mean.Value <= 0 {
		return "No simulated year had any downtime."
	}
	spent, sum := r.Spent()
	var parts []part
	for ph, seconds := range spent {
		if seconds/sum >= 0.005 {
			parts = append(parts, part{doing(sim.Phase(ph), r.Scenario), seconds})
		}
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.seconds, a.seconds) })
	says := make([]string, len(parts))
	for i, p := range parts {
		says[i] = p.doing + " " + words.Share(p.seconds/sum)
	}
	if len(parts) == 1 {
		says[0] = "all of it " + parts[0].doing
	}
	return fmt.Sprintf("Downtime, %s in a mean year: %s.", words.AboutDuration(mean), strings.Join(says, ", "))
}

// A part is the downtime of a mean year that is spent on one thing.
type part struct {
	doing   string
	seconds float64
}

// doing says what the time of a phase is spent on.
func doing(ph sim.Phase, sc *model.Scenario) string {
	if ph == sim.Planned {
		return "planned"
	}
	if ph != sim.Recover {
		return words.Phase(ph)
	}
	for _, k := range sc.Risks {
		if len(k.Ladder) != 1 || !strings.Contains(k.Ladder[0].Name, "rollback") {
			return words.Phase(ph)
		}
	}
	return "rolling back"
}

// budgetLine says what planned work takes of a budget and, where the table of
// causes counts what the rest allows, how it counts; "" where there is neither.
func budgetLine(a sim.Arithmetic, p words.Period, counted bool) string {
	const enough = "so many of one cause alone"
	says := fmt.Sprintf("%s allows %s %s", words.Target(a.Target), words.Duration(a.Budget), p.Each)
	planned, part := words.Duration(a.Planned), ""
	if a.Budget > 0 {
		part = words.Share(a.Planned / a.Budget)
	}
	switch {
	case a.Planned <= 0 && !counted:
		return ""
	case a.Planned <= 0:
		return says + ", or " + enough + "."
	case counted:
		return fmt.Sprintf("%s: beside planned work (%s, %s) %s.", says, planned, part, enough)
	case part == "":
		return says + "; planned work takes " + planned + "."
	}
	return fmt.Sprintf("%s; planned work takes %s of it (%s).", says, planned, part)
}
