package sim

import (
	"context"
	"math"

	"nines/model"
	"nines/sim/law"
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

// A rareSearch looks for breaches that hardly any simulated year shows, in
// years that are made worse on purpose. It needs the law: that knows how rare
// the plain sum's misses are, and whether the years that are looked at hold all
// kinds of them. Weighted years alone may be sure of the one kind that they see.
type rareSearch struct {
	*plan
	law     *plainLaw
	cost    []float64 // of one incident of each risk in the mean, seconds
	workers int
	years   float64 // of the run
	left    float64 // incidents that it may still simulate
}

// findRare looks for the breaches that too few of the simulated years show, the
// promise's first, for a small part of what those years took. What it does not
// find stays as it is, a bound.
func (r *Result) findRare(ctx context.Context, p *plan, l *plainLaw, t *tally, opt Options) {
	if r.Method != Auto || p.edges != nil {
		return
	}
	s := &rareSearch{plan: p, law: l, cost: make([]float64, len(p.risks)), workers: opt.workers(), years: float64(r.Years)}
	for i, n := range t.incidents {
		if n > 0 {
			s.cost[i] = t.costs[i].sum / float64(n)
		}
	}
	promise := func(x *TargetResult) bool { return x.Target.Text() == r.Scenario.SLO.Promise.Text() }
	for _, first := range []bool{true, false} {
		part, least := 0.1, 200_000.0
		if !first {
			part, least = 0.03, 60_000
		}
		s.left = math.Max(part*float64(r.Incidents), least)
		for i := range r.Targets {
			if target := &r.Targets[i]; promise(target) == first {
				s.sharpen(ctx, target, r.Scenario.SLO.Confidence)
			}
		}
	}
}

// sharpen finds a target's probability, if it is rare and not known.
func (s *rareSearch) sharpen(ctx context.Context, t *TargetResult, confidence float64) {
	if t.impossible || !s.wanted(t.Budget) {
		return
	}
	if m, ok := s.missed(ctx, t.Budget); ok {
		t.Met = Estimate{Value: 1 - m.Value, SE: m.SE, Low: 1 - m.High, High: 1 - m.Low}
		t.MetAllYear = t.Met
		t.settle(confidence)
	}
}

// wanted reports whether the run's own years are to tell little of a budget: by
// the law, which knows how many of them miss it in the mean. What they happen to
// show must not matter, or the estimates that are kept are those which happen to
// look exact.
func (s *rareSearch) wanted(budget float64) bool {
	kept, _ := s.law.within(budget)
	sum := 1 - kept
	return rarest <= sum && sum <= common && sum*s.years < enoughMisses
}

// missed returns the probability that a year is down for more than budget
// seconds; ok is false where no bias shows enough such years, or what it shows
// is not what the law knows.
func (s *rareSearch) missed(ctx context.Context, budget float64) (missed Estimate, ok bool) {
	best, most := s.pilot(ctx, budget)
	years := min(int(enoughHits/most*rarePilot), mostRare) / rareBatch * rareBatch
	if most < 2 || s.load(best)*float64(years) > 2*s.left || ctx.Err() != nil {
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
func (s *rareSearch) plain(ctx context.Context, budget float64) (sum, bound float64, err error) {
	const rough, fine = 0.05, 0.01
	kept, bound := s.law.within(budget)
	if sum = 1 - kept; bound <= rough*sum {
		return sum, bound, nil
	}
	l, err := law.Of(ctx, s.scenario, model.Year, law.Options{Tolerance: math.Max(fine*sum, 1e-10)})
	if err != nil {
		return 0, 0, err
	}
	return 1 - l.CDF(budget), l.BoundAt(budget), nil
}

// pilot tries biases and returns the one whose years show most misses, and how
// many a pilot's years show. It stops at one that will do.
func (s *rareSearch) pilot(ctx context.Context, budget float64) (best bias, most float64) {
	for _, b := range s.biases(budget, s.cost) {
		if s.load(b)*rarePilot > s.left/2 || ctx.Err() != nil {
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
func (s *rareSearch) load(b bias) float64 {
	sum := 0.0
	for i := range b.rates {
		sum += s.lives(i, b.rates[i])
	}
	return sum
}

// biases lists what may show years that are down for more than a budget: more
// incidents, longer ones, one that is very long, or one risk that strikes
// where it seldom does.
func (p *plan) biases(budget float64, cost []float64) []bias {
	var all []bias
	n := len(p.risks)
	every := func(twist float64) []float64 {
		v := make([]float64, n)
		for i := range v {
			v[i] = twist
		}
		return v
	}
	for _, twist := range []float64{0, 0.15, 0.3, 0.45} {
		for _, reach := range []float64{0.3, 0.5, 0.7, 1} {
			all = append(all, bias{rates: p.rates(reach*budget, cost), twist: every(twist)})
		}
	}
	for _, twist := range []float64{0.9, 0.6} {
		all = append(all, bias{rates: p.rates(0, cost), twist: every(twist), one: true})
	}
	if n == 1 {
		return all
	}
	for i := range p.risks {
		for _, twist := range []float64{0, 0.45, 0.75, 0.9} {
			b := bias{rates: every(1), twist: every(0), one: true}
			mean := p.risks[i].arrival.mean(p.changes)
			if mean == 0 {
				continue // nothing makes it strike
			}
			b.rates[i] = math.Max(1, 1/mean)
			b.twist[i] = twist
			all = append(all, b)
		}
	}
	return all
}

// rates returns how many times as often each risk must strike for a mean year
// to be down for the given seconds: exp(θ·cost), the exponential tilting of a
// compound sum whose terms are constant.
func (p *plan) rates(down float64, cost []float64) []float64 {
	times := make([]float64, len(p.risks))
	mean := func(theta float64) (sum, incidents float64) {
		for i := range times {
			times[i] = math.Min(math.Exp(theta*cost[i]), 1e4)
			n := p.risks[i].arrival.biased(times[i], p.changes)
			sum += n.mean(p.changes) * cost[i]
			incidents += n.mean(p.changes)
		}
		for _, c := range p.scenario.Changes {
			sum += model.Year / c.Period * c.Downtime.Mean()
		}
		return sum, incidents
	}
	const crowd = 2000 // incidents a year that are too many to simulate
	today, _ := mean(0)
	if !(today < down) {
		return times
	}
	lo, hi := 0.0, 0.0
	for _, c := range cost {
		if c > 0 {
			hi = math.Max(hi, math.Log(1e4)/c)
		}
	}
	for range 50 {
		theta := (lo + hi) / 2
		if sum, incidents := mean(theta); sum < down && incidents < crowd {
			lo = theta
		} else {
			hi = theta
		}
	}
	mean(lo)
	return times
}

// sample simulates years under a bias, beyond those of any run.
func (s *rareSearch) sample(ctx context.Context, b bias, budget float64, years, from int) *biasedSample {
	const beyond = 1 << 40
	s.left -= s.load(b) * float64(years)
	out := &biasedSample{weights: make([]float64, years), sum: make([]bool, years), full: make([]bool, years)}
	each(ctx, years/rareBatch, s.workers, func() func(int) {
		weight := new(float64)
		q := s.biased(b, weight)
		y := newYear(q, newTally(q))
		clear(y.tally.sampling)
		return func(k int) {
			for i := k * rareBatch; i < (k+1)*rareBatch; i++ {
				*weight = 1
				full, sum := y.simulate(uint64(beyond+from+i), nil, nil)
				out.weights[i], out.sum[i], out.full[i] = *weight, sum > budget+tie, full > budget+tie
			}
		}
	})
	return out
}
