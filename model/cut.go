package model

// A Cut is how the windows of an objective or an agreement lie in the year.
type Cut struct {
	Of     string // "slo", "sla.gold"
	Window Window
	Whole  int     // windows that lie in the year as a whole
	Before float64 // seconds of the year that lie before the first of them
	After  float64 // and behind the last
}

// Cuts returns how the year is cut into the windows of the objective and of each
// agreement; those whose window is the year are left out.
func (s *Scenario) Cuts() []Cut {
	var cuts []Cut
	add := func(of string, w Window) {
		if w.Kind == YearWindow {
			return
		}
		edges := w.Edges()
		last := len(edges) - 1
		cuts = append(cuts, Cut{of, w, last, edges[0], Year - edges[last]})
	}
	add("slo", s.SLO.Window)
	for _, a := range s.Agreements {
		add("sla."+a.Name, a.Window)
	}
	return cuts
}
