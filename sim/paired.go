package sim

import (
	"math"
	"slices"
)

// same reports whether two outcomes are alike in every year, to the last bit:
// then, and only then, a difference of 0 is without error.
func (o *outcome) same(p *outcome) bool {
	return slices.Equal(o.down, p.down) && slices.Equal(o.worst, p.worst)
}

// kept reports whether every window of a year keeps the plan's own promise.
func (o *outcome) kept(year int) bool { return o.unavailable(year) <= o.limit }

// A pairing counts the years of two plans on the same random numbers by which
// of them keeps its promise in the year.
type pairing struct{ both, before, after, neither float64 }

func pair(before, after *outcome) (p pairing) {
	for y := range before.down {
		switch b, a := before.kept(y), after.kept(y); {
		case b && a:
			p.both++
		case b:
			p.before++
		case a:
			p.after++
		default:
			p.neither++
		}
	}
	return p
}

// change returns by how much the probability differs: after less before.
//
// The interval is Newcombe's for paired proportions, which combines Wilson's
// score intervals of the two by their correlation, with a continuity
// correction ("Improved confidence intervals for the difference between
// binomial proportions based on paired data", Statistics in Medicine 17, 1998,
// method 10). Unlike McNemar's standard error it does not vanish where no year
// happens to differ.
func (p pairing) change() Estimate {
	n := p.both + p.before + p.after + p.neither
	b, a := wilson(p.both+p.before, n), wilson(p.both+p.after, n)
	corr := 0.0
	if margins := (p.both + p.before) * (p.after + p.neither) * (p.both + p.after) * (p.before + p.neither); margins > 0 {
		cross := p.both*p.neither - p.before*p.after
		if cross > 0 {
			cross = max(cross-n/2, 0)
		}
		corr = cross / math.Sqrt(margins)
	}
	half := func(x, y float64) float64 { return math.Sqrt(max(0, x*x-2*corr*x*y+y*y)) }
	e := Estimate{Value: (p.after - p.before) / n}
	e.Low = max(-1, e.Value-half(a.Value-a.Low, b.High-b.Value))
	e.High = min(1, e.Value+half(a.High-a.Value, b.Value-b.Low))
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// attainableAndKept returns the largest target that every window of a year
// meets at the scenario's confidence, and how likely a year keeps the promise.
func (o *outcome) attainableAndKept() (attainable, met Estimate) {
	worst := make([]float64, len(o.down))
	for y := range worst {
		worst[y] = o.unavailable(y)
	}
	return judge(o.plan.scenario.SLO, worst)
}

// attainableChange returns by how much the attainable SLO of two plans on the
// same random numbers differs, given that of each.
//
// A quantile of many draws errs as the part of draws below it does (Bahadur, "A
// note on quantiles in large samples", 1966), so that the errors of two
// quantiles correlate as the indicators of lying below them do. One year more
// in which the two differ is added: no difference is certain because none of
// a few years showed its error.
func attainableChange(before, after *outcome, b, a Estimate) Estimate {
	e := Estimate{Value: a.Value - b.Value}
	limitB, limitA := 1-b.Value, 1-a.Value
	n := float64(len(before.down))
	var inB, inA, inBoth float64
	for y := range before.down {
		x, z := before.unavailable(y) <= limitB+1e-15, after.unavailable(y) <= limitA+1e-15
		if x {
			inB++
		}
		if z {
			inA++
		}
		if x && z {
			inBoth++
		}
	}
	corr := 0.0
	if margins := inB * (n - inB) * inA * (n - inA); margins > 0 {
		corr = (n*inBoth - inB*inA - n/2) / math.Sqrt(margins)
	}
	corr = min(max(corr, -1), 1)
	e.SE = math.Sqrt(max(0, a.SE*a.SE+b.SE*b.SE-2*corr*a.SE*b.SE))
	e.Low, e.High = e.Value-z95*e.SE, e.Value+z95*e.SE
	return e
}

// pairedMean returns the mean over the years of what of gives for each.
func pairedMean(years int, of func(year int) float64) Estimate {
	var m moments
	for y := range years {
		d := of(y)
		m.sum += d
		m.squares += d * d
	}
	return m.mean(float64(years))
}
