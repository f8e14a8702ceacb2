package sim

import (
	"fmt"
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// TestLongOutages holds outages that are long against the year against figures
// that were reckoned elsewhere to ± 0.00002, by placing each number of onsets
// in the year and the length of an outage before it: a year is one of a long
// life, in which what is down as it begins is charged to it.
func TestLongOutages(t *testing.T) {
	t.Parallel()
	years := simtest.Enough(100_000, 4_000_000)
	for _, c := range []struct {
		rate, days float64
		target     string
		window     string
		want       float64
	}{
		{2, 30, "90%", "year", 0.39354},
		{1, 10, "97%", "year", 0.72888},
		{2, 2, "99.5%", "year", 0.13656},
		{0.5, 100, "90%", "every 73d", 0.53957},
	} {
		sc := simtest.ReadText(t, simtest.LongOutages(fmt.Sprintf(`rate = "%g/year"`, c.rate), fmt.Sprintf(`"%gd"`, c.days)),
			`slo.promise="`+c.target+`"`, `slo.targets=["`+c.target+`"]`, "slo.window="+c.window)
		for _, method := range []Method{Simulate, Auto} {
			r := mustRun(t, sc, Options{Years: years, Seed: 21, Method: method})
			e := r.Targets[0].MetAllYear
			if gap := math.Abs(e.Value - c.want); gap > 4*e.SE+2e-5 {
				t.Errorf("%g a year of %g d, %s a %s: met in %.5f ± %.5f of the years by %s, want %.5f",
					c.rate, c.days, c.target, c.window, e.Value, e.SE, r.Method, c.want)
			}
			if method == Auto && (r.Method != Auto || r.Check == nil || disagrees(r)) {
				t.Errorf("%g a year of %g d: %s, %+v, %v", c.rate, c.days, r.Method, r.Check, r.Warnings)
			}
		}
	}
}

// TestOutagesLongerThanAYear holds the mean of a service that is down at a
// moment iff an outage began in the 600 days before it.
func TestOutagesLongerThanAYear(t *testing.T) {
	t.Parallel()
	r := mustRun(t, simtest.ReadText(t, simtest.LongOutages(`rate = "0.2/year"`, `"600d"`)), Options{Years: simtest.Enough(50_000, 1_000_000), Seed: 22})
	e, sum := r.Downtime.Mean(), r.PlainSum.Mean()
	simtest.Within(t, "downtime", e.Value, model.Year*-math.Expm1(-0.2*600/365), e.SE, 4)
	simtest.Within(t, "plain sum", sum.Value, model.Year*0.2*600/365, sum.SE, 4)
}
