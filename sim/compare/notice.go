package compare

import (
	"math"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Notice says how much of its own data a team needs to see an improvement
// that is there: with 90 % power in a two-sided test at 5 %, half of the data
// from before and half from after. Changes of recovery times are hard to see:
// outages last from minutes to days, and few happen (Davidovič, Incident
// Metrics in SRE, 2021).
type Notice struct {
	// Shorter is by which part the typical (geometric mean) outage gets
	// shorter, at most 1; negative for longer, and zero where the simulated
	// years cannot tell that from nothing.
	Shorter stat.Estimate

	// Incidents is how many incidents before, and as many after, show that
	// in a t-test of the logarithm of outage lengths, and IncidentYears how
	// long the rarer of the two take to happen. Both are +Inf where nothing
	// changes.
	Incidents, IncidentYears float64

	// Fewer is by which part incidents get fewer, at most 1; negative for
	// more. CountYears is how many years before, and as many after, show
	// that in a comparison of the two numbers of incidents; +Inf where
	// nothing changes.
	Fewer, CountYears float64

	// DowntimeYears is how many years before, and as many after, show the
	// change of yearly downtime in a t-test; +Inf where the simulated years
	// show none, NaN where a year's downtime has no variance that a test
	// could use.
	DowntimeYears float64
}

// Years returns how many years before, and as many after, the test takes that
// shows a change soonest; +Inf where none does.
func (n *Notice) Years() float64 {
	least := math.Inf(1)
	for _, y := range []float64{n.CountYears, n.IncidentYears, n.DowntimeYears} {
		if y < least { // not NaN
			least = y
		}
	}
	return least
}

// newNotice says what it takes to see the change from one account to another,
// given what the two log over the same years.
func newNotice(before, after *engine.Account, b, a *outageLog) Notice {
	l := compareLogs(b, a)
	n := Notice{Fewer: l.fewer(), DowntimeYears: downtimeYears(before, after)}
	effect := 0.0
	if d := l.longer(); !maybeZero(d) {
		n.Shorter = stat.Estimate{Value: -math.Expm1(d.Value), SE: d.SE * math.Exp(d.Value), Low: -math.Expm1(d.High), High: -math.Expm1(d.Low)}
		effect = d.Value / math.Sqrt((b.variance()+a.variance())/2)
	}
	n.Incidents = stat.TTestSize(effect, stat.NoticeLevel, stat.NoticePower)
	was, is := l.rates()
	n.IncidentYears = n.Incidents / min(was, is)
	n.CountYears = math.Inf(1)
	if n.Fewer != 0 {
		n.CountYears = stat.CountYears(b.counts(was), a.counts(is))
	}
	return n
}

// maybeZero reports whether an estimate cannot be told from 0, or only by
// its rounding.
func maybeZero(e stat.Estimate) bool {
	return !(math.Abs(e.Value) > 1e-9) || !(e.Low > 0 || e.High < 0)
}

// downtimeYears returns how many years before and after show that the mean
// downtime has changed.
func downtimeYears(before, after *engine.Account) float64 {
	if engine.HeavyTailed(before.Plan.Scenario) || engine.HeavyTailed(after.Plan.Scenario) {
		return math.NaN()
	}
	spread := func(o *engine.Account) (mean, variance float64) {
		e := stat.PairedMean(len(o.Down), func(y int) float64 { return o.Down[y] })
		return e.Value, e.SE * e.SE * float64(len(o.Down))
	}
	meanB, varB := spread(before)
	meanA, varA := spread(after)
	saved := stat.PairedMean(len(before.Down), func(y int) float64 { return before.Down[y] - after.Down[y] })
	if math.Abs(saved.Value) < 1e-9*model.Year/1e6 || maybeZero(saved) {
		return math.Inf(1)
	}
	return stat.TTestSize((meanB-meanA)/math.Sqrt((varA+varB)/2), stat.NoticeLevel, stat.NoticePower)
}
