package wire

import (
	"math"

	"nines/sim"
)

type risk struct {
	Name      string `json:"name"`
	Title     string `json:"title"`
	External  bool   `json:"external"` // a supplier's
	Incidents number `json:"incidents_per_year"`
	Downtime  number `json:"downtime_s_per_year"`
	Share     number `json:"share"`
	Outage    outage `json:"outage_s"`
	Phases    phases `json:"phases_s_per_year"`

	// Parts of what counts of the downtime of the windows that miss the
	// promise, and of the downtime of the worst 5 % of years; null where
	// none was seen. Standard errors are null where fewer than two years
	// were. How many these are is in shares.
	Missed         number `json:"share_of_missed"`
	MissedSE       number `json:"share_of_missed_se"`
	MissedPhases   phases `json:"phases_share_of_missed"`
	MissedPhasesSE phases `json:"phases_share_of_missed_se"`
	Tail           number `json:"share_of_tail"`
	TailSE         number `json:"share_of_tail_se"`
	TailPhases     phases `json:"phases_share_of_tail"`
	TailPhasesSE   phases `json:"phases_share_of_tail_se"`
}

// shares is what the risks' parts of the missed windows and of the worst
// years rest on: so many of the run's years were looked at, and of these so
// many are missed, with so many missed windows in them, or among the worst.
type shares struct {
	Years         int `json:"years"`
	MissedYears   int `json:"missed_years"`
	MissedWindows int `json:"missed_windows"`
	TailYears     int `json:"tail_years"`
}

// newRisk puts the i-th risk into the form for programs. Without blame its
// parts of the missed and of the worst years are null.
func newRisk(k sim.RiskResult, blame *sim.Blame, i int) risk {
	out := risk{
		Name: k.Name, Title: k.Title, Incidents: number(k.Incidents),
		Downtime: number(k.Downtime.Value), Share: number(k.Share),
		Outage: outage{number(k.Outage.Mean), number(k.Outage.P50), number(k.Outage.P95), number(k.Outage.P99)},
		Phases: newPhases(k.Phases),
	}
	out.Missed, out.MissedSE, out.MissedPhases, out.MissedPhasesSE = unblamed()
	out.Tail, out.TailSE, out.TailPhases, out.TailPhasesSE = unblamed()
	if blame != nil {
		out.Missed, out.MissedSE, out.MissedPhases, out.MissedPhasesSE = blamed(&blame.Missed, i)
		out.Tail, out.TailSE, out.TailPhases, out.TailPhasesSE = blamed(&blame.Tail, i)
	}
	return out
}

// blamed returns a risk's part of some windows or years and its phases' parts,
// each with its error.
func blamed(b *sim.BlamedYears, risk int) (share, se number, phases, errors phases) {
	return number(b.Shares[risk]), number(b.SharesSE[risk]), newPhases(b.Risks[risk]), newPhases(b.RisksSE[risk])
}

// unblamed returns that nothing is known of these.
func unblamed() (share, se number, phases, errors phases) {
	var unknown [sim.NumPhases]float64
	for ph := range unknown {
		unknown[ph] = math.NaN()
	}
	nan := number(math.NaN())
	return nan, nan, newPhases(unknown), newPhases(unknown)
}
