package model

import (
	"testing"

	"nines/model/dist"
)

// Only people's work that a risk waits for counts, and only where it scatters less
// than published logs do.
func TestNarrowWork(t *testing.T) {
	law := func(sigma float64) dist.Distribution {
		d, err := dist.LogNormalFromQuantileSigma(0.5, 300, sigma)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	nothing, _ := dist.NewConstant(0)
	always, _ := dist.NewConstant(300)
	oncall := &Responder{Name: "oncall", Ack: law(0.8), AckOffHours: law(1.2)}
	spare := &Responder{Name: "spare", Ack: law(0.1)}
	byHand := &Recovery{Name: "by-hand", Time: always, Responder: oncall}
	byItself := &Recovery{Name: "by-itself", Time: always}
	s := &Scenario{
		Responders: []*Responder{oncall, spare},
		Recoveries: []*Recovery{byItself, byHand},
		Risks: []*Risk{
			{Name: "wide", Ladder: []*Recovery{byItself, byHand}, Diagnose: law(0.95)},
			{Name: "known", Ladder: []*Recovery{byHand}, Diagnose: nothing},
			{Name: "alone", Ladder: []*Recovery{byItself}, Diagnose: always},
		},
	}
	got := s.NarrowWork()
	if len(got) != 2 || got[0].Path != "responder.oncall.ack" || got[1] != (Narrow{"recovery.by-hand.time", 1}) {
		t.Fatalf("got %v", got)
	}
	if got[0].Scatter < 3.7 || got[0].Scatter > 3.8 { // e^(1.645·0.8)
		t.Errorf("got %v", got[0])
	}
}
