package plots

import (
	"math"
	"strings"
	"testing"

	"nines/plots/words"
	"nines/sim/stat"
)

// Where options lie close to each other, the axis has figures of their own: at
// round steps of availability, in ascending order, from end to end.
func TestFineLevels(t *testing.T) {
	for _, c := range []struct {
		from, to float64
		want     string
	}{
		{0.9865, 0.9925, "98.8 %, 99 %, 99.2 %"},
		{0.99911, 0.99953, "99.92 %, 99.94 %"},
		{0.999871, 0.999879, "99.9872 %, 99.9874 %, 99.9876 %, 99.9878 %"},
		{0.41, 0.83, "60 %, 80 %"},
	} {
		var got []string
		last := math.Inf(-1)
		for _, l := range fineLevels(stat.Nines(c.from), stat.Nines(c.to)) {
			if l.nines <= last || math.Abs(stat.Nines(1-l.miss)-l.nines) > 1e-6 {
				t.Errorf("%v to %v: %s stands at %v nines, after %v", c.from, c.to, l.text, l.nines, last)
			}
			last = l.nines
			got = append(got, words.Plain(l.text))
		}
		if says := strings.Join(got, ", "); says != c.want {
			t.Errorf("%v to %v: got %s, want %s", c.from, c.to, says, c.want)
		}
	}
}
