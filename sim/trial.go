package sim

import (
	"context"
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Trial is a service that is simulated to be held against others, which meet
// the same faults in the same years.
type Trial struct {
	*Result
	Side stat.Side // what each year came to, and what is made of it
}

// Try simulates a service for opt.Years, which must be set, without what its
// agreements cost and without a search for rare breaches. The target is the one
// in question, which need not be one of the scenario's. Where the context ends
// early the error is ErrInterrupted.
func Try(ctx context.Context, sc *model.Scenario, t model.Target, opt Options) (*Trial, error) {
	p := engine.NewPlan(sc, opt.Seed)
	l, none, err := lawFor(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := engine.NewHistory(p, l != nil)
	h.Grow(opt.Years)
	if done := p.Simulate(ctx, h, 0, engine.Cores(opt.Workers), nil); done < opt.Years {
		return nil, ErrInterrupted
	}
	trial := &Trial{Side: newSide(p, h, t)} // before the years are sorted
	trial.Result = summarise(p, h, l, opt)
	if none != nil {
		trial.Warnings = append(trial.Warnings, Warning{Kind: NoLaw, NoLaw: none})
	}
	trial.Seed, trial.Asked = opt.Seed, opt.Years
	trial.Side.Met = trial.MetAllYear(t)
	if !trial.possible(t) {
		trial.Side.Met = stat.Estimate{}
	}
	trial.Side.Attainable = trial.AttainableAllYear
	if trial.Method == Simulate {
		trial.Side.Sums, trial.Side.Near = nil, stat.BracketOf(slices.Clone(trial.Side.Worst), sc.SLO.Confidence)
	}
	return trial, nil
}

// newSide takes what a history holds of every year.
func newSide(p *engine.Plan, h *engine.History, t model.Target) stat.Side {
	s := stat.Side{
		Worst: make([]float64, len(h.Full)), Sums: make([]float64, len(h.Full)),
		Limit: t.Miss() + stat.Tie/p.Scenario.SLO.Window.Length,
	}
	for y := range h.Full {
		s.Worst[y] = p.WorstOf(h.Full[y], h.Of(h.Windows, y))
		s.Sums[y] = p.WorstOf(h.Sum[y], h.Of(h.WindowSums, y))
	}
	return s
}

// possible reports whether certain planned work leaves any room for a target.
func (t *Trial) possible(target model.Target) bool {
	for _, x := range t.Targets {
		if x.Target.Text() == target.Text() {
			return x.Verdict != Impossible
		}
	}
	return true
}

// Slim lets go of the trial's law and of all its years. What was estimated stays.
func (t *Trial) Slim() {
	t.sharp, t.Downtime, t.PlainSum, t.windows, t.Side = nil, stat.Sample{}, stat.Sample{}, nil, stat.Side{Met: t.Side.Met}
}
