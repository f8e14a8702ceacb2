package engine

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// A Ledger holds what Contract.keep notes of every window of all simulated years.
type Ledger struct {
	*Contract
	Kept  []float64 // per window, year by year
	Years int
}

// A Settlement is the result of some tiers over all years.
type Settlement struct {
	Breach, BreachYear, BreachesPerYear stat.Estimate
	Paid                                stat.Sample // each year's, in money
}

// SettleAll settles every window of every year.
func (l *Ledger) SettleAll(t Tiers) Settlement {
	var counts stat.Moments
	any := 0.0
	paid := make([]float64, l.Years)
	for y := range paid {
		var n float64
		n, paid[y] = l.settleYear(y, t)
		counts.Sum += n
		counts.Squares += n * n
		if n > 0 {
			any++
		}
	}
	years := float64(l.Years)
	return Settlement{
		Breach:          stat.Clustered(counts.Sum, counts.Squares, years, float64(l.Windows())),
		BreachYear:      stat.Wilson(any, years),
		BreachesPerYear: counts.Mean(years),
		Paid:            stat.NewSample(paid),
	}
}

// settleYear returns how many windows of a year are breached, and what that
// pays.
func (l *Ledger) settleYear(y int, t Tiers) (breached, paid float64) {
	for _, kept := range l.year(y) {
		missed, share := t.settle(kept)
		if missed {
			breached++
		}
		paid += share * l.Fee
	}
	return breached, paid
}

// year returns the values of a year's windows.
func (l *Ledger) year(y int) []float64 {
	n := l.Windows()
	return l.Kept[y*n : (y+1)*n]
}

// Terms returns how likely any window of a term is breached, and how likely
// so many are that the customer may leave. Consecutive years stand for one
// term, each for one term only.
func (l *Ledger) Terms(t Tiers) (breached, ended stat.Estimate) {
	c := l.termLayout()
	stop := l.Agreement.Termination
	var recent []int // ring of the windows last breached, as many as end the agreement
	if stop != nil {
		recent = make([]int, stop.Breaches)
	}
	any, ends := 0.0, 0.0
	n := l.Years / c.years
	for term := range n {
		times, over := 0, false
		for k := range (c.years-1)*l.Windows() + c.last {
			if is, _ := t.settle(l.Kept[term*c.years*l.Windows()+k]); !is {
				continue
			}
			times++
			if stop == nil {
				continue
			}
			// The newest breach replaces the oldest in the ring.
			recent[times%stop.Breaches] = k
			over = over || times >= stop.Breaches && k-recent[(times+1)%stop.Breaches] < stop.Within
		}
		if times > 0 {
			any++
		}
		if over {
			ends++
		}
	}
	breached, ended = stat.Unknown(), stat.Unknown()
	if n > 0 {
		breached = stat.Wilson(any, float64(n))
	}
	if n > 0 && stop != nil {
		ended = stat.Wilson(ends, float64(n))
	}
	return breached, ended
}

// Level returns the mean availability of the windows and the highest
// threshold that every window of a year keeps at a confidence.
func (l *Ledger) Level(confidence float64) (mean, attainable stat.Estimate) {
	worst := make([]float64, l.Years)
	var m stat.Moments
	for y := range worst {
		sum := 0.0
		for _, u := range l.year(y) {
			sum += u
			worst[y] = math.Max(worst[y], u)
		}
		u := sum / float64(l.Windows())
		m.Sum += u
		m.Squares += u * u
	}
	return stat.Availability(m.Mean(float64(l.Years)), 1), stat.Availability(stat.NewSample(worst).Quantile(confidence), 1)
}

// Quantile returns the part of its fee that a part p of the windows pay at
// most. Windows of one year are a cluster. It reorders Kept.
func (l *Ledger) Quantile(p float64, t Tiers) stat.Estimate {
	deff := l.designEffect(p)
	n := float64(len(l.Kept))
	lo, hi := stat.QuantileRanks(n, p, deff)
	at := func(rank int) float64 {
		if rank < 1 || rank > len(l.Kept) {
			return math.NaN()
		}
		_, paid := t.settle(stat.SelectRank(l.Kept, rank-1))
		return paid
	}
	return stat.WithInterval(at(stat.RankOf(len(l.Kept), p)), at(int(lo)), at(int(hi)))
}

// designEffect returns by how much the variance of the part of windows that
// pay more than the quantile at p exceeds that of independent ones.
func (l *Ledger) designEffect(p float64) float64 {
	all := append([]float64(nil), l.Kept...)
	limit := stat.SelectRank(all, stat.RankOf(len(all), p)-1)
	var c stat.Cluster
	for y := range l.Years {
		n := 0.0
		for _, kept := range l.year(y) {
			if kept > limit {
				n++
			}
		}
		c.Add(float64(l.Windows()), n)
	}
	return c.DesignEffect()
}

// AddPaid adds what each year pays with a target promised first, or as it is
// signed where first is nil.
func (l *Ledger) AddPaid(sums []float64, first *model.Target) {
	t := l.TiersOf(first)
	for y := range sums {
		_, paid := l.settleYear(y, t)
		sums[y] += paid
	}
}
