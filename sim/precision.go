package sim

import (
	"context"
	"math"

	"nines/sim/internal/control"
	"nines/sim/internal/engine"
)

// firstLook is after how many years a run to a precision is first looked at.
const firstLook = 20 * engine.ChunkYears

// fill simulates as many years as are asked for, or as few as give the asked
// precision, and returns how many it set out to simulate. It looks at whole
// chunks of years, so that the answer does not depend on who was faster. To
// stop when an interval is narrow hardly spoils the interval: its width says
// little of which side it lies on (Glynn and Whitt, "The asymptotic validity
// of sequential stopping rules", 1992).
func fill(ctx context.Context, years *simulated, p *engine.Plan, l *control.Law, opt Options) (asked int) {
	next := opt.Years
	if opt.Precision > 0 {
		next = min(firstLook, opt.Years)
	}
	for {
		if !years.extend(ctx, p, len(years.Full), next, opt) || next >= opt.Years {
			return next
		}
		done := next
		_, all, _ := control.NewCounter(p, years.History, l).Judge(p.Scenario.SLO.Promise)
		width := all.High - all.Low
		if width <= opt.Precision {
			return next
		}
		next = min(opt.Years, yearsFor(done, width/opt.Precision))
	}
}

// yearsFor returns how many years to look at next, where the interval after so
// many is wider than asked by a factor: whole chunks, a little more than the
// square root law tells, and not far beyond what is known.
func yearsFor(done int, factor float64) int {
	n := float64(done) * math.Min(math.Max(1.02*factor*factor, 1.1), 8)
	return int(math.Ceil(n/engine.ChunkYears)) * engine.ChunkYears
}

// reach notes the precision, or says that the years did not give it.
func (r *Result) reach(precision float64) {
	t := r.Promised()
	if width := t.MetAllYear.High - t.MetAllYear.Low; width > precision {
		r.Warnings = append(r.Warnings, Warning{Kind: Imprecise, Target: t.Target, Law: width, Simulated: precision, Years: r.Years})
		return
	}
	r.Precision = precision
}
