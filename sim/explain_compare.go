package sim

import (
	"context"
	"slices"
	"sync"

	"nines/model"
)

// An Outcome is what would be attained if something were different.
type Outcome struct {
	// Attainable is the largest target that every window of a year meets,
	// in as many years as the scenario's confidence asks.
	Attainable Estimate
	Change     Estimate // of it, against today; exactly 0 to 0 where Same
	Met        Estimate // probability that every window of a year meets the target in question

	Same  bool // not one simulated year has another downtime
	Noise bool // what differs may be chance

	times Estimate // what Attainable leaves to 100 %, as a multiple of what is left today
}

// explainTolerance is the error in probabilities that the laws of an
// explanation aim at: dozens of them are needed, and nobody reads the fifth
// digit of "what if".
const explainTolerance = 5e-5

// explainWork bounds the work that all laws of an explanation take together: a
// law that is quick by itself is too slow for dozens.
const explainWork = 2e9

// A trial is one service, simulated.
type trial struct {
	*Result
	side

	outcome Outcome // beside today, of a trial among many
}

// A comparison holds services against today's.
type comparison struct {
	ctx    context.Context
	sc     *model.Scenario
	target model.Target
	opt    Options // of one trial
	cores  int
	today  *trial

	mu          sync.Mutex
	progress    func(done, total int)
	done, total int
}

// newComparison simulates today's service; others are how many are to follow,
// for the progress.
func newComparison(ctx context.Context, sc *model.Scenario, t model.Target, opt Options, others int) (*comparison, error) {
	c := &comparison{ctx: ctx, sc: sc, target: t, opt: opt, cores: opt.workers(), progress: opt.Progress, total: 1 + others}
	c.opt.Progress, c.opt.tolerance, c.opt.work = nil, explainTolerance, explainWork/float64(c.total)
	var err error
	c.today, err = c.try(sc, c.cores)
	return c, err
}

// try simulates a service on some cores.
func (c *comparison) try(sc *model.Scenario, cores int) (*trial, error) {
	opt := c.opt
	opt.Workers = cores
	p := newPlan(sc, opt.Seed)
	l, why, err := newPlainLaw(c.ctx, p, opt)
	if err != nil {
		return nil, err
	}
	h := newHistory(p, l)
	h.grow(opt.Years)
	if done := p.simulate(c.ctx, h, 0, cores, nil); done < opt.Years {
		return nil, ErrInterrupted
	}
	t := &trial{side: c.read(p, h)} // before the years are sorted
	t.Result = summarise(p, h, l, opt)
	if why.note != "" {
		t.Warnings = append(t.Warnings, why.note)
	}
	t.Seed, t.Asked = opt.Seed, opt.Years
	t.met = metAllYear(t.Result, c.target)
	if !t.possible(c.target) {
		t.met = Estimate{}
	}
	t.attainable = t.AttainableAllYear
	if t.Method == Simulate {
		t.sums, t.near = nil, bracketOf(slices.Clone(t.worst), sc.SLO.Confidence)
	}
	c.step()
	return t, nil
}

// read takes what a history holds of every year.
func (c *comparison) read(p *plan, h *history) side {
	s := side{
		worst: make([]float64, len(h.full)), sums: make([]float64, len(h.full)),
		limit: c.target.Miss() + tie/c.sc.SLO.Window.Length,
	}
	for y := range h.full {
		s.worst[y] = p.worstOf(h.full[y], h.of(h.windows, y))
		s.sums[y] = p.worstOf(h.sum[y], h.of(h.windowSums, y))
	}
	return s
}

// possible reports whether certain planned work leaves any room for a target.
func (t *trial) possible(target model.Target) bool {
	for _, x := range t.Targets {
		if x.Target.Text() == target.Text() {
			return x.Verdict != Impossible
		}
	}
	return true
}

// slim lets go of a trial's law and of all its years.
func (t *trial) slim() {
	t.sharp, t.Downtime, t.PlainSum, t.windows, t.side = nil, Sample{}, Sample{}, nil, side{met: t.met}
}

// tryAll simulates services beside each other, a core for each. A nil service
// gives a nil trial, and one that comes again the same as before. Of the
// trials only what is told of them is kept.
func (c *comparison) tryAll(services []*model.Scenario) ([]*trial, error) {
	trials := make([]*trial, len(services))
	errs := make([]error, len(services))
	each(c.ctx, len(services), c.cores, func() func(int) {
		return func(i int) {
			if s := services[i]; s != nil && slices.Index(services, s) == i {
				if trials[i], errs[i] = c.try(s, 1); errs[i] == nil {
					trials[i].outcome = c.against(trials[i])
					trials[i].slim()
				}
			}
		}
	})
	for i, s := range services {
		trials[i] = trials[slices.Index(services, s)]
	}
	if c.ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// step tells that one more service is done.
func (c *comparison) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done++; c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
}

// finish tells that nothing is left to do.
func (c *comparison) finish() {
	if c.progress != nil {
		c.progress(c.total, c.total)
	}
}

// against returns the outcome of a trial, held against today year by year.
func (c *comparison) against(t *trial) Outcome {
	o := Outcome{
		Attainable: t.AttainableAllYear, Met: t.met,
		Same: slices.Equal(t.worst, c.today.worst),
	}
	if o.Same {
		// The same years, so the same estimates to the last bit, but for
		// laws that came by another way to the same sum.
		o.Attainable, o.Met = c.today.AttainableAllYear, c.today.met
		o.Noise = true
		return o
	}
	o.Change = c.today.attainableChange(&t.side)
	o.times = c.today.timesMissing(&t.side)
	met := c.today.metChange(&t.side)
	o.Noise = o.Change.Low <= 0 && 0 <= o.Change.High && met.Low <= 0 && 0 <= met.High
	return o
}

// complement returns the estimate of 1 minus a probability.
func complement(e Estimate) Estimate {
	return Estimate{Value: 1 - e.Value, SE: e.SE, Low: 1 - e.High, High: 1 - e.Low}
}
