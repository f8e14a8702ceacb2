package explain

import (
	"context"
	"slices"
	"sync"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
)

// An Outcome is what would be attained if something were different.
type Outcome struct {
	// Attainable is the largest target that every window of a year meets,
	// in as many years as the scenario's confidence asks.
	Attainable stat.Estimate
	Change     stat.Estimate // of it, against today; exactly 0 to 0 where Same
	Met        stat.Estimate // probability that every window of a year meets the target in question

	Same  bool // not one simulated year has another downtime
	Noise bool // what differs may be chance

	times stat.Estimate // what Attainable leaves to 100 %, as a multiple of what is left today
}

// explainTolerance is the error of probabilities that the laws of an explanation
// aim at: dozens of laws are needed, and nobody reads the fifth digit of "what if".
const explainTolerance = 5e-5

// explainWork bounds the work of all laws of an explanation together: one law may
// be fast enough where dozens are not.
const explainWork = 2e9

// An attempt is a service that is compared with today's.
type attempt struct {
	*sim.Trial
	outcome Outcome // of one among many
}

// A comparer compares services with today's.
type comparer struct {
	ctx    context.Context
	sc     *model.Scenario
	target model.Target
	opt    sim.Options // of one trial
	cores  int
	today  *attempt

	mu          sync.Mutex
	progress    func(done, total int)
	done, total int
}

// newComparer simulates today's service. For the progress, others is the number of
// services to follow.
func newComparer(ctx context.Context, sc *model.Scenario, t model.Target, opt sim.Options, others int) (*comparer, error) {
	c := &comparer{ctx: ctx, sc: sc, target: t, opt: opt, cores: engine.Cores(opt.Workers), progress: opt.Progress, total: 1 + others}
	c.opt.Progress, c.opt.Law = nil, law.Options{Tolerance: explainTolerance, Work: explainWork / float64(c.total)}
	var err error
	c.today, err = c.try(sc, c.cores)
	return c, err
}

// try simulates a service on some cores.
func (c *comparer) try(sc *model.Scenario, cores int) (*attempt, error) {
	opt := c.opt
	opt.Workers = cores
	t, err := sim.Try(c.ctx, sc, c.target, opt)
	if err != nil {
		return nil, err
	}
	c.step()
	return &attempt{Trial: t}, nil
}

// tryAll simulates services concurrently, a core for each. A nil service gives a nil
// trial, and equal services share one. Only the figures of trials are kept.
func (c *comparer) tryAll(services []*model.Scenario) ([]*attempt, error) {
	trials := make([]*attempt, len(services))
	errs := make([]error, len(services))
	engine.Each(c.ctx, len(services), c.cores, func() func(int) {
		return func(i int) {
			if s := services[i]; s != nil && slices.Index(services, s) == i {
				if trials[i], errs[i] = c.try(s, 1); errs[i] == nil {
					trials[i].outcome = c.against(trials[i])
					trials[i].Slim()
				}
			}
		}
	})
	for i, s := range services {
		trials[i] = trials[slices.Index(services, s)]
	}
	if c.ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return trials, nil
}

// step reports that one more service is done.
func (c *comparer) step() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done++; c.progress != nil {
		c.progress(min(c.done, c.total), c.total)
	}
}

// finish reports that all services are done.
func (c *comparer) finish() {
	if c.progress != nil {
		c.progress(c.total, c.total)
	}
}

// against returns the outcome of a trial, compared with today year by year.
func (c *comparer) against(t *attempt) Outcome {
	o := Outcome{
		Attainable: t.AttainableAllYear, Met: t.Side.Met,
		Same: slices.Equal(t.Side.Worst, c.today.Side.Worst),
	}
	if o.Same {
		// The same years, so the same estimates to the last bit, but for
		// laws that came by another way to the same sum.
		o.Attainable, o.Met = c.today.AttainableAllYear, c.today.Side.Met
		o.Noise = true
		return o
	}
	o.Change = c.today.Side.AttainableChange(&t.Side)
	o.times = c.today.Side.TimesMissing(&t.Side)
	met := c.today.Side.MetChange(&t.Side)
	o.Noise = o.Change.Low <= 0 && 0 <= o.Change.High && met.Low <= 0 && 0 <= met.High
	return o
}
