package stat

import "math"

// A Joint counts trials (years, or windows) by which of two sums exceed a
// limit: that of the full model, in which outages that overlap count once,
// and the plain sum of the same outages, whose law is known.
type Joint struct {
	Trials float64
	Sum    float64 // trials whose plain sum misses
	Full   float64 // trials that miss in full
	Both   float64 // trials that miss in both

	// Only says that overlap alone makes the difference, which shortens: no
	// trial can miss in full alone. Windows shorter than a year cut outages
	// at their edges, where the plain sum counts each whole.
	Only bool

	// Design effects of the parts of both in sum, and of the others beside
	// it, where trials cluster by year; 1 where they do not.
	Among, Beside float64
}

// Kept returns the probability that a trial keeps within the limit, where the
// plain sum does with probability p, known to a bound: trials are stratified
// by the plain sum, and the law gives the strata their weights
// (post-stratification; Cochran, Sampling Techniques, section 5A.9). Each
// stratum has Wilson's interval, so that no answer claims to have no error.
func (j Joint) Kept(p, bound float64) Estimate {
	still := Estimate{Value: 1, Low: 0, High: 1} // nothing is known of misses that no trial showed
	if j.Sum > 0 {
		still = Wilson(j.Both/j.Among, j.Sum/j.Among)
	}
	var other Estimate
	if n := j.Trials - j.Sum; !j.Only {
		other = Estimate{High: 1}
		if n > 0 {
			other = Wilson((j.Full-j.Both)/j.Beside, n/j.Beside)
		}
	}
	missed := (1-p)*still.Value + p*other.Value
	more := math.Hypot((1-p)*(still.High-still.Value), p*(other.High-other.Value)) + bound
	less := math.Hypot((1-p)*(still.Value-still.Low), p*(other.Value-other.Low)) + bound
	return WithInterval(1-missed, math.Max(0, 1-missed-more), math.Min(1, 1-missed+less))
}

// Add counts a trial.
func (j *Joint) Add(sum, full bool) {
	if sum {
		j.Sum++
	}
	if full {
		j.Full++
	}
	if sum && full {
		j.Both++
	}
}
