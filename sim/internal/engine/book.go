package engine

import (
	"math"

	"nines/model"
	"nines/sim/stat"
)

// A Book is what is kept of a contract over all simulated years.
type Book struct {
	*Contract
	Kept  []float64 // per window, year by year
	Years int
}

// A Settlement is what some tiers come to over all years.
type Settlement struct {
	Breach, BreachYear, BreachesPerYear stat.Estimate
	Paid                                stat.Sample // each year's, in money
}

// SettleAll settles every window of every year.
func (b *Book) SettleAll(t Tiers) Settlement {
	var counts stat.Moments
	any := 0.0
	paid := make([]float64, b.Years)
	for y := range paid {
		var n float64
		n, paid[y] = b.settleYear(y, t)
		counts.Sum += n
		counts.Squares += n * n
		if n > 0 {
			any++
		}
	}
	years := float64(b.Years)
	return Settlement{
		Breach:          stat.Clustered(counts.Sum, counts.Squares, years, float64(b.Windows())),
		BreachYear:      stat.Wilson(any, years),
		BreachesPerYear: counts.Mean(years),
		Paid:            stat.NewSample(paid),
	}
}

// settleYear returns how many windows of a year are breached, and what that
// pays.
func (b *Book) settleYear(y int, t Tiers) (breached, paid float64) {
	for _, kept := range b.year(y) {
		missed, share := t.settle(kept)
		if missed {
			breached++
		}
		paid += share * b.Fee
	}
	return breached, paid
}

// year returns what is kept of a year's windows.
func (b *Book) year(y int) []float64 {
	n := b.Windows()
	return b.Kept[y*n : (y+1)*n]
}

// Terms returns how likely any window of a term is breached, and how likely
// so many are that the customer may leave. Consecutive years stand for one
// term, each for one term only.
func (b *Book) Terms(t Tiers) (breached, ended stat.Estimate) {
	c := b.course()
	stop := b.Agreement.Termination
	var recent []int // the windows last breached, as many as end the agreement
	if stop != nil {
		recent = make([]int, stop.Breaches)
	}
	any, ends := 0.0, 0.0
	n := b.Years / c.years
	for term := range n {
		times, over := 0, false
		for k := range (c.years-1)*b.Windows() + c.last {
			if is, _ := t.settle(b.Kept[term*c.years*b.Windows()+k]); !is {
				continue
			}
			times++
			if stop == nil {
				continue
			}
			// The oldest of those remembered makes room for the newest.
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
func (b *Book) Level(confidence float64) (mean, attainable stat.Estimate) {
	worst := make([]float64, b.Years)
	var m stat.Moments
	for y := range worst {
		sum := 0.0
		for _, u := range b.year(y) {
			sum += u
			worst[y] = math.Max(worst[y], u)
		}
		u := sum / float64(b.Windows())
		m.Sum += u
		m.Squares += u * u
	}
	return stat.Availability(m.Mean(float64(b.Years)), 1), stat.Availability(stat.NewSample(worst).Quantile(confidence), 1)
}

// Quantile returns the part of its fee that a part p of the windows pay at
// most. Windows of one year are a cluster. It reorders what is kept.
func (b *Book) Quantile(p float64, t Tiers) stat.Estimate {
	deff := b.designEffect(p)
	n := float64(len(b.Kept))
	lo, hi := stat.QuantileRanks(n, p, deff)
	at := func(rank int) float64 {
		if rank < 1 || rank > len(b.Kept) {
			return math.NaN()
		}
		_, paid := t.settle(stat.SelectRank(b.Kept, rank-1))
		return paid
	}
	e := stat.Estimate{Value: at(stat.RankOf(len(b.Kept), p)), Low: at(int(lo)), High: at(int(hi))}
	e.SE = (e.High - e.Low) / (2 * stat.Z95)
	return e
}

// designEffect returns by how much the variance of the part of windows that
// pay more than the quantile at p exceeds that of independent ones.
func (b *Book) designEffect(p float64) float64 {
	all := append([]float64(nil), b.Kept...)
	limit := stat.SelectRank(all, stat.RankOf(len(all), p)-1)
	var c stat.Cluster
	for y := range b.Years {
		n := 0.0
		for _, kept := range b.year(y) {
			if kept > limit {
				n++
			}
		}
		c.Add(float64(b.Windows()), n)
	}
	return c.DesignEffect()
}

// AddPaid adds what each year pays with a target promised first, or as it is
// signed where first is nil.
func (b *Book) AddPaid(sums []float64, first *model.Target) {
	t := b.TiersOf(first)
	for y := range sums {
		_, paid := b.settleYear(y, t)
		sums[y] += paid
	}
}
