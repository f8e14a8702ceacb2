package words

import (
	"testing"

	"nines/sim"
)

// What an axis has to do is said as advice, in plain words.
func TestDoing(t *testing.T) {
	for _, c := range []struct {
		label sim.Label
		rises bool
		want  string
	}{
		{sim.Label{Kind: sim.MeanDetect}, false, "know of faults in about 5 min"},
		{sim.Label{Kind: sim.AlarmTime}, false, "know of faults in about 5 min"},
		{sim.Label{Kind: sim.AlarmTimeOf, Name: "probe"}, false, "have probe tell of faults in about 5 min"},
		{sim.Label{Kind: sim.MeanRecover}, false, "end outages about 5 min after the alarm"},
		{sim.Label{Kind: sim.RollbackTime}, false, "roll back in about 5 min"},
		{sim.Label{Kind: sim.RecoveryTime, Name: "fix"}, false, "recover with fix in about 5 min"},
		{sim.Label{Kind: sim.AnswerTime, Name: "oncall"}, false, "have oncall answer in about 5 min"},
		{sim.Label{Kind: sim.DiagnosisTime, Name: "crash"}, false, "find the cause of crash in about 5 min"},
		{sim.Label{Kind: sim.RiskChance, Name: "crash"}, false, "cut the chance of crash to about 5 min"},
		{sim.Label{Kind: sim.GateCatches, Name: "canary"}, true, "raise the part of faults that canary catches to about 5 min"},
		{sim.Label{Path: "service.users"}, false, "cut service.users to about 5 min"},
	} {
		if got := Doing(c.label, c.rises, "5 min"); got != c.want {
			t.Errorf("%+v: got %q, want %q", c.label, got, c.want)
		}
	}
}
