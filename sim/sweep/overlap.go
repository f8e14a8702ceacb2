package sweep

import (
	"context"
	"math"
	"slices"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// An overlap says how much of the probability to miss a limit is left when
// outages that overlap count once: r is the part of the years missed by the plain
// sum that are missed by the downtime as well. It is counted in simulated years
// at some of a surface's cells, the nodes, for limits that the plain sum exceeds
// with given probabilities, the levels. Between nodes and levels -ln r per downtime
// is interpolated: both grow with what overlaps, so that their ratio hardly varies.
type overlap struct {
	exact  bool // overlap is left out of account
	none   bool // nothing overlapped in the worst of the cells
	cut    bool // windows cut outages at their edges, of which the plain sum counts each whole
	years  float64
	levels []float64 // log-odds, falling

	// By level, y and x: -ln r by the unavailability, and by how much ln r
	// may be lower or higher. Where windows cut outages, log-odds of missing
	// take the place of ln r: those in full against those by the plain sum.
	rate, lower, upper [][][]float64
}

// usualLevels are the probabilities to be exceeded at which r is counted,
// beside those that cells ask for.
var usualLevels = []float64{0.999, 0.99, 0.95, 0.8, 0.6, 0.4, 0.25, 0.15, 0.1, 0.05, 0.02, 0.01, 0.005}

// A node is a cell whose years are simulated.
type node struct {
	i, j      int
	full, sum []float64 // downtime and plain sum of each year, seconds
}

// How many nodes an axis has: where years are played from a tape, and where
// every node is simulated by itself. FewestMisses is how many missing years a
// level needs, and least the smallest r that can be told from nothing.
const (
	tapeNodes    = 5
	engineNodes  = 5
	FewestMisses = 40
	LeastStill   = 0.1
)

// newOverlap simulates nodes. The first are those where most overlaps: if
// nothing does there, it does nowhere.
func newOverlap(ctx context.Context, w *Grid, cells [][]CellLaw, off LawError, opt sim.Options) (*overlap, error) {
	o := &overlap{years: float64(opt.Years), cut: w.base.Edges != nil}
	for _, u := range usualLevels {
		if u*o.years >= FewestMisses || len(o.levels) == 0 {
			o.levels = append(o.levels, logit(u))
		}
	}
	nx, ny := len(w.xs), len(w.ys)
	first := fiveCells(nx, ny)
	if w.adds && lengthens(w.axes.X) && lengthens(w.axes.Y) {
		first = first[len(first)-1:]
	}
	nodes, err := w.live(ctx, first, opt)
	if err != nil {
		return nil, err
	}
	o.none = true
	for _, n := range nodes {
		o.none = o.none && slices.Equal(n.full, n.sum)
	}
	if o.none {
		return o, checkAgainstLaw(nodes, cells, off)
	}
	most := tapeNodes
	if !w.adds {
		most = engineNodes
	}
	columns, rows := SpreadIndexes(nx, most), SpreadIndexes(ny, most)
	var all [][2]int
	for _, j := range rows {
		for _, i := range columns {
			all = append(all, [2]int{i, j})
		}
	}
	if nodes, err = w.live(ctx, all, opt); err != nil {
		return nil, err
	}
	if err := checkAgainstLaw(nodes, cells, off); err != nil {
		return nil, err
	}
	for _, n := range nodes {
		if n.overlaps() && cells[n.j][n.i].stepped() {
			return nil, because(SteppedOverlap)
		}
	}
	return o, o.count(ctx, nodes, columns, rows, cells, opt)
}

// overlaps reports whether more than one in a thousand of a node's years has
// outages that overlap.
func (n *node) overlaps() bool {
	some := 0
	for i, full := range n.full {
		if full < n.sum[i]-stat.Tie {
			some++
		}
	}
	return 1000*some > len(n.full)
}

// stepped reports whether the law climbs in steps where it is asked: at its
// quantile, or at the budget. Between steps the part of the misses that overlap
// leaves depends on where the limit lies, and not only on how many there are.
func (c CellLaw) stepped() bool {
	const (
		parts = 16   // of a stretch of 2 %
		flat  = 1e-4 // climbs so little that it is no matter
		steep = 0.4  // of it in one part, where an even climb has a sixteenth
	)
	for _, x := range []float64{c.Quantile(c.slo.Confidence), c.slo.Promise.Budget(model.Year)} {
		first, before, most := c.CDF(0.99*x), c.CDF(0.99*x), 0.0
		for i := range parts {
			at := c.CDF(x * (0.99 + 0.02*float64(i+1)/parts))
			most, before = math.Max(most, at-before), at
		}
		if all := before - first; all > flat && most > steep*all {
			return true
		}
	}
	return false
}

func logit(p float64) float64 { return math.Log(p / (1 - p)) }

// SpreadIndexes returns at most so many indexes below n, evenly, the ends among
// them.
func SpreadIndexes(n, most int) []int {
	k := min(n, most)
	out := make([]int, k)
	for i := range out {
		if k > 1 {
			out[i] = (i*(n-1) + (k-1)/2) / (k - 1)
		}
	}
	return out
}

// checkAgainstLaw holds the simulated plain sums of the nodes against their laws, at the
// quantile and at the promise.
func checkAgainstLaw(nodes []node, cells [][]CellLaw, off LawError) error {
	const most = 5 // standard errors; a hundred comparisons are made
	for _, n := range nodes {
		c := cells[n.j][n.i]
		for _, x := range []float64{c.Quantile(c.slo.Confidence), c.slo.Promise.Budget(model.Year)} {
			kept, years := 0.0, float64(len(n.sum))
			for _, s := range n.sum {
				if s <= x+stat.Tie {
					kept++
				}
			}
			p := c.CDF(x)
			se := math.Max(math.Sqrt(p*(1-p)/years), 1/years)
			if gap := math.Abs(p-kept/years) - 2*off.Met; gap > most*se {
				return &NoLaw{Reason: Disagreement, Law: p, Simulated: kept / years, Within: x}
			}
		}
	}
	return nil
}

// count fills the levels of all cells from the nodes.
func (o *overlap) count(ctx context.Context, nodes []node, columns, rows []int, cells [][]CellLaw, opt sim.Options) error {
	nl, nx, ny := len(o.levels), len(cells[0]), len(cells)
	at := make([][3][]float64, len(nodes)) // rate, lower and upper by level
	engine.Each(ctx, len(nodes), engine.Cores(opt.Workers), func() func(int) {
		return func(n int) { at[n] = o.ratios(nodes[n]) }
	})
	if ctx.Err() != nil {
		return sim.ErrInterrupted
	}
	for n, v := range at {
		c := cells[nodes[n].j][nodes[n].i]
		l := o.level(logit(1 - c.slo.Confidence))
		x := c.Quantile(c.slo.Confidence)
		if r := math.Exp(-v[0][int(l)] * x / model.Year); r < LeastStill && o.years*(1-c.slo.Confidence) >= FewestMisses {
			return because(MostlyOverlap)
		}
	}
	acrossX, acrossY := between(columns, nx), between(rows, ny)
	for what, into := range []*[][][]float64{&o.rate, &o.lower, &o.upper} {
		*into = make([][][]float64, nl)
		for l := range nl {
			g := make([][]float64, ny)
			for j := range g {
				g[j] = make([]float64, nx)
				for i := range g[j] {
					for _, y := range acrossY[j] {
						for _, x := range acrossX[i] {
							g[j][i] += y.weight * x.weight * at[y.node*len(columns)+x.node][what][l]
						}
					}
					if !o.cut {
						g[j][i] = math.Max(g[j][i], 0)
					}
				}
			}
			(*into)[l] = g
		}
	}
	return nil
}

// judge turns a cell's law into the attainable SLO and the probability that
// the promise is kept.
func (o *overlap) judge(c CellLaw, i, j int, off LawError) (attainable, met stat.Estimate) {
	missed := func(x float64, which int) float64 {
		u := 1 - c.CDF(x)
		return u * o.still(i, j, u, x, which)
	}
	p := c.slo.Confidence
	plain := c.Quantile(p)
	quantile := func(which int) float64 {
		if missed(0, which) <= 1-p {
			return 0
		}
		if o.exact || o.none && which != lowest {
			return plain
		}
		lo, hi := 0.0, plain
		if o.cut && missed(hi, which) > 1-p {
			hi *= 1.08 // the laws reach a little beyond their quantile
		}
		for hi-lo > 1e-12*hi {
			if x := (lo + hi) / 2; missed(x, which) <= 1-p {
				hi = x
			} else {
				lo = x
			}
		}
		return hi
	}
	u := stat.WithInterval(quantile(middle)/model.Year,
		math.Max(quantile(lowest)/model.Year-off.unavailability, 0),
		quantile(highest)/model.Year+off.unavailability)
	budget := c.slo.Promise.Budget(model.Year)
	met = stat.WithInterval(1-missed(budget, middle),
		math.Max(1-missed(budget, highest)-off.Met, 0),
		math.Min(1-missed(budget, lowest)+off.Met, 1))
	return stat.Availability(u, 1), met
}
