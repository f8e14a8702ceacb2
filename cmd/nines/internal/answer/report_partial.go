package answer

import (
	"slices"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
)

// The parts of a report that other parts depend on.
const (
	Helpful     = "what would help most"
	Investments = "what to pay for"
)

// Partial reports whether a report was interrupted: whether years or parts of it
// are missing.
func (f *Report) Partial() bool { return f.Result.Partial() || len(f.Missing) > 0 }

// partialAsk says at the top that a report is incomplete, so that nobody signs it as
// a complete one.
func (f *Report) partialAsk() doc.Ask {
	return doc.Ask{Label: "Interrupted", Title: "A partial report: not for signature", Text: f.partialLine()}
}

// partialLine says what an interrupted report lacks; "" for a whole one.
func (f *Report) partialLine() string {
	if !f.Partial() {
		return ""
	}
	r, text := f.Result, "Interrupted"
	if r.Partial() {
		text += ", " + words.Counted(r)
	}
	if len(f.Missing) > 0 {
		text += ", without " + words.List(f.Missing, "and")
	}
	return text + "."
}

// funds reports whether it is known what helps, or what is worth its money.
func (f *Report) funds() bool {
	return !slices.Contains(f.Missing, Helpful) && !slices.Contains(f.Missing, Investments)
}
