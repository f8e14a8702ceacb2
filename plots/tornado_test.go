package plots

import (
	"slices"
	"testing"

	"nines/plots/words"
)

// TestTornado reads off the chart what the sensitivity says.
func TestTornado(t *testing.T) {
	all := sensitivities(t)
	for _, tt := range []struct {
		why, name, title string
		has, lacks       []string
	}{
		{"the first input is named with both ends", "usual", "“bad deploy: how often” matters most: from 99.83 % to 99.951 %",
			[]string{"line: today, 99.911 %", "rollback: time it takes", "oncall: time to answer"}, []string{"customers: faults it misses"}},
		{"what changes nothing is no row", "still", "No single assumption changes what can be promised", []string{"line: today, 99.911 %"}, []string{"a: time"}},
		{"a service that never fails", "perfect", "No single assumption changes what can be promised", []string{"line: today, 99.999 %"}, nil},
		{"one end never fails", "cured", "“crash: how often” matters most: from 99.82 % to 100 %", []string{"100 %", "none"}, nil},
		{"more than there is room for", "thirty", "“input number 1 with a long name that says what it is” matters most: from 99.82 % to 99.955 %", []string{"99.9 %"}, nil},
	} {
		c := Tornado(all[tt.name])
		if words.Plain(c.Title()) != tt.title {
			t.Errorf("%s: %q, want %q", tt.why, words.Plain(c.Title()), tt.title)
		}
		got := textsOf(t, c)
		for _, w := range tt.has {
			if !slices.Contains(got, words.Plain(w)) {
				t.Errorf("%s: the chart lacks %q: %q", tt.why, w, got)
			}
		}
		for _, w := range tt.lacks {
			if slices.Contains(got, w) {
				t.Errorf("%s: the chart says %q", tt.why, w)
			}
		}
	}
}
