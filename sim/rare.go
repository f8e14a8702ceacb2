package sim

import (
	"context"
	"math"

	"nines/model"
)

// A breach that fewer of the simulated years than this show is looked for in
// years that are made worse on purpose.
const fewMisses = 100

// rarest is the least probability of a breach worth the search.
const rarest = 1e-9

const (
	rareBatch  = 128
	rarePilot  = 4 * rareBatch // years with which a bias is tried
	mostRare   = 65_536        // years behind an answer, at most
	enoughHits = 500           // misses that an answer aims at, as many as their weights are worth
	leastHits  = 150           // and that it needs
)

// findRare looks for the breaches that too few of the simulated years show.
// What it does not find stays as it is, a bound.
func (r *Result) findRare(ctx context.Context, p *plan, l *plainLaw, t *tally, opt Options) {
	if opt.Method != Auto || p.edges != nil {
		return
	}
	if r.Method == Simulate {
		l = nil
	}
	cost := make([]float64, len(p.risks))
	for i, n := range t.incidents {
		if n > 0 {
			cost[i] = t.costs[i] / float64(n)
		}
	}
	for i := range r.Targets {
		target := &r.Targets[i]
		known := target.Met.High-target.Met.Low <= 0.2*(1-target.Met.Value)
		missed := r.Downtime.Len() - r.Downtime.CountAtMost(target.Budget+tie)
		if known || target.impossible || missed >= fewMisses {
			continue
		}
		if l != nil {
			if kept, _ := l.within(target.Budget); 1-kept < rarest {
				continue
			}
		}
		if m, ok := p.rareMiss(ctx, target.Budget, cost, l, opt.workers()); ok {
			target.Met = Estimate{Value: 1 - m.Value, SE: m.SE, Low: 1 - m.High, High: 1 - m.Low}
			target.MetAllYear = target.Met
			target.settle(r.Scenario.SLO.Confidence)
		}
	}
}

// A biasedSample are years under a bias: their weights, and whether they miss
// by their plain sum and in full.
type biasedSample struct {
	weights   []float64
	sum, full []bool
}

// rareMiss returns the probability that a year is down for more than budget
// seconds, found with biased years; ok is false where no bias shows enough of
// them. cost is what one incident of each risk costs in the mean (seconds).
// l is nil where there is no law.
func (p *plan) rareMiss(ctx context.Context, budget float64, cost []float64, l *plainLaw, workers int) (missed Estimate, ok bool) {
	var best bias
	most := 0.0
	for _, b := range p.biases(budget, cost) {
		hits := p.sample(ctx, b, budget, rarePilot, 0, workers).hits()
		if ctx.Err() != nil {
			return missed, false
		}
		if hits > most {
			best, most = b, hits
		}
		if most > rarePilot/8 {
			break // good enough
		}
	}
	if most < 2 {
		return missed, false
	}
	years := min(int(enoughHits/most*rarePilot), mostRare) / rareBatch * rareBatch
	s := p.sample(ctx, best, budget, years, rarePilot, workers)
	if s.hits() < leastHits || ctx.Err() != nil {
		return missed, false
	}
	missed = s.missed(s.full)
	if l == nil {
		return missed, true
	}
	kept, bound := l.within(budget)
	plain := s.missed(s.sum)
	if math.Abs(plain.Value-(1-kept)) > 4*plain.SE+bound {
		return missed, false // the weights hide what matters
	}
	if r := s.ratio(1-kept, bound); r.High-r.Low < missed.High-missed.Low {
		missed = r
	}
	return missed, true
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
			b.rates[i] = math.Max(1, 1/p.risks[i].arrival.mean(p.changes))
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
func (p *plan) sample(ctx context.Context, b bias, budget float64, years, from, workers int) *biasedSample {
	const beyond = 1 << 40
	s := &biasedSample{weights: make([]float64, years), sum: make([]bool, years), full: make([]bool, years)}
	each(ctx, years/rareBatch, workers, func() func(int) {
		weight := new(float64)
		q := p.biased(b, weight)
		y := newYear(q, newTally(q))
		clear(y.tally.sampling)
		return func(k int) {
			for i := k * rareBatch; i < (k+1)*rareBatch; i++ {
				*weight = 1
				full, sum := y.simulate(uint64(beyond+from+i), nil, nil)
				s.weights[i], s.sum[i], s.full[i] = *weight, sum > budget+tie, full > budget+tie
			}
		}
	})
	return s
}

// hits returns how many equal weights the misses are worth (Kish's effective
// sample size).
func (s *biasedSample) hits() float64 {
	sum, squares := 0.0, 0.0
	for i, w := range s.weights {
		if s.full[i] {
			sum += w
			squares += w * w
		}
	}
	if squares == 0 {
		return 0
	}
	return sum * sum / squares
}

// missed returns the probability of the misses with a 95 % interval that is
// normal on the scale of logarithms: it stays above 0.
func (s *biasedSample) missed(miss []bool) Estimate {
	var m moments
	for i, w := range s.weights {
		if miss[i] {
			m.sum += w
			m.squares += w * w
		}
	}
	e := m.mean(float64(len(s.weights)))
	far := math.Exp(z95 * e.SE / e.Value)
	e.Low, e.High = e.Value/far, math.Min(1, e.Value*far)
	return e
}

// ratio returns the probability of a miss from that of the plain sum, which is
// known to a bound, and the part of its misses that still are with overlap.
func (s *biasedSample) ratio(sum, bound float64) Estimate {
	var all, still, squares float64
	for i, w := range s.weights {
		if s.sum[i] {
			all += w
			squares += w * w
			if s.full[i] {
				still += w
			}
		}
	}
	worth := all * all / squares
	r := wilson(still/all*worth, worth)
	e := Estimate{Value: sum * r.Value, Low: math.Max(0, sum-bound) * r.Low, High: (sum + bound) * r.High}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}
