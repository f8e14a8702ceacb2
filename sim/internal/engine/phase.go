package engine

// A Phase is what a second of downtime is spent on.
type Phase uint8

// The phases of an incident's life (scenario reference, "An incident's life").
const (
	Detect      Phase = iota // onset to alarm
	Acknowledge              // alarm to somebody at the keyboard
	Diagnose                 // until the cause is known
	Recover                  // recovery actions, failed attempts too
	Wait                     // until it ends by itself: nobody of the ladder is on the way
	Exposure                 // a fault that a gate caught, while it was exposed
	Planned                  // a change's own downtime
	NumPhases
)

var phaseNames = [NumPhases]string{"detect", "acknowledge", "diagnose", "recover", "wait", "exposure", "planned"}

// String returns the phase's name as tables and JSON spell it.
func (p Phase) String() string { return phaseNames[p] }
