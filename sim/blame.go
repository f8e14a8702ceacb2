package sim

import (
	"context"
	"math"
)

// A Blame says what the years that matter are made of. A risk that takes most
// of a mean year's downtime need not be the one by which promises are missed.
type Blame struct {
	Years  int // simulated for it
	Missed BlamedYears
	Tail   BlamedYears // the worst 5 % of years
}

// BlamedYears are the parts of the downtime of some years, 0 to 1, by what
// caused it. All of them together add up to 1; they are NaN where no year was
// seen.
type BlamedYears struct {
	Count   int
	Risks   [][NumPhases]float64 // in the order of the file
	Changes []float64            // planned work
}

// Share returns a risk's part over all phases.
func (b BlamedYears) Share(risk int) float64 {
	sum := 0.0
	for _, part := range b.Risks[risk] {
		sum += part
	}
	return sum
}

// How many years, and incidents in them, are looked at unless told.
const (
	blameYears     = 20_000
	blameIncidents = 1_000_000
)

// tailPart is where the worst years begin: the worst one in 20.
const tailPart = 0.95

// Blames looks again at the first of a result's years and splits what the
// missed ones and the worst ones were down. A year is missed that does not
// meet the promise in every window. The error is ErrInterrupted.
func Blames(ctx context.Context, r *Result, opt Options) (*Blame, error) {
	if opt.Years <= 0 {
		perYear := math.Max(float64(r.Incidents)/float64(r.Years), 0.1)
		opt.Years = int(math.Max(leastYears, math.Min(blameYears, blameIncidents/perYear)))
	}
	opt.Years = min(opt.Years, r.Years)
	p := newPlan(r.Scenario, opt.Seed)
	slo := r.Scenario.SLO
	limit, worst := slo.Promise.Miss()+tie/slo.Window.Length, r.Downtime.Quantile(tailPart).Value
	b := &Blame{Years: opt.Years}
	var missed, tail tally
	missed, tail = *newTally(p), *newTally(p)
	t := newTally(p)
	for i := range t.sampling {
		t.sampling[i] = false
	}
	y := newYear(p, t)
	var windows []float64
	if p.edges != nil {
		windows = make([]float64, len(p.edges)-1)
	}
	empty := newTally(p) // to fold away what a year left
	for i := range opt.Years {
		if ctx.Err() != nil {
			return nil, ErrInterrupted
		}
		clear(windows)
		full, _ := y.simulate(uint64(i), windows, nil)
		if p.worstOf(full, windows) > limit {
			b.Missed.Count++
			missed.addPhases(t)
		}
		if full >= worst && full > 0 {
			b.Tail.Count++
			tail.addPhases(t)
		}
		empty.fold(t)
	}
	b.Missed.split(&missed, len(p.risks))
	b.Tail.split(&tail, len(p.risks))
	return b, nil
}

// addPhases adds the downtime of another tally, owner by owner.
func (t *tally) addPhases(from *tally) {
	for i := range from.phases {
		for ph, s := range from.phases[i] {
			t.phases[i][ph] += s
		}
	}
}

// split turns seconds into parts of the whole.
func (b *BlamedYears) split(t *tally, risks int) {
	total := 0.0
	for _, phases := range t.phases {
		for _, s := range phases {
			total += s
		}
	}
	for i, phases := range t.phases {
		if i >= risks {
			b.Changes = append(b.Changes, phases[Planned]/total)
			continue
		}
		for ph := range phases {
			phases[ph] /= total
		}
		b.Risks = append(b.Risks, phases)
	}
}
