package model

import "nines/model/dist"

// A Change is work that is done on purpose, again and again: a deploy, a
// migration, a certificate renewal. Its own downtime is planned downtime.
type Change struct {
	Name, Title string

	// Period is the time between two events in seconds where they may lie at
	// any time. The phase is uniform and drawn for each year, so that 365
	// days hold exactly Year/Period events where that is a whole number, and
	// one more or fewer where it is not.
	Period float64

	// Downtime of each event, at full impact; a constant 0 unless told.
	Downtime dist.Distribution

	// Calendar is when events may begin; nil for any time. It does not change
	// their number: they are evenly spaced on its axis, which stands for the
	// year.
	Calendar *Calendar
}

// Events returns how many events a mean year has.
func (c *Change) Events() float64 { return Year / c.Period }
