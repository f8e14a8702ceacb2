package suggest

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"per_year", "per_month", "per_week", "every", "lognormal", "interval", "for"}
	for word, want := range map[string]string{
		"per_wek":   "per_week",
		"PER_WEEK":  "per_week",  // case does not count
		"pre_week":  "per_week",  // two neighbours swapped are one slip
		"normal":    "lognormal", // a part of the word
		"intervall": "interval",
		"fro":       "for",
		"of":        "", // all of its letters would have to change
		"colour":    "",
		"":          "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
	if got := DidYouMean("per_wek", known); got != `, did you mean "per_week"?` {
		t.Error(got)
	}
}
