package random

import (
	"math"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A Quantity is a random number of seconds, built from durations: a sum, a
// mixture, or as many as strike.
type Quantity interface {
	// exact returns the part of the law that needs no lattice.
	exact(e *measure.Convolver) exact
	// spectra returns the transforms on a lattice.
	spectra(l *lattice) spectra
	// Moments returns the quantity's moments.
	Moments() Moments
	// slack bounds the error that inexact durations cause in the
	// distribution function: convolution with a law never enlarges the
	// greatest difference of two distribution functions, so that one
	// incident's adds up over the mean number of incidents.
	slack() float64
	// Tail returns about how likely it is that x is exceeded, for large
	// x: that one duration alone does.
	Tail(x float64) float64
	// Marked returns the quantity's mark.
	Marked() Mark
	// each visits the durations.
	each(visit func(d *Duration))
}

// A Sum is the sum of independent quantities.
type Sum []Quantity

// A Mixture is one of several quantities, by chance. The weights sum to 1,
// unless defective durations hold the chance themselves.
type Mixture []Choice

// A Choice is one quantity of a mixture, with the weight that it has in it.
type Choice struct {
	Weight float64
	Of     Quantity
}

// A Compound is as many independent copies of a quantity as the count says.
type Compound struct {
	Count Frequency
	Of    Quantity
}

// A Moments is the weight, E[X] and E[X²] of a quantity that may be defective.
type Moments struct{ Weight, First, second float64 }

// variance returns the variance, for a weight of 1.
func (m Moments) variance() float64 { return math.Max(m.second-m.First*m.First, 0) }

// MeanAndVariance returns the mean and the variance of a quantity; +Inf for what does
// not exist.
func MeanAndVariance(al *effort.Allowance, q Quantity) (mean, variance float64) {
	q.each(func(d *Duration) { d.Prepare(al) })
	m := q.Moments()
	if math.IsInf(m.First, 1) || math.IsInf(m.second, 1) {
		return m.First, math.Inf(1)
	}
	return m.First, m.variance()
}

// Moments implements Quantity.
func (d *Duration) Moments() Moments { return Moments{d.Weight, d.Mean, d.square} }

// Tail implements Quantity.
func (d *Duration) Tail(x float64) float64 { return d.Weight - d.CDF(x) }

func (d *Duration) slack() float64               { return d.Err }
func (d *Duration) each(visit func(d *Duration)) { visit(d) }

// Moments implements Quantity.
func (s Sum) Moments() Moments {
	all := Moments{Weight: 1}
	for _, part := range s {
		m := part.Moments()
		all.second = all.second*m.Weight + 2*all.First*m.First + all.Weight*m.second
		all.First = all.First*m.Weight + all.Weight*m.First
		all.Weight *= m.Weight
	}
	return all
}

func (s Sum) slack() float64 {
	all := 0.0
	for _, part := range s {
		all += part.slack()
	}
	return all
}

// Tail implements Quantity.
func (s Sum) Tail(x float64) float64 {
	all := 0.0
	for _, part := range s {
		all += part.Tail(x)
	}
	return all
}

func (s Sum) each(visit func(d *Duration)) {
	for _, part := range s {
		part.each(visit)
	}
}

// Moments implements Quantity.
func (m Mixture) Moments() Moments {
	var all Moments
	for _, c := range m {
		if c.Weight > 0 {
			p := c.Of.Moments()
			all.Weight += c.Weight * p.Weight
			all.First += c.Weight * p.First
			all.second += c.Weight * p.second
		}
	}
	return all
}

func (m Mixture) slack() float64 {
	all := 0.0
	for _, c := range m {
		all += c.Weight * c.Of.slack()
	}
	return all
}

// Tail implements Quantity.
func (m Mixture) Tail(x float64) float64 {
	all := 0.0
	for _, c := range m {
		all += c.Weight * c.Of.Tail(x)
	}
	return all
}

func (m Mixture) each(visit func(d *Duration)) {
	for _, c := range m {
		c.Of.each(visit)
	}
}

// Moments implements Quantity.
func (c Compound) Moments() Moments {
	n, nn := c.Count.count()
	p := c.Of.Moments()
	mean := n * p.First
	return Moments{1, mean, n*p.variance() + nn*p.First*p.First + mean*mean}
}

func (c Compound) slack() float64 {
	n, _ := c.Count.count()
	return n * c.Of.slack()
}

// Tail implements Quantity.
func (c Compound) Tail(x float64) float64 {
	n, _ := c.Count.count()
	return n * c.Of.Tail(x)
}

func (c Compound) each(visit func(d *Duration)) { c.Of.each(visit) }

// Flat returns the sum with what is constant in it moved into one of its
// parts.
func (s Sum) Flat() Quantity {
	shift := 0.0
	var rest Sum
	for _, part := range s {
		switch p := part.(type) {
		case Sum:
			rest = append(rest, p...)
		case *Duration:
			if p.IsConstant() {
				shift += p.Mean
				continue
			}
			rest = append(rest, p)
		default:
			rest = append(rest, p)
		}
	}
	switch len(rest) {
	case 0:
		return Constant(shift)
	case 1:
		if d, ok := rest[0].(*Duration); ok {
			return d.Shifted(shift)
		}
	}
	if shift > 0 {
		rest = append(rest, Constant(shift))
	}
	return rest
}

// Times returns the mixture with all weights multiplied.
func (m Mixture) Times(by float64) Mixture {
	all := make(Mixture, len(m))
	for i, c := range m {
		all[i] = Choice{c.Weight * by, c.Of}
	}
	return all
}

// Over returns the mixture with all weights divided.
func (m Mixture) Over(by float64) Mixture {
	all := make(Mixture, len(m))
	for i, c := range m {
		all[i] = Choice{c.Weight / by, c.Of}
	}
	return all
}

// A Both is a quantity with incidents whole, except for those that are long beside
// the window, and with all of them cut at its ends. They differ by as much as
// an incident is shorter than the window.
type Both struct{ Whole, Cut Quantity }

// Same returns a quantity of which nothing is to be cut.
func Same(q Quantity) Both { return Both{q, q} }

// Added returns the sum of independent quantities.
func Added(all ...Both) Both {
	var whole, cut Sum
	for _, b := range all {
		whole, cut = append(whole, b.Whole), append(cut, b.Cut)
	}
	return Both{whole, cut}
}

// Repeated returns n of them, and one more by the chance of the part.
func (e Both) Repeated(n, part float64) (all []Both) {
	if n > 0 {
		all = append(all, Both{Compound{Fixed{int(n)}, e.Whole}, Compound{Fixed{int(n)}, e.Cut}})
	}
	if part > 0 {
		maybe := func(q Quantity) Quantity { return Mixture{{1 - part, Constant(0)}, {part, q}} }
		all = append(all, Both{maybe(e.Whole), maybe(e.Cut)})
	}
	return all
}
