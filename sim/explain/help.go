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

	Target     model.Target
	Met        stat.Estimate // probability that the target is met all year, with this and the helps before it
	Attainable stat.Estimate // for a whole year, with this and the helps before it
}

// helpYears and helpTrials are how many years stand behind an answer, and
// behind the choice of what is answered: the best of many on the same draws
// looks better than it is, so it is estimated anew on more of them. Of a
// service with so many outages a year that these years are more than helpUnits
// and trialUnits of work, fewer do.
const (
	helpYears  = 20_000
	helpTrials = 4_000
	helpUnits  = 800_000
	trialUnits = 160_000
	leastTrial = 200
)

// MostHelp looks for the one or two changes that help most towards a target,
// on the same faults as the result's: each halves one thing (how often a risk
// strikes, the time of all alarms, people, diagnoses or recovery actions),
// takes planned downtime away, or makes room for one more incident in the
// budget. The second builds on the first. It returns none where the target is
// met at the asked confidence anyway, or nothing helps.
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
		best, err := bestOf(ctx, candidates(at, t), sc, t, towards, trials, opt)
		if err != nil || best == nil {
			return helps, err
		}
		next, err := sim.RunWhole(ctx, best.scenario, opt)
		if err != nil {
			return helps, err
		}
		if len(helps) > 0 {
			best.Sets = append(slices.Clone(helps[0].Sets), best.Sets...)
		}
		best.Target, best.Met, best.Attainable = t, next.MetAllYear(t), next.AttainableAllYear
		helps = append(helps, best.Help)
		at, sc = next, best.scenario
	}
	return helps, nil
}

// A candidate is a help that has not been tried.
type candidate struct {
	Help
	scenario *model.Scenario
}

// A score is how a service does on the years of a trial.
type score struct {
	met        float64 // part of the years that meet the target in all windows
	attainable float64 // for a whole year
}

// A goal reports whether a service does better than another: than today's, or
// once something has been found than that. noise is what the parts of the
// years may differ by for no reason.
type goal func(is, than score, found bool, noise float64) bool

// towards a target that is not met often enough: a service that meets it more
// often; among those that meet it equally often the first that attains more,
// and where it stays out of reach the one that attains most.
func towards(is, than score, found bool, noise float64) bool {
	return is.met > than.met+noise ||
		is.met >= than.met && clearlyAbove(is, than) && !found ||
		than.met == 0 && is.met == 0 && is.attainable > than.attainable
}

// upwards from a target that is met anyway: a service that attains more.
func upwards(is, than score, found bool, _ float64) bool {
	if found {
		return is.attainable > than.attainable
	}
	return clearlyAbove(is, than)
}

// clearlyAbove reports whether a service leaves at least a fiftieth less
// undone.
func clearlyAbove(is, than score) bool { return 1-is.attainable < 0.98*(1-than.attainable) }

// bestOf tries candidates on so many years and returns the one that does best
// for a goal; nil where none does better than today.
func bestOf(ctx context.Context, all []candidate, sc *model.Scenario, t model.Target, better goal, years int, opt sim.Options) (*candidate, error) {
	opt.Years, opt.Method = years, sim.Simulate
	today, err := sim.RunWhole(ctx, sc, opt)
	if err != nil {
		return nil, err
	}
	scoreOf := func(r *sim.Result) score { return score{r.MetAllYear(t).Value, r.AttainableAllYear.Value} }
	var best *candidate
	top := scoreOf(today)
	noise := 2 / math.Sqrt(float64(opt.Years)) * 0.5 // two standard errors at worst
	for i := range all {
		c := &all[i]
		if c.scenario, err = file.With(sc, c.Sets...); err != nil {
			continue // a half of something that the file gives in another way
		}
		r, err := sim.RunWhole(ctx, c.scenario, opt)
		if err != nil {
			return nil, err
		}
		if s := scoreOf(r); better(s, top, best != nil, noise) {
			best, top = c, s
		}
	}
	return best, nil
}

// candidates lists what could help. What asks least of the team comes first.
func candidates(r *sim.Result, t model.Target) []candidate {
	sc := r.Scenario
	var all []candidate
	add := func(m Measure, sets ...file.Patch) {
		all = append(all, candidate{Help: Help{Measure: m, Sets: sets}})
	}
	half := func(path string) file.Patch { return file.Times(path, 0.5) }
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
	}
	if slices.ContainsFunc(sc.Risks, func(r *model.Risk) bool { return r.Diagnose.Mean() > 0 && hasPeople(r) }) {
		add(Measure{Kind: FasterDiagnoses}, half("risk.*.diagnose"))
	}
	for _, g := range sc.Gates {
		add(Measure{Kind: StricterGate, Of: g.Name},
			file.Set("gate."+g.Name+".catches", model.FormatRatio(1-(1-g.Catches)/2)))
	}
	for _, a := range sc.Recoveries {
		if a.Responder != nil && canRunAlone(sc, a) {
			add(Measure{Kind: RunsAlone, Of: a.Name}, file.Set("recovery."+a.Name+".responder", "none"))
		}
	}
	if len(sc.Recoveries) > 0 {
		one := ""
		if len(sc.Recoveries) == 1 {
			one = sc.Recoveries[0].Name
		}
		add(Measure{Kind: FasterRecovery, Of: one}, half("recovery.*.time"))
	}
	for _, risk := range sc.Risks {
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
