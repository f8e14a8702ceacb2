package sim

import "nines/sim/internal/engine"

// A Phase is what a second of downtime is spent on. Its String is the phase's
// name as tables and JSON spell it.
type Phase = engine.Phase

// The phases of an incident's life (scenario reference, "An incident's life").
const (
	Detect      = engine.Detect      // onset to alarm
	Acknowledge = engine.Acknowledge // alarm to somebody at the keyboard
	Diagnose    = engine.Diagnose    // until the cause is known
	Recover     = engine.Recover     // recovery actions, failed attempts too
	Wait        = engine.Wait        // until it ends by itself: nobody of the ladder is on the way
	Exposure    = engine.Exposure    // a fault that a gate caught, while it was exposed
	Planned     = engine.Planned     // a change's own downtime
	NumPhases   = engine.NumPhases
)

// ErrInterrupted is returned when a context ended before anything was done.
var ErrInterrupted = engine.ErrInterrupted
