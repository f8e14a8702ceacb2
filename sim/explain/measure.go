package explain

// A Measure is something that a team could do, as data: the words for it stand in
// cmd/nines/internal/answer.
type Measure struct {
	Kind  MeasureKind
	Of    string  // the part's name; "" for all of its kind
	Parts int     // how many parts a measure for all of them changes
	Time  float64 // seconds that are set; 0 where nothing is
}

// A MeasureKind says in which way a measure helps.
type MeasureKind string

const (
	NoDowntime      MeasureKind = "no_downtime"       // a change takes no planned downtime
	HalfDowntime    MeasureKind = "half_downtime"     // or half of it
	RoomForOneMore  MeasureKind = "room_for_one_more" // a recovery so fast that the budget holds one more incident
	FasterAlarms    MeasureKind = "faster_alarms"     // alarms take half the time
	FasterAnswers   MeasureKind = "faster_answers"    // people answer in half the time
	FasterDiagnoses MeasureKind = "faster_diagnoses"  // diagnoses take half the time
	StricterGate    MeasureKind = "stricter_gate"     // a gate lets half as many faults through
	RunsAlone       MeasureKind = "runs_alone"        // a recovery waits for nobody
	FasterRecovery  MeasureKind = "faster_recovery"   // a recovery, or each, takes half the time
	RarerRisk       MeasureKind = "rarer_risk"        // a risk strikes half as often
	AtAllHours      MeasureKind = "at_all_hours"      // somebody is on duty at all hours
	AnswersOffHours MeasureKind = "answers_off_hours" // a responder answers off hours, too
	SecondResponder MeasureKind = "second_responder"  // two are paged, and the first to answer comes
	Invest          MeasureKind = "invest"            // an investment of the file
)
