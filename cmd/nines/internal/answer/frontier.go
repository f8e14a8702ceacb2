package answer

import (
	"fmt"
	"math"
	"strings"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/solve"
	"nines/sim/sweep"
)

// frontierRows is how many points of a frontier people are shown.
const frontierRows = 9

// Frontier returns a frontier for people.
func Frontier(f *solve.Frontier, chart string, verbose bool) *doc.Page {
	if len(f.Points) == 0 {
		return noFrontier(f)
	}
	var s doc.Section
	x, y := words.Quantity(f.X.Label), words.Quantity(f.Y.Label)
	s.Say(frontierLine(f, y))
	s.Tabulate(frontierTable(f))
	s.Say(beyondLine(f, x, y))
	if f.TodayPoint() >= 0 {
		now := ""
		if !math.IsNaN(f.Y.Today) {
			now = fmt.Sprintf(", where %s is %s", y, aboutValue(f.Y, f.Y.Today))
		}
		s.Say("* Today" + now + ".")
	}
	if chart != "" {
		s.Say("Chart: " + chart + ".")
	}
	s.Say(methodLine(verbose, words.SimulatedAlone(f.NoLaw)))
	s.Say(fmt.Sprintf("%d points. %s, seed %d.", len(f.Points), words.Behind(f.Method, f.Years), f.Seed))
	return doc.Answer(s)
}

// noFrontier says why no values are enough.
func noFrontier(f *solve.Frontier) *doc.Page {
	var s doc.Section
	slo := f.Scenario.SLO
	none := Claim{Says: fmt.Sprintf("no %s and %s are enough for %s", words.Phrase(f.X.Label), words.Phrase(f.Y.Label), words.Target(slo.Promise))}
	if at := f.At.Promised(); at.Verdict == sim.Impossible {
		none.Because = []string{whyImpossible(f.At.Arithmetic(at.Target), words.PeriodOf(slo.Window))}
	} else {
		none.Because = []string{fmt.Sprintf("the best of both keep it in %s; you ask for %s", words.KeptPart(at.MetAllYear, "years"), words.Ratio(slo.Confidence))}
	}
	s.Say(none.About(f.Scenario.Service.Name))
	s.Tabulate(blockerTable(f.BlockedBy, f.At))
	s.Say(aloneLines(f.Rooms, slo, f.At)...)
	s.Say(fmt.Sprintf("%s, seed %d.", words.Simulated(f.At.Years), f.Seed))
	return doc.Answer(s)
}

// aboutValue spells a value of a variable to about three digits.
func aboutValue(v solve.Variable, at float64) string { return words.AboutValue(v.Kind, at*v.Unit) }

// limitY spells the loosest y at a point, rounded to the side that keeps the
// promise.
func limitY(f *solve.Frontier, at float64) string { return aboutValue(f.Y, f.Y.Safely(f.EffectY, at)) }

// frontierLine names the point at today's x or, where that is off the frontier,
// one in its middle.
func frontierLine(f *solve.Frontier, y string) string {
	headline := f.Scenario.Service.Name + ": " + keptAsAsked(f.Scenario.SLO, "is kept") + " with"
	i := f.TodayPoint()
	if i < 0 {
		p := f.Points[len(f.Points)/2]
		return fmt.Sprintf("%s a %s of %s if %s is %s %s, and so on along the frontier.", headline, words.Phrase(f.X.Label), aboutValue(f.X, p.X), y, bound(f.EffectY), limitY(f, p.Y))
	}
	p := f.Points[i]
	limit := bound(f.EffectY) + " " + limitY(f, p.Y)
	if p.Whole {
		limit = fmt.Sprintf("anything from %s to %s", aboutValue(f.Y, f.Y.From), aboutValue(f.Y, f.Y.To))
	}
	return fmt.Sprintf("%s today's %s of %s if %s is %s.", headline, words.Phrase(f.X.Label), aboutValue(f.X, p.X), y, limit)
}

// frontierTable returns some points of a frontier, with today's among them.
func frontierTable(f *solve.Frontier) *doc.Table {
	t := doc.NewTable("Frontier", doc.Text(words.Title(f.X.Label)), doc.Text(words.Title(f.Y.Label)+", "+bound(f.EffectY)), doc.Text("95 % interval"))
	for _, i := range including(sweep.SpreadIndexes(len(f.Points), frontierRows), f.TodayPoint()) {
		p := f.Points[i]
		// Rounded outwards, so that the interval holds what stands before it.
		low, high := f.Y.Safely(solve.Hurts, p.Low), f.Y.Safely(solve.Helps, p.High)
		row := []string{aboutValue(f.X, p.X), limitY(f, p.Y), aboutValue(f.Y, low) + " to " + aboutValue(f.Y, high)}
		if row[2] == row[1]+" to "+row[1] {
			row[2] = ""
		}
		if p.Today {
			row[0] += " *"
		}
		if p.Whole {
			row[1], row[2] = "any", ""
		}
		t.Add(row...)
	}
	return t
}

// beyondLine says what holds outside of the frontier's ends.
func beyondLine(f *solve.Frontier, x, y string) string {
	first, last := aboutValue(f.X, f.Points[0].X), aboutValue(f.X, f.Points[len(f.Points)-1].X)
	loose, strict := "above", "below"
	if f.EffectX == solve.Helps {
		loose, strict = strict, loose
	}
	var says []string
	if f.WholeBefore {
		says = append(says, fmt.Sprintf("Where %s is %s %s, %s may be anything up to %s.", x, strict, first, y, aboutValue(f.Y, f.Y.To)))
	}
	if f.NoneBeyond {
		says = append(says, fmt.Sprintf("Where %s is %s %s, no %s from %s to %s is enough.", x, loose, last, words.Phrase(f.Y.Label), aboutValue(f.Y, f.Y.From), aboutValue(f.Y, f.Y.To)))
	}
	return strings.Join(says, " ")
}

// bound says on which side of a limit a quantity has to stay.
func bound(e solve.Effect) string {
	if e == solve.Helps {
		return "at least"
	}
	return "at most"
}
