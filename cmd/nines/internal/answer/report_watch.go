package answer

import (
	"cmp"
	"context"
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// A watch is how far the rate of the costliest risk may move before the
// answer is another one: when to look again.
type watch struct {
	risk   sim.RiskResult
	target model.Target // the promise that is watched over
	signed bool         // whether it can be promised today

	solution *sim.Solution
	poisson  bool // whether counts of a year vary no more than by chance alone
}

// watchYears tell what overlap takes from the exact law: the limit is given to
// two digits, which more years do not change.
const watchYears = 10_000

// WatchOver asks how often the costliest risk may strike. The promise in
// question is what can be signed or, where nothing can, what was asked for.
func WatchOver(ctx context.Context, r *sim.Result, opt sim.Options) (*watch, error) {
	t, signed := recommended(r)
	w := &watch{target: t.Target, signed: signed}
	path := ""
	for i, k := range r.Risks {
		at := ratePath(r.Scenario, r.Scenario.Risks[i])
		if at == "" || k.Incidents <= 0 || path != "" && k.Downtime.Value <= w.risk.Downtime.Value {
			continue
		}
		path, w.risk = at, k
		_, renewal := r.Scenario.Risks[i].Arrival.(model.Renewal)
		w.poisson = !renewal
	}
	if path == "" {
		return nil, nil
	}
	sc, err := file.With(r.Scenario, file.Set("slo.promise", t.Target.Text()))
	if err != nil {
		return nil, err
	}
	opt.Years, opt.Progress = 0, nil // as many as the answer takes
	if r.Method == sim.Auto {
		opt.Years = watchYears
	}
	if r.LawTooDear {
		opt.Method = sim.Simulate
	}
	w.solution, err = sim.Solve(ctx, sc, sim.Vary{Path: path, From: math.NaN(), To: math.NaN()}, opt)
	if err != nil {
		return nil, err
	}
	return w, nil
}

// recommended returns the target to sign: the promise where it is safe, else
// the strictest that is, else the promise with false.
func recommended(r *sim.Result) (sim.TargetResult, bool) {
	if t := r.Promised(); t.Verdict == sim.Yes {
		return t, true
	}
	if t, ok := r.Safest(); ok {
		return t, true
	}
	return r.Promised(), false
}

// ratePath returns the path that says how often a risk strikes; "" where no
// single number does.
func ratePath(sc *model.Scenario, k *model.Risk) string {
	key := "rate"
	if _, ok := k.Arrival.(model.OnChange); ok {
		key = "chance"
	}
	path := "risk." + k.Name + "." + key
	if today, _, ok := file.Value(sc, path); !ok || !(today > 0) {
		return ""
	}
	return path
}

// limit returns how many times a year the risk may strike, to two digits and
// rounded to the safe side; NaN where no number makes the difference.
func (w *watch) limit() float64 {
	s := w.solution
	if s.Ending != sim.Found || s.Effect != sim.Hurts {
		return math.NaN()
	}
	// What can be set is on the safe side of what was found.
	at := s.Value.Low
	if s.Safe != nil {
		at = s.Safe.Value
	}
	often := w.risk.Incidents * at / s.Today
	step := math.Pow10(int(math.Floor(math.Log10(often))) - 1)
	return math.Floor(often/step+1e-9) * step
}

// name is the risk's name in quotes.
func (w *watch) name() string { return "“" + cmp.Or(w.risk.Title, w.risk.Name) + "”" }

// title says in short when to look again.
func (w *watch) title() string {
	limit := w.limit()
	switch {
	case math.IsNaN(limit):
		return "When an alarm, a recovery or the list of risks changes"
	case w.signed:
		return fmt.Sprintf("When %s strikes more than %s a year", w.name(), words.Times(limit))
	}
	return fmt.Sprintf("When %s strikes at most %s a year", w.name(), words.Times(limit))
}

// sentences say what to watch, and how soon counting would tell.
func (w *watch) sentences() string {
	kept := words.Target(w.target) + " is kept " + w.often()
	limit := w.limit()
	switch {
	case math.IsNaN(limit) && w.signed:
		return fmt.Sprintf("However often %s, the costliest risk, strikes, %s.", w.name(), kept)
	case math.IsNaN(limit):
		return fmt.Sprintf("However seldom %s, the costliest risk, strikes: that alone does not bring it about that %s.", w.name(), kept)
	}
	now := fmt.Sprintf("It is the costliest risk and strikes %s in a mean year today", words.Times(w.risk.Incidents))
	if !w.signed {
		return fmt.Sprintf("%s. At %s or less %s.", now, words.Times(limit), kept)
	}
	says := fmt.Sprintf("%s. Up to about %s %s; well beyond, it is not.", now, words.Times(limit), kept)
	if w.poisson {
		n := surprising(w.risk.Incidents)
		says += fmt.Sprintf(" A single year with %s or more is reason enough to look: if today's figure is right, fewer than 1 in 20 years are like that.", words.Thousands(float64(n)))
	}
	return says
}

// often says how often the promise is to be kept: "in every month of 9 of 10
// years".
func (w *watch) often() string {
	slo := w.solution.Scenario.SLO
	in := "in "
	if slo.Window.Kind != model.YearWindow {
		in = "in every " + words.PeriodOf(slo.Window).One + " of "
	}
	return in + words.Kept(sim.Certain(slo.Confidence))
}

// surprising returns the least number of incidents a year that a mean rate
// reaches in fewer than 1 of 20 years, by the Poisson law. Faults of a fixed
// number of changes vary less, so that for them it is on the safe side.
func surprising(mean float64) int {
	law := distuv.Poisson{Lambda: mean}
	n := int(mean)
	for 1-law.CDF(float64(n-1)) >= 0.05 {
		n++
	}
	return n
}
