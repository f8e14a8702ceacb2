package words

import "nines/sim"

// Title spells what a path is, as it stands at an axis: "Time until the alarm
// (mean)".
func Title(l sim.Label) string {
	switch l.Kind {
	case sim.MeanDetect:
		return Sentence(Phrase(l)) + " (mean)"
	case sim.MeanRecover:
		return Sentence(Phrase(l)) + ": waiting, diagnosing, acting (mean)"
	case sim.PathLabel:
		return l.Path
	}
	return Sentence(Phrase(l))
}

// Quantity spells what a path is within a sentence: "the time until the alarm".
func Quantity(l sim.Label) string {
	if l.Kind == sim.PathLabel {
		return l.Path
	}
	return "the " + Phrase(l)
}

// Phrase spells what a path is within a sentence, without an article: "time until
// the alarm".
func Phrase(l sim.Label) string {
	switch l.Kind {
	case sim.MeanDetect, sim.AlarmTime:
		return "time until the alarm"
	case sim.AlarmTimeOf:
		return "time until the alarm (" + l.Name + ")"
	case sim.MeanRecover:
		return "time from the alarm to the end"
	case sim.RollbackTime:
		return "time to roll back"
	case sim.RecoveryTime:
		return "time to recover (" + l.Name + ")"
	case sim.AnswerTime:
		return "time until " + l.Name + " answers"
	case sim.DiagnosisTime:
		return "time to diagnose (" + l.Name + ")"
	case sim.RiskChance:
		return "chance of " + l.Name
	case sim.RiskRate:
		return "rate of " + l.Name
	case sim.ChangeNumber:
		return "yearly number of " + l.Name
	case sim.GateCatches:
		return "part of faults that " + l.Name + " catches"
	}
	return l.Path
}
