package sim

import "nines/model"

// windowEdges returns the edges of the SLO's windows; nil where the window is the
// year and all of it counts.
func windowEdges(sc *model.Scenario) []float64 {
	if sc.SLO.Window.Kind == model.YearWindow && len(sc.SLO.Exclusions) == 0 {
		return nil
	}
	return sc.SLO.Window.Edges()
}
