package model

import "nines/model/dist"

// A Responder is a person or a rota that is paged.
type Responder struct {
	Name, Title string
	Ack         dist.Distribution // from the page to somebody at the keyboard; a constant 0 unless told

	// Hours are when the responder is on duty; nil for around the clock. A
	// page off hours waits until they begin, and Ack runs from then.
	Hours *Timetable

	// AckOffHours runs beside that wait from a page off hours on, and the
	// earlier of the two ends it; nil where nobody answers off hours.
	AckOffHours dist.Distribution

	// Office is outside of which a page disturbs: the hours on duty, or office
	// hours where there are none.
	Office *Timetable

	CostPerHour float64 // of work on incidents, in the service's currency
}
