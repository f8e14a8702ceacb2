package answer

import (
	"fmt"
	"math"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
)

// An Allowance is a target and the downtime that it allows in a second.
type Allowance struct {
	name   string // "99.99 %"
	from   string // "5 h 45 min a year" where the downtime was given
	Target float64
	Over   func(length float64) float64 // seconds allowed in a length of seconds
}

// AllowanceOf reads a target.
func AllowanceOf(text string) (Allowance, error) {
	t, err := model.ParseTarget(text)
	if err != nil {
		return Allowance{}, err
	}
	return Allowance{name: words.Target(t), Target: t.Ratio(), Over: t.Budget}, nil
}

// AllowanceFrom reads a downtime over a length, "5h45m/year" or "10m/30d".
func AllowanceFrom(text string) (Allowance, error) {
	const want = "want a downtime and over what such as 5h45m/year or 10m/30d"
	down, over, ok := strings.Cut(text, "/")
	seconds, err := model.ParseDuration(down)
	if !ok || err != nil {
		return Allowance{}, fmt.Errorf("--from: got %q, %s", text, want)
	}
	length, each := 0.0, "a "+over
	for _, span := range spans() {
		if span.name == over {
			length = span.seconds
		}
	}
	if length == 0 {
		if length, err = model.ParseDuration(over); err != nil || length == 0 {
			return Allowance{}, fmt.Errorf("--from: got %q, %s", text, want)
		}
		each = "in " + words.Duration(length)
	}
	if seconds > length {
		return Allowance{}, fmt.Errorf("--from: got %q, want no more downtime than there is time", text)
	}
	miss := seconds / length
	return Allowance{
		name: words.Missing(miss), from: words.Duration(seconds) + " " + each, Target: 1 - miss,
		Over: func(l float64) float64 { return miss * l },
	}, nil
}

// A span is a stretch of time that budgets are told for.
type span struct {
	name    string
	seconds float64
}

func spans() []span {
	length := func(k model.WindowKind) float64 { return model.NewWindow(k, 0).Length }
	return []span{
		{"year", model.Year},
		{"quarter", length(model.QuarterWindow)},
		{"month", length(model.MonthWindow)},
		{"week", length(model.WeekWindow)},
		{"day", model.Day},
	}
}

// IncidentLengths are the lengths in seconds of incidents that people know.
func IncidentLengths() []float64 { return []float64{60, 300, 900, 3600, 4 * 3600} }

// Count returns how many incidents of a length a year's budget holds.
func (b Allowance) Count(length float64) int {
	return int(math.Floor(b.Over(model.Year)/length*(1+1e-12) + 1e-9))
}

// Page returns the allowance for people.
func (b Allowance) Page() *doc.Page {
	var s doc.Section
	if b.from != "" {
		s.Say(fmt.Sprintf("%s of downtime is an availability of %s. It allows", b.from, b.name))
	} else {
		s.Say(b.name + " allows")
	}
	t := doc.NewTable("What it allows", doc.Text(""), doc.Duration(""))
	for _, x := range spans() {
		t.Add("a "+x.name, words.Duration(b.Over(x.seconds)))
	}
	s.Tabulate(t)
	s.Say(b.roomLine())
	return doc.Answer(s)
}

// roomLine says how many incidents of usual lengths a year has room for.
func (b Allowance) roomLine() string {
	if b.Over(model.Year) <= 0 {
		return "That is room for no incident at all."
	}
	var parts []string
	for _, l := range IncidentLengths() {
		n := b.Count(l)
		if n > 1000 {
			continue // more than anybody would call incidents
		}
		what := words.Duration(l)
		if n == 0 {
			if len(parts) == 0 {
				return "A year has not even room for one incident of " + what + "."
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
		return "A year has room for more than a thousand incidents of 4 h."
	}
	return "In a year that is room for " + words.List(parts, "or") + ", with nothing else."
}
