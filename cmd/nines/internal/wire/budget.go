package wire

import "nines/model"

// Budget is what `nines budget --json` answers.
type Budget struct {
	header
	Target number     `json:"target"`
	Allows allows     `json:"allows_s"`
	Room   []incident `json:"room"`
}

type allows struct {
	Year    number `json:"year"`
	Quarter number `json:"quarter"`
	Month   number `json:"month"`
	Days30  number `json:"days_30"`
	Days28  number `json:"days_28"`
	Week    number `json:"week"`
	Day     number `json:"day"`
}

type incident struct {
	Length  number `json:"length_s"`
	PerYear int    `json:"incidents_per_year"`
}

// NewBudget puts an allowance into the form for programs, with how many incidents
// of some lengths a year has room for.
func NewBudget(a model.Allowance, lengths []float64) Budget {
	window := func(k model.WindowKind) number { return number(a.Over(model.NewWindow(k, 0).Length)) }
	v := Budget{
		header: newHeader("budget"), Target: number(a.Availability),
		Allows: allows{
			Year: number(a.Over(model.Year)), Quarter: window(model.QuarterWindow), Month: window(model.MonthWindow),
			Days30: number(a.Over(30 * model.Day)), Days28: number(a.Over(28 * model.Day)),
			Week: window(model.WeekWindow), Day: number(a.Over(model.Day)),
		},
		Room: []incident{},
	}
	for _, l := range lengths {
		v.Room = append(v.Room, incident{number(l), a.Incidents(l)})
	}
	return v
}
