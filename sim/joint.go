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
