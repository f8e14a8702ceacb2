package model

import (
	"math"
	"testing"
)

// TestTimetableSlots asks at the ends of slots and of stretches, and a rounding
// error beside them, whether a timetable is open.
func TestTimetableSlots(t *testing.T) {
	const slot = Year / timetableSlots
	for what, stretches := range map[string][]interval{
		"never":           nil,
		"always":          {{0, Year}},
		"one slot":        {{3 * slot, 4 * slot}},
		"within a slot":   {{3.2 * slot, 3.4 * slot}},
		"nearly a slot":   {{3*slot + 1e-9, 4*slot - 1e-9}},
		"office hours":    {{9 * 3600, 17 * 3600}, {33 * 3600, 41 * 3600}, {57 * 3600, 65 * 3600}},
		"across the year": {{0, 5 * slot}, {Year - 7.5*slot, Year}},
		"a second's gap":  {{0, 100.5 * slot}, {100.5*slot + 1, Year}},
	} {
		timetable := newTimetable(stretches)
		var moments []float64
		for i := range timetableSlots {
			moments = append(moments, float64(i)*slot, (float64(i)+0.5)*slot)
		}
		for _, s := range stretches {
			moments = append(moments, s.from, s.to)
		}
		for _, m := range moments {
			for _, at := range []float64{m, math.Nextafter(m, 0), math.Nextafter(m, Year), m + 1e-4, max(0, m-1e-4)} {
				if at >= Year {
					continue
				}
				want := false
				for _, s := range stretches {
					want = want || s.from <= at && at < s.to
				}
				if got := timetable.IsOpen(at); got != want {
					t.Errorf("%s: open at %v is %v", what, at, got)
				}
			}
		}
	}
}
