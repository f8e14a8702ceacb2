package sim

import (
	"math"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// faint is an impact so small that what overlaps adds up: 1 - Π(1 - impact)
// is Σ impact but for a part in a million. It shows what edges do to means.
const faint = "0.0001%"

const faintly = 1e-6

// TestLongRunMeans holds the mean downtime of a year, and of every month of
// it, against λ·E[X]: what an outage takes beyond the year's end is as much as
// those from before the year bring, which is one of a service that runs for
// long.
func TestLongRunMeans(t *testing.T) {
	t.Parallel()
	years := simtest.Enough(20_000, 400_000)
	for i, c := range []struct {
		why     string
		arrival string
		n       float64 // incidents a year
		time    string
		mean    float64 // seconds
	}{
		{"Poisson, outages of 20 days, of which one in 18 runs past the end", `rate = "12/year"`, 12, `"20d"`, 20 * 86400},
		{"Poisson, outages of any length, some longer than the year", `rate = "6/year"`, 6, `{ dist = "exponential", mean = "100d" }`, 100 * 86400},
		{"renewals more irregular than Poisson", `interarrival = { dist = "weibull", shape = 0.7, mean = "60d" }`, 365.0 / 60, `"30d"`, 30 * 86400},
		{"renewals by a lognormal law", `interarrival = { dist = "lognormal", mean = "90d", cv = 1.5 }`, 365.0 / 90, `{ dist = "exponential", mean = "10d" }`, 10 * 86400},
		{"a clock: gaps that never vary, at a phase drawn anew each year", `interarrival = "50d"`, 7.3, `"20d"`, 20 * 86400},
		{"gaps of more than a year: most years see nothing begin", `interarrival = { dist = "gamma", shape = 3, mean = "900d" }`, 365.0 / 900, `"100d"`, 100 * 86400},
		{"faults of changes, 52 a year", "on = \"deploy\"\nchance = \"10%\"", 5.2, `"15d"`, 15 * 86400},
		{"faults of changes every 45 days, eight or nine times a year", "on = \"upgrade\"\nchance = \"50%\"", 365.0 / 90, `"15d"`, 15 * 86400},
	} {
		text := `
[change.deploy]
per_year = 52
[change.upgrade]
every = "45d"
[alarm.a]
[recovery.r]
time = ` + c.time + `
[risk.fault]
` + c.arrival + `
impact = "` + faint + `"
alarms = ["a"]
recovery = ["r"]
`
		r := mustRun(t, simtest.ReadText(t, text), Options{Years: years, Seed: 4})
		got := r.Risks[0].Downtime
		simtest.Within(t, c.why+": downtime", got.Value, faintly*c.n*c.mean, got.SE, 4)
		sum := r.PlainSum.Mean()
		simtest.Within(t, c.why+": plain sum", sum.Value, faintly*c.n*c.mean, sum.SE, 4)
		simtest.Within(t, c.why+": downtime of the years", r.Downtime.Mean().Value, got.Value, got.Value*1e-4, 1) // overlap, a part in 10⁵

		if i%2 > 0 && !simtest.Proof() {
			continue // years of months are played anew; each kind of arrival has one case
		}
		h, lengths := windowsOf(t, simtest.ReadText(t, text, "slo.window=month"), years)
		for w, length := range lengths {
			var m stat.Moments
			for y := range years {
				d := h.Windows[y*len(lengths)+w]
				m.Sum, m.Squares = m.Sum+d, m.Squares+d*d
			}
			e := m.Mean(float64(years))
			simtest.Within(t, c.why+": a month", e.Value, faintly*c.n*c.mean*length/model.Year, e.SE, 4.5) // of 96
		}
	}
}

// windowsOf simulates and returns what is kept of every year, with the lengths of
// its windows.
func windowsOf(t testing.TB, sc *model.Scenario, years int) (*engine.History, []float64) {
	t.Helper()
	p := engine.NewPlan(sc, 5)
	h := engine.NewHistory(p, false)
	h.Grow(years)
	p.Simulate(t.Context(), h, 0, 2, nil)
	var lengths []float64
	for w := range h.PerYear {
		lengths = append(lengths, p.Edges[w+1]-p.Edges[w])
	}
	return h, lengths
}

// TestFreshMean holds a part that starts every year new and is cut at its end
// against λ·E∫min(X, T - s)ds, for an exponential X of mean m
// λ·m·(T - m·(1 - exp(-T/m))).
func TestFreshMean(t *testing.T) {
	const m, T = 60 * 86400.0, model.Year
	r := mustRun(t, simtest.ReadText(t, `
[alarm.a]
[recovery.r]
time = { dist = "exponential", mean = "60d" }
[risk.fault]
rate = "6/year"
fresh = true
impact = "`+faint+`"
alarms = ["a"]
recovery = ["r"]
`), Options{Years: simtest.Enough(20_000, 400_000), Seed: 4})
	e := r.Downtime.Mean()
	simtest.Within(t, "fresh", e.Value, faintly*6/T*m*(T-m*(1-math.Exp(-T/m))), e.SE, 4)
	sum := r.PlainSum.Mean()
	simtest.Within(t, "plain sum, cut at the end as well", sum.Value, e.Value, 1e-4*e.Value, 1)
}

// TestOverlapMean holds outages that overlap by chance against the law of an
// infinite-server queue: users are up at a moment with probability
// E Π(1 - impact) = exp(-Σ λ·E[X]·E[impact]) over Poisson risks, whatever the
// laws of lengths and impacts (Takács 1962).
func TestOverlapMean(t *testing.T) {
	r := mustRun(t, simtest.ReadText(t, `
[alarm.a]
[recovery.r]
time = { dist = "uniform", min = "1d", max = "9d" }
[recovery.s]
time = { dist = "exponential", mean = "2d" }
[risk.full]
rate = "20/year"
alarms = ["a"]
recovery = ["r"]
[risk.part]
rate = "60/year"
impact = { dist = "beta", alpha = 2, beta = 3 }
alarms = ["a"]
recovery = ["s"]
`), Options{Years: simtest.Enough(10_000, 200_000), Seed: 4})
	load := 20*5.0/365 + 60*2.0/365*0.4
	e := r.Downtime.Mean()
	simtest.Within(t, "downtime with overlap", e.Value, model.Year*-math.Expm1(-load), e.SE, 4)
	sum := r.PlainSum.Mean()
	simtest.Within(t, "plain sum", sum.Value, model.Year*load, sum.SE, 4)
	total := 0.0
	for _, risk := range r.Risks {
		total += risk.Downtime.Value
		phases := 0.0
		for _, s := range risk.Phases {
			phases += s
		}
		simtest.Within(t, risk.Name+": its phases", phases, risk.Downtime.Value, 1e-9*phases, 1)
	}
	simtest.Within(t, "the risks' sum", total, e.Value, 1e-9*total, 1)
}
