package sim

import (
	"strings"
	"testing"

	"nines/sim/internal/simtest"
)

// TestNobodyIsWaitedFor holds the phases of outages that only time ends: in
// the mean year and in the windows that miss. Nothing there is anybody's way to
// the keyboard.
func TestNobodyIsWaitedFor(t *testing.T) {
	t.Parallel()
	sc := simtest.ReadText(t, simtest.Lonely)
	r := mustRun(t, sc, Options{Years: 2000, Seed: 1})
	supplier, hiccup := r.Risks[0], r.Risks[1]
	wants := func(name string, got [NumPhases]float64, total float64, parts map[Phase]float64) {
		for ph := range NumPhases {
			// Overlapping outages share what is down, hence the margin.
			simtest.Within(t, name+", "+ph.String(), got[ph]/total, parts[ph], 1e-3, 3)
		}
	}
	wants("the supplier", supplier.Phases, supplier.Downtime.Value, map[Phase]float64{Wait: 1})
	wants("the hiccup", hiccup.Phases, hiccup.Downtime.Value, map[Phase]float64{Detect: 1.0 / 60, Recover: 5.0 / 60, Wait: 54.0 / 60})

	b, err := Blames(t.Context(), r, Options{Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	wants("the supplier in missed years", b.Missed.Risks[0], b.Missed.Shares[0], map[Phase]float64{Wait: 1})
	watched := simtest.ReadText(t, strings.Replace(simtest.Lonely, `success = "0%"`, "success = \"0%\"\nresponder = \"oncall\"\n[responder.oncall]\nack = \"2m\"", 1))
	r = mustRun(t, watched, Options{Years: 2000, Seed: 1})
	wants("the hiccup that somebody tries to end", r.Risks[1].Phases, r.Risks[1].Downtime.Value,
		map[Phase]float64{Detect: 1.0 / 60, Acknowledge: 2.0 / 60, Recover: 5.0 / 60, Wait: 52.0 / 60})
}
