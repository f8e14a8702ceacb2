package explain

import (
	"nines/model"
	"nines/sim"
	"nines/sim/stat"
)

// A Fires is how often one alarm is the first to notice the incidents of one
// risk.
type Fires struct {
	Alarm, Risk string
	Incidents   int           // lived
	First       stat.Estimate // part of them that it noticed first; zero of n says no more than ≤ 3/n
	Silence     Silence       // why it never is, where the scenario proves it; else empty
	Behind      string        // the alarm that is always sooner, for AlwaysLater
}

// firesOf returns how often each alarm of a scenario was the first to notice the
// incidents of a census.
func firesOf(sc *model.Scenario, census []sim.Census) []Fires {
	var fires []Fires
	for i, r := range sc.Risks {
		n := census[i].Costs.Len()
		for k, a := range r.Alarms {
			f := Fires{Alarm: a.Name, Risk: r.Name, Incidents: n}
			f.First = stat.Wilson(float64(census[i].First[k]), float64(n))
			f.Silence, f.Behind = silenceOf(r, a)
			fires = append(fires, f)
		}
	}
	return fires
}
