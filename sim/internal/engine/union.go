package engine

// unionOfGroup is union for one group of overlapping pieces of any impact.
func unionOfGroup(group []Piece, open *Endings) float64 {
	total := 0.0
	*open = (*open)[:0]
	t := group[0].Start
	for len(group) > 0 || len(*open) > 0 {
		begins := len(*open) == 0 || len(group) > 0 && group[0].Start <= (*open)[0].at
		next := 0.0
		if begins {
			next = group[0].Start
		} else {
			next = (*open)[0].at
		}
		total += (1 - open.up()) * (next - t)
		t = next
		if begins {
			open.push(t+group[0].Length, group[0].Impact, 0)
			group = group[1:]
		} else {
			open.pop()
		}
	}
	return total
}
