package control

import (
	"math"
	"reflect"
	"slices"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/law"
)

// TestRareBreaches holds what biased years say against the law where that is
// exact enough: to 10 %, and within four standard errors.
func TestRareBreaches(t *testing.T) {
	for what, text := range simtest.RareCases {
		for _, miss := range []float64{1e-4, 1e-7, 1e-5, 1e-6}[:simtest.Enough(2, 4)] {
			sc := simtest.ReadText(t, simtest.Probe+text)
			l, err := law.Of(t.Context(), sc, model.Year, law.Options{Tolerance: 1e-9})
			if err != nil {
				t.Fatal(err)
			}
			budget := l.Quantile(1 - miss)
			want := 1 - l.CDF(budget)
			p := engine.NewPlan(sc, 3)
			h := engine.NewHistory(p, false)
			h.Grow(4000)
			p.Simulate(t.Context(), h, 0, 2, nil)
			s := NewRareSearch(p, &Law{Year: l}, h.Tally, 4000, 2)
			s.Left = 1e8
			m, ok := s.missed(t.Context(), budget)
			if !ok {
				t.Errorf("%s, %.0e: not found", what, miss)
				continue
			}
			t.Logf("%s, %.2g: %.3g ± %.1f %%, budget %.1f h", what, want, m.Value, 100*m.SE/m.Value, budget/3600)
			if m.SE > 0.1*m.Value {
				t.Errorf("%s, %.2g: standard error %.0f %%, want 10 %% at most", what, want, 100*m.SE/m.Value)
			}
			// Overlap makes breaches rarer than the law says, by little.
			if m.Value < want*0.9-4*m.SE || m.Value > want+4*m.SE+2*l.Bound() {
				t.Errorf("%s: got %.3g ± %.2g, by the law without overlap %.3g ± %.1g", what, m.Value, m.SE, want, l.Bound())
			}
		}
	}
}

// TestRareSearchDecidesByTheLaw: whether a breach is looked for hangs on how
// many years the law expects to show it, not on how many happen to.
func TestRareSearchDecidesByTheLaw(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Probe+simtest.RareCases["many short ones"], "risk.x.rate=300/year")
	l, err := law.Of(t.Context(), sc, model.Year, law.Options{})
	if err != nil {
		t.Fatal(err)
	}
	budget := 0.0214 * model.Year
	s := &RareSearch{law: &Law{Year: l}, years: math.Floor(enoughMisses/(1-l.CDF(budget))) - 1}
	if !s.wanted(budget) {
		t.Error("too few years are taken to tell a breach")
	}
	if s.years += 2; s.wanted(budget) {
		t.Error("enough years are taken not to tell a breach")
	}
}

// TestRareYearsServeEveryBudget: years lived for one budget say of another what
// years lived for that alone would, and none is lived twice.
func TestRareYearsServeEveryBudget(t *testing.T) {
	p := engine.NewPlan(simtest.ReadText(t, simtest.Probe+simtest.RareCases["one long one"]), 3)
	search := func() *RareSearch { return &RareSearch{Plan: p, cost: []float64{3600}, workers: 2} }
	const small, great = 10 * 3600, 200 * 3600
	all := p.Biases(small, []float64{3600})
	b := all[slices.IndexFunc(all, func(b engine.Bias) bool { return b.One })]

	s, fresh := search(), search()
	s.sample(t.Context(), b, small, rarePilot, 0)
	got := s.sample(t.Context(), b, great, 3*rareBatch, rareBatch)
	want := fresh.sample(t.Context(), b, great, 3*rareBatch, rareBatch)
	if got.hits(got.full) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%.1f misses after another budget, %.1f without", got.hits(got.full), want.hits(want.full))
	}
	if n := len(s.under(b).weights); n != 4*rareBatch || len(s.lived) != 1 {
		t.Errorf("%d years lived under %d biases, want %d under one", n, len(s.lived), 4*rareBatch)
	}
}
