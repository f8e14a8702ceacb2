package model

import "nines/model/dist"

// A Change is work that is done on purpose, again and again: a deploy, a
// migration, a certificate renewal. Its own downtime is planned downtime.
type Change struct {
	Name, Title string

	// Period is the time between two events in seconds. The phase is
	// uniform and drawn anew for each year, so that 365 days hold exactly
	// Year/Period events where that is a whole number, and one more or
	// fewer where it is not.
	Period float64

	// Downtime of each event, at full impact; a constant 0 unless told.
	Downtime dist.Distribution

	// Calendar is when events may begin; nil for any time. They are as many
	// as without it, and evenly spaced in the time that it leaves them.
	Calendar *Timetable
}
