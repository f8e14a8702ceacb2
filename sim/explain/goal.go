package explain

import (
	"math"

	"nines/model"
)

// A score is how a service does on the years of a trial.
type score struct {
	met        float64 // part of the years that meet the target in all windows
	attainable float64 // for a whole year
}

// A goal says how gains are measured from today's score on.
type goal func(today score, t model.Target, confidence float64, years int) gauge

// A gauge measures what a change gains: 1 is all that is missing.
type gauge struct {
	gain  func(score) float64
	least float64                        // what gains less is not worth telling
	noise func(most float64) (d float64) // how much less than the most may be chance, or is too little to tell apart
}

// leastGain is the part of what is missing that a change has to gain.
const leastGain = 0.1

// alikeMissing is the part of what is missing to 100 % by which two services have
// to differ.
const alikeMissing = 0.02

// IsFar reports whether a target is kept in less than half of the years that are
// asked for: then how often it is kept says little.
func IsFar(met, confidence float64) bool { return met < confidence/2 }

// towards is the goal where a target is not met often enough: far from it a service
// gains by attaining more, near it by meeting it more often.
func towards(today score, t model.Target, confidence float64, years int) gauge {
	if IsFar(today.met, confidence) && today.attainable < t.Ratio() {
		gap := t.Ratio() - today.attainable
		return gauge{
			gain:  func(is score) float64 { return (is.attainable - today.attainable) / gap },
			least: leastGain,
			noise: func(most float64) float64 { return alikeMissing * (1 - today.attainable - most*gap) / gap },
		}
	}
	gap := math.Max(confidence-today.met, 1/float64(years))
	chance := 1 / math.Sqrt(float64(years)) // two standard errors at worst
	return gauge{
		gain:  func(is score) float64 { return (is.met - today.met) / gap },
		least: leastGain,
		noise: func(float64) float64 { return chance / gap },
	}
}

// upwards is the goal where a target is met anyway: a service gains by attaining
// more, by a fiftieth of what is missing to 100 %.
func upwards(today score, _ model.Target, _ float64, _ int) gauge {
	missing := 1 - today.attainable
	return gauge{
		gain:  func(is score) float64 { return (is.attainable - today.attainable) / missing },
		least: alikeMissing,
		noise: func(float64) float64 { return 0 },
	}
}
