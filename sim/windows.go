package sim

import (
	"math"

	"nines/model"
)

// windowEdges returns the edges of the SLO's windows; nil where the window is the
// year and all of it counts.
func windowEdges(sc *model.Scenario) []float64 {
	if sc.SLO.Window.Kind == model.YearWindow && len(sc.SLO.Exclusions) == 0 {
		return nil
	}
	return sc.SLO.Window.Edges()
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

// clustered returns the part of successes among years clusters of size
// trials, from the sum of the clusters' counts and of their squares, as
// Wilson's interval at the effective number of trials (Kish's design effect).
func clustered(sum, squares, years, size float64) Estimate {
	n := years * size
	p := sum / n
	binomial := p * (1 - p) / n
	if size == 1 || binomial == 0 {
		return wilson(p*years, years) // never more than one trial a year where nothing varies
	}
	between := math.Max(0, squares/years-(sum/years)*(sum/years)) / (years * size * size)
	deff := math.Max(between/binomial, 1/size)
	return wilson(p*n/deff, n/deff)
}

// judge measures one target.
func (c *windowCounter) judge(t model.Target) TargetResult {
	limits := make([]float64, len(c.lengths))
	impossible := false
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
	r := TargetResult{Target: t, Budget: t.Budget(c.sc.SLO.Window.Length)}
	if c.law == nil {
		r.Met, r.MetAllYear = c.count(limits)
	} else {
		r.Met, r.MetAllYear = c.byLaw(t.Miss())
	}
	r.impossible = impossible
	r.settle(c.sc.SLO.Confidence)
	return r
}

// settle gives the verdict that the probability of a whole year allows.
func (r *TargetResult) settle(confidence float64) {
	r.YearsToSettle = 0
	switch all := r.MetAllYear; {
	case r.impossible && all.Value == 0:
		r.Verdict = Impossible
	case all.High < confidence:
		r.Verdict = No
	case all.Low > confidence:
		r.Verdict = Yes
	default:
		r.Verdict = TooClose
		r.YearsToSettle = yearsToSettle(all.Value, confidence)
	}
}

// yearsToSettle returns about how many years bring the confidence outside
// Wilson's 95 % interval of a probability in nine runs of ten, if the
// probability is the p that was found; to two digits, 0 when none would do.
func yearsToSettle(p, confidence float64) int {
	const power = 1.2815515655446004 // the normal quantile at 90 %
	reach := (z95*math.Sqrt(confidence*(1-confidence)) + power*math.Sqrt(p*(1-p))) / (p - confidence)
	n := reach * reach
	if p == confidence || !(n < 1e15) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Max(n, 10)))-1)
	return int(math.Ceil(n/unit) * unit)
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

// availability turns an estimate of downtime in a window of this length into
// one of availability.
func availability(d Estimate, length float64) Estimate {
	of := func(x float64) float64 { return math.Min(1, math.Max(0, 1-x/length)) }
	return Estimate{Value: of(d.Value), SE: d.SE / length, Low: of(d.High), High: of(d.Low)}
}
