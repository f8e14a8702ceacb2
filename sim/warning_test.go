package sim

import (
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// lawless returns the part of a scenario that has no law, as a result warns.
func lawless(r *Result) law.Unsupported {
	for _, w := range r.Warnings {
		if w.Kind == NoLaw {
			return *w.NoLaw
		}
	}
	return law.Unsupported{}
}

// disagrees reports whether a result warns that the engines disagree.
func disagrees(r *Result) bool {
	_, differ := r.Disagreement()
	return differ
}

// TestJudge: engines that differ by chance do not disagree, and those that do
// hand over what they found.
func TestJudge(t *testing.T) {
	for _, c := range []struct {
		check Check
		want  WarningKind
	}{
		{Check{LawMet: 0.9, SimulatedMet: 0.8, Differ: 4.1}, Disagreement},
		{Check{Differ: 3.9, Farthest: 2.6}, FarApart},
		{Check{Differ: 3.9, Farthest: 2.4}, Told},
	} {
		w, differ := c.check.judge(simtest.Must(model.ParseTarget("99.9%")))
		if w.Kind != c.want || differ != (c.want != Told) {
			t.Errorf("%+v: got %+v", c.check, w)
		}
		if w.Kind == Disagreement && (w.Law != 0.9 || w.Simulated != 0.8 || w.Differ != 4.1 || w.Target.Text() != "99.9%") {
			t.Errorf("got %+v", w)
		}
		r := &Result{Warnings: append(inWords("the file says so"), w)}
		if got, ok := r.Disagreement(); ok != differ || ok && got != w {
			t.Errorf("%+v: the result tells %+v", c.check, got)
		}
	}
}
