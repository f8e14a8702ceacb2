package sim

import (
	"context"
	"math"
)

// An outageLog is what a team's own records would hold of so many years.
type outageLog struct {
	plan  *plan
	years int
	risks []riskLog
}

// A riskLog is the outages of one risk, in the order of years and ordinals.
type riskLog struct {
	outages []logged
	yearly  moments // of the number of outages in a year
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
func logOutages(ctx context.Context, p *plan, years int) *outageLog {
	t := newTally(p)
	clear(t.sampling)
	y := newYear(p, t)
	l := &outageLog{plan: p, risks: make([]riskLog, len(p.risks))}
	noted, counts := 0, make([]float64, len(p.risks))
	for ; years > 0 && l.years < years || years == 0 && l.years < mostLogYears; l.years++ {
		if ctx.Err() != nil || years == 0 && l.years >= fewestLogYears && noted >= enoughLogged {
			break
		}
		clear(counts)
		for i, e := range y.incidents(uint64(l.years)) {
			length := l.risks[i].add(y, i, e)
			if length > 0 {
				counts[i]++
				noted++
			}
		}
		for i, n := range counts {
			l.risks[i].yearly.sum += n
			l.risks[i].yearly.squares += n * n
		}
	}
	return l
}

// add lives an incident of a risk, the i-th of a year's plan, and notes its
// outage. It returns the outage's length in seconds.
func (to *riskLog) add(y *year, i int, e event) float64 {
	r, l := &y.plan.risks[i], &y.life
	l.segs = l.segs[:0]
	l.live(r, e, l.draw(&r.impact, e))
	noted := logged{int(l.year), e.ordinal, math.Inf(-1)}
	length := l.segs[len(l.segs)-1].end
	if length > 0 {
		noted.log = math.Log(length)
	}
	to.outages = append(to.outages, noted)
	return length
}

// variance returns that of the logarithms of all lengths.
func (l *outageLog) variance() float64 {
	var n float64
	var m moments
	for i := range l.risks {
		for _, o := range l.risks[i].outages {
			if o.lasts() {
				n, m.sum, m.squares = n+1, m.sum+o.log, m.squares+o.log*o.log
			}
		}
	}
	mean := m.sum / n
	return max(0, m.squares/n-mean*mean)
}
