package words

import (
	"math"

	"nines/model"
)

// A Period is a window in words.
type Period struct {
	One, Many string // "month", "months"
	Each      string // "a month", "every 30 d": after an amount
}

// PeriodOf names a window.
func PeriodOf(w model.Window) Period {
	if w.Kind == model.EveryWindow {
		length := Duration(w.Length)
		return Period{"block of " + length, "blocks of " + length, "every " + length}
	}
	return Period{w.String(), w.String() + "s", "a " + w.String()}
}

// Count spells a number of windows: "1 month", "3 months".
func (p Period) Count(n int) string { return Count(n, p.One, p.Many) }

// Term spells the length in seconds of an agreement's term: "3 years", "18
// months", "45 d".
func Term(seconds float64) string {
	const hair = 1e-9
	years := seconds / model.Year
	months := Round(12*years, 0)
	switch {
	case years == math.Trunc(years):
		return Count(int(years), "year", "years")
	case months >= 1 && math.Abs(12*years-months) < hair*months:
		return Count(int(months), "month", "months")
	}
	return Duration(seconds)
}
