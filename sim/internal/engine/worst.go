package engine

// Worst simulates a year and returns the unavailability of its worst window.
func (y *Year) Worst(index uint64) float64 {
	if edges := y.Plan.Edges; edges != nil && y.apart == nil {
		y.apart = make([]float64, len(edges)-1)
	}
	clear(y.apart)
	full, _ := y.Simulate(index, y.apart, nil)
	return y.Plan.WorstOf(full, y.apart)
}
