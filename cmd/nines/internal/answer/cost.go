package answer

import (
	"fmt"
	"math"
	"slices"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
)

// sayCost says what a mean year loses and what a bad one does, and how many users
// an incident hits; nothing where the scenario tells neither money nor users. A
// single figure is a sentence, several are a table.
func sayCost(s *doc.Section, r *sim.Result) {
	losses := lossesOf(r)
	if len(losses) == 1 {
		l := losses[0]
		s.Say(fmt.Sprintf("A mean year loses %s%s, a bad one (1 in 20) %s.",
			words.InCurrency(l.unit, l.figure(l.Mean)), l.of, words.InCurrency(l.unit, l.figure(l.Bad))))
	} else {
		s.Tabulate(costTable(losses))
	}
	s.Say(usersHitLine(r))
}

// A loss is one thing that downtime takes, and how it is spelt.
type loss struct {
	sim.Loss
	name, unit, of string                     // "revenue", "USD", " of revenue"
	figure         func(stat.Estimate) string // with its interval
}

// lossesOf returns what the downtime takes of what the scenario tells of.
func lossesOf(r *sim.Result) []loss {
	service := r.Scenario.Service
	all := []loss{
		{r.LostRevenue(), "revenue", service.Currency, " of revenue", words.MoneyWithin},
		{r.LostPerSubscriber(), "revenue per subscriber", service.Currency, " of revenue per subscriber", words.MoneyWithin},
		{r.UserHours(), "user-hours", "", " user-hours", words.AmountWithin},
	}
	return slices.DeleteFunc(all, func(l loss) bool { return math.IsNaN(l.Mean.Value) })
}

// row names the row of the table: "revenue, USD".
func (l loss) row() string {
	if l.unit == "" {
		return l.name
	}
	return l.name + ", " + l.unit
}

// costTable returns the table of what a mean year and a bad one lose.
func costTable(losses []loss) *doc.Table {
	t := doc.NewTable("What a year loses", doc.Text("a year loses"), doc.Text("a mean year"), doc.Text("a bad one (1 in 20)"))
	for _, l := range losses {
		t.Add(l.row(), l.figure(l.Mean), l.figure(l.Bad))
	}
	return t
}

// usersHitLine says how many users an incident hits; "" where the scenario tells
// of none, or no incident reaches any.
func usersHitLine(r *sim.Result) string {
	half, most, all := r.UsersHit(0.5), r.UsersHit(0.9), r.Scenario.Service.UserBase()
	if math.IsNaN(half) {
		return ""
	}
	who := "users"
	if r.Scenario.Service.Users == 0 {
		who = "subscribers"
	}
	count := func(n float64) string { return words.Thousands(words.Significant(n, 3)) }
	of := fmt.Sprintf("%s %s", words.Thousands(all), who)
	switch {
	case r.UsersHit(0) == all:
		return fmt.Sprintf("Every incident hits all %s.", of)
	case half == all:
		return fmt.Sprintf("At least half of the incidents hit all %s.", of)
	case count(most) == count(all):
		return fmt.Sprintf("Half of the incidents hit at most %s of %s.", count(half), of)
	case half == most:
		return fmt.Sprintf("Nine in ten incidents hit at most %s of %s.", count(most), of)
	}
	return fmt.Sprintf("Half of the incidents hit at most %s of %s, nine in ten at most %s.", count(half), of, count(most))
}
