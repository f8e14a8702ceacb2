package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"nines/plots"
	"nines/sim"
)

// writeRevisions writes what `nines compare OLD NEW...` found: per file what
// became of the answer, and below it each key that changed.
func writeRevisions(w io.Writer, c *sim.FileComparison) {
	say := func(format string, args ...any) { fmt.Fprintln(w, wrap(fmt.Sprintf(format, args...), lineWidth)) }
	for i := range c.Revisions {
		r := &c.Revisions[i]
		say("%s", revisionLine(c, r))
		if len(r.Changes) == 0 {
			continue
		}
		for _, line := range []string{revisionMoney(c, r), revisionPages(c, r)} {
			if line != "" {
				say("%s", line)
			}
		}
		fmt.Fprintln(w)
		writeTable(w, changeRows(c, r))
		fmt.Fprintln(w)
		for _, ch := range r.Changes {
			if ch.Alone == nil {
				say("Not valid alone: %s: %s.", ch.Path, strings.TrimPrefix(ch.Why, ch.Path+": "))
			}
		}
	}
	if said := saidNoise(c); said != "" {
		say("%s", said)
	}
	say("%s on the same faults for all, seed %d.", plots.Simulated(c.Years), c.Seed)
}

// revisionLine says what all the changes of a file did together.
func revisionLine(c *sim.FileComparison, r *sim.Revision) string {
	old, now := &c.Baseline, &r.Together
	name := fileName(r.Scenario)
	if len(r.Changes) == 0 {
		return fmt.Sprintf("%s: no key differs from %s.", name, fileName(old.Scenario))
	}
	was, is := percent(old.Scenario.SLO.Promise), percent(now.Scenario.SLO.Promise)
	text := fmt.Sprintf("%s: %s is kept in %s, up from %s", name, is, plots.Kept(now.Met), plots.Kept(old.Met))
	switch {
	case now.Identical && was == is:
		return fmt.Sprintf("%s: the answer is the same in every simulated year. %s is kept in %s.", name, is, plots.Kept(now.Met))
	case was != is:
		text = fmt.Sprintf("%s: %s is kept in %s; before, %s was in %s", name, is, plots.Kept(now.Met), was, plots.Kept(old.Met))
	case now.Noise:
		text = fmt.Sprintf("%s: %s is kept in %s, as far as %s years can tell as before", name, is, plots.Kept(now.Met), plots.Thousands(float64(c.Years)))
	case now.MetChange.Value < 0:
		text = fmt.Sprintf("%s: %s is kept in %s, down from %s", name, is, plots.Kept(now.Met), plots.Kept(old.Met))
	}
	saved := now.DowntimeSaved
	switch {
	case math.IsNaN(saved.Low) || saved.Low <= 0 && saved.High >= 0:
		return text + "."
	case saved.Value < 0:
		return text + fmt.Sprintf("; %s more downtime in a mean year.", plots.AboutDuration(scaled(sim.Estimate{Value: saved.Value, Low: saved.High, High: saved.Low}, -1)))
	}
	return text + fmt.Sprintf("; %s less downtime in a mean year.", plots.AboutDuration(saved))
}

// changeRows returns the table of changes, each by itself, with as much of the
// values as the line has room for.
func changeRows(c *sim.FileComparison, r *sim.Revision) [][]string {
	const most, least = 34, 12
	rows := changesUpTo(c, r, most)
	for widest := most - 1; tooWide(rows) && widest >= least; widest-- {
		rows = changesUpTo(c, r, widest)
	}
	return rows
}

func changesUpTo(c *sim.FileComparison, r *sim.Revision, widest int) [][]string {
	rows := [][]string{{"changed", "from", "to", "alone: kept in", "change", "can promise"}}
	if c.Priced.Any() {
		rows[0] = append(rows[0], "saves")
	}
	spell := func(text string) string {
		if text == "" {
			return "(nothing)"
		}
		return short(text, widest)
	}
	for i := range r.Changes {
		ch := &r.Changes[i]
		row := []string{ch.Path, spell(ch.Old), spell(ch.New)}
		if ch.Alone == nil {
			rows = append(rows, append(row, "not valid alone"))
			continue
		}
		rows = append(rows, append(row, revised(c, ch.Alone)...))
	}
	return append(rows, append([]string{"all together", "", ""}, revised(c, &r.Together)...))
}

// revised returns what a change makes of the answer, and of what a year costs
// where that has a price.
func revised(c *sim.FileComparison, o *sim.Option) []string {
	row := []string{plots.Chance(o.Met), points(o), plots.Attainable(o.Attainable)}
	if c.Priced.Any() {
		row = append(row, amount(o.Saved.Value, o.Saved))
	}
	return row
}

// saidNoise explains the word where it stands in a table.
func saidNoise(c *sim.FileComparison) string {
	for i := range c.Revisions {
		for _, ch := range c.Revisions[i].Changes {
			if ch.Alone != nil && ch.Alone.Noise && !ch.Alone.Identical {
				return "Noise: a difference inside its interval is none. Changes that do nothing alone may do something together."
			}
		}
	}
	return ""
}
