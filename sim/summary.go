package sim

import (
	"fmt"
	"math"
	"slices"

	"nines/model"
)

// summarise turns what was simulated into a result, beside the law of the
// plain sum where there is one.
func summarise(p *plan, h *history, l *plainLaw, opt Options) *Result {
	sc := p.scenario
	r := &Result{
		Scenario:       sc,
		Method:         Simulate,
		Years:          len(h.full),
		Windows:        max(1, h.perYear),
		PlannedCertain: plannedOf(sc).certain(0, model.Year),
	}
	for _, n := range h.tally.incidents {
		r.Incidents += n
	}
	r.Warnings = append(r.Warnings, sc.Warnings...)
	excess := worstExcess(h)
	if excess > tie {
		r.Warnings = append(r.Warnings, fmt.Sprintf("the engine contradicts itself: a year's downtime exceeds the sum of its outages by %.3g s; please report this scenario", excess))
		l = nil
	}
	overlap := meanOverlap(h)
	c := newWindowCounter(p, h, l)
	if l != nil {
		r.Check = newCheck(c, sc.SLO.Promise)
		r.Check.Farthest = l.farthest(h.sum)
		if bound := l.year.Bound(); bound > weakLaw {
			r.Warnings = append(r.Warnings, fmt.Sprintf("simulated alone: the exact law of this scenario is known to %.2g only", bound))
			r.Check, c.law = nil, nil
		} else if r.Check.judge(sc.SLO.Promise); r.Check.Disagreement != "" {
			r.Warnings = append(r.Warnings, r.Check.Disagreement)
			c.law = nil
		}
	}
	for _, t := range sc.SLO.Targets {
		r.Targets = append(r.Targets, newTargetResult(c, t))
	}
	if l != nil && c.law != nil && c.law.alone {
		r.Warnings = append(r.Warnings, beyondLaw(newWindowCounter(p, h, nil), r.Targets)...)
	}
	r.order()
	r.badYears, r.Alternatives = badYearsOf(h, sc, cores(opt.Workers)), alternativeYears(h, sc)
	// Sorting comes last: until here the years stood in their order.
	r.first = slices.Clone(h.full[:min(len(h.full), blameYears)])
	together(cores(opt.Workers),
		func() { r.Downtime = NewSample(h.full) },
		func() { r.PlainSum = NewSample(h.sum) },
		func() { r.Risks, r.Changes = summariseParts(p, h) },
		func() { r.Agreements = summariseAgreements(h, sc.SLO.Confidence) },
	)
	r.OnCall, r.Delivery = onCallOf(p, h), deliveryOf(p, h)
	if heavyTailed(sc) {
		r.Downtime, r.PlainSum = r.Downtime.Unbounded(), r.PlainSum.Unbounded()
		for i := range r.Risks {
			if heavyTailedRisk(sc.Risks[i]) {
				r.Risks[i].Downtime = r.Risks[i].Downtime.Unbounded()
			}
		}
	}
	if c.law == nil {
		r.Attainable, r.AttainableAllYear, r.windows = c.attainable(sc.SLO.Confidence, r.Downtime)
		return r
	}
	r.Method = opt.Method
	r.sharpen(c, overlap)
	return r
}

// beyondLaw says where the law alone tells another chance of the promise than
// the simulated years: it adds outages up as if none overlapped, and counts each
// whole in the window in which it begins.
func beyondLaw(counted *windowCounter, targets []TargetResult) []string {
	const seen = 0.002 // less makes no difference to anybody
	for _, t := range targets {
		if t.Target != counted.sc.SLO.Promise {
			continue
		}
		years := newTargetResult(counted, t.Target)
		for _, pair := range [][2]Estimate{{t.MetAllYear, years.MetAllYear}, {t.Met, years.Met}} {
			law, simulated := pair[0], pair[1]
			if gap := math.Abs(law.Value - simulated.Value); gap > seen && gap > mostDiffer*simulated.SE {
				return []string{fmt.Sprintf("the law alone is off here: it keeps %s with a probability of %.4f, the simulated years, in which outages overlap and windows cut them, with %.4f; the shares of downtime are theirs (--method auto joins the two)",
					t.Target.Text(), law.Value, simulated.Value)}
			}
		}
	}
	return nil
}

// meanOverlap returns the mean of a year's downtime less its plain sum. Where
// few years show any, it is known no better than how many there are of them:
// each more would change it by about a mean year's downtime.
func meanOverlap(h *history) Estimate {
	var m moments
	some, sum := 0.0, 0.0
	for i, full := range h.full {
		d := full - h.sum[i]
		m.sum += d
		m.squares += d * d
		sum += h.sum[i]
		if d < -tie {
			some++
		}
	}
	n := float64(len(h.full))
	e := m.mean(n)
	part := wilson(some, n)
	fewer := (part.Value - part.Low) * sum / n
	more := (part.High - part.Value) * sum / n
	e.Low, e.High = math.Min(e.Low, e.Value-more), math.Min(math.Max(e.High, e.Value+fewer), 0)
	e.SE = math.Max(e.SE, (e.High-e.Low)/(2*z95))
	return e
}

// worstExcess returns by how much a year's downtime exceeds the plain sum of
// its outages, at worst: overlap only shortens, so more than rounding is a
// fault of the engine.
func worstExcess(h *history) float64 {
	worst := 0.0
	for i, full := range h.full {
		worst = math.Max(worst, full-h.sum[i]*(1+1e-12))
	}
	return worst
}

// summariseParts returns what each risk and each change costs.
func summariseParts(p *plan, h *history) ([]RiskResult, []ChangeResult) {
	sc, t, years := p.scenario, h.tally, float64(len(h.full))
	total := 0.0
	for _, d := range t.downtime {
		total += d.sum
	}
	var risks []RiskResult
	for i, r := range sc.Risks {
		res := RiskResult{
			Name: r.Name, Title: r.Title,
			Incidents: float64(t.incidents[i]) / years,
			Downtime:  t.downtime[i].mean(years),
			Outage:    summariseOutages(t.lengths[i], meanCost(r, t.costs[i], t.incidents[i])),
		}
		if total > 0 {
			res.Share = t.downtime[i].sum / total
		}
		for ph := range res.Phases {
			res.Phases[ph] = t.phases[i][ph] / years
		}
		risks = append(risks, res)
	}
	var changes []ChangeResult
	for i, c := range sc.Changes {
		changes = append(changes, ChangeResult{
			Name: c.Name, Title: c.Title,
			Events:   float64(t.events[i]) / years,
			Downtime: t.downtime[len(sc.Risks)+i].mean(years),
		})
	}
	return risks, changes
}

// summariseOutages describes single outages of one risk, which cost so much
// in the mean. It reorders the lengths.
func summariseOutages(lengths []float64, cost Estimate) OutageResult {
	n := len(lengths)
	o := OutageResult{N: n, Mean: math.NaN(), P50: math.NaN(), P95: math.NaN(), P99: math.NaN(), Cost: cost}
	if n == 0 {
		return o
	}
	sum := 0.0
	for _, x := range lengths {
		sum += x
	}
	o.Mean = sum / float64(n)
	from := 0
	o.P50, from = supported(lengths, 0.50, from)
	o.P95, from = supported(lengths, 0.95, from)
	o.P99, _ = supported(lengths, 0.99, from)
	return o
}
