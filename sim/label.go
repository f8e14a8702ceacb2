package sim

import (
	"strings"

	"nines/model"
)

// A Label says what a path of the scenario is, without a word of it: whoever
// tells of it has the words.
type Label struct {
	Kind LabelKind
	Name string // of the part, with spaces
	Path string
}

// A LabelKind is what is known of a path.
type LabelKind int

const (
	PathLabel     LabelKind = iota // nothing: the path speaks for itself
	MeanDetect                     // the mean time until an alarm
	MeanRecover                    // the mean time from the alarm to the end
	AlarmTime                      // the time until the only alarm
	AlarmTimeOf                    // the time until an alarm
	RollbackTime                   // the time of a rollback
	RecoveryTime                   // the time of another recovery
	AnswerTime                     // the time until somebody answers
	DiagnosisTime                  // the time to find a risk's cause
	RiskChance                     // the chance of a risk
	RiskRate                       // the rate of a risk
	ChangeNumber                   // how many changes there are
	GateCatches                    // the part of the faults that a gate catches
)

// LabelOf says what a path is.
func LabelOf(sc *model.Scenario, path string) Label {
	switch path {
	case model.DetectPath:
		return Label{Kind: MeanDetect, Path: path}
	case model.RecoverPath:
		return Label{Kind: MeanRecover, Path: path}
	}
	parts := strings.SplitN(path, ".", 3)
	if len(parts) != 3 || parts[1] == "*" {
		return Label{Path: path}
	}
	l := Label{Name: Spaced(parts[1]), Path: path}
	switch parts[0] + "." + parts[2] {
	case "alarm.latency":
		l.Kind = AlarmTime
		if len(sc.Alarms) > 1 {
			l.Kind = AlarmTimeOf
		}
	case "recovery.time":
		l.Kind = RecoveryTime
		if strings.Contains(l.Name, "rollback") || strings.Contains(l.Name, "roll back") {
			l.Kind = RollbackTime
		}
	case "responder.ack":
		l.Kind = AnswerTime
	case "risk.diagnose":
		l.Kind = DiagnosisTime
	case "risk.chance":
		l.Kind = RiskChance
	case "risk.rate":
		l.Kind = RiskRate
	case "change.per_year":
		l.Kind = ChangeNumber
	case "gate.catches":
		l.Kind = GateCatches
	}
	return l
}

// Spaced returns a part's name as words: "bad-deploy" is "bad deploy".
func Spaced(name string) string { return strings.ReplaceAll(name, "-", " ") }
