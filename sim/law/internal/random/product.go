package random

import (
	"cmp"
	"math"
	"slices"

	"nines/sim/law/internal/effort"
)

// Where the impact varies, an incident's downtime is W·L for an impact W and a
// length L:
//
//	P(WL <= x) = E[F(x/W)],
//
// F being the distribution function of L, which may itself depend on W through
// an alarm's threshold. The expectation is taken over panels of W of constant
// ratio: a panel's weight and centre of gravity are known exactly from W's
// distribution function and limited mean, so that no density is needed, and
// the chord and the centre together integrate cubics nearly exactly.

const (
	panelRatio = 1.06  // from one end of a panel to the other, at first
	gaussRatio = 3.0   // the same for Gauss' rule
	mostParted = 3     // how often panels are halved
	leastShare = 1e-15 // of the largest impact, below which nothing is told apart
)

// limitedTo returns the integral of the smooth part's weight less its
// distribution function from 0 to x; d needs a closed form.
func (d *Duration) limitedTo(x float64) float64 {
	area := d.limited(x)
	for i, at := range d.Steps.At {
		area -= d.Steps.Mass(i) * math.Min(at, x)
	}
	return area
}

// gravity returns the weight and the mean of the smooth part within (a, b].
func (d *Duration) gravity(a, b float64) (weight, mean float64) {
	fa, fb := d.Smooth(a), d.Smooth(b)
	if weight = fb - fa; weight <= 0 {
		return 0, 0
	}
	all := d.SmoothWeight()
	mean = (d.limitedTo(b) - d.limitedTo(a) + a*(all-fa) - b*(all-fb)) / weight
	return weight, math.Min(math.Max(mean, a), b)
}

// panels returns the ends of panels that cover an impact's smooth part, with
// the given points among them.
func panels(w *Duration, ratio float64, among []float64) []float64 {
	lo, hi := slices.Min(w.cuts), slices.Max(w.cuts)
	ends := []float64{lo, hi}
	for _, x := range among {
		if x > lo && x < hi {
			ends = append(ends, x)
		}
	}
	for lo < hi && w.Smooth(lo) == 0 && w.Smooth(lo+(hi-lo)/64) == 0 {
		lo += (hi - lo) / 64
	}
	for x := hi / ratio; x > math.Max(lo, leastShare*hi) && w.Smooth(x) > 1e-12; x /= ratio {
		ends = append(ends, x)
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

// A panel is a range of impacts, with the weight and the mean of what lies in it.
type panel struct{ a, b, weight, mean float64 }

func (d *Duration) panel(a, b float64) panel {
	weight, mean := d.gravity(a, b)
	return panel{a, b, weight, mean}
}

// integrate returns the integral of f over the panel, given f at its ends.
func (p *panel) integrate(f func(w float64) float64, fa, fb float64) float64 {
	if p.weight == 0 {
		return 0
	}
	chord := ((p.b-p.mean)*fa + (p.mean-p.a)*fb) / (p.b - p.a)
	return p.weight * (chord + 2*f(p.mean)) / 3
}

// Simpson returns the nodes of Simpson's rule over panels of an impact's law, from
// one end of which to the other is the ratio; panels end just below where alarms
// begin to see.
func (d *Duration) Simpson(ratio float64, parted []float64) []Abscissa {
	var all []Abscissa
	ends := panels(d, ratio, parted)
	for i, a := range ends[:len(ends)-1] {
		p := d.panel(a, ends[i+1])
		if p.weight == 0 {
			continue
		}
		z := p.b
		if slices.Contains(parted, z) {
			z = math.Nextafter(z, 0) // not reached within the panel
		}
		all = append(all,
			Abscissa{p.a, p.weight / 3 * (p.b - p.mean) / (p.b - p.a)},
			Abscissa{p.mean, p.weight / 3 * 2},
			Abscissa{z, p.weight / 3 * (p.mean - p.a) / (p.b - p.a)})
	}
	return all
}

// Product returns W·L for the smooth part of W, to about the tolerance.
func Product(al *effort.Allowance, length, w *Duration, tol float64) *Duration {
	if length.IsConstant() {
		return w.Continuous().Scaled(length.Mean)
	}
	// Panels are halved until that makes no difference. The error falls
	// with the fourth power of their width, or faster.
	w.Prepare(al)
	first := panelRatio
	if w.fine != nil {
		first = gaussRatio
	}
	fine, change := newProductLaw(al, length, w, first, tol), 0.0
	for halvings := 0; halvings < mostParted; halvings++ {
		coarse := fine
		fine = newProductLaw(al, length, w, math.Sqrt(coarse.ratio), tol)
		change = 0
		al.Spend(90 * (fine.cost() + coarse.cost()))
		for x := 1e-6; x < 1e12; x *= 1.6 {
			change = math.Max(change, math.Abs(fine.cdf(x)-coarse.cdf(x)))
		}
		if w.fine != nil && change < tol {
			fine = coarse
			break
		}
		if change /= 6; change < tol {
			break
		}
	}
	var breaks []float64
	for _, c := range append(slices.Clone(fine.kinks), positive(length.Steps.At)...) {
		for _, e := range positive(w.cuts) {
			breaks = append(breaks, c*e)
		}
	}
	d := tabulated(al, fine.cdf, fine.cost(), w.SmoothWeight()*length.Weight, breaks, tol/10)
	d.moment(w)
	d.Mean, d.square = d.Mean*length.Mean, d.square*length.square
	d.Err += change + length.Err*w.SmoothWeight()
	d.Mark = NewMark(markSmeared, length.Mark, w.Mark)
	return d
}

// A productLaw is the product of a length and an impact's smooth part, ready to be
// integrated.
type productLaw struct {
	length, w *Duration
	ratio     float64
	panels    []panel
	grid      []float64  // of Gauss' rule, if there is one, which takes the
	rule      []Abscissa // points of this
	kinks     []float64  // of the length's distribution function, the largest first
}

func newProductLaw(al *effort.Allowance, length, w *Duration, ratio, tol float64) *productLaw {
	s := &productLaw{length: length, w: w, ratio: ratio, kinks: positive(length.cuts)}
	slices.SortFunc(s.kinks, func(a, b float64) int { return cmp.Compare(b, a) })
	if w.fine != nil {
		s.grid = w.grid(al, nil, ratio, math.Max(tol/100, 1e-11))
		s.rule = w.rule(s.grid)
		return s
	}
	ends := panels(w, ratio, nil)
	for i, a := range ends[:len(ends)-1] {
		if p := w.panel(a, ends[i+1]); p.weight > 0 {
			s.panels = append(s.panels, p)
		}
	}
	return s
}

// cost is that of cdf, in units of work.
func (s *productLaw) cost() float64 {
	jumps := float64(len(s.length.Steps.At)) * s.w.cost
	return jumps + float64(len(s.rule)+3*len(s.panels)+(gaussNodes+3)*len(s.kinks))*(s.length.cost+effort.Cheap)
}

// cdf returns P(WL <= x).
func (s *productLaw) cdf(x float64) float64 {
	p := 0.0
	for i, at := range s.length.Steps.At {
		if at > 0 {
			p += s.length.Steps.Mass(i) * s.w.Smooth(x/at)
		} else {
			p += s.length.Steps.Mass(i) * s.w.SmoothWeight()
		}
	}
	f := func(w float64) float64 {
		if w == 0 {
			return s.length.SmoothWeight()
		}
		return s.length.Smooth(x / w)
	}
	if s.grid != nil {
		return p + s.gauss(x)
	}
	at, value := math.NaN(), 0.0 // f where the panel before ended
	for i := range s.panels {
		q := &s.panels[i]
		if q.a != at {
			value = f(q.a)
		}
		// Where kinks of F fall into a panel, the panel is parted there.
		from := q.a
		for _, c := range s.kinks {
			if u := x / c; u > from && u < q.b {
				part := s.w.panel(from, u)
				there := f(u)
				p += part.integrate(f, value, there)
				from, value = u, there
			}
		}
		end := f(q.b)
		if from == q.a {
			p += q.integrate(f, value, end)
		} else {
			part := s.w.panel(from, q.b)
			p += part.integrate(f, value, end)
		}
		at, value = q.b, end
	}
	return p
}

// gauss returns what no jump of the length gives of cdf, by Gauss' rule.
func (s *productLaw) gauss(x float64) float64 {
	p, next := 0.0, 0 // in the rule
	for i, a := range s.grid[:len(s.grid)-1] {
		b := s.grid[i+1]
		to := next
		for to < len(s.rule) && s.rule[to].At < b {
			to++
		}
		// Where kinks of the length fall between, the range is parted there.
		from := a
		for _, c := range s.kinks {
			if u := x / c; u > from && u < b {
				s.w.over(from, u, func(w, weight float64) { p += weight * s.length.Smooth(x/w) })
				from = u
			}
		}
		if from > a {
			s.w.over(from, b, func(w, weight float64) { p += weight * s.length.Smooth(x/w) })
		} else {
			for _, g := range s.rule[next:to] {
				p += g.Weight * s.length.Smooth(x/g.At)
			}
		}
		next = to
	}
	return p
}

// moment sets the moments to those of the smooth part of w.
func (d *Duration) moment(w *Duration) {
	d.Mean, d.square = w.Mean, w.square
	for i, at := range w.Steps.At {
		d.Mean -= w.Steps.Mass(i) * at
		d.square -= w.Steps.Mass(i) * at * at
	}
}

func positive(xs []float64) []float64 {
	var out []float64
	for _, x := range xs {
		if x > 0 && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

// Continuous returns the duration without its jumps: a defective one. It needs
// a closed form.
func (d *Duration) Continuous() *Duration {
	c := &Duration{CDF: d.Smooth, cost: d.cost + effort.Cheap, limited: d.limitedTo, Weight: d.SmoothWeight(), cuts: d.cuts, Err: d.Err, Mark: NewMark(markSmooth, d.Mark)}
	c.moment(d)
	return c
}
