package model

import "nines/model/dist"

// A Risk is one way in which the service fails: how often it strikes, whom it
// hits, how it becomes known and how it is undone.
type Risk struct {
	Name, Title string
	Arrival     Arrival
	Gates       []*Gate           // in order; only for risks of a change
	Impact      dist.Distribution // above 0 and up to 1; a constant 1 unless told
	Alarms      []*Alarm
	Diagnose    dist.Distribution // a constant 0 unless told
	Ladder      []*Recovery

	// SelfHeal is the time after onset at which the outage ends by itself;
	// nil when it does not.
	SelfHeal dist.Distribution

	// External says that the risk is another's, such as a supplier's: it is
	// not ours to make rarer.
	External bool

	// Fresh starts every year without an open outage, a renewal process
	// with a whole gap, and cuts outages at the year's end. Otherwise the
	// service has been running for long.
	Fresh bool
}

// An Arrival says when a risk strikes: Poisson, Renewal or OnChange.
type Arrival interface{ arrival() }

// Poisson strikes at a constant rate, whatever happened before.
type Poisson struct {
	Rate float64 // a year; 0 for a risk that never strikes
}

// Renewal strikes after independent gaps of one law.
type Renewal struct {
	Gap dist.Distribution // seconds
}

// OnChange strikes as an event of a change ends.
type OnChange struct {
	Change *Change
	Chance float64 // that one event carries the fault, before any gate
}

func (Poisson) arrival()  {}
func (Renewal) arrival()  {}
func (OnChange) arrival() {}
