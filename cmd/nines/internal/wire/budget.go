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
	Week    number `json:"week"`
	Day     number `json:"day"`
}

type incident struct {
	Length  number `json:"length_s"`
	PerYear int    `json:"incidents_per_year"`
}

// NewBudget puts an allowance into the form for programs: the availability,
// the seconds that are allowed in a length of seconds, and how many incidents of
// some lengths a year has room for.
func NewBudget(target float64, over func(length float64) float64, lengths []float64, count func(length float64) int) Budget {
	window := func(k model.WindowKind) number { return number(over(model.NewWindow(k, 0).Length)) }
	v := Budget{
		header: newHeader("budget"), Target: number(target),
		Allows: allows{
			Year: number(over(model.Year)), Quarter: window(model.QuarterWindow), Month: window(model.MonthWindow),
			Week: window(model.WeekWindow), Day: number(over(model.Day)),
		},
		Room: []incident{},
	}
	for _, l := range lengths {
		v.Room = append(v.Room, incident{number(l), count(l)})
	}
	return v
}
