package sim

import (
	"math"

	"nines/model"
)

// counts returns the mean number of incidents a year, which is given, with
// its variance: that of the Poisson law; of faults that each event of a change
// has by chance, of which there are almost as many in every year; and for
// risks that strike in intervals that of the logged years.
func (l *outageLog) counts(mean float64) yearlyCount {
	variance := 0.0
	chances := map[*model.Change]float64{} // of a fault of any risk
	for i, r := range l.plan.scenario.Risks {
		log := &l.risks[i]
		part := 1.0
		if begun := float64(len(log.outages)); begun > 0 {
			part = log.yearly.sum / begun
		}
		rate := incidentsPerYear(r, math.NaN()) * part
		switch a := r.Arrival.(type) {
		case model.Poisson:
			variance += rate
		case model.OnChange:
			p := rate * a.Change.Period / model.Year
			chances[a.Change] += p
			variance += rate * (1 - p)
		case model.Renewal:
			n := float64(l.years)
			yearly := log.yearly.sum / n
			variance += max(0, log.yearly.squares/n-yearly*yearly)
		}
	}
	for _, c := range l.plan.scenario.Changes {
		// A year has n events, or one more as often as the fraction says.
		_, f := math.Modf(model.Year / c.Period)
		variance += chances[c] * chances[c] * f * (1 - f)
	}
	return yearlyCount{mean, variance}
}
