package compare

import (
	"context"
	"errors"
	"math"
	"reflect"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// An Option is a scenario beside the baseline, on the same random numbers.
// Changes are the option's less the baseline's, with paired intervals.
type Option struct {
	Names    []string     // of the investments; empty for the baseline
	Set      []file.Patch // that make the option of the baseline
	Scenario *model.Scenario
	Verdict  sim.Verdict // on the promise

	// Met is the probability that every window of a year keeps the promise,
	// Attainable the largest target that every window of a year meets at the
	// asked confidence, Downtime that of a mean year in seconds.
	Met, MetChange               stat.Estimate
	Attainable, AttainableChange stat.Estimate
	Downtime, DowntimeSaved      stat.Estimate

	// Losses is what a mean year loses, NaN where no scenario of the
	// comparison names money, and LossesBy the same by what is lost.
	Losses   stat.Estimate
	LossesBy Losses

	// Saved is what a mean year loses less, SavedBy the same by what is lost,
	// Net is Saved less YearlyCost; NaN where Losses is. PaybackYears is after
	// how long the savings, less CostPerYear, have paid for BuildCost; +Inf
	// for never.
	BuildCost, CostPerYear, YearlyCost float64
	Saved, Net                         stat.Estimate
	SavedBy                            Losses
	PaybackYears                       float64

	// OnCall is the load on people, nil where nobody is paged; Agreements are
	// what becomes of the scenario's. Both rest on fewer years.
	OnCall     *sim.OnCall
	Agreements []sim.AgreementResult

	// HeavyTail is the risk or change, as "risk.NAME", that differs from the
	// baseline's and whose outages have no variance that years could show:
	// why the ends of what is saved are NaN, and whether the option is worth
	// its money cannot be told. Empty where nothing is in the way.
	HeavyTail string

	// Best is the part of the worlds in which the option's net benefit is the
	// greatest, the baseline's among them; NaN where all is known, or nothing has a
	// price.
	Best float64

	Identical bool // downtime to the baseline's in every year: its changes are exactly 0
	Noise     bool // the interval of MetChange holds 0
	Frontier  bool // nothing that was ranked promises as much for less money
	TiedBest  bool // its net benefit cannot be told from that of the first option
	Notice    Notice
}

// Unchanged reports whether the option changes neither downtime nor money in
// any year.
func (o *Option) Unchanged() bool {
	return o.Identical && (o.Saved == stat.Estimate{} || math.IsNaN(o.Saved.Value))
}

// An estimation is options with the years behind them; the first is the
// baseline.
type estimation struct {
	all      []Option
	choices  []choice // of all but the first
	outcomes []engine.Account
	priced   Priced
}

// baseline returns the service as it is.
func (f *estimation) baseline() Option { return f.all[0] }

// estimate simulates the baseline and choices on years of a seed. What cannot
// be read with all of a choice made is left out and noted.
func (s *selection) estimate(ctx context.Context, choices []choice, seed uint64, years int) (*estimation, error) {
	scenarios := make([]*model.Scenario, len(choices))
	errs := make([]error, len(choices))
	engine.Each(ctx, len(choices), engine.Cores(s.opt.Workers), func() func(int) {
		return func(i int) { scenarios[i], errs[i] = s.portfolio.With(choices[i].indexes()) }
	})
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	f := &estimation{priced: s.priced}
	var kept []*model.Scenario
	for i, c := range choices {
		if errs[i] != nil {
			s.excluded = append(s.excluded, Excluded{Names: s.names(c), Wrong: faultOf(errs[i])})
			continue
		}
		f.choices, kept = append(f.choices, c), append(kept, scenarios[i])
	}
	var err error
	f.all, f.outcomes, err = optionsOf(ctx, s.scenario, kept, s.priced, seed, years, engine.Cores(s.opt.Workers), s.progress)
	if err != nil {
		return nil, err
	}
	for i, c := range f.choices {
		o := &f.all[i+1]
		o.Names, o.Set = s.names(c), s.portfolio.Set(c.indexes())
		for _, j := range c.indexes() {
			v := s.scenario.Investments[j]
			o.BuildCost += v.BuildCost
			o.CostPerYear += v.CostPerYear
			o.YearlyCost += v.YearlyCost()
		}
		o.price()
	}
	return f, nil
}

// names returns the names of a choice's investments, in the file's order.
func (s *selection) names(c choice) []string {
	var out []string
	for _, i := range c.indexes() {
		out = append(out, s.scenario.Investments[i].Name)
	}
	return out
}

// A Fault is the first thing that is wrong with a scenario, without the file and
// the patch.
type Fault struct {
	Key  string // of the file; "" where it is about none
	Says string
}

// String returns the fault behind its key.
func (f Fault) String() string {
	if f.Key == "" {
		return f.Says
	}
	return f.Key + ": " + f.Says
}

// faultOf returns what an error says is wrong.
func faultOf(err error) Fault {
	var errs file.Errors
	if !errors.As(err, &errs) || len(errs) == 0 {
		return Fault{Says: err.Error()}
	}
	return Fault{Key: errs[0].Key, Says: errs[0].Message}
}

// optionsOf simulates scenarios beside a baseline, on the same random numbers,
// and returns an option for the baseline and for each of them, without names
// and costs. What has a price in any of them is counted in all.
func optionsOf(ctx context.Context, base *model.Scenario, others []*model.Scenario, priced Priced, seed uint64, years, workers int, done func()) ([]Option, []engine.Account, error) {
	plans := []*engine.Plan{engine.NewPlan(base, seed)}
	for _, sc := range others {
		plans = append(plans, engine.NewPlan(sc, seed))
	}
	found, err := engine.Accounts(ctx, plans, years, workers, done)
	if err != nil {
		return nil, nil, err
	}
	options := make([]Option, len(plans))
	options[0] = optionOf(&found[0], priced)
	engine.Each(ctx, len(others), workers, func() func(int) {
		return func(i int) {
			options[i+1] = optionOf(&found[i+1], priced)
			options[i+1].against(&options[0], &found[0], &found[i+1], priced)
		}
	})
	if ctx.Err() != nil {
		return nil, nil, sim.ErrInterrupted
	}
	return options, found, nil
}

// optionOf estimates an account by itself.
func optionOf(o *engine.Account, priced Priced) Option {
	sc := o.Plan.Scenario
	r := Option{Scenario: sc, Best: math.NaN(), Identical: true, Noise: true, PaybackYears: math.Inf(1)}
	mean := func(of func(y int) float64) stat.Estimate {
		e := stat.PairedMean(len(o.Down), of)
		if engine.HeavyTailed(sc) {
			e = e.Unbounded()
		}
		return e
	}
	o.Judge()
	r.Attainable, r.Met = o.Side.Attainable, o.Side.Met
	r.Downtime = mean(func(y int) float64 { return o.Down[y] })
	r.Verdict = sim.VerdictOf(r.Met, o.Impossible(), sc.SLO.Confidence)
	b := lossesOf(o)
	r.Losses, r.LossesBy = b.less(&yearlyLosses{}, priced, mean)
	r.Saved, r.SavedBy = b.less(&b, priced, func(func(int) float64) stat.Estimate { return stat.Estimate{} })
	r.price()
	return r
}

// against estimates the option's changes from the baseline, year by year.
func (r *Option) against(base *Option, before, after *engine.Account, priced Priced) {
	r.Identical = before.Same(after)
	r.HeavyTail = heavyDifference(before.Plan, after.Plan)
	mean := func(of func(y int) float64) stat.Estimate {
		e := stat.PairedMean(len(before.Down), of)
		if r.HeavyTail != "" && !(r.Identical && e == stat.Estimate{}) {
			e = e.Unbounded()
		}
		return e
	}
	r.DowntimeSaved = mean(func(y int) float64 { return before.Down[y] - after.Down[y] })
	was, is := lossesOf(before), lossesOf(after)
	r.Saved, r.SavedBy = was.less(&is, priced, mean)
	if r.Identical {
		return
	}
	r.MetChange = before.Side.MetChange(&after.Side)
	r.AttainableChange = before.Side.AttainableChange(&after.Side)
	r.Noise = r.MetChange.Low <= 0 && 0 <= r.MetChange.High
}

// heavyDifference returns the risk or change of heavy-tailed outages that is not
// the same in two plans, as "risk.NAME" or "change.NAME"; "" where there is
// none. Outages that are the same in both leave the difference of each year, and
// how it scatters says nothing of them.
func heavyDifference(a, b *engine.Plan) string {
	if part := heavyOnly(a, b); part != "" {
		return part
	}
	return heavyOnly(b, a)
}

// heavyOnly returns what of a plan is heavy-tailed and not the same in another.
func heavyOnly(a, b *engine.Plan) string {
	for i, c := range a.Scenario.Changes {
		same := func(d *model.Change) bool { return d.Name == c.Name }
		if !engine.HeavyTailedLaw(c.Downtime) {
			continue
		}
		if j := slices.IndexFunc(b.Scenario.Changes, same); j < 0 || !reflect.DeepEqual(a.Changes[i], b.Changes[j]) {
			return "change." + c.Name
		}
	}
	for i, r := range a.Scenario.Risks {
		same := func(s *model.Risk) bool { return s.Name == r.Name }
		if !engine.HeavyTailedRisk(r) {
			continue
		}
		j := slices.IndexFunc(b.Scenario.Risks, same)
		if j < 0 || !reflect.DeepEqual(a.Risks[i].Bare(), b.Risks[j].Bare()) {
			return "risk." + r.Name
		}
		if c, d := a.Risks[i].Arrival.Change, b.Risks[j].Arrival.Change; c >= 0 && !reflect.DeepEqual(a.Changes[c], b.Changes[d]) {
			return "risk." + r.Name
		}
	}
	return ""
}

// price sets what is saved against what it costs.
func (r *Option) price() {
	c := r.YearlyCost
	r.Net = stat.Estimate{Value: r.Saved.Value - c, SE: r.Saved.SE, Low: r.Saved.Low - c, High: r.Saved.High - c}
	r.PaybackYears = math.Inf(1)
	if gain := r.Saved.Value - r.CostPerYear; gain > 0 {
		r.PaybackYears = r.BuildCost / gain
	}
}

// options returns all but the baseline, best first, with what only can be told
// of all of them together, and beside what was ranked.
func (f *estimation) options(ctx context.Context, all []ranked) []Option {
	order := make([]int, len(f.choices))
	pointers := make([]*Option, len(f.choices))
	for i := range order {
		order[i], pointers[i] = i+1, &f.all[i+1]
	}
	for _, i := range efficient(pointers) {
		pointers[i].Frontier = !dominated(f.choices[i], f.choices, all)
	}
	slices.SortStableFunc(order, func(i, j int) int { return better(&f.all[i], &f.all[j]) })
	f.putRankedFirst(order, all)
	base := logOutages(ctx, f.outcomes[0].Plan, 0)
	var out []Option
	for _, i := range order {
		o := f.all[i]
		o.TiedBest = f.tied(i, order[0])
		o.Notice = newNotice(&f.outcomes[0], &f.outcomes[i], base, logOutages(ctx, f.outcomes[i].Plan, base.years))
		out = append(out, o)
	}
	return out
}

// putRankedFirst puts first, of the options that cannot be told from the first
// one, that which was best when they were ranked. The first of many equals on the
// same draws is the one that these draws favour (the winner's curse); the ranking
// was made on other draws.
func (f *estimation) putRankedFirst(order []int, all []ranked) {
	rank := make(map[choice]*Option)
	for i := range all {
		rank[all[i].choice] = &all[i].Option
	}
	head := 0
	for k, i := range order {
		was, is := rank[f.choices[order[head]-1]], rank[f.choices[i-1]]
		if k > 0 && is != nil && was != nil && f.tied(i, order[0]) && better(is, was) < 0 {
			head = k
		}
	}
	first := order[head]
	copy(order[1:head+1], order[:head])
	order[0] = first
}

// dominated reports whether a choice, when it was ranked, promised less than one
// that costs no more and was not estimated again.
func dominated(c choice, estimated []choice, all []ranked) bool {
	at := slices.IndexFunc(all, func(r ranked) bool { return r.choice == c })
	return at >= 0 && slices.ContainsFunc(all, func(r ranked) bool {
		return r.YearlyCost <= all[at].YearlyCost && r.Attainable.Value > all[at].Attainable.Value && !slices.Contains(estimated, r.choice)
	})
}

// tied reports whether the net benefit of two options cannot be told apart,
// year by year.
func (f *estimation) tied(i, best int) bool {
	if i == best {
		return true
	}
	a, b := &f.outcomes[i], &f.outcomes[best]
	p, q := lossesOf(a), lossesOf(b)
	e, _ := p.less(&q, f.priced, func(of func(int) float64) stat.Estimate { return stat.PairedMean(len(a.Down), of) })
	if a.Same(b) && (e == stat.Estimate{} || !f.priced.Any()) {
		return f.all[i].YearlyCost == f.all[best].YearlyCost
	}
	if !f.priced.Any() || heavyDifference(a.Plan, b.Plan) != "" {
		return false
	}
	more := f.all[i].YearlyCost - f.all[best].YearlyCost
	return e.Low+more <= 0 && 0 <= e.High+more
}
