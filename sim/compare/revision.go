package compare

import (
	"context"
	"time"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
)

// A FileComparison is what later versions of a scenario say, against an
// earlier one, on the same random numbers.
type FileComparison struct {
	Seed      uint64
	Years     int // behind each estimate
	Elapsed   time.Duration
	Baseline  Option
	Revisions []Revision
	Priced    Priced // by one of the files
}

// A Revision is one later version.
type Revision struct {
	Scenario *model.Scenario
	Together Option // all of its changes
	Changes  []Change
	Steps    []Step // the same changes, each with what it needs
	Beyond   Beyond // what they do together beyond the sum of the steps
}

// A Change is one key in which a revision differs.
type Change struct {
	file.Difference

	// Alone is what the change by itself makes of the baseline; nil where
	// the baseline is wrong with it alone, and Why says how.
	Alone *Option
	Why   Fault
}

// Files estimates what became of a scenario with its revisions, and
// what each changed key did by itself. The error is ErrInterrupted.
func Files(ctx context.Context, old *model.Scenario, revisions []*model.Scenario, opt sim.Options) (*FileComparison, error) {
	began := time.Now()
	if opt.Years <= 0 {
		opt.Years = sim.DefaultYears
	}
	c := &FileComparison{Seed: opt.Seed, Years: opt.Years, Priced: PricedBy(old)}
	for _, sc := range revisions {
		c.Priced = c.Priced.or(PricedBy(sc))
	}
	later := make([]*model.Scenario, len(revisions))
	for i, sc := range revisions {
		var err error
		if later[i], err = file.Later(sc, old); err != nil {
			return nil, err
		}
	}
	revisions = later
	scenarios := append([]*model.Scenario{}, revisions...)
	var found []func(*Option) // takes what a scenario behind the revisions does
	for _, sc := range revisions {
		c.Revisions = append(c.Revisions, Revision{Scenario: sc})
	}
	for i := range c.Revisions {
		trials, err := c.Revisions[i].from(ctx, old)
		if err != nil {
			return nil, err
		}
		for _, t := range trials {
			scenarios, found = append(scenarios, t.scenario), append(found, t.found)
		}
	}
	options, err := c.estimate(ctx, old, scenarios, opt)
	if err != nil {
		return nil, err
	}
	all := []*Option{&c.Baseline}
	for i := range options {
		all = append(all, &options[i])
	}
	if err := measureLoad(ctx, all, opt); err != nil {
		return nil, err
	}
	for i, take := range found {
		take(&options[len(revisions)+i])
	}
	for i := range c.Revisions {
		r := &c.Revisions[i]
		r.Together = options[i]
		r.settle()
		r.Beyond = beyondSteps(&r.Together, r.Steps)
	}
	c.Elapsed = time.Since(began)
	return c, nil
}

// A trial is a scenario to be estimated, and what takes its result.
type trial struct {
	scenario *model.Scenario
	found    func(*Option)
}

// from fills in what changed since an old scenario, and returns what has to be
// played to know what each change does, and each step.
func (r *Revision) from(ctx context.Context, old *model.Scenario) ([]trial, error) {
	s := &stepFinder{old: old}
	for _, d := range file.Differences(old, r.Scenario) {
		r.Changes = append(r.Changes, Change{Difference: d})
		s.patches = append(s.patches, d.Patch())
	}
	var trials []trial
	for i := range r.Changes {
		ch := &r.Changes[i]
		with, err := s.with([]int{i})
		s.wrong = append(s.wrong, err)
		if err != nil {
			ch.Why = faultOf(err)
			continue
		}
		trials = append(trials, trial{with, func(o *Option) { ch.Alone = o }})
	}
	steps, err := s.steps(ctx)
	if err != nil {
		return nil, err
	}
	for _, changes := range steps {
		r.Steps = append(r.Steps, Step{Changes: changes})
	}
	for i := range r.Steps {
		step := &r.Steps[i]
		if len(step.Changes) == 1 {
			continue // estimated alone
		}
		with, err := s.with(step.Changes)
		if err != nil {
			return nil, err
		}
		trials = append(trials, trial{with, func(o *Option) { step.Effect = *o }})
	}
	return trials, nil
}

// settle gives the changes and the steps what there is to set, and the steps of
// one change what that does alone.
func (r *Revision) settle() {
	for i := range r.Changes {
		if ch := &r.Changes[i]; ch.Alone != nil {
			ch.Alone.Set = []file.Patch{ch.Patch()}
		}
	}
	for i := range r.Steps {
		step := &r.Steps[i]
		if len(step.Changes) == 1 {
			step.Effect = *r.Changes[step.Changes[0]].Alone
			continue
		}
		for _, c := range step.Changes {
			step.Effect.Set = append(step.Effect.Set, r.Changes[c].Patch())
		}
	}
}

// estimate estimates the scenarios beside the old one, some at a time.
func (c *FileComparison) estimate(ctx context.Context, old *model.Scenario, scenarios []*model.Scenario, opt sim.Options) ([]Option, error) {
	chunks := engine.ChunksOf(opt.Years)
	progress := engine.Progress(opt.Progress, chunks*((len(scenarios)+batchSize-1)/batchSize))
	var options []Option
	for from := 0; from < len(scenarios); from += batchSize {
		batch := scenarios[from:min(from+batchSize, len(scenarios))]
		all, _, err := optionsOf(ctx, old, batch, c.Priced, opt.Seed, opt.Years, engine.Cores(opt.Workers), progress)
		if err != nil {
			return nil, err
		}
		c.Baseline = all[0]
		options = append(options, all[1:]...)
	}
	return options, nil
}
