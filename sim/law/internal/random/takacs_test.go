package random

import (
	"math"

	"nines/model/dist"
)

// An Alternating is the law of the downtime in a window of one unit that is up
// at its start, fails at a constant rate while it is up, and cannot fail while
// it is down: the clock stops. To be down for at most x of a window T is to
// have been up for T - x of it before the failures that strike in so much
// working time have cost more than x,
//
//	P(D <= x) = P(S(T - x) <= x),
//
// where S(t) is the plain sum of the outages of a Poisson process in a time t
// (Takács, "On certain sojourn time problems in the theory of stochastic
// processes", 1957).
type Alternating struct {
	rate      float64 // a second of working time
	down      *Duration
	length    float64
	tolerance float64
}

// Alternate returns the law for a rate (failures a second of working time), a
// law of the time down, and a window (seconds).
func Alternate(rate float64, down dist.Distribution, length float64) *Alternating {
	return &Alternating{rate, Drawn(down), length, 1e-6}
}

// CDF returns P(downtime <= x) and a bound on its error.
func (a *Alternating) CDF(x float64) (p, bound float64) {
	switch {
	case x < 0:
		return 0, 0
	case x >= a.length:
		return 1, 0
	}
	l := Solve(nil, Compound{Poisson{a.rate * (a.length - x)}, a.down}, a.tolerance, math.Max(1.001*x, 1e-3))
	return l.CDF(x), l.Bound()
}

// Quantile returns the least downtime x in seconds with CDF(x) >= p, to a
// relative 1e-10.
func (a *Alternating) Quantile(p float64) float64 {
	if q, _ := a.CDF(0); q >= p {
		return 0
	}
	// A clock that does not stop loses more.
	lo, hi := 0.0, a.length
	sum := Solve(nil, Compound{Poisson{a.rate * a.length}, a.down}, a.tolerance, 0)
	if most := sum.Quantile(p) * (1 + 1e-6); most < hi {
		hi = most
	}
	flo := 0.0
	fhi, _ := a.CDF(hi)
	// Regula falsi in the Illinois form: the end that stays is halved.
	for side := 0; hi-lo > 1e-10*hi; {
		x := lo + (hi-lo)*(p-flo)/(fhi-flo)
		if !(x > lo && x < hi) {
			x = lo + (hi-lo)/2
		}
		q, _ := a.CDF(x)
		if math.Abs(q-p) < 1e-15 {
			return x
		}
		if q >= p {
			hi, fhi = x, q
			if side == 1 {
				flo = p - (p-flo)/2
			}
			side = 1
		} else {
			lo, flo = x, q
			if side == -1 {
				fhi = p + (fhi-p)/2
			}
			side = -1
		}
	}
	return hi
}
