package answer

import (
	"fmt"

	"nines/cmd/nines/internal/doc"
	"nines/plots/words"
	"nines/sim/explain"
)

// mostInputs is the most inputs that are named.
const mostInputs = 8

// inputTable returns the table of which inputs matter: what most years attain
// with half and with twice as much of each, the widest swing first; nil where
// none matters beyond chance.
func inputTable(s *explain.Sensitivity) *doc.Table {
	if s == nil {
		return nil
	}
	years := words.MostYears(s.Scenario.SLO.Confidence)
	t := doc.NewTable("Which input matters", doc.Text("which input matters: "+years+" stay above"), doc.Percent("with half of it"), doc.Percent("with twice as much"))
	t.Each = "number"
	t.Folds = true
	less := 0
	for _, in := range s.Inputs {
		switch {
		case in.Less.Noise && in.More.Noise:
		case len(t.Rows) == mostInputs:
			less++
		default:
			t.Add(words.Input(in.Path), words.Attainable(in.Less.Attainable), words.Attainable(in.More.Attainable))
		}
	}
	if len(t.Rows) == 0 {
		return nil
	}
	if less > 0 {
		t.Add(fmt.Sprintf("%d more, which matter less", less))
	}
	return t
}
