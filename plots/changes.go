package plots

import (
	"cmp"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"

	"nines/plots/words"
	"nines/sim/compare"
	"nines/sim/explain"
)

// Changes draws what each change between two files does to the attainable SLO
// by itself, and all of them together: the tornado of a revision. number tells
// revisions apart where there are several, from 1 on; 0 for the only one.
func Changes(c *compare.FileComparison, r *compare.Revision, number int) *Chart {
	old := c.Baseline.Scenario
	t := newTornado(&explain.Sensitivity{
		Scenario: old, Seed: c.Seed, Years: c.Years, Today: c.Baseline.Attainable, Inputs: changesOf(c, r),
	})
	t.less, t.more, t.nameOf = blue, sky, func(name string) string { return name }
	t.keys = []tornadoKey{{sky, "one change by itself"}, {blue, "all of it"}, {ink, "line: before, " + words.Attainable(t.Today)}}
	name := "changes"
	if number > 0 {
		name = fmt.Sprintf("changes-%d", number)
	}
	from := old.Title
	if old.File != "" {
		from = filepath.Base(old.File)
	}
	return &Chart{
		name: name, title: changesFinding(t, r),
		subtitle: subtitle(r.Scenario, mostKeep(old.SLO)+", with what changed since "+from),
		foot: sentences(fmt.Sprintf("%s, seed %d, the same faults for all; keys that are only valid together are one bar; attainable SLO: %s.",
			words.Simulated(c.Years), c.Seed, attainableTerms(old.SLO))),
		longest: leftOutInputs(t),
		body:    t.draw,
	}
}

// changesOf returns the rows, each with its name for a path: the whole first,
// then the steps, the one that moves most first.
func changesOf(c *compare.FileComparison, r *compare.Revision) []explain.Input {
	today := c.Baseline.Attainable
	still := explain.End{Attainable: today, Same: true}
	end := func(o *compare.Option) explain.End {
		ch := o.AttainableChange
		return explain.End{Attainable: o.Attainable, Change: ch, Same: o.Identical, Noise: ch.Low <= 0 && 0 <= ch.High}
	}
	var rows []explain.Input
	for i := range r.Steps {
		e := end(&r.Steps[i].Effect)
		rows = append(rows, explain.Input{Path: stepName(r, &r.Steps[i]), Less: still, More: e, Swing: math.Abs(e.Attainable.Value - today.Value)})
	}
	slices.SortStableFunc(rows, func(a, b explain.Input) int { return cmp.Compare(b.Swing, a.Swing) })
	return append([]explain.Input{{Path: wholeName, Less: end(&r.Together), More: still}}, rows...)
}

// wholeName names the row of all changes together.
const wholeName = "all of it"

// stepName names a step by its keys.
func stepName(r *compare.Revision, s *compare.Step) string {
	paths := make([]string, len(s.Changes))
	for i, c := range s.Changes {
		paths[i] = r.Changes[c].Path
	}
	if n := len(paths); n > 2 {
		return fmt.Sprintf("%s and %d more", paths[0], n-1)
	}
	return strings.Join(paths, " and ")
}

// changesFinding says what the changes did, and which did most.
func changesFinding(t *tornadoChart, r *compare.Revision) string {
	was, is := words.Attainable(t.Today), words.Attainable(r.Together.Attainable)
	steps := slices.DeleteFunc(slices.Clone(t.moving), func(in explain.Input) bool { return in.Path == wholeName })
	says := fmt.Sprintf("The changes take what can be promised from %s to %s", was, is)
	if len(t.moving) == len(steps) || was == is {
		says = "All changes together leave what can be promised at " + is
	}
	if len(steps) == 0 {
		return says
	}
	return says + "; “" + steps[0].Path + "” does most"
}
