package sim

import "math"

// A joint counts trials (years, or windows) by which of two sums exceed a
// limit: that of the full model, in which outages that overlap count once,
// and the plain sum of the same outages, whose law is known.
type joint struct {
	trials float64
	sum    float64 // trials whose plain sum misses
	full   float64 // trials that miss in full
	both   float64 // trials that miss in both

	// only says that overlap alone makes the difference, which shortens: no
	// trial can miss in full alone. Windows shorter than a year cut outages
	// at their edges, where the plain sum counts each whole.
	only bool

	// Design effects of the parts of both in sum, and of the others beside
	// it, where trials cluster by year; 1 where they do not.
	among, beside float64
}

// kept returns the probability that a trial keeps within the limit, where the
// plain sum does with probability p, known to a bound: trials are stratified
// by the plain sum, and the law gives the strata their weights
// (post-stratification; Cochran, Sampling Techniques, section 5A.9). Each
// stratum has Wilson's interval, so that no answer claims to have no error.
func (j joint) kept(p, bound float64) Estimate {
	still := Estimate{Value: 1, Low: 0, High: 1} // nothing is known of misses that no trial showed
	if j.sum > 0 {
		still = wilson(j.both/j.among, j.sum/j.among)
	}
	var other Estimate
	if n := j.trials - j.sum; !j.only {
		other = Estimate{High: 1}
		if n > 0 {
			other = wilson((j.full-j.both)/j.beside, n/j.beside)
		}
	}
	missed := (1-p)*still.Value + p*other.Value
	more := math.Hypot((1-p)*(still.High-still.Value), p*(other.High-other.Value)) + bound
	less := math.Hypot((1-p)*(still.Value-still.Low), p*(other.Value-other.Low)) + bound
	e := Estimate{Value: 1 - missed, Low: math.Max(0, 1-missed-more), High: math.Min(1, 1-missed+less)}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// known returns the estimate of a probability that is known to a bound.
func known(p, bound float64) Estimate {
	e := Estimate{Value: p, Low: math.Max(0, p-bound), High: math.Min(1, p+bound)}
	e.SE = (e.High - e.Low) / (2 * z95)
	return e
}

// byLaw returns how likely a window, and every window of a year, is down for
// at most the part u of its length.
func (c *windowCounter) byLaw(u float64) (met, allYear Estimate) {
	if c.law.alone {
		return known(c.law.one(u)), known(c.law.all(u))
	}
	p, bound := c.law.all(u)
	allYear = c.jointYears(u).kept(p, bound)
	if c.h.perYear == 0 {
		return allYear, allYear
	}
	p, bound = c.law.one(u)
	return c.jointWindows(u).kept(p, bound), allYear
}

// jointYears counts years by whether every window keeps within the part u.
func (c *windowCounter) jointYears(u float64) joint {
	j := joint{trials: float64(len(c.h.full)), only: c.h.perYear == 0, among: 1, beside: 1}
	for y := range c.h.full {
		j.add(c.exceeds(c.sumsOf(y), u) > 0, c.exceeds(c.of(y), u) > 0)
	}
	return j
}

// add counts a trial.
func (j *joint) add(sum, full bool) {
	if sum {
		j.sum++
	}
	if full {
		j.full++
	}
	if sum && full {
		j.both++
	}
}

// exceeds returns how many of a year's windows are down for more than the
// part u.
func (c *windowCounter) exceeds(downtimes []float64, u float64) (n int) {
	for w, d := range downtimes {
		if d > u*c.lengths[w]+tie {
			n++
		}
	}
	return n
}

// jointWindows counts windows. Those of one year are a cluster.
func (c *windowCounter) jointWindows(u float64) joint {
	var among, beside cluster
	j := joint{}
	size := float64(len(c.lengths))
	for y := range c.h.full {
		before := j
		sums, full := c.sumsOf(y), c.of(y)
		for w, length := range c.lengths {
			limit := u*length + tie
			j.add(sums[w] > limit, full[w] > limit)
		}
		sum, both := j.sum-before.sum, j.both-before.both
		among.add(sum, both)
		beside.add(size-sum, j.full-before.full-both)
	}
	j.trials = size * float64(len(c.h.full))
	j.among, j.beside = among.designEffect(), beside.designEffect()
	return j
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
