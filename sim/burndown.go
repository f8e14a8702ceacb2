package sim

import (
	"context"
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A BurnDown is how the error budget of the promise shrinks through one of the
// windows that it counts in.
type BurnDown struct {
	Scenario *model.Scenario
	Seed     uint64
	Years    int     // behind the dates
	Budget   float64 // seconds that the promise allows a window of mean length

	// Met and MetAllYear are the answer's: how likely a window keeps the
	// promise, and every window of a year.
	Met, MetAllYear stat.Estimate

	Dates []BurnDownDate // from the window's first moment to its last, evenly
}

// A BurnDownDate is what is left of the budget at one date, over the windows.
type BurnDownDate struct {
	At   float64 // seconds from the window's start; in longer windows as much later
	Left Bands   // seconds; negative once the budget is spent

	// Worst is what the worst window of a middle year has left: the median
	// over the years. It is Left.P50 where the window is the year.
	Worst float64

	// Exhausted is the probability that the budget is spent by then. At the
	// last date that is the probability that the window misses the promise.
	Exhausted stat.Estimate
}

// Bands are quantiles: the median, and the ends of the middle 50, 80 and 95 %.
type Bands struct{ P2, P10, P25, P50, P75, P90, P97 float64 }

// burnDownIncidents bounds the years behind a burn-down, for a service that
// fails very often, and burnDownWindows those behind its bands.
const (
	burnDownIncidents = 2_000_000
	burnDownWindows   = 20_000
)

// burnDownParts returns into how many parts a window is cut: about days, or
// the weeks of what is longer than a month.
func burnDownParts(w model.Window) int {
	switch w.Kind {
	case model.YearWindow:
		return 52
	case model.QuarterWindow:
		return 39
	case model.WeekWindow:
		return 28
	}
	return 30
}

// Burn simulates how the promise's budget is spent through its windows, which
// each begin with their budget whole, by the rules by which the result counts.
// It simulates the result's own years, as many as opt.Years or, where that is
// 0, all of them up to two million incidents.
//
// A budget that is spent at a date is spent at the window's end. So the
// probability at a date is that of a missed window, which the result knows, by
// the law where there is one, times the part of the missed windows that are
// spent by then, which the simulated ones tell: the last date is the answer's
// figure, whatever these years show. A context that ends early gives
// ErrInterrupted.
func Burn(ctx context.Context, r *Result, opt Options) (*BurnDown, error) {
	if opt.Years <= 0 {
		perYear := math.Max(float64(r.Incidents)/float64(r.Years), 0.1)
		opt.Years = int(math.Min(float64(r.Years), math.Max(engine.LeastYears, burnDownIncidents/perYear)))
	}
	promise := r.Scenario.SLO.Promise
	out := &BurnDown{
		Scenario: r.Scenario, Seed: r.Seed, Years: opt.Years,
		Budget: promise.Budget(r.Scenario.SLO.Window.Length),
	}
	promised := r.Promised()
	out.Met, out.MetAllYear = promised.Met, promised.MetAllYear
	b := newBurner(r.Scenario, r.Seed, opt.Years)
	engine.Each(ctx, len(b.missed), engine.Cores(opt.Workers), func() func(int) { return b.worker(ctx) })
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	b.tell(out)
	return out, nil
}

// A burner plays years and notes how their windows spend the budget.
type burner struct {
	*engine.Plan
	years, kept int       // years in all, and those behind the bands
	windows     []float64 // edges of the windows, as p.edges are those of their parts
	parts       int       // of each window
	limits      []float64 // seconds that each window allows

	missed [][]stat.Cluster // by chunk of years and date: missed windows, and those spent by then
	left   [][]float64      // by date: parts of the budget, year by year
	worst  [][]float64      // by date: those of each year's worst window
}

func newBurner(sc *model.Scenario, seed uint64, years int) *burner {
	b := &burner{Plan: engine.NewPlan(sc, seed), years: years, windows: sc.SLO.Window.Edges(), parts: burnDownParts(sc.SLO.Window)}
	n := len(b.windows) - 1
	b.kept = min(years, max(1, burnDownWindows/n))
	b.Edges = []float64{b.windows[0]}
	for w := range n {
		from, length := b.windows[w], b.windows[w+1]-b.windows[w]
		for i := 1; i < b.parts; i++ {
			b.Edges = append(b.Edges, from+length*float64(i)/float64(b.parts))
		}
		b.Edges = append(b.Edges, b.windows[w+1])
		b.limits = append(b.limits, sc.SLO.Promise.Budget(length))
	}
	if b.Objective != nil {
		b.Objective = engine.NewRules(b.Plan, b.Edges, sc.SLO.Exclusions)
	}
	b.missed = make([][]stat.Cluster, (years+engine.ChunkYears-1)/engine.ChunkYears)
	b.left, b.worst = make([][]float64, b.parts+1), make([][]float64, b.parts+1)
	for i := range b.left {
		b.left[i], b.worst[i] = make([]float64, b.kept*n), make([]float64, b.kept)
	}
	return b
}

// worker returns what plays a chunk of years.
func (b *burner) worker(ctx context.Context) func(chunk int) {
	y := engine.NewYear(b.Plan, engine.NewTally(b.Plan))
	clear(y.Tally.Sampling)
	down, spent := make([]float64, len(b.Edges)-1), make([]float64, len(b.Edges)-1)
	return func(chunk int) {
		b.missed[chunk] = make([]stat.Cluster, b.parts+1)
		hits := make([]float64, b.parts+1)
		for year := chunk * engine.ChunkYears; year < min(b.years, (chunk+1)*engine.ChunkYears); year++ {
			if ctx.Err() != nil {
				return
			}
			clear(down)
			y.Simulate(uint64(year), down, nil)
			b.add(spent, down, y.Objective)
			clear(hits)
			for w := range b.limits {
				countSpent(spent[w*b.parts:(w+1)*b.parts], b.limits[w], hits)
			}
			for i := range hits {
				b.missed[chunk][i].Add(hits[b.parts], hits[i])
			}
			if year < b.kept {
				b.keep(year, spent)
			}
		}
	}
}

// add adds up what each window has spent by the end of each of its parts. Of
// a window of which time is left out, what counts is down in proportion.
func (b *burner) add(spent, down []float64, m *engine.Meter) {
	for w := range b.limits {
		from, to := w*b.parts, (w+1)*b.parts
		scale := 1.0
		if m != nil {
			length := b.windows[w+1] - b.windows[w]
			asked := length
			for i := from; i < to; i++ {
				asked -= m.Out[i]
			}
			if scale = 0; asked > stat.Tie {
				scale = length / asked
			}
		}
		sum := 0.0
		for i := from; i < to; i++ {
			if m != nil {
				down[i] = m.Down[i]
			}
			sum += down[i]
			spent[i] = sum * scale
		}
	}
}

// countSpent counts the dates by which a window has spent its budget.
func countSpent(spent []float64, limit float64, hits []float64) {
	for i := len(spent) - 1; i >= 0 && spent[i] > limit+stat.Tie; i-- {
		hits[i+1]++
	}
}

// keep notes what is left in a year's windows.
func (b *burner) keep(year int, spent []float64) {
	worst, least := 0, math.Inf(1)
	left := func(w, date int) float64 {
		switch {
		case b.limits[w] <= 0:
			return 0 // there is no budget
		case date == 0:
			return 1
		}
		return 1 - spent[w*b.parts+date-1]/b.limits[w]
	}
	for w := range b.limits {
		if end := left(w, b.parts); end < least {
			worst, least = w, end
		}
		for date := range b.left {
			b.left[date][year*len(b.limits)+w] = left(w, date)
		}
	}
	for date := range b.worst {
		b.worst[date][year] = left(worst, date)
	}
}

// tell turns what was noted into dates.
func (b *burner) tell(out *BurnDown) {
	end := out.Met.Complement()
	for date := range b.left {
		var c stat.Cluster
		for _, chunk := range b.missed {
			c.Fold(chunk[date])
		}
		d := BurnDownDate{
			At:        b.Scenario.SLO.Window.Length * float64(date) / float64(b.parts),
			Left:      bandsOf(b.left[date], out.Budget),
			Exhausted: c.SpentBy(end),
		}
		if d.Worst = d.Left.P50; len(b.limits) > 1 {
			stat.SortValues(b.worst[date])
			d.Worst = out.Budget * b.worst[date][stat.RankOf(b.kept, 0.5)-1]
		}
		if date == b.parts {
			d.Exhausted = end
		}
		out.Dates = append(out.Dates, d)
	}
}

// bandsOf returns the quantiles of what is left, in seconds of a budget. It
// reorders the parts.
func bandsOf(left []float64, budget float64) Bands {
	stat.SortValues(left)
	at := func(p float64) float64 { return budget * left[stat.RankOf(len(left), p)-1] }
	return Bands{P2: at(0.025), P10: at(0.1), P25: at(0.25), P50: at(0.5), P75: at(0.75), P90: at(0.9), P97: at(0.975)}
}
