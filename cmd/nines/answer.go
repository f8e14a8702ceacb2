package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"nines/model"
	"nines/plots/words"
	"nines/sim"
)

// lineWidth is how wide paragraphs of the answer may be, in characters.
const lineWidth = 110

// An answer is what `nines run` found, for people or for programs.
type answer struct {
	*sim.Result
	help   []sim.Help
	blame  *sim.Blame // nil where nobody asks, or the run was interrupted
	call   []string   // FILE and the flags that matter, to be called again
	why    []string   // the same for explain
	asked  bool       // whether --require asked for a verdict
	charts []string   // files that were drawn, as the user would name them

	partial bool // whether something is missing, since the work was interrupted
}

// writeText writes the answer for people: the question's answer first, then
// the promises, then where the downtime goes, then what would help.
func (a *answer) writeText(w io.Writer) {
	r := a.Result
	p := words.PeriodOf(r.Scenario.SLO.Window)
	say := func(text string) {
		if text != "" {
			fmt.Fprintln(w, wrap(text, lineWidth))
		}
	}
	say(headline(r))
	if r.Partial() {
		say(fmt.Sprintf("Interrupted after %s of %s years: a partial answer.",
			words.Thousands(float64(r.Years)), words.Thousands(float64(r.Asked))))
	}
	if r.Check != nil && r.Check.Disagreement != "" {
		say("WARNING: " + r.Check.Disagreement + ".")
	}
	fmt.Fprintln(w)
	writeTable(w, promiseTable(r))
	fmt.Fprintln(w)
	say(safePromise(r))
	say(downtimeLine(r))
	t, ok := r.Budgeted()
	if !ok {
		t = r.Promised()
	}
	arithmetic := r.Arithmetic(t.Target)
	if rows := causeRows(r, arithmetic, ok); len(rows) > 0 {
		fmt.Fprintln(w)
		writeTable(w, rows)
		fmt.Fprintln(w)
	}
	if ok {
		say(budgetLine(arithmetic, p))
	}
	say(helpLine(a.help, p, r.Scenario.SLO.Confidence))
	if try := tryLine(a.call, a.help); try != "" {
		fmt.Fprintln(w, try) // whole, to be copied
	}
	say(costLine(r))
	writeAgreements(w, r)
	say(onCallLine(r))
	say(deliveryLine(r))
	say(assumedLine(r.Scenario.Assumed))
	for _, warning := range r.Warnings {
		if r.Check != nil && warning == r.Check.Disagreement {
			continue // said at once
		}
		say("Warning: " + warning + ".")
	}
	if r.Precision > 0 {
		say(fmt.Sprintf("It took %s years to know the probability of the promise to %s.", words.Thousands(float64(r.Years)), words.Ratio(r.Precision)))
	}
	say(chartsLine(a.charts))
	fmt.Fprintln(w, a.lastLine())
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

// promiseTable returns the table of promises with their verdicts.
func promiseTable(r *sim.Result) [][]string {
	p := words.PeriodOf(r.Scenario.SLO.Window)
	whole := r.Scenario.SLO.Window.Kind == model.YearWindow
	rows := [][]string{{"promise", "allows " + p.Each, "kept in", "verdict"}}
	if !whole {
		rows[0] = []string{"promise", "allows " + p.Each, "kept in", "every " + p.One + " of the year in", "verdict"}
	}
	for _, t := range r.Targets {
		row := []string{words.Target(t.Target), words.Duration(t.Budget)}
		if !whole {
			row = append(row, words.KeptPart(t.Met, p.Many))
		}
		if t.Verdict == sim.Impossible {
			row = append(row, words.Percent(0, 0)+" of years")
		} else {
			row = append(row, words.KeptPart(t.MetAllYear, "years"))
		}
		rows = append(rows, append(row, string(t.Verdict)))
	}
	return rows
}

// The causes of downtime are told by name until most of it is told.
const (
	mostCauses  = 8
	enoughTold  = 0.9
	columnSpace = 3
)

// A cause is a risk or a change in the table of causes.
type cause struct {
	name, often, each, fits string
	downtime                float64 // seconds a year
}

// causeRows returns the table of causes with names wrapped to the line.
func causeRows(r *sim.Result, a sim.Arithmetic, hasRoom bool) [][]string {
	return fitted(causeTable(r, a, hasRoom))
}

// causeTable returns the table of where the downtime comes from, how often, and
// how many such incidents the budget has room for, where it has any.
func causeTable(r *sim.Result, a sim.Arithmetic, hasRoom bool) [][]string {
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
	rows := [][]string{{"where downtime comes from", "share", "a year", "one costs"}}
	if hasRoom {
		rows[0] = append(rows[0], words.Target(a.Target)+" has room for")
	}
	for _, c := range told {
		row := []string{c.name, part(c.downtime), c.often, c.each}
		if hasRoom {
			row = append(row, c.fits)
		}
		rows = append(rows, row)
	}
	if hidden := len(causes) - len(told); hidden > 0 {
		rows = append(rows, []string{fmt.Sprintf("%d more", hidden), part(rest)})
	}
	return rows
}

// toldCauses returns the causes that are told by name and the downtime of the
// others.
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

// leastName is how narrow the names of a table may be, in characters.
const leastName = 20

// fitted wraps the names in the first column to what the line has room for.
func fitted(rows [][]string) [][]string {
	room := lineWidth - 2
	for i, w := range widths(rows) {
		if i > 0 {
			room -= w + columnSpace
		}
	}
	var out [][]string
	for _, row := range rows {
		name := folded(row[0], max(room, leastName))
		out = append(out, append([]string{name[0]}, row[1:]...))
		for _, more := range name[1:] {
			out = append(out, []string{more})
		}
	}
	return out
}

// causesOf returns the risks and the planned work, the costliest first.
func causesOf(r *sim.Result, a sim.Arithmetic) []cause {
	each := words.PeriodOf(r.Scenario.SLO.Window).Each
	var causes []cause
	for i, k := range r.Risks {
		c := cause{name: cmp.Or(k.Title, k.Name), often: words.PerYear(r.PerYear(i)), downtime: k.Downtime.Value}
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

// writeTable writes rows as columns, indented. Cells that a row lacks at its
// end stay empty.
func writeTable(w io.Writer, rows [][]string) {
	wide := widths(rows)
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			line += " " + words.Plain(cell) + strings.Repeat(" ", wide[i]-uniseg.StringWidth(cell)+columnSpace-1)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// widths returns how wide each column of a table is on a terminal.
func widths(rows [][]string) []int {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], uniseg.StringWidth(cell))
		}
	}
	return wide
}
