package words

import "nines/sim"

// Phase says what the time of a phase is spent on: "detecting".
func Phase(ph sim.Phase) string {
	switch ph {
	case sim.Detect:
		return "detecting"
	case sim.Acknowledge:
		return "waiting for somebody"
	case sim.Diagnose:
		return "diagnosing"
	case sim.Recover:
		return "recovering"
	case sim.Wait:
		return "waiting for it to end"
	case sim.Exposure:
		return "exposed before a gate"
	}
	return "planned work"
}
