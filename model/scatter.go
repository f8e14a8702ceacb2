package model

import "nines/model/dist"

// LeastScatter is how many times the median the slowest one in twenty of a piece
// of people's work takes at least, in nearly all published logs: a lognormal of
// sigma 0.915, the narrowest of eight of them (first detected to declared, on a
// platform of the UK Ministry of Justice). Most lie between sigma 1.0 and 1.3,
// which is 5 to 8 times.
const LeastScatter = 4.5

// A Narrow is a piece of people's work that scatters less than LeastScatter.
type Narrow struct {
	Path    string  // "responder.oncall.ack"
	Scatter float64 // p95/p50
}

// NarrowWork returns the pieces of people's work that the risks of a scenario wait
// for and that scatter less than nearly all published logs, in the file's order.
// What takes no time is none.
func (s *Scenario) NarrowWork() []Narrow {
	var out []Narrow
	look := func(path string, law dist.Distribution) {
		if law == nil {
			return
		}
		if median := law.Quantile(0.5); median > 0 {
			if scatter := law.Quantile(0.95) / median; scatter < LeastScatter*(1-1e-9) {
				out = append(out, Narrow{path, scatter})
			}
		}
	}
	responders, recoveries := map[*Responder]bool{}, map[*Recovery]bool{}
	for _, k := range s.Risks {
		for _, a := range k.Ladder {
			if a.Responder != nil {
				responders[a.Responder], recoveries[a] = true, true
			}
		}
	}
	for _, p := range s.Responders {
		if responders[p] {
			look("responder."+p.Name+".ack", p.Ack)
			look("responder."+p.Name+".ack_off_hours", p.AckOffHours)
		}
	}
	for _, a := range s.Recoveries {
		if recoveries[a] {
			look("recovery."+a.Name+".time", a.Time)
		}
	}
	for _, k := range s.Risks {
		if k.Paged() != nil {
			look("risk."+k.Name+".diagnose", k.Diagnose)
		}
	}
	return out
}
