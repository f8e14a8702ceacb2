package random

import (
	"math"
	"slices"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A Detection is by the alarms that see a range of impacts. The downtime until the
// j-th of them fires is
//
//	shift[j] + w·base[j]
//
// for an impact w: what passes until the ratio over its window reaches its
// threshold is shorter by as much as more users are hit.
type Detection struct {
	seen  []float64 // with which probability it is not missed
	shift []float64 // seconds of downtime
	base  []*Duration
}

// Add adds an alarm that fires with a probability, after shift seconds of
// downtime and the time base at an impact of 1.
func (v *Detection) Add(seen, shift float64, base *Duration) {
	v.seen = append(v.seen, seen)
	v.shift = append(v.shift, shift)
	v.base = append(v.base, base)
}

// IsEmpty reports whether no alarm sees the impacts.
func (v *Detection) IsEmpty() bool { return len(v.base) == 0 }

// below returns the probability that an alarm has fired before the downtime
// reaches x, and with it at x itself.
func (v *Detection) below(x, w float64) (before, at float64) {
	none, still := 1.0, 1.0
	for j, d := range v.base {
		y := (x - v.shift[j]) / w
		if y < -measure.Tie(y) {
			continue
		}
		at := d.CDF(y + measure.Tie(y))
		before := at
		if len(d.Steps.At) > 0 {
			before = d.CDF(y - measure.Tie(y))
		}
		still *= 1 - v.seen[j]*before
		none *= 1 - v.seen[j]*at
	}
	return 1 - still, 1 - none
}

// A jump is a known delay of one of the alarms.
type jump struct{ shift, at float64 }

func (u jump) downtime(w float64) float64 { return u.shift + w*u.at }

// jumps returns the alarms' known delays, each once.
func (v *Detection) jumps() []jump {
	var all []jump
	for j, d := range v.base {
		for _, at := range d.Steps.At {
			if u := (jump{v.shift[j], at}); !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	return all
}

// breakpoints returns where the alarms' laws are not smooth, jumps included.
func (v *Detection) breakpoints() []jump {
	all := v.jumps()
	for j, d := range v.base {
		for _, at := range d.cuts {
			if u := (jump{v.shift[j], at}); !slices.Contains(all, u) {
				all = append(all, u)
			}
		}
	}
	return all
}

// crossings returns the impacts at which two breakpoints coincide.
func (v *Detection) crossings(al *effort.Allowance) []float64 {
	var all []float64
	points := v.breakpoints()
	al.Spend(effort.Cheap * float64(len(points)*len(points)))
	for i, a := range points {
		for _, b := range points[:i] {
			if w := (a.shift - b.shift) / (b.at - a.at); w > 0 && !math.IsInf(w, 1) {
				all = append(all, w)
			}
		}
	}
	return all
}

// mass returns the probability that the first alarm is this one, at its known
// delay.
func (v *Detection) mass(u jump, w float64) float64 {
	before, at := v.below(u.downtime(w), w)
	return at - before
}

// smooth returns the probability that the first alarm has fired by a downtime
// of x, without what jumps.
func (v *Detection) smooth(x, w float64, jumps []jump) float64 {
	_, all := v.below(x, w)
	for _, u := range jumps {
		if u.downtime(w) <= x+measure.Tie(x) {
			all -= v.mass(u, w)
		}
	}
	return all
}

// cost is that of below, in units of work.
func (v *Detection) cost() float64 {
	all := 0.0
	for _, d := range v.base {
		all += 2*d.cost + effort.Cheap
	}
	return all
}

// duration returns the downtime until the first alarm, for one impact, without
// what jumps; nil where that is no more than the tolerance.
func (v *Detection) duration(al *effort.Allowance, w, tol float64) *Duration {
	jumps := v.jumps()
	masses := make([]float64, len(jumps))
	weight := 1.0
	for j := range v.base {
		weight *= 1 - v.seen[j]*v.base[j].Weight
	}
	weight = 1 - weight
	for i, u := range jumps {
		masses[i] = v.mass(u, w)
		weight -= masses[i]
	}
	if weight <= math.Max(measure.LeastMass*1e3, tol) {
		return nil
	}
	var breaks []float64
	for _, u := range v.breakpoints() {
		breaks = append(breaks, u.downtime(w))
	}
	cost := v.cost() + effort.Cheap*float64(len(jumps))
	d := tabulated(al, func(x float64) float64 {
		_, all := v.below(x, w)
		for i, u := range jumps {
			if u.downtime(w) <= x+measure.Tie(x) {
				all -= masses[i]
			}
		}
		return all
	}, cost, weight, breaks, tol)
	d.Mean, d.square = d.fine.Moments()
	return d
}
