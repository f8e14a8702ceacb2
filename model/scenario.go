// Package model says what a service is and how it fails: the scenario, its
// objective and agreements, its planned work, its safety nets and its risks. It
// knows nothing of files, of simulating or of printing. Begin with Scenario, which
// holds all the others; package file makes one from a scenario file.
//
// Units are seconds for durations, events a year for rates, and 0 to 1 for
// ratios. A Scenario that package file returns is known to be good: whoever uses
// it checks nothing again.
package model

import (
	"time"

	"nines/model/evidence"
)

// Day and Year are the lengths, in seconds, of a day and of the year that
// every answer is about (365 days, no leap day).
const (
	Day  = 86400.0
	Year = 365 * Day
)

// A Scenario is a service, what it promises, and how it fails and recovers.
// Parts stand in the order of the file.
type Scenario struct {
	Title   string
	File    string // as the user named it; empty for standard input
	SHA256  string // of the file's bytes, in hexadecimal
	Service Service
	SLO     Objective

	Changes    []*Change
	Gates      []*Gate
	Alarms     []*Alarm
	Responders []*Responder
	Recoveries []*Recovery
	Risks      []*Risk
	Agreements []*Agreement

	// Investments are changes that could be made and what they cost. None
	// is made in the scenario as it was read.
	Investments []*Investment

	// Sweep is what the file asks to sweep; nil stands for the default,
	// the whole time to detect against the whole time to recover.
	Sweep *Sweep

	// DetectFactor and RecoverFactor multiply the whole time to the first
	// alarm and the whole time from the alarm to the end, waiting and
	// diagnosing among it, for the default sweep.
	// They are 1 in a scenario as it was read.
	DetectFactor, RecoverFactor float64

	// Assumed lists what the file leaves out that flatters the service.
	Assumed []Assumption

	// Warnings lists what is legal but probably not meant, and laws whose
	// variance does not exist.
	Warnings []string

	// Unknowns are the keys that hold evidence in place of a value, each once. The
	// parts hold the mean of such a number, and the distribution of a single draw
	// of such a distribution; In draws all of them.
	Unknowns []*evidence.Unknown

	// Presets are the published figures that the file uses by name.
	Presets []PresetUse

	// Idle holds the parts and keys that change nothing ("alarm.spare",
	// "risk.crash.diagnose"), each with the warning that says why.
	Idle map[string]string

	// Origin is what package file made the scenario from, and makes it again
	// from with changes; nil for one that was made otherwise, of which there are
	// no what-ifs.
	Origin any
}

// A Service is the thing that is up or down.
type Service struct {
	Name           string
	Currency       string  // "USD"; empty when no money is named
	RevenuePerHour float64 // while every user is hit, in Currency
	RevenueLost    float64 // the part of it that is not bought later, 0 to 1
	Users          float64 // at a mean hour; 0 when not told

	// Subscribers are those who pay, RevenuePerUserMonth what each of them does in
	// a month of a twelfth of a year, in Currency. RevenuePerHour is the revenue of
	// all of them then. Both are 0 when not told.
	Subscribers         float64
	RevenuePerUserMonth float64

	// Starts is the first moment of the simulated year, in the service's time
	// zone: a Monday in a year without a leap day unless told.
	Starts time.Time
	Zone   *time.Location // UTC unless told
}

// UserBase returns how many users an outage hits that hits all: those at a mean
// hour or, where nobody tells them, the subscribers; 0 where neither is told.
func (s Service) UserBase() float64 {
	if s.Users > 0 {
		return s.Users
	}
	return s.Subscribers
}

// RevenueOf returns the revenue of an hour, in the currency of a month's, of so
// many subscribers who each pay so much in a twelfth of a year.
func RevenueOf(subscribers, perMonth float64) float64 {
	return subscribers * perMonth * 12 / (Year / 3600)
}
