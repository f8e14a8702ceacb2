package model

import "nines/model/dist"

// A Gate is a safety net before production: a test suite, a review, a canary.
type Gate struct {
	Name, Title string
	Catches     float64   // the probability that it stops a faulty change
	Exposure    *Exposure // what catching costs the users; nil for nothing

	// Takes is how long every change waits at the gate; a constant 0 unless
	// told.
	Takes dist.Distribution

	// FalseStops is the probability, below 1, that the gate stops a change
	// with nothing wrong in it. Such a change goes through the gate again,
	// until it is let through.
	FalseStops float64
}

// An Exposure is the share of users that a gate lets a fault hit, and for how
// long, when the gate catches it.
type Exposure struct {
	Impact dist.Distribution
	Time   dist.Distribution
}
