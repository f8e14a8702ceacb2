package plots

import (
	"strings"
	"testing"

	"nines/model/visible"
	"nines/plots/internal/canvas"
	"nines/plots/words"
)

// TestWrap keeps numbers with their units.
func TestWrap(t *testing.T) {
	s := newStyle(Document, canvas.NewTypeface(visible.Line)).plain(10, ink)
	for _, line := range wrap(s, 60, "planned work takes "+words.Duration(520)+" of "+words.Ratio(0.9999)+" in all") {
		line = words.Plain(line)
		if strings.HasPrefix(line, "min") || strings.HasPrefix(line, "s ") || strings.HasPrefix(line, "%") || strings.HasPrefix(line, "40") {
			t.Errorf("a line begins with %q", line)
		}
	}
	const name = "an-incredibly-long-name-of-one-word and a very long name of a risk"
	lines := broken(s, 50, name)
	for _, line := range lines {
		if s.Width(line) > 50 {
			t.Errorf("%q is wider than asked", line)
		}
	}
	if got := strings.Join(lines, ""); strings.ReplaceAll(got, " ", "") != strings.ReplaceAll(name, " ", "") {
		t.Errorf("letters are lost: %q", lines)
	}
}
