package sim

import (
	"context"
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Blame says what the time that matters is made of. A risk that takes most
// of a mean year's downtime need not be the one by which promises are missed.
type Blame struct {
	Years  int         // looked at for it
	Missed BlamedYears // the windows that miss the promise, not the whole years around them
	Tail   BlamedYears // the worst 5 % of years, whole and with all of their downtime
}

// BlamedYears are the parts of the downtime of some windows or years, 0 to 1,
// by what caused it. All of them together add up to 1; they are NaN where none
// was seen. Each comes with its standard error, by the scatter of the years it
// rests on; it is NaN where that is less than two.
//
// Of missed windows counts what the promise counts: what the SLO leaves out,
// and what is down at the same time, misses nothing and has no part in them.
type BlamedYears struct {
	Count     int       // years
	Windows   int       // in these years; the years themselves where whole ones are meant
	Shares    []float64 // of risks, in the order of the file
	SharesSE  []float64
	Risks     [][NumPhases]float64 // the same by phase
	RisksSE   [][NumPhases]float64
	Changes   []float64 // planned work
	ChangesSE []float64
}

// How many years, and incidents in them, are looked at unless told.
const (
	blameYears     = 20_000
	blameIncidents = 1_000_000
)

// tailPart is where the worst years begin: the worst one in 20. The years
// between the two parts of tailBand tell what lies at this border.
const tailPart = 0.95

var tailBand = [2]float64{0.94, 0.96}

// Blames looks again at the first of a result's years and splits what the
// windows that miss the promise and the worst years were down. The error is
// ErrInterrupted.
func Blames(ctx context.Context, r *Result, opt Options) (*Blame, error) {
	if opt.Years <= 0 {
		perYear := math.Max(float64(r.Incidents)/float64(r.Years), 0.1)
		opt.Years = int(math.Max(engine.LeastYears, math.Min(blameYears, blameIncidents/perYear)))
	}
	opt.Years = min(opt.Years, r.Years)
	p := engine.NewPlan(r.Scenario, opt.Seed)
	slo := r.Scenario.SLO
	limit, worst := slo.Promise.Miss()+stat.Tie/slo.Window.Length, r.Downtime.Quantile(tailPart).Value
	from, to := r.Downtime.Quantile(tailBand[0]).Value, r.Downtime.Quantile(tailBand[1]).Value
	b := &Blame{Years: opt.Years}
	missed, tail, border := newParts(p), newParts(p), newParts(p)
	t, empty := engine.NewTally(p), engine.NewTally(p) // empty is there to fold away what a year left
	for i := range t.Sampling {
		t.Sampling[i] = false
	}
	y := engine.NewYear(p, t)
	var windows []float64
	if p.Edges != nil {
		windows = make([]float64, len(p.Edges)-1)
	}
	calm := r.calm(p, opt.Seed, math.Min(from, worst), limit)
	var c cutter
	for i := range opt.Years {
		if ctx.Err() != nil {
			return nil, ErrInterrupted
		}
		if calm(i) {
			continue
		}
		clear(windows)
		full, _ := y.Simulate(uint64(i), windows, nil)
		if full >= worst && full > 0 {
			tail.add(t)
			b.Tail.Windows++
		}
		if full >= from && full <= to {
			border.add(t)
		}
		if p.WorstOf(full, windows) > limit {
			b.Missed.Windows += max(1, c.choose(p, windows, limit))
			if p.Edges != nil {
				empty.Fold(t)
				c.charge(y)
			}
			missed.add(t)
		}
		empty.Fold(t)
	}
	missed.split(&b.Missed, nil, 0)
	tail.split(&b.Tail, border, borderMoves(b.Tail.Windows, opt.Years, r.Years))
	return b, nil
}

// calm returns what tells of which years it is known, without living them anew,
// that they were down for less than least seconds and that none of their
// windows was down for more than a part most of it. Rules of what counts may
// shorten a window, so that nothing is known of one.
func (r *Result) calm(p *engine.Plan, seed uint64, least, most float64) func(year int) bool {
	if seed != r.Seed || p.Objective != nil {
		return func(int) bool { return false }
	}
	shortest := float64(model.Year)
	for w := range max(0, len(p.Edges)-1) {
		shortest = math.Min(shortest, p.Edges[w+1]-p.Edges[w])
	}
	return func(year int) bool {
		return year < len(r.first) && r.first[year] < least && r.first[year] <= most*shortest
	}
}

// An interval is a stretch of a year, in seconds from its start.
type interval struct{ from, to float64 }

// A cutter cuts out of a year what lies in some of its windows.
type cutter struct {
	spans  []interval // of these windows, in order of time
	pieces []engine.Piece
	free   []interval
}

// choose takes the windows of a year that are down for more than a limit, and
// returns how many there are.
func (c *cutter) choose(p *engine.Plan, windows []float64, limit float64) int {
	c.spans = c.spans[:0]
	for w, d := range windows {
		if length := p.Edges[w+1] - p.Edges[w]; d/length > limit {
			c.spans = append(c.spans, interval{p.Edges[w], p.Edges[w+1]})
		}
	}
	return len(c.spans)
}

// charge charges what a year was down in the windows chosen to the year's
// tally, as a year is charged that holds nothing else.
func (c *cutter) charge(y *engine.Year) {
	if y.Objective != nil {
		for _, part := range y.Objective.Parts {
			if part.Owner == engine.LeftOut {
				c.leaveOut(part.Start, part.Start+part.Length)
			}
		}
	}
	c.pieces = c.pieces[:0]
	for _, p := range y.Pieces {
		for _, s := range c.spans {
			from, to := math.Max(p.Start, s.from), math.Min(p.Start+p.Length, s.to)
			if to <= from {
				continue
			}
			q := p
			q.Start, q.Length, q.From = from, to-from, p.From+(from-p.Start)
			if from == p.Start && to == p.Start+p.Length {
				q.Length = p.Length
			}
			c.pieces = append(c.pieces, q)
		}
	}
	y.Pieces, c.pieces = c.pieces, y.Pieces
	y.Windows = nil
	y.Overlap()
	y.Pieces, c.pieces = c.pieces, y.Pieces
	clear(y.Tally.Year) // which is not under way
}

// leaveOut takes a stretch out of the windows chosen.
func (c *cutter) leaveOut(from, to float64) {
	c.free = c.free[:0]
	for _, s := range c.spans {
		if before := (interval{s.from, math.Min(s.to, from)}); before.from < before.to {
			c.free = append(c.free, before)
		}
		if after := (interval{math.Max(s.from, to), s.to}); after.from < after.to {
			c.free = append(c.free, after)
		}
	}
	c.spans, c.free = c.free, c.spans
}
