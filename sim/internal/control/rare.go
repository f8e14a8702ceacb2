package control

import (
	"context"
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
)

// rarest is the least probability of a breach worth a search, and common the
// least that every run shows.
const (
	rarest = 1e-9
	common = 0.01
)

// enoughMisses is how many years that the plain sum misses tell the part of them that
// overlap does not save to about a tenth.
const enoughMisses = 20

const (
	rareBatch = 128
	rarePilot = 2 * rareBatch // years with which a bias is tried
	mostRare  = 65_536        // years behind an answer, at most

	// Misses, as many as their weights are worth, that an answer aims at and
	// that it needs: they tell the part of the plain sum's misses that are
	// left with overlap, which is close to 1.
	enoughHits, leastHits = 150, 60
)

// A RareSearch looks for breaches that hardly any simulated year shows, in
// years that are made worse on purpose. It needs the law: that knows how rare
// the plain sum's misses are, and whether the years that are looked at hold all
// kinds of them. Weighted years alone may be sure of the one kind that they see.
type RareSearch struct {
	*engine.Plan
	law     *Law
	cost    []float64 // of one incident of each risk in the mean, seconds
	workers int
	years   float64 // of the run
	Left    float64 // incidents that it may still simulate
	lived   []*biasedYears
}

// NewRareSearch returns a search for a run of so many years, whose tally tells
// what an incident costs.
func NewRareSearch(p *engine.Plan, l *Law, t *engine.Tally, years, workers int) *RareSearch {
	s := &RareSearch{Plan: p, law: l, cost: make([]float64, len(p.Risks)), workers: workers, years: float64(years)}
	for i, n := range t.Incidents {
		if n > 0 {
			s.cost[i] = t.Costs[i].Sum / float64(n)
		}
	}
	return s
}

// Find returns the probability that a year is down for more than budget seconds,
// if it is rare and can be known better than the run's own years tell it.
func (s *RareSearch) Find(ctx context.Context, budget float64) (missed stat.Estimate, ok bool) {
	if !s.wanted(budget) {
		return missed, false
	}
	return s.missed(ctx, budget)
}

// wanted reports whether the run's own years are to tell little of a budget: by
// the law, which knows how many of them miss it in the mean. What they happen to
// show must not matter, or the estimates that are kept are those which happen to
// look exact.
func (s *RareSearch) wanted(budget float64) bool {
	kept, _ := s.law.Within(budget)
	sum := 1 - kept
	return rarest <= sum && sum <= common && sum*s.years < enoughMisses
}

// missed returns the probability that a year is down for more than budget
// seconds; ok is false where no bias shows enough such years, or what it shows
// is not what the law knows.
func (s *RareSearch) missed(ctx context.Context, budget float64) (missed stat.Estimate, ok bool) {
	best, most := s.pilot(ctx, budget)
	years := min(int(enoughHits/most*rarePilot), mostRare) / rareBatch * rareBatch
	if most < 2 || s.load(best)*float64(years) > 2*s.Left || ctx.Err() != nil {
		return missed, false
	}
	found := s.sample(ctx, best, budget, years, rarePilot)
	if found.hits(found.sum) < leastHits || ctx.Err() != nil {
		return missed, false
	}
	sum, bound, err := s.plain(ctx, budget)
	if err != nil {
		return missed, false
	}
	const apart = 0.4 // of what the law knows: a whole kind of misses is not seen
	shown := found.missed(found.sum)
	if off := math.Abs(shown.Value - sum); off > 4*shown.SE+bound || off > apart*sum {
		return missed, false
	}
	return found.ratio(sum, bound), true
}

// plain returns the probability that the plain sum of a year exceeds the
// budget, and a bound on its error: a few parts in a hundred, if need be by a
// law that is more exact than usual.
func (s *RareSearch) plain(ctx context.Context, budget float64) (sum, bound float64, err error) {
	const rough, fine = 0.05, 0.01
	kept, bound := s.law.Within(budget)
	if sum = 1 - kept; bound <= rough*sum {
		return sum, bound, nil
	}
	l, err := law.Of(ctx, s.Scenario, model.Year, law.Options{Tolerance: math.Max(fine*sum, 1e-10)})
	if err != nil {
		return 0, 0, err
	}
	return 1 - l.CDF(budget), l.BoundAt(budget), nil
}

// pilot tries biases and returns the one whose years show most misses, and how
// many a pilot's years show. It stops at one that will do.
func (s *RareSearch) pilot(ctx context.Context, budget float64) (best engine.Bias, most float64) {
	for _, b := range s.Biases(budget, s.cost) {
		if s.load(b)*rarePilot > s.Left/2 || ctx.Err() != nil {
			continue // what is left is for the answer
		}
		found := s.sample(ctx, b, budget, rarePilot, 0)
		if hits := found.hits(found.full); hits > most {
			best, most = b, hits
		}
		if most > rarePilot/10 {
			break
		}
	}
	return best, most
}

// load returns how many incidents a year has under a bias.
func (s *RareSearch) load(b engine.Bias) float64 {
	sum := 0.0
	for i := range b.Rates {
		sum += s.Lives(i, b.Rates[i])
	}
	return sum
}

// sample returns years under a bias, beyond those of any run, as a budget judges
// them. They count as simulated by every budget that they are judged by.
func (s *RareSearch) sample(ctx context.Context, b engine.Bias, budget float64, years, from int) *biasedSample {
	s.Left -= s.load(b) * float64(years)
	lived := s.under(b)
	if more := from + years - len(lived.weights); more > 0 {
		lived.live(ctx, s.Plan, more, s.workers)
	}
	return lived.judged(budget, from, from+years)
}

// under returns the years that have been lived under a bias. Many biases do
// not depend on the budget, and others come out alike for several.
func (s *RareSearch) under(b engine.Bias) *biasedYears {
	for _, y := range s.lived {
		if y.bias.Equal(b) {
			return y
		}
	}
	y := &biasedYears{bias: b}
	s.lived = append(s.lived, y)
	return y
}
