package sim

import "math"

// fold adds other clusters.
func (c *cluster) fold(d cluster) {
	c.n += d.n
	c.hits += d.hits
	c.n2 += d.n2
	c.nhits += d.nhits
	c.hits2 += d.hits2
}

// spentBy returns the probability that a window has spent its budget by a
// date, from that of one that misses in the end and the missed windows, of
// which the hits are spent by then. Where no missed window was simulated,
// nothing but the bound is known.
func (c *cluster) spentBy(missed Estimate) Estimate {
	part := Estimate{High: 1}
	if c.n > 0 {
		deff := c.designEffect()
		part = wilson(c.hits/deff, c.n/deff)
	}
	e := Estimate{Value: missed.Value * part.Value}
	more := math.Hypot((missed.High-missed.Value)*part.Value, missed.Value*(part.High-part.Value))
	less := math.Hypot((missed.Value-missed.Low)*part.Value, missed.Value*(part.Value-part.Low))
	e.Low, e.High = math.Max(0, e.Value-less), math.Min(e.Value+more, missed.High)
	if c.n == 0 {
		e.High = missed.High
	}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// A cluster adds up clusters of trials, each of its own size, for the
// variance of the part of hits in all of them (the ratio estimator; Cochran,
// Sampling Techniques, section 6.4).
type cluster struct{ n, hits, n2, nhits, hits2 float64 }

// add adds one cluster.
func (c *cluster) add(n, hits float64) {
	c.n += n
	c.hits += hits
	c.n2 += n * n
	c.nhits += n * hits
	c.hits2 += hits * hits
}

// designEffect returns by how much the variance of the part of hits exceeds
// that of independent trials; at least 1, since few clusters tell little.
func (c *cluster) designEffect() float64 {
	if c.hits == 0 || c.hits == c.n {
		return 1
	}
	p := c.hits / c.n
	squares := c.hits2 - 2*p*c.nhits + p*p*c.n2
	return math.Max(1, squares/(c.n*p*(1-p)))
}
