package sim

import "testing"

// TestMoreFalseAlarmsComeOnTop: at a higher rate no year has fewer.
func TestMoreFalseAlarmsComeOnTop(t *testing.T) {
	var counts [2][]float64
	for i, rate := range []string{"50/year", "60/year"} {
		p := newPlan(readText(t, team, "alarm.probe.false_alarms="+rate), 2)
		y := newYear(p, newTally(p))
		for k := range uint64(200) {
			y.open(k)
			y.cryWolf()
			counts[i] = append(counts[i], y.tally.onCall[len(p.people)][loadFalse])
			y.tally.onCall[len(p.people)] = onCallYear{}
		}
	}
	for k := range counts[0] {
		if counts[1][k] < counts[0][k] {
			t.Fatalf("year %d: %v false alarms at 50 a year, %v at 60", k, counts[0][k], counts[1][k])
		}
	}
}
