package compare

import (
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// counts returns the mean number of incidents a year, which is given, with
// its variance: that of the Poisson law; of faults that each event of a change
// has by chance, of which there are almost as many in every year; and for
// risks that strike in intervals that of the logged years.
func (l *outageLog) counts(mean float64) stat.YearlyCount {
	variance := 0.0
	chances := map[*model.Change]float64{} // of a fault of any risk
	for i, r := range l.plan.Scenario.Risks {
		log := &l.risks[i]
		part := 1.0
		if begun := float64(len(log.outages)); begun > 0 {
			part = log.yearly.Sum / begun
		}
		rate := engine.IncidentsPerYear(r, math.NaN()) * part
		switch a := r.Arrival.(type) {
		case model.Poisson:
			variance += rate
		case model.OnChange:
			p := rate * a.Change.Period / model.Year
			chances[a.Change] += p
			variance += rate * (1 - p)
		case model.Renewal:
			n := float64(l.years)
			yearly := log.yearly.Sum / n
			variance += max(0, log.yearly.Squares/n-yearly*yearly)
		}
	}
	for _, c := range l.plan.Scenario.Changes {
		// A year has n events, or one more as often as the fraction says.
		_, f := math.Modf(model.Year / c.Period)
		variance += chances[c] * chances[c] * f * (1 - f)
	}
	return stat.YearlyCount{Mean: mean, Variance: variance}
}
