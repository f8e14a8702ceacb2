package law

import "nines/sim/law/internal/effort"

// An Unsupported error names the part of a model whose law has no form here.
// Such a model can be simulated.
type Unsupported = effort.Unsupported

// A Reason is why a part of a model has no law here, as a short code.
type Reason = effort.Reason

// The reasons. The first four may concern any part.
const (
	TooLong       = effort.TooLong       // more than Options.Work
	TooMuchMemory = effort.TooMuchMemory // more than 128 MB at once
	HeavyTail     = effort.HeavyTail     // an outage has no mean that could be computed
	Failed        = effort.Failed        // this package is at fault; Unsupported.Fault says what it panicked with

	// risk.X.interarrival: gaps are not exponential, so incidents depend on one another.
	RenewalGaps Reason = "renewal gaps"
	// risk.X.recovery: people are free to diagnose before and after the first of them acts.
	DiagnosisInParts Reason = "diagnosis in parts"
	// slo.exclude: what counts of an outage depends on where excluded time lies.
	ExcludedTime Reason = "excluded time"

	// change.X: the number of events in a window depends on the calendar.
	CalendarInWindows Reason = "calendar in windows"
	// any key that holds evidence: every year is a world of its own.
	NotKnown Reason = "not known"
	// change.X: events fall into the windows in too many ways to go through.
	TooManyPhases Reason = "too many phases"
	// change.X: so many faults outlast the year that the place of its events matters.
	FaultsOutlastYear Reason = "faults outlast the year"
	// change.X: how many faults outlast the year depends on the calendar.
	CalendarAtYearEnd Reason = "calendar at the year's end"

	// responder.X.hours: a page is answered off hours too, and waits for the earlier of two.
	AnsweredOffHours Reason = "answered off hours"
	// responder.X.hours: a page waits by when the change was made,
	WaitsByChange Reason = "wait by time of change"
	// by where in the year its window lies,
	WaitsByWindow Reason = "wait by window"
	// or by the hours of the responder before, Unsupported.Of.
	WaitsForAnother Reason = "wait for another responder"
)
