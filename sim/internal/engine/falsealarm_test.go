package engine

import (
	"testing"

	"nines/sim/internal/simtest"
)

// TestMoreFalseAlarmsComeOnTop: at a higher rate no year has fewer.
func TestMoreFalseAlarmsComeOnTop(t *testing.T) {
	var counts [2][]float64
	for i, rate := range []string{"50/year", "60/year"} {
		p := NewPlan(simtest.ReadText(t, simtest.Team, "alarm.probe.false_alarms="+rate), 2)
		y := NewYear(p, NewTally(p))
		for k := range uint64(200) {
			y.Open(k)
			y.raiseFalseAlarms()
			counts[i] = append(counts[i], y.Tally.onCall[len(p.People)][LoadFalse])
			y.Tally.onCall[len(p.People)] = onCallYear{}
		}
	}
	for k := range counts[0] {
		if counts[1][k] < counts[0][k] {
			t.Fatalf("year %d: %v false alarms at 50 a year, %v at 60", k, counts[0][k], counts[1][k])
		}
	}
}
