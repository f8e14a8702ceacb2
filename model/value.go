package model

import (
	"strconv"

	"nines/model/visible"
)

// How values are written, with an example of each: what is wanted in place of
// a text that is none.
const (
	DurationForm = `a duration such as "90s" or "1m30s"`
	RatioForm    = `a ratio from 0% to 100% such as "2%" or 0.02`
	RateForm     = `a rate such as "4/year", "0.5/month" or "1/90d"`
	TargetForm   = `an availability above 0% and up to 100% such as "99.95%" or 0.9995`

	// UnitForm is wanted in place of a number without a unit that durations have.
	UnitForm = `a duration with its unit (ms, s, m, h, d, w, mo, y) such as "90s" or "1m30s"`
)

// Bounds of values, and what is wanted in place of those beyond them.
const (
	// MaxDuration, in seconds, keeps sums finite.
	MaxDuration     = 1e6 * Year
	MaxDurationForm = "at most 1000000y"

	// MaxIncidents bounds how often in a year something fails. What fails more
	// than once an hour is no incident but an error rate, and would take
	// minutes to simulate.
	MaxIncidents     = 10_000
	MaxIncidentsForm = "at most 10,000 incidents a year, which is more than one an hour"
)

// A ValueError says that a text is no value of the kind that it should be.
type ValueError struct {
	Got  string // as it was written
	Want string // what would be right, with an example: DurationForm, or closer to what was written

	// Misspelt says that the text has not the form of such a value, where
	// otherwise it has, and the value is not allowed.
	Misspelt bool
}

// Error returns what was got and what would be right.
func (e *ValueError) Error() string { return "got " + e.Got + ", want " + e.Want }

// unless returns an error that names what was got and wanted, nil for no want.
func unless(want, got string) error {
	if want == "" {
		return nil
	}
	return &ValueError{Got: strconv.Quote(visible.Short(got)), Want: want, Misspelt: true}
}
