package law

import (
	"math"

	"nines/model"
)

// A cutting says how a builder cuts a window out of a long life; a builder
// without one counts each incident whole in the window in which it begins.
type cutting struct {
	window    float64 // seconds
	edges     float64 // 2, or 1 for a risk that begins every year without an open incident
	incidents float64 // that the window holds in the mean
}

// A costing is what one incident costs: its downtime inside the window, as far
// as it is known at once, and for the rest of it the downtime divided by the
// impact, from which a cut is made.
type costing struct {
	of   quantity
	time mixture
}

// cutting returns how the risk's incidents are cut, of which the window holds
// so many; nil where they count whole.
func (b *builder) cutting(r *model.Risk, window, incidents float64) *cutting {
	if b.whole {
		return nil
	}
	c := &cutting{window: window, edges: 2, incidents: incidents}
	if r.Fresh {
		c.edges = 1
	}
	return c
}

// component returns the cost of an incident of a length and an impact, to be
// mixed with others.
func (b *builder) component(length quantity, impact, mass, enough float64) (choice, mixture) {
	switch {
	case impact == 0:
		return choice{mass, b.zero()}, nil
	case b.cut == nil:
		return choice{mass, b.scale(length, impact)}, nil
	case b.isLong(length):
		return choice{mass, b.scale(b.stretched(b.realized(length, enough)), impact)}, nil
	}
	q := b.scale(length, impact)
	return choice{mass, q}, mixture{{mass / impact, q}}
}

// isLong reports whether some incidents are so long beside the window that it
// matters what happens at its length.
// So are those that cross an end often, and known lengths sooner than others:
// what is left of them has a density that jumps, which lattices are bad at.
func (b *builder) isLong(length quantity) bool {
	limit := b.tolerance / 10
	if b.strata > 0 {
		limit = leastLong
	}
	m := length.moments()
	beyond := b.cut.incidents * length.tail(b.cut.window)
	if math.IsInf(m.first, 1) || beyond > limit {
		return true
	}
	if b.strata == 0 {
		often := b.cut.incidents * m.first / b.cut.window * math.Max(1, DefaultTolerance/b.tolerance)
		if known, _ := certainty(length); often > oftenCrossed || often*known > oftenKnown {
			return true
		}
	}
	b.neglected += beyond
	return false
}

// How often a year outages, and known lengths, cross an end of it from which on
// they are taken for long, at the default tolerance.
const (
	oftenCrossed = 0.02
	oftenKnown   = 0.002
)

// leastLong is the same for surfaces.
const leastLong = 1e-5

// stretched is that of a duration, with the pool; the duration itself where
// incidents count whole.
func (b *builder) stretched(d *duration) *duration {
	if b.cut == nil {
		return d
	}
	m := newMark(markStretch, d.mark).number(b.cut.window, b.cut.edges)
	return b.kept(m, func() *duration { return d.stretched(b.allow, b.cut.window, b.cut.edges) })
}

// A bill is a mixture of costs in the making.
type bill struct{ of, time mixture }

func (c *bill) add(of choice, time mixture) {
	c.of = append(c.of, of)
	c.time = append(c.time, time...)
}

func (c *bill) costing() costing {
	if len(c.of) == 1 && c.of[0].weight == 1 {
		return costing{c.of[0].of, c.time}
	}
	return costing{c.of, c.time}
}

// times returns the mixture with all weights multiplied.
func (m mixture) times(by float64) mixture {
	all := make(mixture, len(m))
	for i, c := range m {
		all[i] = choice{c.weight * by, c.of}
	}
	return all
}

// over returns the mixture with all weights divided.
func (m mixture) over(by float64) mixture {
	all := make(mixture, len(m))
	for i, c := range m {
		all[i] = choice{c.weight / by, c.of}
	}
	return all
}

// A both is a quantity with incidents whole, but for those that are long beside
// the window, and with all of them cut at its ends. They differ by as much as
// an incident is shorter than the window.
type both struct{ whole, cut quantity }

func same(q quantity) both { return both{q, q} }

// added returns the sum of independent quantities.
func added(all ...both) both {
	var whole, cut sum
	for _, b := range all {
		whole, cut = append(whole, b.whole), append(cut, b.cut)
	}
	return both{whole, cut}
}

// repeated returns n of them, and one more by the chance of the part.
func (e both) repeated(n, part float64) (all []both) {
	if n > 0 {
		all = append(all, both{compound{Fixed{int(n)}, e.whole}, compound{Fixed{int(n)}, e.cut}})
	}
	if part > 0 {
		maybe := func(q quantity) quantity { return mixture{{1 - part, constant(0)}, {part, q}} }
		all = append(all, both{maybe(e.whole), maybe(e.cut)})
	}
	return all
}

// parts returns the measure of the parts inside the window of incidents of
// these costs, for each that begins in it in the mean.
func (b *builder) parts(c costing) (whole, parts quantity) {
	of, ok := c.of.(mixture)
	if !ok {
		of = mixture{{1, c.of}}
	}
	if b.cut == nil {
		return of, of
	}
	q := newCut(b.allow, of, c.time, b.cut.window, b.cut.edges)
	if b.strata == 0 {
		findCube(b.allow, q)
	}
	return of, q
}

// striking returns the downtime by incidents of these costs that strike often
// times a window.
func (b *builder) striking(often float64, c costing) both {
	whole, parts := b.parts(c)
	if b.cut == nil {
		return same(compound{Poisson{often}, whole})
	}
	return both{counted(often, whole), counted(often, parts)}
}

// counted returns the sum of often incidents in the mean. A count is of things
// that have a law: a measure of more than 1 is more of them.
func counted(often float64, q quantity) quantity {
	w := q.moments().weight
	return compound{Poisson{often * w}, mixture{{1 / w, q}}}
}

// findCube notes E[X³] of what a cut is made from, by which its lattices are
// filled more exactly; other quantities need none.
func findCube(al *allowance, q quantity) {
	if c, ok := q.(*cut); ok {
		c.cube = cube(al, c.timed())
	}
}

// cube returns E[X³].
func cube(al *allowance, q quantity) float64 {
	_, third := cubed(al, q)
	return third
}

// cubed returns the moments and E[X³] of sums and mixtures of durations.
func cubed(al *allowance, q quantity) (m moments, third float64) {
	m = q.moments()
	switch q := q.(type) {
	case *duration:
		if math.IsInf(q.square, 1) {
			return m, math.Inf(1)
		}
		return m, q.cube(al)
	case sum:
		all := moments{weight: 1}
		for _, part := range q {
			p, t := cubed(al, part)
			third = third*p.weight + 3*all.second*p.first + 3*all.first*p.second + all.weight*t
			all = sum{fixedMoments(all), fixedMoments(p)}.moments()
		}
	case mixture:
		for _, c := range q {
			_, t := cubed(al, c.of)
			third += c.weight * t
		}
	}
	return m, third
}

// fixedMoments returns a duration of which only the moments are known.
func fixedMoments(m moments) *duration {
	return &duration{weight: m.weight, mean: m.first, square: m.second}
}

// cube returns E[X³], over the duration's weight.
func (d *duration) cube(al *allowance) float64 {
	all := 0.0
	for i, at := range d.steps.at {
		all += d.steps.mass(i) * at * at * at
	}
	if d.smoothWeight() <= leastMass {
		return all
	}
	d.prepare(al)
	al.spend(12 * 200 * d.cost)
	left := func(x float64) float64 { return 3 * x * x * (d.smoothWeight() - d.smooth(x)) }
	if p := d.fine; p != nil {
		all += p.ends[0] * p.ends[0] * p.ends[0] * (p.weight - p.first)
		for i, a := range p.ends[:len(p.ends)-1] {
			all += gaussLegendre(a, p.ends[i+1], left)
		}
		return all
	}
	a := 0.0
	for b := 1e-6; b < farthest; a, b = b, b*math.Sqrt2 {
		all += gaussLegendre(a, b, left)
	}
	return all
}

// A costKey names what one incident of a risk costs, or, with a gate, what the
// gate exposes to it.
type costKey struct {
	risk *model.Risk
	gate *model.Gate
}

// enough is the error that one incident's downtime may have where the window
// holds so many in the mean.
func (b *builder) enough(incidents float64) float64 {
	if b.longest > 0 {
		incidents *= b.longest / b.length
	}
	return b.tolerance / (30 * math.Max(1, incidents))
}

// shareCost returns what a key stands for, made the first time.
func (b *builder) shareCost(key costKey, make func() (costing, error)) (costing, error) {
	if c, ok := b.costs[key]; ok {
		return c, nil
	}
	c, err := make()
	if err == nil && b.costs != nil {
		b.costs[key] = c
	}
	return c, err
}
