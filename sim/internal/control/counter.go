package control

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// Strata returns trials by unavailability. It takes the values over.
func (c *Counter) Strata(law func(u float64) (p, bound float64), full, sum []float64) Strata {
	both := make([]float64, len(full))
	for i := range both {
		both[i] = math.Min(full[i], sum[i])
	}
	return Strata{
		Law: law, Full: stat.NewSample(full), Sum: stat.NewSample(sum), Both: stat.NewSample(both),
		Tie: stat.Tie / c.Sc.SLO.Window.Length, Most: 1, Among: 1, Beside: 1, Alone: c.Law.Alone,
	}
}

// byLaw returns how likely a window, and every window of a year, is down for
// at most the part u of its length.
func (c *Counter) byLaw(u float64) (met, allYear stat.Estimate) {
	if c.Law.Alone {
		return stat.Known(c.Law.One(u)), stat.Known(c.Law.All(u))
	}
	p, bound := c.Law.All(u)
	allYear = c.JointYears(u).Kept(p, bound)
	if c.H.PerYear == 0 {
		return allYear, allYear
	}
	p, bound = c.Law.One(u)
	return c.JointWindows(u).Kept(p, bound), allYear
}

// JointYears counts years by whether every window keeps within the part u.
func (c *Counter) JointYears(u float64) stat.Joint {
	j := stat.Joint{Trials: float64(len(c.H.Full)), Only: c.H.PerYear == 0, Among: 1, Beside: 1}
	for y := range c.H.Full {
		j.Add(c.exceeds(c.SumsOf(y), u) > 0, c.exceeds(c.Of(y), u) > 0)
	}
	return j
}

// exceeds returns how many of a year's windows are down for more than the
// part u.
func (c *Counter) exceeds(downtimes []float64, u float64) (n int) {
	for w, d := range downtimes {
		if d > u*c.lengths[w]+stat.Tie {
			n++
		}
	}
	return n
}

// JointWindows counts windows. Those of one year are a cluster.
func (c *Counter) JointWindows(u float64) stat.Joint {
	var among, beside stat.Cluster
	j := stat.Joint{}
	size := float64(len(c.lengths))
	for y := range c.H.Full {
		before := j
		sums, full := c.SumsOf(y), c.Of(y)
		for w, length := range c.lengths {
			limit := u*length + stat.Tie
			j.Add(sums[w] > limit, full[w] > limit)
		}
		sum, both := j.Sum-before.Sum, j.Both-before.Both
		among.Add(sum, both)
		beside.Add(size-sum, j.Full-before.Full-both)
	}
	j.Trials = size * float64(len(c.H.Full))
	j.Among, j.Beside = among.DesignEffect(), beside.DesignEffect()
	return j
}

// A WindowSample keeps what the windows of each year held, where windows are
// shorter than the year.
type WindowSample struct {
	all   stat.Sample // unavailability of every window, 0 to 1
	Worst stat.Sample // of each year's worst window
}

// A Counter asks the years of a history about their windows. Windows of
// one year are not independent, so errors are those of years (a cluster
// sample; Cochran, Sampling Techniques, chapter 9).
type Counter struct {
	H       *engine.History
	lengths []float64 // of the windows of a year, seconds
	edges   []float64
	Sc      *model.Scenario
	Law     *Law      // nil where trials are only counted
	term    int       // years, one after another, that are one world; 1 where all is known
	inOrder []float64 // downtime of the years in their order, where several are one world
	certain []float64 // planned downtime that each window holds at least, seconds; nil until it is asked for
}

// NewCounter returns a counter of the windows of a plan's years, beside a law
// unless that is nil.
func NewCounter(p *engine.Plan, h *engine.History, l *Law) *Counter {
	c := &Counter{H: h, Sc: p.Scenario, Law: l, edges: []float64{0, model.Year}, term: 1}
	if p.Uncertain() {
		if c.term = int(p.YearsPerWorld()); c.term > 1 {
			c.inOrder = slices.Clone(h.Full) // whoever asks for quantiles sorts them
		}
	}
	if h.PerYear > 0 {
		c.edges = p.Edges
	}
	for i := range len(c.edges) - 1 {
		c.lengths = append(c.lengths, c.edges[i+1]-c.edges[i])
	}
	return c
}

// Of returns the downtimes of a year's windows.
func (c *Counter) Of(year int) []float64 {
	if c.H.PerYear == 0 {
		return c.H.Full[year : year+1]
	}
	return c.H.Windows[year*c.H.PerYear : (year+1)*c.H.PerYear]
}

// SumsOf returns the plain sums of a year's windows.
func (c *Counter) SumsOf(year int) []float64 {
	if c.H.PerYear == 0 {
		return c.H.Sum[year : year+1]
	}
	return c.H.WindowSums[year*c.H.PerYear : (year+1)*c.H.PerYear]
}

// count returns how likely a window, and every window of a year, stays within
// the limit of its place in the year (seconds).
func (c *Counter) count(limits []float64) (met, allYear stat.Estimate) {
	var sum, squares, whole float64
	var kept, keptSquares, inWorld, keptInWorld float64
	years := float64(len(c.H.Full))
	for y := range c.H.Full {
		n := 0
		for w, d := range c.Of(y) {
			if d <= limits[w]+stat.Tie {
				n++
			}
		}
		sum += float64(n)
		inWorld += float64(n)
		if n == len(limits) {
			whole++
			keptInWorld++
		}
		if (y+1)%c.term == 0 || y+1 == len(c.H.Full) { // the end of a world
			squares += inWorld * inWorld
			keptSquares += keptInWorld * keptInWorld
			kept += keptInWorld
			inWorld, keptInWorld = 0, 0
		}
	}
	worlds, size := years/float64(c.term), float64(c.term)
	met = stat.Clustered(sum, squares, worlds, size*float64(len(limits)))
	if c.term == 1 {
		return met, stat.Wilson(whole, years)
	}
	return met, stat.Clustered(kept, keptSquares, worlds, size)
}

// Judge returns how likely a window, and every window of a year, meets a target,
// and whether certain planned work alone exceeds its budget.
func (c *Counter) Judge(t model.Target) (met, allYear stat.Estimate, impossible bool) {
	limits := make([]float64, len(c.lengths))
	if c.certain == nil {
		planned := engine.PlannedOf(c.Sc)
		for w := range c.lengths {
			c.certain = append(c.certain, planned.Certain(c.edges[w], c.edges[w+1]))
		}
	}
	for w, length := range c.lengths {
		limits[w] = t.Budget(length)
		impossible = impossible || c.certain[w] > limits[w]+stat.Tie
	}
	if c.Law == nil {
		met, allYear = c.count(limits)
	} else {
		met, allYear = c.byLaw(t.Miss())
	}
	return met, allYear, impossible
}

// Attainable returns the largest target met in the asked part of the windows,
// the largest that every window of a year meets in that part of the years,
// and the samples behind them (nil where the window is the year, whose
// downtimes are given).
func (c *Counter) Attainable(confidence float64, downtime stat.Sample) (one, allYear stat.Estimate, kept *WindowSample) {
	if c.H.PerYear == 0 {
		q := downtime.Quantile(confidence)
		if c.term > 1 {
			q = downtime.ClusteredQuantile(confidence, c.worldEffect(c.inOrder, q.Value))
		}
		one = stat.Availability(q, model.Year)
		return one, one, nil
	}
	deff := c.designEffect(confidence)
	worst := c.Worst(c.Of)
	ordered := worst
	if c.term > 1 {
		ordered = slices.Clone(worst)
	}
	kept = &WindowSample{all: stat.NewSample(c.Unavailable(c.H.Windows)), Worst: stat.NewSample(worst)}
	one = stat.Availability(kept.all.ClusteredQuantile(confidence, deff), 1)
	allYear = stat.Availability(kept.Worst.Quantile(confidence), 1)
	if c.term > 1 {
		allYear = stat.Availability(kept.Worst.ClusteredQuantile(confidence, c.worldEffect(ordered, allYear.Complement().Value)), 1)
	}
	return one, allYear, kept
}

// worldEffect returns by how much the variance of the part of years at most at a value
// exceeds that of independent years: years of one world are alike.
func (c *Counter) worldEffect(values []float64, at float64) float64 {
	var worlds stat.Cluster
	for y := 0; y < len(values); y += c.term {
		n, hits := 0.0, 0.0
		for _, v := range values[y:min(y+c.term, len(values))] {
			n++
			if v <= at {
				hits++
			}
		}
		worlds.Add(n, hits)
	}
	return worlds.DesignEffect()
}

// Worst returns the unavailability of each year's worst window.
func (c *Counter) Worst(of func(year int) []float64) []float64 {
	worst := make([]float64, len(c.H.Full))
	for y := range worst {
		for w, d := range of(y) {
			worst[y] = math.Max(worst[y], d/c.lengths[w])
		}
	}
	return worst
}

// Unavailable turns the downtimes of all windows into unavailabilities, in
// place: they take most of the memory.
func (c *Counter) Unavailable(windows []float64) []float64 {
	for i := range windows {
		windows[i] /= c.lengths[i%len(c.lengths)]
	}
	return windows
}

// designEffect returns by how much the variance of the part of windows below
// the quantile at p exceeds that of independent windows.
func (c *Counter) designEffect(p float64) float64 {
	limits := make([]float64, len(c.lengths))
	below := func(u float64) stat.Estimate {
		for w, length := range c.lengths {
			limits[w] = u * length
		}
		met, _ := c.count(limits)
		return met
	}
	// The quantile from above, to 1e-12.
	n := len(c.H.Windows)
	quantile := stat.RankAmong(n, stat.RankOf(n, p)-1, func(i int) float64 { return c.H.Windows[i] / c.lengths[i%len(c.lengths)] })
	lo, hi := 0.0, 1.0
	for range 40 {
		if mid := (lo + hi) / 2; mid < quantile {
			lo = mid
		} else {
			hi = mid
		}
	}
	met := below(hi)
	if met.Value <= 0 || met.Value >= 1 {
		return 1
	}
	return met.SE * met.SE / (met.Value * (1 - met.Value) / float64(n))
}
