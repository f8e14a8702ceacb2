package solve

import (
	"context"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
)

// A Watch is how far the rate of the costliest risk may move before the
// answer is another one: when to look again.
type Watch struct {
	Risk   sim.RiskResult
	Target model.Target // the promise that is watched over
	Signed bool         // whether it can be promised today

	Solution *Solution
	Poisson  bool // whether counts of a year vary no more than by chance alone
}

// watchYears tell what overlap takes from the exact law: the limit is given to
// two digits, which more years do not change.
const watchYears = 10_000

// WatchOver asks how often the costliest risk may strike. The promise in
// question is what can be signed or, where nothing can, what was asked for. It
// returns nil where no risk's rate can be told.
func WatchOver(ctx context.Context, r *sim.Result, opt sim.Options) (*Watch, error) {
	t, signed := r.Recommended()
	w := &Watch{Target: t.Target, Signed: signed}
	path := ""
	for i, k := range r.Risks {
		at := ratePath(r.Scenario, r.Scenario.Risks[i])
		if at == "" || k.Incidents <= 0 || path != "" && k.Downtime.Value <= w.Risk.Downtime.Value {
			continue
		}
		path, w.Risk = at, k
		_, renewal := r.Scenario.Risks[i].Arrival.(model.Renewal)
		w.Poisson = !renewal
	}
	if path == "" {
		return nil, nil
	}
	sc, err := file.With(r.Scenario, file.Set("slo.promise", t.Target.Text()))
	if err != nil {
		return nil, err
	}
	opt.Progress = nil
	switch {
	case r.Method == sim.Auto && !r.LawTooDear:
		opt.Years = min(r.Years, watchYears)
	default: // another rate makes no law
		opt.Method = sim.Simulate
		opt.Years = min(r.Years, yearsOf(engine.NewPlan(sc, opt.Seed), countedUnits))
	}
	w.Solution, err = Run(ctx, sc, Anywhere(path), opt)
	if err != nil {
		return nil, err
	}
	return w, nil
}

// ratePath returns the path that says how often a risk strikes; "" where no
// single number does.
func ratePath(sc *model.Scenario, k *model.Risk) string {
	key := "rate"
	if engine.IsOnChange(k) {
		key = "chance"
	}
	path := "risk." + k.Name + "." + key
	if today, _, ok := file.Value(sc, path); !ok || !(today > 0) {
		return ""
	}
	return path
}

// Limit returns how many times a year the risk may strike, to two digits and
// rounded to the safe side; NaN where no number makes the difference.
func (w *Watch) Limit() float64 {
	s := w.Solution
	if s.Ending != Found || s.Effect != Hurts {
		return math.NaN()
	}
	// What can be set is on the safe side of what was found.
	at := s.Value.Low
	if s.Safe != nil {
		at = s.Safe.Value
	}
	often := w.Risk.Incidents * at / s.Today
	step := math.Pow10(int(math.Floor(math.Log10(often))) - 1)
	return math.Floor(often/step+1e-9) * step
}

// Surprising returns the least number of incidents a year that today's rate
// reaches in fewer than 1 of 20 years, by the Poisson law. Faults of a fixed
// number of changes vary less, so that for them it is on the safe side.
func (w *Watch) Surprising() int {
	law := distuv.Poisson{Lambda: w.Risk.Incidents}
	n := int(w.Risk.Incidents)
	for 1-law.CDF(float64(n-1)) >= 0.05 {
		n++
	}
	return n
}
