package words

import (
	"strings"

	"nines/sim"
)

// Measure says what a measure is: "without the downtime of deploy", "with all
// alarms twice as fast".
func Measure(m sim.Measure) string {
	name := strings.ReplaceAll(m.Of, "-", " ")
	switch m.Kind {
	case sim.NoDowntime:
		return "without the downtime of " + name
	case sim.HalfDowntime:
		return "with " + name + " in half the time"
	case sim.RoomForOneMore:
		return "with " + name + " in " + Setting(m.Time)
	case sim.FasterAlarms:
		return "with " + Plural(m.Parts, "the alarm", "all alarms") + " twice as fast"
	case sim.FasterAnswers:
		return "with people who answer in half the time"
	case sim.FasterDiagnoses:
		return "with diagnoses in half the time"
	case sim.StricterGate:
		return "with " + name + " letting half as many through"
	case sim.RunsAlone:
		return "with " + name + " that runs by itself"
	case sim.RarerRisk:
		return "with " + name + " half as often"
	}
	if name == "" {
		name = "recovery"
	}
	return "with " + name + " twice as fast" // sim.FasterRecovery
}
