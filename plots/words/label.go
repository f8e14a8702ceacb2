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

// Doing spells what brings a path to a value, as advice: "roll back in about 1.6
// min", "end outages about 27 min after the alarm"; rises says that the value lies
// above today's.
func Doing(l sim.Label, rises bool, value string) string {
	if rises {
		return "raise the " + Phrase(l) + " to about " + value
	}
	switch l.Kind {
	case sim.MeanDetect, sim.AlarmTime:
		return "know of faults in about " + value
	case sim.AlarmTimeOf:
		return "have " + l.Name + " tell of faults in about " + value
	case sim.MeanRecover:
		return "end outages about " + value + " after the alarm"
	case sim.RollbackTime:
		return "roll back in about " + value
	case sim.RecoveryTime:
		return "recover with " + l.Name + " in about " + value
	case sim.AnswerTime:
		return "have " + l.Name + " answer in about " + value
	case sim.DiagnosisTime:
		return "find the cause of " + l.Name + " in about " + value
	case sim.PathLabel:
		return "cut " + l.Path + " to about " + value
	}
	return "cut the " + Phrase(l) + " to about " + value
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
