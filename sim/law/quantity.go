package law

import "math"

// A quantity is a random number of seconds, built from durations: a sum, a
// mixture, or as many as strike.
type quantity interface {
	// exact returns the part of the law that needs no lattice.
	exact(e *exactly) exact
	// spectra returns the transforms on a lattice.
	spectra(l *lattice) spectra
	moments() moments
	// slack bounds the error that inexact durations cause in the
	// distribution function: convolution with a law never enlarges the
	// greatest difference of two distribution functions, so that one
	// incident's adds up over the mean number of incidents.
	slack() float64
	// tail returns about how likely it is that x is exceeded, for large
	// x: that one duration alone does.
	tail(x float64) float64
	// marked returns the quantity's mark.
	marked() mark
	// each visits the durations.
	each(visit func(d *duration))
}

// A sum is the sum of independent quantities.
type sum []quantity

// A mixture is one of several quantities, by chance. The weights sum to 1,
// unless defective durations hold the chance themselves.
type mixture []choice

type choice struct {
	weight float64
	of     quantity
}

// A compound is as many independent copies of a quantity as the count says.
type compound struct {
	count Frequency
	of    quantity
}

// A moments is the weight, E[X] and E[X²] of a quantity that may be defective.
type moments struct{ weight, first, second float64 }

// variance returns the variance, for a weight of 1.
func (m moments) variance() float64 { return math.Max(m.second-m.first*m.first, 0) }

func (d *duration) moments() moments { return moments{d.weight, d.mean, d.square} }

func (d *duration) slack() float64               { return d.err }
func (d *duration) tail(x float64) float64       { return d.weight - d.cdf(x) }
func (d *duration) each(visit func(d *duration)) { visit(d) }

func (s sum) moments() moments {
	all := moments{weight: 1}
	for _, part := range s {
		m := part.moments()
		all.second = all.second*m.weight + 2*all.first*m.first + all.weight*m.second
		all.first = all.first*m.weight + all.weight*m.first
		all.weight *= m.weight
	}
	return all
}

func (s sum) slack() float64 {
	all := 0.0
	for _, part := range s {
		all += part.slack()
	}
	return all
}

func (s sum) tail(x float64) float64 {
	all := 0.0
	for _, part := range s {
		all += part.tail(x)
	}
	return all
}

func (s sum) each(visit func(d *duration)) {
	for _, part := range s {
		part.each(visit)
	}
}

func (m mixture) moments() moments {
	var all moments
	for _, c := range m {
		if c.weight > 0 {
			p := c.of.moments()
			all.weight += c.weight * p.weight
			all.first += c.weight * p.first
			all.second += c.weight * p.second
		}
	}
	return all
}

func (m mixture) slack() float64 {
	all := 0.0
	for _, c := range m {
		all += c.weight * c.of.slack()
	}
	return all
}

func (m mixture) tail(x float64) float64 {
	all := 0.0
	for _, c := range m {
		all += c.weight * c.of.tail(x)
	}
	return all
}

func (m mixture) each(visit func(d *duration)) {
	for _, c := range m {
		c.of.each(visit)
	}
}

func (c compound) moments() moments {
	n, nn := c.count.count()
	p := c.of.moments()
	mean := n * p.first
	return moments{1, mean, n*p.variance() + nn*p.first*p.first + mean*mean}
}

func (c compound) slack() float64 {
	n, _ := c.count.count()
	return n * c.of.slack()
}

func (c compound) tail(x float64) float64 {
	n, _ := c.count.count()
	return n * c.of.tail(x)
}

func (c compound) each(visit func(d *duration)) { c.of.each(visit) }
