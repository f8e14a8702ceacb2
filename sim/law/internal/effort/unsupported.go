package effort

import "fmt"

// An Unsupported error names the part of a model whose law has no form here.
// Such a model can be simulated.
type Unsupported struct {
	Part   string // "risk.disk-full.interarrival"
	Reason Reason
	Of     string // WaitsForAnother: the other responder
	Fault  any    // Failed: what the law panicked with
}

// A Reason is why a part of a model has no law here, as a short code.
type Reason string

// The reasons that any part may have.
const (
	TooLong       Reason = "too much work"   // there is a form, but it would take too long
	TooMuchMemory Reason = "too much memory" // or hold too much at once
	HeavyTail     Reason = "heavy tail"      // an outage has no mean that could be computed
	Failed        Reason = "fault"           // this package is at fault
)

// Error implements error.
func (u *Unsupported) Error() string {
	if u.Fault != nil {
		return fmt.Sprintf("%s has no exact law: %s: %v", u.Part, u.Reason, u.Fault)
	}
	return fmt.Sprintf("%s has no exact law: %s", u.Part, u.Reason)
}

// Costly reports whether there is a form, which would take too much time or
// memory.
func (u *Unsupported) Costly() bool { return u.Reason == TooLong || u.Reason == TooMuchMemory }
