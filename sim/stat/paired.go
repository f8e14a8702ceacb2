package stat

import "math"

// A pairing counts the years of two services on the same random numbers by
// which of them meets its target in the year.
type pairing struct{ both, before, after, neither float64 }

func pair(before, after *Side) (p pairing) {
	for y := range before.Worst {
		switch b, a := before.Worst[y] <= before.Limit, after.Worst[y] <= after.Limit; {
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
	b, a := Wilson(p.both+p.before, n), Wilson(p.both+p.after, n)
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
	return WithInterval(e.Value, e.Low, e.High)
}
