package law

// bisect returns the least x in (lo, hi] from which on something holds, to a
// part of x. It is taken to hold at hi, and nowhere to stop holding above x.
func bisect(lo, hi, part float64, holds func(float64) bool) float64 {
	for hi-lo > part*hi {
		m := lo + (hi-lo)/2
		if m <= lo || m >= hi { // no number lies between
			break
		}
		if holds(m) {
			hi = m
		} else {
			lo = m
		}
	}
	return hi
}
