package law

import (
	"math"

	"nines/model"
	"nines/sim/law/internal/random"
)

// A cutting says how a builder cuts a window out of stationary time; a builder
// without one counts the whole of each incident in the window in which it begins.
type cutting struct {
	window    float64 // seconds
	edges     float64 // 2, or 1 for a risk that begins every year without an open incident
	incidents float64 // that the window holds in the mean
}

// An incidentCost is what one incident costs: its downtime inside the window, as far
// as it is known at once, and for the rest of it the downtime divided by the
// impact, from which a cut is made.
type incidentCost struct {
	of   random.Quantity
	time random.Mixture
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
func (b *builder) component(length random.Quantity, impact, mass, tol float64) (random.Choice, random.Mixture) {
	switch {
	case impact == 0:
		return random.Choice{Weight: mass, Of: b.zero()}, nil
	case b.cut == nil:
		return random.Choice{Weight: mass, Of: b.scale(length, impact)}, nil
	case b.isLong(length):
		return random.Choice{Weight: mass, Of: b.scale(b.stretched(b.realized(length, tol)), impact)}, nil
	}
	q := b.scale(length, impact)
	return random.Choice{Weight: mass, Of: q}, random.Mixture{{Weight: mass / impact, Of: q}}
}

// isLong reports whether some incidents are so long beside the window that it
// matters what happens at its length.
// So are those that cross an end often, and known lengths sooner than others:
// what is left of them has a density that jumps, which a lattice represents badly.
func (b *builder) isLong(length random.Quantity) bool {
	limit := b.tolerance / 10
	if b.strata > 0 {
		limit = leastLong
	}
	m := length.Moments()
	beyond := b.cut.incidents * length.Tail(b.cut.window)
	if math.IsInf(m.First, 1) || beyond > limit {
		return true
	}
	if b.strata == 0 {
		often := b.cut.incidents * m.First / b.cut.window * math.Max(1, DefaultTolerance/b.tolerance)
		if known, _ := random.Certainty(length); often > oftenCrossed || often*known > oftenKnown {
			return true
		}
	}
	b.neglected += beyond
	return false
}

// How often a year outages, and those of known lengths, must cross an end of it to
// be treated as long, at the default tolerance.
const (
	oftenCrossed = 0.02
	oftenKnown   = 0.002
)

// leastLong is the same for surfaces.
const leastLong = 1e-5

// stretched is that of a duration, with the pool; the duration itself where
// incidents count whole.
func (b *builder) stretched(d *random.Duration) *random.Duration {
	if b.cut == nil {
		return d
	}
	m := random.NewMark(random.MarkStretch, d.Mark).WithFloats(b.cut.window, b.cut.edges)
	return b.cached(m, func() *random.Duration { return d.Stretched(b.allow, b.cut.window, b.cut.edges) })
}

// A costMixture is a mixture of costs in the making.
type costMixture struct{ of, time random.Mixture }

func (c *costMixture) add(of random.Choice, time random.Mixture) {
	c.of = append(c.of, of)
	c.time = append(c.time, time...)
}

func (c *costMixture) cost() incidentCost {
	if len(c.of) == 1 && c.of[0].Weight == 1 {
		return incidentCost{c.of[0].Of, c.time}
	}
	return incidentCost{c.of, c.time}
}

// parts returns the measure of the parts inside the window of incidents of
// these costs, for each that begins in it in the mean.
func (b *builder) parts(c incidentCost) (whole, parts random.Quantity) {
	of, ok := c.of.(random.Mixture)
	if !ok {
		of = random.Mixture{{Weight: 1, Of: c.of}}
	}
	if b.cut == nil {
		return of, of
	}
	q := random.NewCut(b.allow, of, c.time, b.cut.window, b.cut.edges)
	if b.strata == 0 {
		random.FindCube(b.allow, q)
	}
	return of, q
}

// compound returns the downtime by incidents of these costs, of which a window
// holds a number with a mean of often, Poisson where the rate is known.
func (b *builder) compound(often float64, c incidentCost) random.Both {
	whole, parts := b.parts(c)
	if b.cut == nil {
		return random.Same(random.Compound{Count: b.count(often), Of: whole})
	}
	return random.Both{Whole: b.incidentSum(often, whole), Cut: b.incidentSum(often, parts)}
}

// count returns the law of how many incidents there are, with a mean.
func (b *builder) count(mean float64) random.Frequency {
	if b.shape > 0 {
		return random.NegativeBinomial{Mean: mean, Shape: b.shape}
	}
	return random.Poisson{Mean: mean}
}

// incidentSum returns the sum of a number of incidents with a mean of often, Poisson
// where the rate is known. The measure q may weigh more than 1: then it stands for
// more incidents.
func (b *builder) incidentSum(often float64, q random.Quantity) random.Quantity {
	w := q.Moments().Weight
	return random.Compound{Count: b.count(often * w), Of: random.Mixture{{Weight: 1 / w, Of: q}}}
}

// A costKey names what one incident of a risk costs, or, with a gate, what the
// gate exposes to it.
type costKey struct {
	risk *model.Risk
	gate *model.Gate
}

// tolerancePerIncident is the error that one incident's downtime may have where the window
// holds so many in the mean.
func (b *builder) tolerancePerIncident(incidents float64) float64 {
	if b.longest > 0 {
		incidents *= b.longest / b.length
	}
	return b.tolerance / (30 * math.Max(1, incidents))
}

// shareCost returns what a key stands for, made the first time.
func (b *builder) shareCost(key costKey, make func() (incidentCost, error)) (incidentCost, error) {
	if c, ok := b.costs[key]; ok {
		return c, nil
	}
	c, err := make()
	if err == nil && b.costs != nil {
		b.costs[key] = c
	}
	return c, err
}
