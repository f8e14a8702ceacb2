package law

import (
	"cmp"
	"math"
	"slices"
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
func (d *duration) limitedTo(x float64) float64 {
	area := d.limited(x)
	for i, at := range d.steps.at {
		area -= d.steps.mass(i) * math.Min(at, x)
	}
	return area
}

// gravity returns the weight and the mean of the smooth part within (a, b].
func (d *duration) gravity(a, b float64) (weight, mean float64) {
	fa, fb := d.smooth(a), d.smooth(b)
	if weight = fb - fa; weight <= 0 {
		return 0, 0
	}
	all := d.smoothWeight()
	mean = (d.limitedTo(b) - d.limitedTo(a) + a*(all-fa) - b*(all-fb)) / weight
	return weight, math.Min(math.Max(mean, a), b)
}

// panels returns the ends of panels that cover an impact's smooth part, with
// the given points among them.
func panels(w *duration, ratio float64, among []float64) []float64 {
	lo, hi := slices.Min(w.cuts), slices.Max(w.cuts)
	ends := []float64{lo, hi}
	for _, x := range among {
		if x > lo && x < hi {
			ends = append(ends, x)
		}
	}
	for lo < hi && w.smooth(lo) == 0 && w.smooth(lo+(hi-lo)/64) == 0 {
		lo += (hi - lo) / 64
	}
	for x := hi / ratio; x > math.Max(lo, leastShare*hi) && w.smooth(x) > 1e-12; x /= ratio {
		ends = append(ends, x)
	}
	slices.Sort(ends)
	return slices.Compact(ends)
}

// A panel is a range of impacts, with the weight and the mean of what lies in it.
type panel struct{ a, b, weight, mean float64 }

func (d *duration) panel(a, b float64) panel {
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

// simpson returns the nodes of Simpson's rule over panels of an impact's law, from
// one end of which to the other is the ratio; panels end just below where alarms
// begin to see.
func (d *duration) simpson(ratio float64, parted []float64) []weighed {
	var all []weighed
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
			weighed{p.a, p.weight / 3 * (p.b - p.mean) / (p.b - p.a)},
			weighed{p.mean, p.weight / 3 * 2},
			weighed{z, p.weight / 3 * (p.mean - p.a) / (p.b - p.a)})
	}
	return all
}

// product returns the cost W·L of an independent length and impact.
func (b *builder) product(length, w *duration, enough float64) costing {
	var all bill
	for i, at := range w.steps.at {
		all.add(b.component(length, at, w.steps.mass(i), enough))
	}
	switch {
	case w.smoothWeight() <= leastMass:
	case b.strata > 0:
		for _, at := range b.stratify(w, nil) {
			all.add(b.component(length, at.impact, at.weight, enough))
		}
	default:
		c := b.smeared(length, w, enough)
		all.add(choice{1, c.of}, c.time)
	}
	return all.costing()
}

// smeared returns W·L for the smooth part of W, to about enough.
func smeared(al *allowance, length, w *duration, enough float64) *duration {
	if length.isConstant() {
		return w.continuous().scaled(length.mean)
	}
	// Panels are halved until that makes no difference. The error falls
	// with the fourth power of their width, or faster.
	w.prepare(al)
	first := panelRatio
	if w.fine != nil {
		first = gaussRatio
	}
	fine, change := newSmear(al, length, w, first, enough), 0.0
	for halvings := 0; halvings < mostParted; halvings++ {
		coarse := fine
		fine = newSmear(al, length, w, math.Sqrt(coarse.ratio), enough)
		change = 0
		al.spend(90 * (fine.cost() + coarse.cost()))
		for x := 1e-6; x < 1e12; x *= 1.6 {
			change = math.Max(change, math.Abs(fine.cdf(x)-coarse.cdf(x)))
		}
		if w.fine != nil && change < enough {
			fine = coarse
			break
		}
		if change /= 6; change < enough {
			break
		}
	}
	var breaks []float64
	for _, c := range append(slices.Clone(fine.kinks), positive(length.steps.at)...) {
		for _, e := range positive(w.cuts) {
			breaks = append(breaks, c*e)
		}
	}
	d := tabulated(al, fine.cdf, fine.cost(), w.smoothWeight()*length.weight, breaks, enough/10)
	d.moment(w)
	d.mean, d.square = d.mean*length.mean, d.square*length.square
	d.err += change + length.err*w.smoothWeight()
	d.mark = newMark(markSmeared, length.mark, w.mark)
	return d
}

// A smear is the product of a length and an impact's smooth part, ready to be
// integrated.
type smear struct {
	length, w *duration
	ratio     float64
	panels    []panel
	grid      []float64 // of Gauss' rule, if there is one, which takes the
	rule      []weighed // points of this
	kinks     []float64 // of the length's distribution function, the largest first
}

func newSmear(al *allowance, length, w *duration, ratio, enough float64) *smear {
	s := &smear{length: length, w: w, ratio: ratio, kinks: positive(length.cuts)}
	slices.SortFunc(s.kinks, func(a, b float64) int { return cmp.Compare(b, a) })
	if w.fine != nil {
		s.grid = w.grid(al, nil, ratio, math.Max(enough/100, 1e-11))
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
func (s *smear) cost() float64 {
	jumps := float64(len(s.length.steps.at)) * s.w.cost
	return jumps + float64(len(s.rule)+3*len(s.panels)+(gaussNodes+3)*len(s.kinks))*(s.length.cost+cheap)
}

// cdf returns P(WL <= x).
func (s *smear) cdf(x float64) float64 {
	p := 0.0
	for i, at := range s.length.steps.at {
		if at > 0 {
			p += s.length.steps.mass(i) * s.w.smooth(x/at)
		} else {
			p += s.length.steps.mass(i) * s.w.smoothWeight()
		}
	}
	f := func(w float64) float64 {
		if w == 0 {
			return s.length.smoothWeight()
		}
		return s.length.smooth(x / w)
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
func (s *smear) gauss(x float64) float64 {
	p, next := 0.0, 0 // in the rule
	for i, a := range s.grid[:len(s.grid)-1] {
		b := s.grid[i+1]
		to := next
		for to < len(s.rule) && s.rule[to].w < b {
			to++
		}
		// Where kinks of the length fall between, the range is parted there.
		from := a
		for _, c := range s.kinks {
			if u := x / c; u > from && u < b {
				s.w.over(from, u, func(w, weight float64) { p += weight * s.length.smooth(x/w) })
				from = u
			}
		}
		if from > a {
			s.w.over(from, b, func(w, weight float64) { p += weight * s.length.smooth(x/w) })
		} else {
			for _, g := range s.rule[next:to] {
				p += g.weight * s.length.smooth(x/g.w)
			}
		}
		next = to
	}
	return p
}

// moment sets the moments to those of the smooth part of w.
func (d *duration) moment(w *duration) {
	d.mean, d.square = w.mean, w.square
	for i, at := range w.steps.at {
		d.mean -= w.steps.mass(i) * at
		d.square -= w.steps.mass(i) * at * at
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

// continuous returns the duration without its jumps: a defective one. It needs
// a closed form.
func (d *duration) continuous() *duration {
	c := &duration{cdf: d.smooth, cost: d.cost + cheap, limited: d.limitedTo, weight: d.smoothWeight(), cuts: d.cuts, err: d.err, mark: newMark(markSmooth, d.mark)}
	c.moment(d)
	return c
}
