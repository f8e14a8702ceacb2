package sim

import (
	"context"
	"time"

	"nines/model"
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
}

// A Change is one key in which a revision differs.
type Change struct {
	model.Difference

	// Alone is what the change by itself makes of the baseline; nil where
	// the baseline is wrong with it alone, and Why says how.
	Alone *Option
	Why   string
}

// CompareFiles estimates what became of a scenario with its revisions, and
// what each changed key did by itself. The error is ErrInterrupted.
func CompareFiles(ctx context.Context, old *model.Scenario, revisions []*model.Scenario, opt Options) (*FileComparison, error) {
	began := time.Now()
	if opt.Years <= 0 {
		opt.Years = DefaultYears
	}
	c := &FileComparison{Seed: opt.Seed, Years: opt.Years, Priced: PricedBy(old)}
	scenarios := append([]*model.Scenario{}, revisions...)
	var alone []*Change // whose scenario stands behind the revisions
	for _, sc := range revisions {
		c.Priced = c.Priced.or(PricedBy(sc))
		r := Revision{Scenario: sc}
		for _, d := range model.Differences(old, sc) {
			r.Changes = append(r.Changes, Change{Difference: d})
		}
		for i := range r.Changes {
			ch := &r.Changes[i]
			with, err := old.With(ch.Patch())
			if err != nil {
				ch.Why = whyWrong(err)
				continue
			}
			alone = append(alone, ch)
			scenarios = append(scenarios, with)
		}
		c.Revisions = append(c.Revisions, r)
	}
	chunks := chunksOf(opt.Years)
	progress := counter(opt.Progress, chunks*((len(scenarios)+batchSize-1)/batchSize))
	var options []Option
	for from := 0; from < len(scenarios); from += batchSize {
		batch := scenarios[from:min(from+batchSize, len(scenarios))]
		all, _, err := optionsOf(ctx, old, batch, c.Priced, opt.Seed, opt.Years, opt.workers(), progress)
		if err != nil {
			return nil, err
		}
		c.Baseline = all[0]
		options = append(options, all[1:]...)
	}
	all := []*Option{&c.Baseline}
	for i := range options {
		all = append(all, &options[i])
	}
	if err := measureBeside(ctx, all, opt); err != nil {
		return nil, err
	}
	for i := range c.Revisions {
		c.Revisions[i].Together = options[i]
	}
	for i, ch := range alone {
		o := options[len(revisions)+i]
		o.Set = []string{ch.Patch().String()}
		ch.Alone = &o
	}
	c.Elapsed = time.Since(began)
	return c, nil
}
