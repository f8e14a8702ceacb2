package sim

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/internal/control"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// summarise turns what was simulated into a result, beside the law of the
// plain sum where there is one.
func summarise(p *engine.Plan, h *engine.History, l *control.Law, opt Options) *Result {
	sc := p.Scenario
	r := &Result{
		Scenario:       sc,
		Method:         Simulate,
		Years:          len(h.Full),
		Windows:        max(1, h.PerYear),
		PlannedCertain: engine.PlannedOf(sc).Certain(0, model.Year),
	}
	for _, n := range h.Tally.Incidents {
		r.Incidents += n
	}
	r.Warnings = inWords(sc.Warnings...)
	excess := worstExcess(h)
	if excess > stat.Tie {
		r.Warnings = append(r.Warnings, Warning{Kind: Contradiction, Law: excess})
		l = nil
	}
	overlap := meanOverlap(h)
	c := control.NewCounter(p, h, l)
	if l != nil {
		r.Check = newCheck(c, sc.SLO.Promise)
		r.Check.Farthest = l.Farthest(h.Sum)
		if bound := l.Year.Bound(); bound > control.WeakLaw {
			r.Warnings = append(r.Warnings, Warning{Kind: WeakLaw, Law: bound})
			r.Check, c.Law = nil, nil
		} else if w, differ := r.Check.judge(sc.SLO.Promise); differ {
			r.Warnings = append(r.Warnings, w)
			c.Law = nil
		}
	}
	for _, t := range sc.SLO.Targets {
		r.Targets = append(r.Targets, newTargetResult(c, t))
	}
	if l != nil && c.Law != nil && c.Law.Alone {
		r.Warnings = append(r.Warnings, beyondLaw(control.NewCounter(p, h, nil), r.Targets)...)
	}
	r.order()
	r.badYears, r.Alternatives = badYearsOf(h, sc, engine.Cores(opt.Workers)), alternativeYears(h, sc)
	// Sorting comes last: until here the years stood in their order.
	if p.Uncertain() {
		r.inOrder = ordered(p, h)
	}
	r.first = slices.Clone(h.Full[:min(len(h.Full), blameYears)])
	engine.Together(engine.Cores(opt.Workers),
		func() { r.Downtime = stat.NewSample(h.Full) },
		func() { r.PlainSum = stat.NewSample(h.Sum) },
		func() { r.Risks, r.Changes = summariseParts(p, h) },
		func() { r.Agreements = summariseAgreements(h, sc.SLO.Confidence, engine.Cores(opt.Workers)) },
	)
	r.OnCall, r.Delivery = onCallOf(p, h), deliveryOf(p, h)
	if engine.HeavyTailed(sc) {
		r.Downtime, r.PlainSum = r.Downtime.Unbounded(), r.PlainSum.Unbounded()
		for i := range r.Risks {
			if engine.HeavyTailedRisk(sc.Risks[i]) {
				r.Risks[i].Downtime = r.Risks[i].Downtime.Unbounded()
			}
		}
	}
	if c.Law == nil {
		r.Attainable, r.AttainableAllYear, r.windows = c.Attainable(sc.SLO.Confidence, r.Downtime)
		return r
	}
	r.Method = opt.Method
	r.sharpen(c, overlap)
	return r
}

// beyondLaw says where the law alone tells another chance of the promise than
// the simulated years: it adds outages up as if none overlapped, and counts each
// whole in the window in which it begins.
func beyondLaw(counted *control.Counter, targets []TargetResult) []Warning {
	const seen = 0.002 // less makes no difference to anybody
	for _, t := range targets {
		if t.Target != counted.Sc.SLO.Promise {
			continue
		}
		years := newTargetResult(counted, t.Target)
		for _, pair := range [][2]stat.Estimate{{t.MetAllYear, years.MetAllYear}, {t.Met, years.Met}} {
			law, simulated := pair[0], pair[1]
			if gap := math.Abs(law.Value - simulated.Value); gap > seen && gap > mostDiffer*simulated.SE {
				return []Warning{{Kind: LawOff, Target: t.Target, Law: law.Value, Simulated: simulated.Value}}
			}
		}
	}
	return nil
}

// meanOverlap returns the mean of a year's downtime less its plain sum. Where
// few years show any, it is known no better than how many there are of them:
// each more would change it by about a mean year's downtime.
func meanOverlap(h *engine.History) stat.Estimate {
	var m stat.Moments
	some, sum := 0.0, 0.0
	for i, full := range h.Full {
		d := full - h.Sum[i]
		m.Sum += d
		m.Squares += d * d
		sum += h.Sum[i]
		if d < -stat.Tie {
			some++
		}
	}
	n := float64(len(h.Full))
	e := m.Mean(n)
	part := stat.Wilson(some, n)
	fewer := (part.Value - part.Low) * sum / n
	more := (part.High - part.Value) * sum / n
	e.Low, e.High = math.Min(e.Low, e.Value-more), math.Min(math.Max(e.High, e.Value+fewer), 0)
	e.SE = math.Max(e.SE, (e.High-e.Low)/(2*stat.Z95))
	return e
}

// worstExcess returns by how much a year's downtime exceeds the plain sum of
// its outages, at worst: overlap only shortens, so more than rounding is a
// fault of the engine.
func worstExcess(h *engine.History) float64 {
	worst := 0.0
	for i, full := range h.Full {
		worst = math.Max(worst, full-h.Sum[i]*(1+1e-12))
	}
	return worst
}

// summariseParts returns what each risk and each change costs.
func summariseParts(p *engine.Plan, h *engine.History) ([]RiskResult, []ChangeResult) {
	sc, t, years := p.Scenario, h.Tally, float64(len(h.Full))
	total := 0.0
	for _, d := range t.Downtime {
		total += d.Sum
	}
	var risks []RiskResult
	for i, r := range sc.Risks {
		res := RiskResult{
			Name: r.Name, Title: r.Title,
			Incidents: float64(t.Incidents[i]) / years,
			Downtime:  t.Downtime[i].Mean(years),
			Outage:    summariseOutages(t.Lengths[i], engine.MeanCost(r, t.Costs[i], t.Incidents[i])),
		}
		if total > 0 {
			res.Share = t.Downtime[i].Sum / total
		}
		for ph := range res.Phases {
			res.Phases[ph] = t.Phases[i][ph] / years
		}
		risks = append(risks, res)
	}
	var changes []ChangeResult
	for i, c := range sc.Changes {
		changes = append(changes, ChangeResult{
			Name: c.Name, Title: c.Title,
			Events:   float64(t.Events[i]) / years,
			Downtime: t.Downtime[len(sc.Risks)+i].Mean(years),
		})
	}
	return risks, changes
}

// summariseOutages describes single outages of one risk, which cost so much
// in the mean. It reorders the lengths.
func summariseOutages(lengths []float64, cost stat.Estimate) OutageResult {
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
	o.P50, from = stat.Supported(lengths, 0.50, from)
	o.P95, from = stat.Supported(lengths, 0.95, from)
	o.P99, _ = stat.Supported(lengths, 0.99, from)
	return o
}
