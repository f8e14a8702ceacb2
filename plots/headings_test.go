package plots

import (
	"math"
	"slices"
	"strings"
	"testing"

	"nines/model"
	"nines/plots/words"
	"nines/sim/stat"
)

// TestBudgetShowsEveryTarget draws many targets close to each other: each has
// a line with its name, or is named below.
func TestBudgetShowsEveryTarget(t *testing.T) {
	r := busy().result(t)
	base := r.Targets[0]
	for _, texts := range [][]string{
		{"99.5%", "99.9%", "99.95%", "99.99%"},
		{"90%", "95%", "99%", "99.5%", "99.8%", "99.9%", "99.95%", "99.97%", "99.98%", "99.99%", "99.995%", "99.999%", "99.9999%", "100%"},
		{"99.9%", "99.91%", "99.92%", "99.93%", "99.94%", "99.95%", "99.96%", "99.97%", "99.98%"},
	} {
		r.Targets = nil
		for _, text := range texts {
			x := base
			x.Target = target(t, text)
			x.Budget = x.Target.Budget(model.Year)
			r.Targets = append(r.Targets, x)
		}
		for _, s := range []Size{Document, Slide, Phone} {
			var all []string
			for _, text := range record(Budget(r), s, SVG).texts {
				all = append(all, text.text)
			}
			below := strings.Join(all, " ")
			for _, text := range texts {
				name := words.Plain(words.Target(target(t, text)))
				if !slices.Contains(all, name) && !strings.Contains(below, name+" is ") && !strings.Contains(below, name+" allows nothing") {
					t.Errorf("%s: %s is left out without a word: %q", s, name, all)
				}
			}
		}
	}
}

// TestFootingFollowsTheChart explains no sign that is not drawn.
func TestFootingFollowsTheChart(t *testing.T) {
	all := options(t)
	wide := all["usual"]
	narrow := *wide
	narrow.Options = slices.Clone(wide.Options)
	narrow.Baseline.Attainable.Low, narrow.Baseline.Attainable.High = narrow.Baseline.Attainable.Value, narrow.Baseline.Attainable.Value
	for i := range narrow.Options {
		a := &narrow.Options[i].Attainable
		a.Low, a.High = a.Value, a.Value
	}
	for i := range wide.Options {
		a := &wide.Options[i].Attainable
		a.Low, a.High = a.Value-0.3*(1-a.Value), a.Value+0.3*(1-a.Value)
	}
	if got := strings.Join(textsOf(t, Investments(&narrow)), " "); strings.Contains(got, "bars: 95") {
		t.Errorf("bars are explained that nobody sees: %s", got)
	}
	if got := strings.Join(textsOf(t, Investments(wide)), " "); !strings.Contains(got, "bars: 95") {
		t.Errorf("nobody explains the bars: %s", got)
	}
	few, many := busy(), busy()
	few.years, many.years = 200, 100_000
	if got := strings.Join(textsOf(t, Attainment(few.result(t))), " "); !strings.Contains(got, "band: 95") {
		t.Errorf("nobody explains the band: %s", got)
	}
	if got := strings.Join(textsOf(t, Attainment(many.result(t))), " "); strings.Contains(got, "band: 95") {
		t.Errorf("a band is explained that nobody sees: %s", got)
	}
}

// TestBudgetLeavesOutWhatTheSLODoes holds nothing against the budget that the
// answer does not count.
func TestBudgetLeavesOutWhatTheSLODoes(t *testing.T) {
	r := busy().result(t)
	x := r.Changes[0]
	change := &model.Change{Name: x.Name, Title: x.Title}
	r.Scenario.SLO.Exclusions = []model.Exclusion{{Change: change, AtMost: math.Inf(1)}}
	got := textsOf(t, Budget(r))
	if slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "(planned)") }) {
		t.Errorf("what is left out takes from the budget: %q", got)
	}
	want := stat.Estimate{Value: r.MeanDowntime().Value - x.Downtime.Value}
	e := r.MeanDowntime()
	want.Low, want.High = e.Low-x.Downtime.Value, e.High-x.Downtime.Value
	if !slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, words.Plain(words.AboutDuration(want))+", ") }) {
		t.Errorf("all causes take something else than %s: %q", words.AboutDuration(want), got)
	}
	if !strings.Contains(strings.Join(got, " "), "without what the SLO leaves out") {
		t.Errorf("nobody says so: %q", got)
	}
}
