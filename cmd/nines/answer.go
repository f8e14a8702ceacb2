package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"nines/model"
	"nines/plots"
	"nines/sim"
)

// lineWidth is how wide paragraphs of the answer may be, in characters.
const lineWidth = 110

// An answer is what `nines run` found, for people or for programs.
type answer struct {
	*sim.Result
	help   []sim.Help
	call   []string // FILE and what changed it, to be called again; nil where that is impossible
	charts []string // files that were drawn, as the user would name them
}

// writeText writes the answer for people: the question's answer first, then
// the promises, then where the downtime goes, then what would help.
func (a *answer) writeText(w io.Writer) {
	r := a.Result
	p := periodOf(r.Scenario.SLO.Window)
	say := func(text string) {
		if text != "" {
			fmt.Fprintln(w, wrap(text, lineWidth))
		}
	}
	say(headline(r))
	if r.Partial() {
		say(fmt.Sprintf("Interrupted after %s of %s years: a partial answer.",
			plots.Thousands(float64(r.Years)), plots.Thousands(float64(r.Asked))))
	}
	fmt.Fprintln(w)
	writePromises(w, r)
	fmt.Fprintln(w)
	say(safePromise(r))
	say(downtimeLine(r))
	t, ok := budgeted(r)
	if arithmetic := r.Arithmetic(t.Target); ok {
		fmt.Fprintln(w)
		writeCauses(w, r, arithmetic)
		fmt.Fprintln(w)
		say(budgetLine(arithmetic, p))
	}
	say(helpLine(a.help, p))
	if try := tryLine(a.call, a.help); try != "" {
		fmt.Fprintln(w, try) // whole, to be copied
	}
	say(costLine(r))
	say(assumedLine(r.Scenario.Assumed))
	for _, warning := range r.Warnings {
		say("Warning: " + warning + ".")
	}
	say(chartsLine(a.charts))
	say(fmt.Sprintf("%s simulated years, seed %d.", plots.Thousands(float64(r.Years)), r.Seed))
}

// chartsLine says which charts were drawn into which folder.
func chartsLine(files []string) string {
	if len(files) == 0 {
		return ""
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = filepath.Base(f)
	}
	return fmt.Sprintf("Charts in %s: %s.", filepath.Dir(files[0]), strings.Join(names, ", "))
}

// writePromises writes the table of promises with their verdicts.
func writePromises(w io.Writer, r *sim.Result) {
	p := periodOf(r.Scenario.SLO.Window)
	whole := r.Scenario.SLO.Window.Kind == model.YearWindow
	rows := [][]string{{"promise", "allows " + p.each, "kept in", "verdict"}}
	if !whole {
		rows[0] = []string{"promise", "allows " + p.each, "kept in", "every " + p.one + " of the year in", "verdict"}
	}
	for _, t := range r.Targets {
		row := []string{percent(t.Target), plots.Duration(t.Budget)}
		if !whole {
			row = append(row, keptPart(t.Met, p.many))
		}
		if t.Verdict == sim.Impossible {
			row = append(row, "0 % of years")
		} else {
			row = append(row, keptPart(t.MetAllYear, "years"))
		}
		rows = append(rows, append(row, string(t.Verdict)))
	}
	writeTable(w, rows)
}

// mostCauses is how many causes of downtime are told by name.
const mostCauses = 5

// A cause is a risk or a change in the table of causes.
type cause struct {
	name, often, each, fits string
	downtime                float64 // seconds a year
}

// writeCauses writes where the downtime comes from, how often, and how many
// such incidents the budget has room for.
func writeCauses(w io.Writer, r *sim.Result, a sim.Arithmetic) {
	causes := causesOf(r, a)
	if len(causes) == 0 {
		return
	}
	sum, rest := 0.0, 0.0
	for _, c := range causes {
		sum += c.downtime
	}
	const most = mostCauses
	hidden := 0
	if len(causes) > most+1 { // a line that says "1 more" might as well name it
		hidden = len(causes) - most
		for _, c := range causes[most:] {
			rest += c.downtime
		}
		causes = causes[:most]
	}
	part := func(x float64) string {
		if sum == 0 {
			return "none"
		}
		return share(x / sum)
	}
	rows := [][]string{{"where downtime comes from", "share", "a year", "one costs", percent(a.Target) + " has room for"}}
	for _, c := range causes {
		rows = append(rows, []string{short(c.name), part(c.downtime), c.often, c.each, c.fits})
	}
	if hidden > 0 {
		rows = append(rows, []string{fmt.Sprintf("%d more", hidden), part(rest)})
	}
	writeTable(w, rows)
}

// causesOf returns the risks and the planned work, the costliest first.
func causesOf(r *sim.Result, a sim.Arithmetic) []cause {
	each := periodOf(r.Scenario.SLO.Window).each
	var causes []cause
	for _, k := range r.Risks {
		c := cause{name: cmp.Or(k.Title, k.Name), often: perYear(k.Incidents), downtime: k.Downtime.Value}
		for _, f := range a.Fits {
			if f.Risk == k.Name {
				c.each, c.fits = aboutOne(f.Typical), room(f.Count, each)
			}
		}
		causes = append(causes, c)
	}
	for _, ch := range r.Changes {
		if ch.Downtime.Value > 0 && ch.Events > 0 {
			causes = append(causes, cause{
				name: cmp.Or(ch.Title, ch.Name) + " (planned)", often: perYear(ch.Events),
				each: aboutOne(ch.Downtime.Value / ch.Events), downtime: ch.Downtime.Value,
			})
		}
	}
	slices.SortStableFunc(causes, func(x, y cause) int { return cmp.Compare(y.downtime, x.downtime) })
	return causes
}

// aboutOne spells what a typical incident costs, to two digits.
func aboutOne(seconds float64) string {
	if seconds < 600 {
		return plots.Duration(seconds)
	}
	return plots.ShortDuration(seconds)
}

// writeTable writes rows as columns, indented. Cells that a row lacks at its
// end stay empty.
func writeTable(w io.Writer, rows [][]string) {
	var b strings.Builder
	tw := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	for _, row := range rows {
		fmt.Fprintln(tw, "  "+strings.Join(row, "\t"))
	}
	_ = tw.Flush() // to memory
	for line := range strings.Lines(b.String()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
}
