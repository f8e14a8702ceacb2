package sim

import (
	"math"

	"nines/model"
)

// strata returns trials by unavailability. It takes the values over.
func (c *windowCounter) strata(law func(u float64) (p, bound float64), full, sum []float64) strata {
	both := make([]float64, len(full))
	for i := range both {
		both[i] = math.Min(full[i], sum[i])
	}
	return strata{
		law: law, full: NewSample(full), sum: NewSample(sum), both: NewSample(both),
		tie: tie / c.sc.SLO.Window.Length, most: 1, among: 1, beside: 1, alone: c.law.alone,
	}
}

// byLaw returns how likely a window, and every window of a year, is down for
// at most the part u of its length.
func (c *windowCounter) byLaw(u float64) (met, allYear Estimate) {
	if c.law.alone {
		return known(c.law.one(u)), known(c.law.all(u))
	}
	p, bound := c.law.all(u)
	allYear = c.jointYears(u).kept(p, bound)
	if c.h.perYear == 0 {
		return allYear, allYear
	}
	p, bound = c.law.one(u)
	return c.jointWindows(u).kept(p, bound), allYear
}

// jointYears counts years by whether every window keeps within the part u.
func (c *windowCounter) jointYears(u float64) joint {
	j := joint{trials: float64(len(c.h.full)), only: c.h.perYear == 0, among: 1, beside: 1}
	for y := range c.h.full {
		j.add(c.exceeds(c.sumsOf(y), u) > 0, c.exceeds(c.of(y), u) > 0)
	}
	return j
}

// exceeds returns how many of a year's windows are down for more than the
// part u.
func (c *windowCounter) exceeds(downtimes []float64, u float64) (n int) {
	for w, d := range downtimes {
		if d > u*c.lengths[w]+tie {
			n++
		}
	}
	return n
}

// jointWindows counts windows. Those of one year are a cluster.
func (c *windowCounter) jointWindows(u float64) joint {
	var among, beside cluster
	j := joint{}
	size := float64(len(c.lengths))
	for y := range c.h.full {
		before := j
		sums, full := c.sumsOf(y), c.of(y)
		for w, length := range c.lengths {
			limit := u*length + tie
			j.add(sums[w] > limit, full[w] > limit)
		}
		sum, both := j.sum-before.sum, j.both-before.both
		among.add(sum, both)
		beside.add(size-sum, j.full-before.full-both)
	}
	j.trials = size * float64(len(c.h.full))
	j.among, j.beside = among.designEffect(), beside.designEffect()
	return j
}

// A windowSample keeps what the windows of each year held, where windows are
// shorter than the year.
type windowSample struct {
	all   Sample // unavailability of every window, 0 to 1
	worst Sample // of each year's worst window
}

// A windowCounter asks the years of a history about their windows. Windows of
// one year are not independent, so errors are those of years (a cluster
// sample; Cochran, Sampling Techniques, chapter 9).
type windowCounter struct {
	h       *history
	lengths []float64 // of the windows of a year, seconds
	edges   []float64
	sc      *model.Scenario
	law     *plainLaw // nil where trials are only counted
	certain []float64 // planned downtime that each window holds at least, seconds; nil until it is asked for
}

func newWindowCounter(p *plan, h *history, l *plainLaw) *windowCounter {
	c := &windowCounter{h: h, sc: p.scenario, law: l, edges: []float64{0, model.Year}}
	if h.perYear > 0 {
		c.edges = p.edges
	}
	for i := range len(c.edges) - 1 {
		c.lengths = append(c.lengths, c.edges[i+1]-c.edges[i])
	}
	return c
}

// of returns the downtimes of a year's windows.
func (c *windowCounter) of(year int) []float64 {
	if c.h.perYear == 0 {
		return c.h.full[year : year+1]
	}
	return c.h.windows[year*c.h.perYear : (year+1)*c.h.perYear]
}

// sumsOf returns the plain sums of a year's windows.
func (c *windowCounter) sumsOf(year int) []float64 {
	if c.h.perYear == 0 {
		return c.h.sum[year : year+1]
	}
	return c.h.windowSums[year*c.h.perYear : (year+1)*c.h.perYear]
}

// count returns how likely a window, and every window of a year, stays within
// the limit of its place in the year (seconds).
func (c *windowCounter) count(limits []float64) (met, allYear Estimate) {
	var sum, squares, whole float64
	years := float64(len(c.h.full))
	for y := range c.h.full {
		n := 0
		for w, d := range c.of(y) {
			if d <= limits[w]+tie {
				n++
			}
		}
		sum += float64(n)
		squares += float64(n * n)
		if n == len(limits) {
			whole++
		}
	}
	return clustered(sum, squares, years, float64(len(limits))), wilson(whole, years)
}

// judge returns how likely a window, and every window of a year, meets a target,
// and whether certain planned work alone exceeds its budget.
func (c *windowCounter) judge(t model.Target) (met, allYear Estimate, impossible bool) {
	limits := make([]float64, len(c.lengths))
	if c.certain == nil {
		planned := plannedOf(c.sc)
		for w := range c.lengths {
			c.certain = append(c.certain, planned.certain(c.edges[w], c.edges[w+1]))
		}
	}
	for w, length := range c.lengths {
		limits[w] = t.Budget(length)
		impossible = impossible || c.certain[w] > limits[w]+tie
	}
	if c.law == nil {
		met, allYear = c.count(limits)
	} else {
		met, allYear = c.byLaw(t.Miss())
	}
	return met, allYear, impossible
}

// attainable returns the largest target met in the asked part of the windows,
// the largest that every window of a year meets in that part of the years,
// and the samples behind them (nil where the window is the year, whose
// downtimes are given).
func (c *windowCounter) attainable(confidence float64, downtime Sample) (one, allYear Estimate, kept *windowSample) {
	if c.h.perYear == 0 {
		one = availability(downtime.Quantile(confidence), model.Year)
		return one, one, nil
	}
	deff := c.designEffect(confidence)
	worst := c.worst(c.of)
	kept = &windowSample{all: NewSample(c.unavailable(c.h.windows)), worst: NewSample(worst)}
	one = availability(kept.all.quantile(confidence, deff), 1)
	allYear = availability(kept.worst.Quantile(confidence), 1)
	return one, allYear, kept
}

// worst returns the unavailability of each year's worst window.
func (c *windowCounter) worst(of func(year int) []float64) []float64 {
	worst := make([]float64, len(c.h.full))
	for y := range worst {
		for w, d := range of(y) {
			worst[y] = math.Max(worst[y], d/c.lengths[w])
		}
	}
	return worst
}

// unavailable turns the downtimes of all windows into unavailabilities, in
// place: they take most of the memory.
func (c *windowCounter) unavailable(windows []float64) []float64 {
	for i := range windows {
		windows[i] /= c.lengths[i%len(c.lengths)]
	}
	return windows
}

// designEffect returns by how much the variance of the part of windows below
// the quantile at p exceeds that of independent windows. It finds the quantile
// by bisection, so that the windows keep their order and need no copy.
func (c *windowCounter) designEffect(p float64) float64 {
	limits := make([]float64, len(c.lengths))
	below := func(u float64) Estimate {
		for w, length := range c.lengths {
			limits[w] = u * length
		}
		met, _ := c.count(limits)
		return met
	}
	lo, hi := 0.0, 1.0
	for range 40 {
		if mid := (lo + hi) / 2; below(mid).Value < p {
			lo = mid
		} else {
			hi = mid
		}
	}
	met := below(hi)
	if met.Value <= 0 || met.Value >= 1 {
		return 1
	}
	n := float64(len(c.h.windows))
	return met.SE * met.SE / (met.Value * (1 - met.Value) / n)
}
