package answer

import (
	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
)

// IncidentLengths are the lengths in seconds of incidents that people know.
func IncidentLengths() []float64 { return []float64{60, 300, 900, 3600, 4 * 3600} }

// Budget returns the page on what a target allows.
func Budget(t model.Target) *doc.Page {
	return budgetPage(words.Target(t)+" allows", model.AllowanceOf(t))
}

// BudgetFrom returns the page on the availability that a downtime leaves, and on
// what that allows.
func BudgetFrom(a model.Allowance) *doc.Page {
	in := "in " + words.Duration(a.Length)
	if a.Per != "" {
		in = each(a.Per)
	}
	return budgetPage(words.Duration(a.Down)+" "+in+" of downtime is an availability of "+words.Missing(a.Miss)+". It allows", a)
}

func budgetPage(says string, a model.Allowance) *doc.Page {
	var s doc.Section
	s.Say(says)
	t := doc.NewTable("What it allows", doc.Text(""), doc.Duration(""))
	for _, x := range model.Stretches() {
		t.Add(each(x.Name), words.Duration(a.Over(x.Seconds)))
	}
	s.Tabulate(t)
	s.Say(roomLine(a))
	return doc.Answer(s)
}

// roomLine says how many incidents of usual lengths a year has room for.
func roomLine(b model.Allowance) string {
	if b.Over(model.Year) <= 0 {
		return "That allows no incident at all."
	}
	var parts []string
	for _, l := range IncidentLengths() {
		n := b.Incidents(l)
		if n > 1000 {
			continue // more than anybody would call incidents
		}
		what := words.Duration(l)
		if n == 0 {
			if len(parts) == 0 {
				return "A year does not even allow one incident of " + what + "."
			}
			parts = append(parts, "none of "+what)
			break // nor any longer one
		}
		of := " of "
		if len(parts) == 0 {
			of = " " + words.Plural(n, "incident", "incidents") + of
		}
		parts = append(parts, words.Thousands(float64(n))+of+what)
	}
	if len(parts) == 0 {
		return "A year allows more than a thousand incidents of 4 h."
	}
	return "In a year that is enough for " + words.List(parts, "or") + ", and nothing else."
}

// each spells a stretch of time: "a week", "30 days".
func each(stretch string) string {
	if stretch[0] >= '0' && stretch[0] <= '9' {
		return stretch
	}
	return "a " + stretch
}
