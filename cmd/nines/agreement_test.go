package main

import (
	"testing"

	"nines/model"
)

// TestTermOf: a term is told as people count it.
func TestTermOf(t *testing.T) {
	for term, want := range map[float64]string{
		model.Year: "", 3 * model.Year: "3 years", model.Year / 12: "1 month", 13 * model.Year / 12: "13 months",
		model.Year / 2: "6 months", 100 * model.Day: "100 d",
	} {
		if got := termOf(&model.Agreement{Term: term}); got != want {
			t.Errorf("a term of %v s: got %q, want %q", term, got, want)
		}
	}
}
