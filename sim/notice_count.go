package sim

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
)

// A yearlyCount is a number of incidents a year, with its variance.
type yearlyCount struct{ mean, variance float64 }

// dispersion returns variance over mean: 1 for Poisson.
func (c yearlyCount) dispersion() float64 {
	if c.mean == 0 {
		return 1
	}
	return c.variance / c.mean
}

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

// countYears returns how many years before, and as many after, show that the
// number of incidents has changed.
//
// The square root of a Poisson number has a variance of about 1/4 whatever its
// mean, with 3/8 added even of a small one (Anscombe, "The transformation of
// Poisson, binomial and negative binomial data", 1948), so that the test finds
// a difference of two roots beyond z·√(1/2). The numbers of a service vary by
// their dispersion more or less than that: less makes the same test surer, and
// for more the test has to ask for more.
func countYears(before, after yearlyCount) float64 {
	d := (before.dispersion() + after.dispersion()) / 2
	z := distuv.UnitNormal.Quantile
	asked := (z(1-noticeLevel/2)*math.Sqrt(max(1, d)) + z(noticePower)*math.Sqrt(d)) / math.Sqrt2
	apart := func(years float64) float64 {
		return math.Abs(math.Sqrt(before.mean*years+0.375) - math.Sqrt(after.mean*years+0.375))
	}
	hi := 1.0
	for apart(hi) < asked {
		if hi *= 2; hi*min(before.mean, after.mean) > mostNotice || math.IsInf(hi, 1) {
			return math.Inf(1)
		}
	}
	lo := 0.0
	for hi-lo > 1e-9*hi {
		if mid := (lo + hi) / 2; apart(mid) < asked {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}
