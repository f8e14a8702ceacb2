package stat

import "math"

// Fold adds other clusters.
func (c *Cluster) Fold(d Cluster) {
	c.N += d.N
	c.hits += d.hits
	c.n2 += d.n2
	c.nhits += d.nhits
	c.hits2 += d.hits2
}

// SpentBy returns the probability that a window has spent its budget by a
// date, from that of one that misses in the end and the missed windows, of
// which the hits are spent by then. Where no missed window was simulated,
// nothing but the bound is known.
func (c *Cluster) SpentBy(missed Estimate) Estimate {
	part := Estimate{High: 1}
	if c.N > 0 {
		deff := c.DesignEffect()
		part = Wilson(c.hits/deff, c.N/deff)
	}
	e := Estimate{Value: missed.Value * part.Value}
	more := math.Hypot((missed.High-missed.Value)*part.Value, missed.Value*(part.High-part.Value))
	less := math.Hypot((missed.Value-missed.Low)*part.Value, missed.Value*(part.Value-part.Low))
	e.Low, e.High = math.Max(0, e.Value-less), math.Min(e.Value+more, missed.High)
	if c.N == 0 {
		e.High = missed.High
	}
	return WithInterval(e.Value, e.Low, e.High)
}

// A Cluster adds up clusters of trials, each of its own size, for the
// variance of the part of hits in all of them (the ratio estimator; Cochran,
// Sampling Techniques, section 6.4).
type Cluster struct{ N, hits, n2, nhits, hits2 float64 }

// Add adds one cluster.
func (c *Cluster) Add(n, hits float64) {
	c.N += n
	c.hits += hits
	c.n2 += n * n
	c.nhits += n * hits
	c.hits2 += hits * hits
}

// DesignEffect returns by how much the variance of the part of hits exceeds
// that of independent trials; at least 1, since few clusters tell little.
func (c *Cluster) DesignEffect() float64 {
	if c.hits == 0 || c.hits == c.N {
		return 1
	}
	p := c.hits / c.N
	squares := c.hits2 - 2*p*c.nhits + p*p*c.n2
	return math.Max(1, squares/(c.N*p*(1-p)))
}
