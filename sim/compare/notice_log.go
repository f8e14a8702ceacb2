package compare

import (
	"context"
	"math"

	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// An outageLog is what a team's own records would hold of so many years.
type outageLog struct {
	plan  *engine.Plan
	years int
	risks []riskLog
}

// A riskLog is the outages of one risk, in the order of years and ordinals.
type riskLog struct {
	outages []logged
	yearly  stat.Moments // of the number of outages in a year
}

// A logged outage has the logarithm of its seconds; -Inf for one that lasts no
// time, which no team notes.
type logged struct {
	year    int
	ordinal uint64
	log     float64
}

func (o logged) lasts() bool { return !math.IsInf(o.log, -1) }

// How many years a log is kept for at least and at most, and how many
// incidents are enough.
const (
	fewestLogYears = 500
	mostLogYears   = 50_000
	enoughLogged   = 10_000
)

// logOutages simulates so many years; 0 for until enough outages have
// happened. A context that ends early leaves fewer years.
func logOutages(ctx context.Context, p *engine.Plan, years int) *outageLog {
	t := engine.NewTally(p)
	clear(t.Sampling)
	y := engine.NewYear(p, t)
	l := &outageLog{plan: p, risks: make([]riskLog, len(p.Risks))}
	noted, counts := 0, make([]float64, len(p.Risks))
	for ; years > 0 && l.years < years || years == 0 && l.years < mostLogYears; l.years++ {
		if ctx.Err() != nil || years == 0 && l.years >= fewestLogYears && noted >= enoughLogged {
			break
		}
		clear(counts)
		for i, e := range y.Incidents(uint64(l.years)) {
			length := l.risks[i].add(y, i, e)
			if length > 0 {
				counts[i]++
				noted++
			}
		}
		for i, n := range counts {
			l.risks[i].yearly.Sum += n
			l.risks[i].yearly.Squares += n * n
		}
	}
	return l
}

// add simulates an incident of a risk, the i-th of a year's plan, and notes its
// outage. It returns the outage's length in seconds.
func (to *riskLog) add(y *engine.Year, i int, e engine.Event) float64 {
	r, l := &y.Plan.Risks[i], &y.Life
	l.Segs = l.Segs[:0]
	l.Live(r, e, l.Draw(&r.Impact, e))
	noted := logged{int(l.Year), e.Ordinal, math.Inf(-1)}
	length := l.Segs[len(l.Segs)-1].End
	if length > 0 {
		noted.log = math.Log(length)
	}
	to.outages = append(to.outages, noted)
	return length
}

// variance returns that of the logarithms of all lengths.
func (l *outageLog) variance() float64 {
	var n float64
	var m stat.Moments
	for i := range l.risks {
		for _, o := range l.risks[i].outages {
			if o.lasts() {
				n, m.Sum, m.Squares = n+1, m.Sum+o.log, m.Squares+o.log*o.log
			}
		}
	}
	mean := m.Sum / n
	return max(0, m.Squares/n-mean*mean)
}
