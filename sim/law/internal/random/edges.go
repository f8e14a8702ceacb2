package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// An edges is incidents of random impact w within a range in which the same
// alarms see them.
type edges struct {
	allow     *effort.Allowance
	w         *Duration // the impact, smooth
	detection *Detection
	recover   *Duration // from the alarm to the end, at full length
	heal      *Duration // from the start, by itself; nil for never

	jumps       []jump
	breakpoints []jump // of the alarm's law plus what follows, over which nothing is smooth
}

// findBreakpoints finds where the sum of the alarm's latency and what follows is not
// smooth, and where what heals by itself is not.
func (e *edges) findBreakpoints() {
	known := map[jump]bool{}
	add := func(u jump) {
		if !known[u] {
			known[u] = true
			e.breakpoints = append(e.breakpoints, u)
		}
	}
	ends := slices.Concat(e.recover.Steps.At, e.recover.cuts)
	for _, u := range e.detection.breakpoints() {
		e.allow.Spend(100 * float64(len(ends)))
		for _, c := range ends {
			add(jump{u.shift, u.at + c})
		}
	}
	if e.heal != nil {
		for _, c := range slices.Concat(e.heal.cuts, e.heal.Steps.At) {
			if c > 0 {
				add(jump{0, c})
			}
		}
	}
}

// constantDowntimes returns the downtimes that do not depend on the impact at all, which
// are points.
func (e *edges) constantDowntimes(rule []Abscissa) (points measure.Steps) {
	for i, at := range e.recover.Steps.At {
		for _, u := range e.jumps {
			if u.at+at > 0 {
				continue
			}
			mass := 0.0
			for _, g := range rule {
				mass += g.Weight * e.detection.mass(u, g.At) * (1 - e.healed(u.shift, g.At))
			}
			points.Add(u.shift, mass*e.recover.Steps.Mass(i))
		}
	}
	return points
}

// quantity returns the part of the downtime where the alarm or what follows
// jumps; all of it where an outage may heal by itself. ok is false where that
// has no form here.
func (e *edges) quantity(tol float64) (all Mixture, ok bool) {
	e.jumps = e.detection.jumps()
	if len(e.jumps) == 0 && len(e.recover.Steps.At) == 0 && e.heal == nil {
		return nil, true
	}
	e.findBreakpoints()
	var between func(x float64) float64
	var off, healing float64
	if e.heal != nil {
		between, off, healing = e.unhealed(tol)
	}
	grid := e.w.grid(e.allow, e.detection.crossings(e.allow), 1.5, math.Max(tol/100, 1e-11))
	rule := e.w.rule(grid)
	e.allow.Spend(float64(len(rule)) * (1 + float64(len(e.recover.Steps.At))) * e.costAt())
	weight := 0.0
	points := e.constantDowntimes(rule)
	if len(points.At) > 1 {
		return nil, false
	}
	for _, g := range rule {
		weight += g.Weight * e.at(measure.MaxSeconds, g.At)
	}
	if len(points.At) == 1 {
		all = append(all, Choice{points.Total(), Constant(points.At[0])})
		weight -= points.Total()
	}
	if weight <= measure.LeastMass {
		return all, true
	}
	var breaks []float64
	for _, u := range e.breakpoints {
		for _, w := range append(e.detection.crossings(e.allow), grid[0], grid[len(grid)-1]) {
			if w >= grid[0] && w <= grid[len(grid)-1] {
				breaks = append(breaks, u.downtime(w))
			}
		}
	}
	var change float64
	for ratio := 1.5; ; ratio = math.Sqrt(ratio) {
		finer := e.w.grid(e.allow, e.detection.crossings(e.allow), math.Sqrt(ratio), math.Max(tol/100, 1e-11))
		change = 0
		e.allow.Spend(50 * (e.cost(grid) + e.cost(finer)))
		for x := 1e-2; x < 1e9; x *= 1.7 {
			change = math.Max(change, math.Abs(e.cdf(x, grid)-e.cdf(x, finer)))
		}
		if change < tol {
			break
		}
		grid = finer
		if ratio < 1.05 {
			break
		}
	}
	smooth := func(x float64) float64 {
		p := e.cdf(x, grid) - points.UpTo(x+measure.Tie(x))
		if between != nil {
			p += between(x)
		}
		return p
	}
	d := tabulated(e.allow, smooth, e.cost(grid)+healing, weight, breaks, math.Max(tol/10, measure.Finest))
	d.Mean, d.square = d.fine.Moments()
	if e.heal == nil { // pieces leave a heavy tail out
		d.Mean, d.square = e.moments(rule)
		for i, at := range points.At {
			d.Mean -= points.Mass(i) * at
			d.square -= points.Mass(i) * at * at
		}
	}
	d.Err += change + off
	return append(all, Choice{1, d}), d.Err < 1
}

// cost is that of cdf, in units of work.
func (e *edges) cost(grid []float64) float64 {
	return gaussNodes * float64(len(grid)+len(e.breakpoints)) * e.costAt()
}

// costAt is that of at.
func (e *edges) costAt() float64 {
	jumps, known := float64(len(e.jumps)), float64(len(e.recover.Steps.At))
	all := effort.Cheap + jumps*(e.detection.cost()+e.recover.cost) + known*(1+jumps)*e.detection.cost()
	if e.heal != nil {
		all += e.heal.cost
	}
	return all
}

// cdf returns the probability of at most x.
func (e *edges) cdf(x float64, grid []float64) float64 {
	var cuts [64]float64
	ends := append(cuts[:0], grid...)
	lo, hi := grid[0], grid[len(grid)-1]
	for _, u := range e.breakpoints {
		if w := (x - u.shift) / u.at; w > lo && w < hi {
			ends = append(ends, w)
		}
	}
	slices.Sort(ends)
	sum := 0.0
	for i, a := range ends[:len(ends)-1] {
		if b := ends[i+1]; b > a {
			e.w.over(a, b, func(w, weight float64) { sum += weight * e.at(x, w) })
		}
	}
	return sum
}

// at returns the same for one impact.
func (e *edges) at(x, w float64) float64 {
	sum := 0.0
	for _, u := range e.jumps {
		if left := (x - u.downtime(w)) / w; left >= -measure.Tie(left) {
			if m := e.detection.mass(u, w); m > 0 {
				sum += m * e.recover.CDF(left+measure.Tie(left))
			}
		}
	}
	for i, at := range e.recover.Steps.At {
		if left := x - w*at; left >= 0 {
			sum += e.recover.Steps.Mass(i) * e.detection.smooth(left, w, e.jumps)
		}
	}
	if e.heal == nil {
		return sum
	}
	h := e.healed(x, w)
	return h + (1-h)*sum
}

// healed returns the probability that an outage has healed by itself when it
// has cost x.
func (e *edges) healed(x, w float64) float64 {
	if e.heal == nil {
		return 0
	}
	return e.heal.CDF(x/w + measure.Tie(x/w))
}

// moments returns E[D] and E[D²] over where the alarm or what follows jumps.
func (e *edges) moments(rule []Abscissa) (mean, square float64) {
	r := e.recover
	for _, g := range rule {
		for _, u := range e.jumps {
			m, x := g.Weight*e.detection.mass(u, g.At), u.downtime(g.At)
			mean += m * (x*r.Weight + g.At*r.Mean)
			square += m * (x*x*r.Weight + 2*x*g.At*r.Mean + g.At*g.At*r.square)
		}
		if len(r.Steps.At) == 0 {
			continue
		}
		if d := e.detection.duration(e.allow, g.At, measure.Finest); d != nil {
			for i, at := range r.Steps.At {
				m, x := g.Weight*r.Steps.Mass(i), g.At*at
				mean += m * (d.Mean + x*d.Weight)
				square += m * (d.square + 2*x*d.Mean + x*x*d.Weight)
			}
		}
	}
	return mean, square
}
