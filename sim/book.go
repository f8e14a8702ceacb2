package sim

import (
	"math"

	"nines/model"
)

// A book is what is kept of a contract over all simulated years.
type book struct {
	*contract
	kept  []float64 // per window, year by year
	years int
}

// A settlement is what some tiers come to over all years.
type settlement struct {
	breach, breachYear, breachesPerYear Estimate
	paid                                Sample // each year's, in money
}

// settleAll settles every window of every year.
func (b *book) settleAll(t tiers) settlement {
	var counts moments
	any := 0.0
	paid := make([]float64, b.years)
	for y := range paid {
		var n float64
		n, paid[y] = b.settleYear(y, t)
		counts.sum += n
		counts.squares += n * n
		if n > 0 {
			any++
		}
	}
	years := float64(b.years)
	return settlement{
		breach:          clustered(counts.sum, counts.squares, years, float64(b.windows())),
		breachYear:      wilson(any, years),
		breachesPerYear: counts.mean(years),
		paid:            NewSample(paid),
	}
}

// settleYear returns how many windows of a year are breached, and what that
// pays.
func (b *book) settleYear(y int, t tiers) (breached, paid float64) {
	for _, kept := range b.year(y) {
		missed, share := t.settle(kept)
		if missed {
			breached++
		}
		paid += share * b.fee
	}
	return breached, paid
}

// year returns what is kept of a year's windows.
func (b *book) year(y int) []float64 {
	n := b.windows()
	return b.kept[y*n : (y+1)*n]
}

// terms returns how likely any window of a term is breached, and how likely
// so many are that the customer may leave. Consecutive years stand for one
// term, each for one term only.
func (b *book) terms(t tiers) (breached, ended Estimate) {
	c := b.course()
	stop := b.agreement.Termination
	var recent []int // the windows last breached, as many as end the agreement
	if stop != nil {
		recent = make([]int, stop.Breaches)
	}
	any, ends := 0.0, 0.0
	n := b.years / c.years
	for term := range n {
		times, over := 0, false
		for k := range (c.years-1)*b.windows() + c.last {
			if is, _ := t.settle(b.kept[term*c.years*b.windows()+k]); !is {
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
	breached, ended = unknown(), unknown()
	if n > 0 {
		breached = wilson(any, float64(n))
	}
	if n > 0 && stop != nil {
		ended = wilson(ends, float64(n))
	}
	return breached, ended
}

// level returns the mean availability of the windows and the highest
// threshold that every window of a year keeps at a confidence.
func (b *book) level(confidence float64) (mean, attainable Estimate) {
	worst := make([]float64, b.years)
	var m moments
	for y := range worst {
		sum := 0.0
		for _, u := range b.year(y) {
			sum += u
			worst[y] = math.Max(worst[y], u)
		}
		u := sum / float64(b.windows())
		m.sum += u
		m.squares += u * u
	}
	return availability(m.mean(float64(b.years)), 1), availability(NewSample(worst).Quantile(confidence), 1)
}

// quantile returns the part of its fee that a part p of the windows pay at
// most. Windows of one year are a cluster. It reorders what is kept.
func (b *book) quantile(p float64, t tiers) Estimate {
	deff := b.designEffect(p)
	n := float64(len(b.kept))
	lo, hi := quantileRanks(n, p, deff)
	at := func(rank int) float64 {
		if rank < 1 || rank > len(b.kept) {
			return math.NaN()
		}
		_, paid := t.settle(selectRank(b.kept, rank-1))
		return paid
	}
	e := Estimate{Value: at(rankOf(len(b.kept), p)), Low: at(int(lo)), High: at(int(hi))}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// designEffect returns by how much the variance of the part of windows that
// pay more than the quantile at p exceeds that of independent ones.
func (b *book) designEffect(p float64) float64 {
	all := append([]float64(nil), b.kept...)
	limit := selectRank(all, rankOf(len(all), p)-1)
	var c cluster
	for y := range b.years {
		n := 0.0
		for _, kept := range b.year(y) {
			if kept > limit {
				n++
			}
		}
		c.add(float64(b.windows()), n)
	}
	return c.designEffect()
}

// addPaid adds what each year pays with a target promised first, or as it is
// signed where first is nil.
func (b *book) addPaid(sums []float64, first *model.Target) {
	t := b.tiersOf(first)
	for y := range sums {
		_, paid := b.settleYear(y, t)
		sums[y] += paid
	}
}
