package answer

import (
	"cmp"
	"fmt"
	"math"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/stat"
)

// Revisions returns what `nines compare OLD NEW...` found: per file what
// became of the answer, and below it each key that changed.
func Revisions(c *compare.FileComparison, charts []string) *doc.Page {
	var s doc.Section
	for i := range c.Revisions {
		r := &c.Revisions[i]
		s.Lead(revisionLine(c, r))
		if len(r.Changes) == 0 {
			continue
		}
		s.Say(revisionMoney(c, r), revisionPages(c, r))
		s.Tabulate(changeTable(c, r))
		s.Say(stepLines(r)...)
	}
	s.Say(saidNoise(c), fmt.Sprintf("%s on the same faults for all, seed %d.", words.Simulated(c.Years), c.Seed), chartsLine(charts))
	return doc.Answer(s)
}

// revisionLine says what all the changes of a file did together.
func revisionLine(c *compare.FileComparison, r *compare.Revision) string {
	old, now := &c.Baseline, &r.Together
	name := words.File(r.Scenario)
	if len(r.Changes) == 0 {
		return fmt.Sprintf("%s: nothing that counts differs from %s.", name, words.File(old.Scenario))
	}
	was, is := words.Target(old.Scenario.SLO.Promise), words.Target(now.Scenario.SLO.Promise)
	text := fmt.Sprintf("%s: %s is kept in %s, up from %s", name, is, words.Kept(now.Met), words.Kept(old.Met))
	switch {
	case now.Identical && was == is:
		return fmt.Sprintf("%s: the answer is the same in every simulated year. %s is kept in %s.", name, is, words.Kept(now.Met))
	case was != is:
		text = fmt.Sprintf("%s: %s is kept in %s; before, %s was in %s", name, is, words.Kept(now.Met), was, words.Kept(old.Met))
	case now.Noise:
		text = fmt.Sprintf("%s: %s is kept in %s, as far as %s years can tell as before", name, is, words.Kept(now.Met), words.Thousands(float64(c.Years)))
	case now.MetChange.Value < 0:
		text = fmt.Sprintf("%s: %s is kept in %s, down from %s", name, is, words.Kept(now.Met), words.Kept(old.Met))
	}
	saved := now.DowntimeSaved
	switch {
	case math.IsNaN(saved.Low) || saved.Low <= 0 && saved.High >= 0:
		return text + "."
	case saved.Value < 0:
		return text + fmt.Sprintf("; %s more downtime in a mean year.", words.AboutDuration(saved.Negated()))
	}
	return text + fmt.Sprintf("; %s less downtime in a mean year.", words.AboutDuration(saved))
}

// changeTable returns the table of changes: each step with the keys that it
// takes, one below the other, and what it does by itself.
func changeTable(c *compare.FileComparison, r *compare.Revision) *doc.Table {
	t := doc.NewTable("Changes", doc.Text("changed"), doc.Percent("kept in"), doc.Number("points"), doc.Duration("downtime a year"), doc.Percent("can promise"))
	t.Each = "change"
	if c.Priced.Any() {
		saves := "saves"
		if unit := moneyUnit(c); unit != "" {
			saves += " " + unit
		}
		t.Columns = append(t.Columns, doc.Number(saves))
	}
	for i := range r.Steps {
		step := &r.Steps[i]
		for n, k := range step.Changes {
			if n == 0 {
				addKey(t, "", &r.Changes[k], revised(c, &step.Effect)...)
			} else {
				addKey(t, "+ ", &r.Changes[k])
			}
		}
	}
	for i := range r.Changes {
		if r.InNoStep(i) {
			addKey(t, "", &r.Changes[i], "not valid alone")
		}
	}
	if len(r.Steps) > 1 {
		t.Add(beyondRow(c, &r.Beyond)...)
	}
	t.Add(append([]string{"all of it"}, revised(c, &r.Together)...)...)
	return t
}

// keyWidth is how wide a key and its values may be, in characters.
const keyWidth = 44

// addKey adds a key with its effects on its first line and the old and the new
// value below it, on as many lines as they take.
func addKey(t *doc.Table, mark string, ch *compare.Change, effects ...string) {
	lines := doc.Folded(mark+ch.Path, keyWidth)
	for _, value := range doc.Folded(cmp.Or(ch.Old, nothing)+" → "+cmp.Or(ch.New, nothing), keyWidth-2) {
		lines = append(lines, "  "+value)
	}
	t.Add(append([]string{lines[0]}, effects...)...)
	for _, line := range lines[1:] {
		t.Add(line)
	}
}

// nothing stands for the value of a key that is not there.
const nothing = "(nothing)"

// moneyUnit returns the currency of all files, "" where they do not agree.
func moneyUnit(c *compare.FileComparison) string {
	currency := c.Baseline.Scenario.Service.Currency
	for i := range c.Revisions {
		if c.Revisions[i].Scenario.Service.Currency != currency {
			return ""
		}
	}
	return currency
}

// revised returns what a change makes of the answer, and of what a year costs
// where that has a price.
func revised(c *compare.FileComparison, o *compare.Option) []string {
	row := []string{words.Chance(o.Met), points(o), downtimeLess(o.DowntimeSaved), words.Attainable(o.Attainable)}
	if c.Priced.Any() {
		row = append(row, words.Whole(o.Saved.Value, o.Saved))
	}
	return row
}

// beyondRow returns what the changes do together beyond the rows above.
func beyondRow(c *compare.FileComparison, b *compare.Beyond) []string {
	alike := compare.Option{MetChange: b.MetChange, Noise: b.Noise, Identical: b.MetChange == stat.Estimate{}}
	row := []string{"together, beyond their sum", "", points(&alike), downtimeLess(b.DowntimeSaved), ""}
	if c.Priced.Any() {
		row = append(row, words.Whole(b.Saved.Value, b.Saved))
	}
	return row
}

// downtimeLess spells what a mean year has less or more: "−1 h 5 min".
func downtimeLess(saved stat.Estimate) string {
	text := words.LessDowntime(saved)
	if saved.Low <= 0 && saved.High >= 0 && math.Abs(saved.Value) >= 1e-6 {
		text += ", noise"
	}
	return text
}

// stepLines explain the table: what a row is, why some keys share one, and which
// are valid with no others.
func stepLines(r *compare.Revision) []string {
	says := "Each row by itself, on the first file; points are of the years in which the promise is kept."
	for _, s := range r.Steps {
		if len(s.Changes) > 1 {
			says += " Keys behind + are only valid together with the one above."
			break
		}
	}
	lines := []string{says}
	for i, ch := range r.Changes {
		if r.InNoStep(i) {
			says := ch.Why.String()
			if ch.Why.Key == ch.Path {
				says = ch.Why.Says // the path is said already
			}
			lines = append(lines, fmt.Sprintf("Not valid alone, nor with the others: %s: %s.", ch.Path, says))
		}
	}
	return lines
}

// saidNoise explains the word where it stands in a table.
func saidNoise(c *compare.FileComparison) string {
	for i := range c.Revisions {
		for _, s := range c.Revisions[i].Steps {
			if s.Effect.Noise && !s.Effect.Identical {
				return "Noise: a difference inside its interval is none. Changes that do nothing alone may do something together."
			}
		}
	}
	return ""
}
