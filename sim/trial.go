package sim

import (
	"context"
	"slices"

	"nines/model"
)

// A Trial is a service that is simulated to be held against others, which meet
// the same faults in the same years.
type Trial struct {
	*Result
	side side // what each year came to, and what is made of it
}

// Try simulates a service for opt.Years, which must be set, without what its
// agreements cost and without a search for rare breaches. The target is the one
// in question, which need not be one of the scenario's. Where the context ends
// early the error is ErrInterrupted.
func Try(ctx context.Context, sc *model.Scenario, t model.Target, opt Options) (*Trial, error) {
	p := newPlan(sc, opt.Seed)
	l, why, err := lawFor(ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := newHistory(p, l != nil)
	h.grow(opt.Years)
	if done := p.simulate(ctx, h, 0, cores(opt.Workers), nil); done < opt.Years {
		return nil, ErrInterrupted
	}
	trial := &Trial{side: newSide(p, h, t)} // before the years are sorted
	trial.Result = summarise(p, h, l, opt)
	if why.note != "" {
		trial.Warnings = append(trial.Warnings, why.note)
	}
	trial.Seed, trial.Asked = opt.Seed, opt.Years
	trial.side.met = trial.MetAllYear(t)
	if !trial.possible(t) {
		trial.side.met = Estimate{}
	}
	trial.side.attainable = trial.AttainableAllYear
	if trial.Method == Simulate {
		trial.side.sums, trial.side.near = nil, bracketOf(slices.Clone(trial.side.worst), sc.SLO.Confidence)
	}
	return trial, nil
}

// newSide takes what a history holds of every year.
func newSide(p *plan, h *history, t model.Target) side {
	s := side{
		worst: make([]float64, len(h.full)), sums: make([]float64, len(h.full)),
		limit: t.Miss() + tie/p.scenario.SLO.Window.Length,
	}
	for y := range h.full {
		s.worst[y] = p.worstOf(h.full[y], h.of(h.windows, y))
		s.sums[y] = p.worstOf(h.sum[y], h.of(h.windowSums, y))
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
	t.sharp, t.Downtime, t.PlainSum, t.windows, t.side = nil, Sample{}, Sample{}, nil, side{met: t.side.met}
}
