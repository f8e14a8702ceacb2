package engine

import "nines/model"

// IncidentsPerYear returns how many incidents of a risk reach users in a mean
// year. Only gaps that begin anew each year have to be counted in simulated
// years; of others the mean is known.
func IncidentsPerYear(r *model.Risk, simulated float64) float64 {
	switch a := r.Arrival.(type) {
	case model.Poisson:
		return a.Rate
	case model.OnChange:
		n := model.Year / a.Change.Period * a.Chance
		for _, g := range r.Gates {
			n *= 1 - g.Catches
		}
		return n
	case model.Renewal:
		if !r.Fresh {
			return model.Year / a.Gap.Mean()
		}
	}
	return simulated
}

func IsOnChange(r *model.Risk) bool {
	_, ok := r.Arrival.(model.OnChange)
	return ok
}
