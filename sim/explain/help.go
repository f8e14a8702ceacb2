package explain

import (
	"context"
	"math"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Help is a change to the service that brings a target nearer.
type Help struct {
	Measure
	Sets []file.Patch // this and the helps before it, to be tried with --set

	// Alike are other measures that cannot be told from this one: two at most.
	Alike []Measure

	Target     model.Target
	Met        stat.Estimate // probability that the target is met all year, with this and the helps before it
	Attainable stat.Estimate // for a whole year, with this and the helps before it
}

// helpTrials is the number of years on which candidates are ranked, and helpYears
// that on which the best is estimated again: the best of many on the same draws
// looks better than it is. Both are fewer where they come to more than trialUnits
// and helpUnits of work.
const (
	helpYears  = 20_000
	helpTrials = 4_000
	helpUnits  = 800_000
	trialUnits = 160_000
	leastTrial = 200
)

// MostHelp looks for the one or two changes that help most towards a target, on
// the same faults as the result's. Far from the target the one that raises what
// most years attain helps most, near it the one with which it is kept most often;
// the second builds on the first, and takes none of its steps again. It returns
// none where the target is met at the asked confidence anyway, or where nothing
// gains a tenth of what is missing.
func MostHelp(ctx context.Context, r *sim.Result, t model.Target, opt sim.Options) ([]Help, error) {
	var helps []Help
	opt.Progress, opt.Unpriced = nil, true
	if opt.Years <= 0 {
		opt.Years = sim.DefaultYears
	}
	if r.LawTooDear {
		opt.Method = sim.Simulate
	}
	at, sc := r, r.Scenario
	today := engine.NewPlan(sc, opt.Seed)
	trials := min(opt.Years, today.Affords(trialUnits, leastTrial, helpTrials))
	opt.Years = min(opt.Years, today.Affords(helpUnits, engine.LeastYears, helpYears))
	for range 2 {
		if met := at.MetAllYear(t); met.Low > sc.SLO.Confidence {
			break
		}
		var done []file.Patch
		if len(helps) > 0 {
			done = helps[0].Sets
		}
		best, err := bestOf(ctx, untried(candidates(at, t), done), sc, t, towards, trials, opt)
		if err != nil || best == nil {
			return helps, err
		}
		next, err := sim.RunWhole(ctx, best.scenario, opt)
		if err != nil {
			return helps, err
		}
		best.Sets = append(slices.Clone(done), best.Sets...)
		best.Target, best.Met, best.Attainable = t, next.MetAllYear(t), next.AttainableAllYear
		helps = append(helps, best.Help)
		at, sc = next, best.scenario
	}
	return helps, nil
}

// untried leaves out the candidates that change a key that patches change already:
// the same step once more is no second idea.
func untried(all []candidate, done []file.Patch) []candidate {
	return slices.DeleteFunc(all, func(c candidate) bool { return meets(c.Sets, done) })
}

// meets reports whether two lists of patches have a key in common.
func meets(a, b []file.Patch) bool {
	return slices.ContainsFunc(a, func(p file.Patch) bool { return slices.ContainsFunc(b, p.Meets) })
}

// A candidate is a help that has not been tried.
type candidate struct {
	Help
	scenario *model.Scenario
}

// bestOf tries candidates on so many years and returns the one that does best
// for a goal; nil where none does better than today. Among those that cannot be
// told from the best, the first one is returned, and others are named in it.
func bestOf(ctx context.Context, all []candidate, sc *model.Scenario, t model.Target, better goal, years int, opt sim.Options) (*candidate, error) {
	opt.Years, opt.Method = years, sim.Simulate
	today, err := sim.RunWhole(ctx, sc, opt)
	if err != nil {
		return nil, err
	}
	scoreOf := func(r *sim.Result) score { return score{r.MetAllYear(t).Value, r.AttainableAllYear.Value} }
	g := better(scoreOf(today), t, sc.SLO.Confidence, opt.Years)
	var tried []*candidate
	var gains []float64
	most := 0.0
	for i := range all {
		c := &all[i]
		if c.scenario, err = file.With(sc, c.Sets...); err != nil {
			continue // a half of something that the file gives in another way
		}
		r, err := sim.RunWhole(ctx, c.scenario, opt)
		if err != nil {
			return nil, err
		}
		if gain := g.gain(scoreOf(r)); gain >= g.least {
			tried, gains, most = append(tried, c), append(gains, gain), math.Max(most, gain)
		}
	}
	var best *candidate
	for i, c := range tried {
		switch {
		case gains[i] < most-g.noise(most):
		case best == nil:
			best = c
		case len(best.Alike) < mostAlike && !meets(best.Sets, c.Sets) && !sameMeasure(best, c):
			best.Alike = append(best.Alike, c.Measure)
		}
	}
	return best, nil
}

// mostAlike is how many measures are named beside one that is no better.
const mostAlike = 2

// sameMeasure reports whether a candidate is the best one, or one that is named
// beside it, in another spelling.
func sameMeasure(best, c *candidate) bool {
	return best.Measure == c.Measure || slices.Contains(best.Alike, c.Measure)
}

// candidates lists what could help, the least effort for the team first.
func candidates(r *sim.Result, t model.Target) []candidate {
	sc := r.Scenario
	var all []candidate
	add := func(m Measure, sets ...file.Patch) {
		all = append(all, candidate{Help: Help{Measure: m, Sets: sets}})
	}
	half := func(path string) file.Patch { return file.Times(path, 0.5) }
	addInvestments(sc, add)
	for _, c := range sc.Changes {
		if c.Downtime.Mean() > 0 {
			add(Measure{Kind: NoDowntime, Of: c.Name}, file.Drop("change."+c.Name+".downtime"))
			add(Measure{Kind: HalfDowntime, Of: c.Name}, half("change."+c.Name+".downtime"))
		}
	}
	addRoomForOneMore(r, t, add)
	if slices.ContainsFunc(sc.Risks, isAnswered) {
		add(Measure{Kind: FasterAlarms, Parts: len(sc.Alarms)}, half("alarm.*.latency"))
	}
	// Where only time ends an outage, people who answer sooner end none sooner.
	if slices.ContainsFunc(sc.Risks, hasPeople) {
		add(Measure{Kind: FasterAnswers}, half("responder.*.ack"))
		addPeople(sc, add)
	}
	if slices.ContainsFunc(sc.Risks, func(r *model.Risk) bool { return r.Diagnose.Mean() > 0 && hasPeople(r) }) {
		add(Measure{Kind: FasterDiagnoses}, half("risk.*.diagnose"))
	}
	for _, g := range sc.Gates {
		add(Measure{Kind: StricterGate, Of: g.Name},
			file.Set("gate."+g.Name+".catches", model.FormatRatio(stricter(sc, g))))
	}
	for _, a := range sc.Recoveries {
		if a.Responder != nil && canRunAlone(sc, a) {
			add(Measure{Kind: RunsAlone, Of: a.Name}, file.Set("recovery."+a.Name+".responder", "none"))
		}
	}
	addFasterRecovery(sc, add)
	for _, risk := range sc.Risks {
		if risk.External {
			continue // nobody here makes it rarer
		}
		key := map[bool]string{true: "chance", false: "rate"}[engine.IsOnChange(risk)]
		rarer := Measure{Kind: RarerRisk, Of: risk.Name}
		add(rarer, half("risk."+risk.Name+"."+key))
		if key == "rate" {
			add(rarer, file.Times("risk."+risk.Name+".mtbf", 2))
			add(rarer, file.Times("risk."+risk.Name+".interarrival", 2))
		}
	}
	return all
}

// addRoomForOneMore offers the recovery time with which the budget holds one
// more incident, where all incidents of the costliest risk cost the same.
func addRoomForOneMore(r *sim.Result, t model.Target, add func(Measure, ...file.Patch)) {
	var worst *sim.RiskResult
	var risk *model.Risk
	for i := range r.Risks {
		if worst == nil || r.Risks[i].Downtime.Value > worst.Downtime.Value {
			worst, risk = &r.Risks[i], r.Scenario.Risks[i]
		}
	}
	if worst == nil || worst.Outage.N == 0 || worst.Outage.P50 != worst.Outage.P99 || len(risk.Ladder) != 1 {
		return
	}
	a := r.Arithmetic(t)
	each := worst.Outage.Cost.Value
	left := a.Budget - a.Planned
	fits := math.Floor((left + stat.Tie) / each)
	impact := each / worst.Outage.P50
	saved := (each - left/(fits+1)) / impact // of each incident's length
	time := risk.Ladder[0].Time.Mean() - saved
	if left <= 0 || time < 1 {
		return
	}
	time = math.Floor(time)
	switch { // nobody plans hours by the second, nor days by the minute
	case time >= model.Day:
		time = math.Floor(time/3600) * 3600
	case time >= 3600:
		time = math.Floor(time/60) * 60
	}
	name := risk.Ladder[0].Name
	add(Measure{Kind: RoomForOneMore, Of: name, Time: time}, file.Set("recovery."+name+".time", model.FormatDuration(time)))
}

// canRunAlone reports whether an action is one that machines carry out where
// people have told them how: the first try of a ladder that has others, or
// one that does not ask for the cause.
func canRunAlone(sc *model.Scenario, a *model.Recovery) bool {
	for _, r := range sc.Risks {
		if len(r.Ladder) > 0 && r.Ladder[0] == a && (len(r.Ladder) > 1 || a.BeforeDiagnosis || strings.HasPrefix(a.Name, "roll")) {
			return true
		}
	}
	return false
}

// isAnswered reports whether an alarm sets something in motion that ends the
// outage.
func isAnswered(r *model.Risk) bool { return len(r.Alarms) > 0 && len(r.Ladder) > 0 }

// stricter returns what a gate catches that lets half as many faults through; of one
// that is not known for sure, to a hundredth of a percent: of its mean.
func stricter(sc *model.Scenario, g *model.Gate) float64 {
	catches := 1 - (1-g.Catches)/2
	if sc.Unknown("gate."+g.Name+".catches") != nil {
		return math.Round(1e4*catches) / 1e4
	}
	return catches
}
