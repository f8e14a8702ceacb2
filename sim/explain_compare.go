package sim

import (
	"context"
	"math"
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
}

// explainTolerance is the error in probabilities that the laws of an
// explanation aim at: dozens of them are needed, and nobody reads the fifth
// digit of "what if".
const explainTolerance = 5e-5

// A trial is one service, simulated.
type trial struct {
	*Result
	met   Estimate  // that a whole year meets the target in question
	worst []float64 // unavailability of each year's worst window, year by year

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
	c.opt.Progress, c.opt.tolerance = nil, explainTolerance
	var err error
	c.today, err = c.try(sc, c.cores)
	return c, err
}

// try simulates a service on some cores.
func (c *comparison) try(sc *model.Scenario, cores int) (*trial, error) {
	opt := c.opt
	opt.Workers = cores
	p := newPlan(sc, opt.Seed)
	l, why, err := newPlainLaw(c.ctx, p, opt.Method, opt.tolerance)
	if err != nil {
		return nil, err
	}
	h := newHistory(p, l)
	h.grow(opt.Years)
	if done := p.simulate(c.ctx, h, 0, cores, nil); done < opt.Years {
		return nil, ErrInterrupted
	}
	t := &trial{worst: make([]float64, opt.Years)}
	for i, full := range h.full { // before they are sorted
		t.worst[i] = p.worstOf(full, h.of(h.windows, i))
	}
	t.Result = summarise(p, h, l, opt)
	if why != "" {
		t.Warnings = append(t.Warnings, why)
	}
	t.Seed, t.Asked = opt.Seed, opt.Years
	t.met = metAllYear(t.Result, c.target)
	if !t.possible(c.target) {
		t.met = Estimate{}
	}
	c.step()
	return t, nil
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
	t.sharp, t.Downtime, t.PlainSum, t.windows, t.worst = nil, Sample{}, Sample{}, nil, nil
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
	was := c.today.AttainableAllYear
	rho := 0.0
	if t.Method != Auto && c.today.Method != Auto {
		rho = concordance(c.today.worst, t.worst, 1-was.Value, 1-o.Attainable.Value)
	}
	// Quantiles are, to first order, means of indicators (Bahadur 1966),
	// so the variance of their difference follows from their standard
	// errors and the correlation of the indicators.
	se := math.Sqrt(math.Max(0, was.SE*was.SE+o.Attainable.SE*o.Attainable.SE-2*rho*was.SE*o.Attainable.SE))
	d := o.Attainable.Value - was.Value
	o.Change = Estimate{Value: d, SE: se, Low: d - z95*se, High: d + z95*se}
	apart := disjoint(was, o.Attainable) || disjoint(c.today.met, t.met)
	o.Noise = !apart &&
		!moved(c.today.worst, t.worst, 1-was.Value) &&
		!moved(c.today.worst, t.worst, c.target.Miss()+tie/c.sc.SLO.Window.Length)
	return o
}

// concordance returns the correlation between "x is at most its limit" and
// "y is at most its own", over the years.
func concordance(x, y []float64, limitX, limitY float64) float64 {
	var below, belowX, belowY float64
	for i := range x {
		a, b := x[i] <= limitX+tie/model.Year, y[i] <= limitY+tie/model.Year
		if a {
			belowX++
		}
		if b {
			belowY++
		}
		if a && b {
			below++
		}
	}
	n := float64(len(x))
	below, belowX, belowY = below/n, belowX/n, belowY/n
	spread := math.Sqrt(belowX * (1 - belowX) * belowY * (1 - belowY))
	if spread == 0 {
		return 0
	}
	return (below - belowX*belowY) / spread
}

// moved reports whether more years pass a limit in one direction than chance
// explains: McNemar's test of paired proportions at 95 %, with Edwards'
// correction (McNemar 1947; Edwards 1948).
func moved(x, y []float64, limit float64) bool {
	var up, down float64
	for i := range x {
		switch a, b := x[i] <= limit, y[i] <= limit; {
		case a && !b:
			up++
		case b && !a:
			down++
		}
	}
	gap := math.Abs(up-down) - 1
	return gap > 0 && gap*gap > z95*z95*(up+down)
}

// disjoint reports whether two intervals share no point.
func disjoint(a, b Estimate) bool { return a.High < b.Low || b.High < a.Low }

// complement returns the estimate of 1 minus a probability.
func complement(e Estimate) Estimate {
	return Estimate{Value: 1 - e.Value, SE: e.SE, Low: 1 - e.High, High: 1 - e.Low}
}
