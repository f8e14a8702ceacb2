package words

import (
	"strings"

	"nines/sim/explain"
)

// Measure says what a measure is: "without the downtime of deploy", "with all
// alarms twice as fast".
func Measure(m explain.Measure) string {
	name := strings.ReplaceAll(m.Of, "-", " ")
	switch m.Kind {
	case explain.NoDowntime:
		return "without the downtime of " + name
	case explain.HalfDowntime:
		return "with " + name + " in half the time"
	case explain.RoomForOneMore:
		return "with " + name + " in " + Setting(m.Time)
	case explain.FasterAlarms:
		return "with " + Plural(m.Parts, "the alarm", "all alarms") + " twice as fast"
	case explain.FasterAnswers:
		return "with people who answer in half the time"
	case explain.FasterDiagnoses:
		return "with diagnoses in half the time"
	case explain.StricterGate:
		return "with " + name + " letting half as many through"
	case explain.RunsAlone:
		return "with " + name + " that runs by itself"
	case explain.AtAllHours:
		return "with somebody on duty at all hours (" + name + ")"
	case explain.AnswersOffHours:
		return "with " + name + " answering within " + Setting(m.Time) + " off hours"
	case explain.SecondResponder:
		return "with a second responder beside " + name
	case explain.Invest:
		return "with the investment " + m.Of
	case explain.RarerRisk:
		return "with " + name + " half as often"
	}
	if name == "" {
		name = "recovery"
	}
	return "with " + name + " twice as fast" // sim.FasterRecovery
}
