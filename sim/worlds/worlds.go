// Package worlds says what the things that nobody knows for sure do to an answer:
// how far it may move once they are known, which part of a year's downtime is not
// knowing and which is luck, and which of them is worth learning (Of).
//
// A simulated year is a world of its own, so that the answer itself is the
// predictive one. What stands here is beside it: 200 worlds, each judged by its
// exact law or, where it has none, on simulated years.
package worlds

import (
	"context"
	"errors"
	"math"
	"slices"

	"nines/model"
	"nines/model/evidence"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/law"
	"nines/sim/stat"
)

// Count is how many worlds the bands rest on.
const Count = 200

// leastYears is how many years an answer takes of which there is more to say.
const leastYears = 100

// The ends of a band: nine worlds in ten lie between them.
const (
	bandLow  = 0.05
	bandHigh = 0.95
)

// A Doubt is what is not known of an answer.
type Doubt struct {
	Worlds int
	Years  int // that each world was judged on; 0 where its exact law was

	Attainable Band // the largest target that every window of a year meets at the scenario's confidence
	Met        Band // the probability that every window of a year keeps the promise

	// Knowledge and Luck are shares of the variance of a year's downtime: of the
	// mean year over worlds, and of the years within one. Unknown where the
	// variance is infinite.
	Knowledge, Luck stat.Estimate

	Inputs   []Input       // what is not known, from what explains most on
	Together stat.Estimate // what inputs explain together, beyond the sum of each
}

// A Band is where a figure lies in nine worlds of ten. Each end has an interval of
// its own, for it rests on so many worlds.
type Band struct{ Low, High stat.Estimate }

// A judged is what one world comes to.
type judged struct {
	attainable, met stat.Estimate
	mean, variance  float64 // of a year's downtime
	se2             float64 // the variance that the mean has for resting on few years
}

// Of says what is not known of a result; nil where all is. The error is
// sim.ErrInterrupted, or that of the engine.
func Of(ctx context.Context, r *sim.Result, opt sim.Options) (*Doubt, error) {
	sc := r.Scenario
	if len(sc.Unknowns) == 0 || r.Years < leastYears {
		return nil, nil
	}
	d := &Doubt{Worlds: Count}
	all, err := byLaw(ctx, sc, opt)
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		d.Years = max(leastInner, r.Years/innerPart)
		all, err = byYears(ctx, sc, d.Years, opt)
	}
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	if err != nil {
		return nil, err
	}
	d.Attainable = bandOf(all, func(w *judged) stat.Estimate { return w.attainable })
	d.Met = bandOf(all, func(w *judged) stat.Estimate { return w.met })
	d.weigh(r, d.share(all, r.Downtime.SD()))
	return d, nil
}

// walked is how many worlds follow each other on one walk over their laws: each begins
// with the lattice of the one before, so that nothing may depend on who was faster.
const walked = 20

// byLaw judges worlds by the exact law of each.
func byLaw(ctx context.Context, sc *model.Scenario, opt sim.Options) ([]judged, error) {
	out := make([]judged, Count)
	errs := make([]error, Count)
	edges := engine.WindowEdges(sc)
	surface := law.NewSurface(model.Year).Rough()
	some := func(from, to int) {
		strata, walk := evidence.NewStrata(opt.Seed, Count), surface.Walk(ctx)
		defer walk.Close()
		for w := from; w < to && errs[from] == nil; w++ {
			out[w], errs[w] = judge(walk, sc.In(strata.In(w)), edges)
		}
	}
	if some(0, 1); errs[0] != nil { // there is no law at all
		return nil, errs[0]
	}
	engine.Each(ctx, Count/walked, engine.Cores(opt.Workers), func() func(int) {
		return func(n int) { some(n*walked, (n+1)*walked) }
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// judge judges a world by its exact law.
func judge(walk *law.Walk, sc *model.Scenario, edges []float64) (w judged, err error) {
	slo := sc.SLO
	budget := slo.Promise.Budget(model.Year)
	var k interface {
		CDF(x float64) float64
		Quantile(p float64) float64
	}
	if edges != nil {
		k, err = walk.Worst(sc, edges, slo.Confidence, budget)
	} else {
		k, err = walk.Law(sc, slo.Confidence, budget)
	}
	if err != nil {
		return w, err
	}
	w.attainable = stat.Certain(1 - math.Min(k.Quantile(slo.Confidence)/model.Year, 1))
	w.met = stat.Certain(k.CDF(budget))
	w.mean, w.variance, err = walk.Moments(sc)
	return w, err
}

// Where a world has no exact law it is judged on a part of the years that the answer
// took, and on so many at least.
const (
	innerPart  = 500
	leastInner = 100
)

// byYears judges worlds on simulated years, other ones for each.
func byYears(ctx context.Context, sc *model.Scenario, years int, opt sim.Options) ([]judged, error) {
	out := make([]judged, Count)
	errs := make([]error, Count)
	engine.Each(ctx, Count, engine.Cores(opt.Workers), func() func(int) {
		strata := evidence.NewStrata(opt.Seed, Count)
		return func(w int) {
			in := sc.In(strata.In(w))
			in.Agreements = nil
			p := engine.NewPlan(in, engine.Mix(opt.Seed+uint64(w+1)*engine.GoldenGamma))
			accounts, err := engine.AccountsByYears(ctx, []*engine.Plan{p}, years, 1, func() {})
			if err != nil {
				errs[w] = err
				return
			}
			a := &accounts[0]
			a.Judge()
			j := judged{attainable: a.Side.Attainable, met: a.Side.Met}
			n := float64(years)
			for _, d := range a.Down {
				j.mean += d / n
			}
			for _, d := range a.Down {
				j.variance += (d - j.mean) * (d - j.mean) / (n - 1)
			}
			j.se2 = j.variance / n
			out[w] = j
		}
	})
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// bandOf returns where nine worlds in ten lie. What simulated years scatter by is
// taken out: values are drawn towards their mean until they scatter no more than the
// worlds do.
func bandOf(all []judged, of func(*judged) stat.Estimate) Band {
	n := float64(len(all))
	values := make([]float64, len(all))
	mean, noise, spread := 0.0, 0.0, 0.0
	for i := range all {
		e := of(&all[i])
		values[i] = e.Value
		mean += e.Value / n
		if se := e.SE; !math.IsNaN(se) {
			noise += se * se / n
		}
	}
	for _, v := range values {
		spread += (v - mean) * (v - mean) / (n - 1)
	}
	keep := 1.0
	if noise > 0 && spread > 0 {
		keep = math.Sqrt(math.Max(0, 1-noise/spread))
	}
	for i := range values {
		values[i] = mean + keep*(values[i]-mean)
	}
	slices.Sort(values)
	end := func(p float64) stat.Estimate {
		lo, hi := stat.QuantileRanks(n, p, 1)
		at := func(rank int) float64 { return values[min(max(rank, 1), len(values))-1] }
		return stat.WithInterval(at(stat.RankOf(len(values), p)), at(int(lo)), at(int(hi)))
	}
	return Band{end(bandLow), end(bandHigh)}
}

// share parts the variance of a year's downtime, whose standard deviation in the
// simulated years is sd, and returns that of the mean year over worlds, with its
// standard error. Knowledge and luck are found apart from each other and from that, so that their sum checks them.
func (d *Doubt) share(all []judged, sd float64) stat.Estimate {
	n := float64(len(all))
	mean, luck, inner := 0.0, 0.0, 0.0
	for i := range all {
		mean += all[i].mean / n
		luck += all[i].variance / n
		inner += all[i].se2 / n
	}
	between, fourth, luck2 := 0.0, 0.0, 0.0
	for i := range all {
		x := (all[i].mean - mean) * (all[i].mean - mean)
		between += x / (n - 1)
		fourth += x * x / n
		luck2 += (all[i].variance - luck) * (all[i].variance - luck) / (n - 1)
	}
	knowledge := math.Max(0, between-inner)
	total := sd * sd
	if math.IsInf(luck, 0) || math.IsNaN(total+luck) || math.IsInf(total, 0) || total == 0 {
		d.Knowledge, d.Luck = stat.Unknown(), stat.Unknown()
		return stat.Unknown()
	}
	se := math.Sqrt(math.Max(0, fourth-between*between) / n)
	d.Knowledge = stat.Normal(knowledge/total, se/total)
	d.Luck = stat.Normal(luck/total, math.Sqrt(luck2/n)/total)
	return stat.Normal(knowledge, se)
}
