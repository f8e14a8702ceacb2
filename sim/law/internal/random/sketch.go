package random

import (
	"math"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A Sketch is the law of a cell's downtime. It holds up to the quantile and
// the budget that it was made for.
type Sketch struct {
	shift, weight float64
	lattice       bool // not all is in points
	points        measure.Steps
	near          level
	far           *level
}

// CDF returns P(downtime <= x), x in seconds; what Law.CDF says of ties holds.
func (k *Sketch) CDF(x float64) float64 {
	x += measure.Tie(x) - k.shift
	if x < 0 {
		return 0
	}
	return math.Min(math.Max(k.cdf(x), 0), 1)
}

func (k *Sketch) cdf(x float64) float64 {
	p := k.points.UpTo(x)
	switch {
	case !k.lattice:
		return p
	case x <= k.near.top:
		return p + math.Max(k.near.at(x), 0)
	case k.far == nil:
		return k.weight
	}
	return p + math.Max(k.far.at(x), 0)
}

// Quantile returns the least downtime x in seconds with CDF(x) >= p; +Inf
// beyond what the sketch was made for.
func (k *Sketch) Quantile(p float64) float64 { return k.quantile(p) + k.shift }

func (k *Sketch) quantile(p float64) float64 {
	const rounding = 1e-13
	if p = math.Min(p, 1) - rounding; k.cdf(0) >= p {
		return 0
	}
	if !k.lattice {
		return k.points.Quantile(p)
	}
	lo, hi := 0.0, k.near.top
	if k.cdf(hi) < p {
		return math.Inf(1)
	}
	return measure.Bisect(lo, hi, 1e-13, func(x float64) bool { return k.cdf(x) >= p })
}

// A draft is a sketch in the making.
type draft struct {
	*Sketch
	of         Quantity // without what of it is certain
	all, least float64  // probability that all is of known lengths; what of it is no more than nothing
	apart      bool     // known lengths are treated point by point
}

func newDraft(q Quantity) *draft {
	d := &draft{Sketch: &Sketch{}}
	d.of, d.shift = apart(q)
	d.weight = d.of.Moments().Weight
	d.lattice = hasSmooth(d.of)
	d.apart = !d.lattice
	if d.all, d.least = Certainty(d.of); d.all-d.least <= leastTied {
		d.least = d.all
	}
	return d
}

// tell tells known lengths apart where they matter around a downtime, and
// reports whether it did not before.
func (d *draft) tell(around float64) bool {
	if d.apart || d.all <= d.least || exceeding(d.of, 0.8*around) <= leastTied {
		return false
	}
	d.apart = true
	return true
}

// settle works out the points that are told apart.
func (d *draft) settle(al *effort.Allowance) {
	if !d.apart || d.points.At != nil {
		return
	}
	e := &measure.Convolver{Allow: al, Most: mostTied, Overflow: countPoints(d.of) > mostTied}
	if !e.Overflow {
		d.points = pointsOf(d.of, e)
	}
	if e.Overflow {
		// Many points, none of weight, lie as densely as a lattice's.
		d.points, d.lattice, d.apart, d.least = measure.Steps{}, true, false, d.all
	}
}

// apart returns a quantity without what of it is certain, and that.
func apart(q Quantity) (Quantity, float64) {
	s, ok := q.(Sum)
	if !ok {
		return q, 0
	}
	var rest Sum
	certain := 0.0
	for _, part := range s {
		if d, ok := part.(*Duration); ok && d.IsConstant() {
			certain += d.Mean
			continue
		}
		rest = append(rest, part)
	}
	if len(rest) == 0 {
		return Constant(0), certain
	}
	return rest, certain
}
