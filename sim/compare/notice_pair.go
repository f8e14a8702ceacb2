package compare

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// logBatches is the number of batches of years over which the jackknife leaves one
// out: the spread of the estimates from the others is the error.
const logBatches = 100

// pairedLogs are two services' logs of the same years, risk by risk.
type pairedLogs struct {
	before, after *outageLog
	risks         []pairedRisk
}

// A pairedRisk pairs a risk before with the same after. A risk that only one of the two
// services has is nil in the other, and never strikes there.
type pairedRisk struct {
	was, is *model.Risk

	// wasPart and isPart are which part of the outages lasts.
	wasPart, isPart float64

	// alike says that the outages that both services have are a fair sample
	// of each: whether a gate, a chance or a rate lets a fault through has
	// nothing to do with how long its outage lasts. Only an outage that lasts
	// some time in one service and none in the other drops out by its length.
	alike bool

	batches [logBatches]pairedSums
	all     pairedSums
}

// pairedSums are what one risk comes to over some years. Pairs are the outages
// that both services have.
type pairedSums struct {
	years             float64
	was, is, pairs    float64 // number of outages that last
	wasLog, isLog     float64 // sums of their logarithms
	longer            float64 // sum over the pairs of after less before
	wasBegun, isBegun float64 // outages, even those of no time
}

func (s *pairedSums) add(o *pairedSums, sign float64) {
	s.years += sign * o.years
	s.was, s.is, s.pairs = s.was+sign*o.was, s.is+sign*o.is, s.pairs+sign*o.pairs
	s.wasLog, s.isLog, s.longer = s.wasLog+sign*o.wasLog, s.isLog+sign*o.isLog, s.longer+sign*o.longer
	s.wasBegun, s.isBegun = s.wasBegun+sign*o.wasBegun, s.isBegun+sign*o.isBegun
}

// compareLogs sets two logs of the same years side by side.
func compareLogs(before, after *outageLog) *pairedLogs {
	t := &pairedLogs{before: before, after: after}
	place := map[string]int{}
	for i, r := range before.plan.Scenario.Risks {
		place[r.Name] = i
	}
	none := &riskLog{}
	met := map[string]bool{}
	for i, r := range after.plan.Scenario.Risks {
		met[r.Name] = true
		if was, ok := place[r.Name]; ok {
			t.side(before.plan.Scenario.Risks[was], r, &before.risks[was], &after.risks[i])
		} else {
			t.side(nil, r, none, &after.risks[i])
		}
	}
	for i, r := range before.plan.Scenario.Risks {
		if !met[r.Name] {
			t.side(r, nil, &before.risks[i], none)
		}
	}
	return t
}

// side sums up a risk before and after.
func (t *pairedLogs) side(was, is *model.Risk, b, a *riskLog) {
	t.risks = append(t.risks, pairedRisk{was: was, is: is, alike: true})
	r := &t.risks[len(t.risks)-1]
	batch := func(year int) *pairedSums { return &r.batches[year*logBatches/t.before.years] }
	for year := range t.before.years {
		batch(year).years++
	}
	for _, o := range b.outages {
		s := batch(o.year)
		if s.wasBegun++; o.lasts() {
			s.was, s.wasLog = s.was+1, s.wasLog+o.log
		}
	}
	at := 0
	for _, o := range a.outages {
		s := batch(o.year)
		if s.isBegun++; o.lasts() {
			s.is, s.isLog = s.is+1, s.isLog+o.log
		}
		for at < len(b.outages) && (b.outages[at].year < o.year || b.outages[at].year == o.year && b.outages[at].ordinal < o.ordinal) {
			at++
		}
		if at == len(b.outages) || b.outages[at].year != o.year || b.outages[at].ordinal != o.ordinal {
			continue
		}
		switch w := b.outages[at]; {
		case w.lasts() != o.lasts():
			r.alike = false
		case w.lasts():
			s.pairs, s.longer = s.pairs+1, s.longer+o.log-w.log
		}
	}
	for i := range r.batches {
		r.all.add(&r.batches[i], 1)
	}
	part := func(n, begun float64) float64 {
		if begun == 0 {
			return 1
		}
		return n / begun
	}
	r.wasPart, r.isPart = part(r.all.was, r.all.wasBegun), part(r.all.is, r.all.isBegun)
}

// rates returns how often a risk strikes a year before and after. Where the
// scenario says that, it is not left to the few years of a log.
func (r *pairedRisk) rates(s *pairedSums) (was, is float64) {
	rate := func(risk *model.Risk, part, n float64) float64 {
		if risk == nil {
			return 0
		}
		if known := engine.IncidentsPerYear(risk, math.NaN()); !math.IsNaN(known) {
			return known * part
		}
		return n / s.years
	}
	return rate(r.was, r.wasPart, s.was), rate(r.is, r.isPart, s.is)
}

// means returns the mean logarithm of a risk's outages before and after; NaN
// where none is logged.
func (r *pairedRisk) means(s *pairedSums) (was, is float64) {
	was, is = s.wasLog/s.was, s.isLog/s.is
	switch {
	case s.is == 0:
		is = was
	case s.was == 0:
		was = is
	case r.alike && s.pairs > 0:
		is = was + s.longer/s.pairs
	}
	return was, is
}

// rates returns how many incidents a year has before and after.
func (t *pairedLogs) rates() (was, is float64) {
	for i := range t.risks {
		b, a := t.risks[i].rates(&t.risks[i].all)
		was, is = was+b, is+a
	}
	return was, is
}

// fewer returns by which part incidents get fewer; 0 where the years cannot
// tell that from nothing.
func (t *pairedLogs) fewer() float64 {
	was, is := t.rates()
	less := t.leaveOut(func(sums func(i int) *pairedSums) float64 {
		var d float64
		for i := range t.risks {
			b, a := t.risks[i].rates(sums(i))
			d += b - a
		}
		return d
	})
	if maybeZero(less) || math.Abs(was-is) < 1e-9*max(was, is) {
		return 0
	}
	return (was - is) / was
}

// longer returns by how much the mean logarithm of outage lengths grows, over
// the risks by how often they strike.
func (t *pairedLogs) longer() stat.Estimate {
	return t.leaveOut(func(sums func(i int) *pairedSums) float64 {
		var was, is, sumWas, sumIs float64
		for i := range t.risks {
			r, s := &t.risks[i], sums(i)
			rateWas, rateIs := r.rates(s)
			logWas, logIs := r.means(s)
			if math.IsNaN(logWas) {
				continue
			}
			was, sumWas = was+rateWas, sumWas+rateWas*logWas
			is, sumIs = is+rateIs, sumIs+rateIs*logIs
		}
		return sumIs/is - sumWas/was
	})
}

// leaveOut estimates a quantity of the sums by the jackknife over batches of
// years (Efron and Stein, "The jackknife estimate of variance", 1981).
func (t *pairedLogs) leaveOut(of func(sums func(i int) *pairedSums) float64) stat.Estimate {
	e := stat.Estimate{Value: of(func(i int) *pairedSums { return &t.risks[i].all })}
	var m stat.Moments
	for b := range logBatches {
		d := of(func(i int) *pairedSums {
			s := t.risks[i].all
			s.add(&t.risks[i].batches[b], -1)
			return &s
		}) - e.Value
		m.Sum += d
		m.Squares += d * d
	}
	const n = logBatches
	e.SE = math.Sqrt(max(0, m.Squares-m.Sum*m.Sum/n) * (n - 1) / n)
	half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(0.975) * e.SE
	e.Low, e.High = e.Value-half, e.Value+half
	return e
}
