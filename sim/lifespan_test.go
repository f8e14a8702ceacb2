package sim

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nines/model"
	"nines/sim/internal/engine"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// A lifespan is a service that lives for many consecutive years, written with
// nothing of the engine but the laws: its outages lie on one axis of time.
type lifespan struct {
	years  int
	rng    *rand.Rand
	pieces []engine.Piece // not cut; past the years of interest, too
}

// warmUp is how many years a lifespan lasts before those that count.
const warmUp = 20

func (l *lifespan) end() float64 { return float64(l.years) * model.Year }

func (l *lifespan) outage(at, length, impact float64) {
	l.pieces = append(l.pieces, engine.Piece{Start: at, Length: length, Impact: impact})
}

// each calls strike at moments that gap parts.
func (l *lifespan) each(gap func() float64, strike func(at float64)) {
	for at := -warmUp*model.Year + gap(); at < l.end(); at += gap() {
		strike(at)
	}
}

// fullYears returns the downtime of each year, overlap counted once.
func (l *lifespan) fullYears() []float64 {
	byYear := make([][]engine.Piece, l.years)
	for _, p := range l.pieces {
		first := max(0, int(math.Floor(p.Start/model.Year)))
		for y := first; y < l.years && float64(y)*model.Year < p.Start+p.Length; y++ {
			from, to := float64(y)*model.Year, float64(y+1)*model.Year
			q := engine.Piece{Start: max(p.Start, from), Impact: p.Impact}
			if q.Length = min(p.Start+p.Length, to) - q.Start; q.Length > 0 {
				byYear[y] = append(byYear[y], q)
			}
		}
	}
	down := make([]float64, l.years)
	for y, pieces := range byYear {
		var cuts []float64
		for _, p := range pieces {
			cuts = append(cuts, p.Start, p.Start+p.Length)
		}
		slices.Sort(cuts)
		for i := 1; i < len(cuts); i++ {
			up, middle := 1.0, (cuts[i]+cuts[i-1])/2
			for _, p := range pieces {
				if p.Start < middle && middle < p.Start+p.Length {
					up *= 1 - p.Impact
				}
			}
			down[y] += (1 - up) * (cuts[i] - cuts[i-1])
		}
	}
	return down
}

// TestYearsOfOneLife holds years that are simulated each by itself against the
// consecutive years of one long life, in which nothing is cut and nothing is
// drawn for a past.
func TestYearsOfOneLife(t *testing.T) {
	t.Parallel()
	const day = model.Day
	months := func(l *lifespan) float64 { // lognormal, mean 40 d, standard deviation 60 d
		s2 := math.Log(1 + 1.5*1.5)
		return 40 * day * math.Exp(-s2/2+math.Sqrt(s2)*l.rng.NormFloat64())
	}
	for _, c := range []struct {
		why, text string
		live      func(l *lifespan)
	}{
		{"random impact", simtest.LongOutages("rate = \"3/year\"\nimpact = { dist = \"beta\", alpha = 1, beta = 2 }", `{ dist = "lognormal", mean = "40d", sd = "60d" }`), func(l *lifespan) {
			l.each(func() float64 { return l.rng.ExpFloat64() * model.Year / 3 }, func(at float64) {
				l.outage(at, months(l), 1-math.Sqrt(l.rng.Float64()))
			})
		}},
		{"renewals", simtest.LongOutages(`interarrival = { dist = "weibull", shape = 0.7, mean = "100d" }`, `{ dist = "lognormal", mean = "40d", sd = "60d" }`), func(l *lifespan) {
			scale := 100 * day / math.Gamma(1+1/0.7)
			l.each(func() float64 { return scale * math.Pow(l.rng.ExpFloat64(), 1/0.7) }, func(at float64) { l.outage(at, months(l), 1) })
		}},
		{"renewals of a mean of two years", simtest.LongOutages(`interarrival = { dist = "gamma", shape = 3, mean = "730d" }`, `"300d"`), func(l *lifespan) {
			l.each(func() float64 {
				return (l.rng.ExpFloat64() + l.rng.ExpFloat64() + l.rng.ExpFloat64()) * 730 * day / 3
			}, func(at float64) { l.outage(at, 300*day, 1) })
		}},
		{"a change with a gate that exposes", `
[change.move]
every = "1135h"
downtime = { dist = "exponential", mean = "6d" }
[alarm.a]
[recovery.r]
time = { dist = "lognormal", mean = "40d", sd = "60d" }
[gate.trial]
catches = "40%"
exposure = { impact = "20%", time = "50d" }
[risk.fault]
on = "move"
chance = "30%"
gates = ["trial"]
alarms = ["a"]
recovery = ["r"]
`, func(l *lifespan) {
			l.each(func() float64 { return 1135 * 3600 }, func(at float64) {
				work := l.rng.ExpFloat64() * 6 * day
				l.outage(at, work, 1)
				switch u := l.rng.Float64(); {
				case u < 0.3*0.4:
					l.outage(at+work, 50*day, 0.2)
				case u < 0.3:
					l.outage(at+work, months(l), 1)
				}
			})
		}},
	} {
		years := simtest.Enough(20_000, 100_000)
		l := &lifespan{years: years, rng: rand.New(rand.NewPCG(5, 6))}
		c.live(l)
		life := l.fullYears()
		r := mustRun(t, simtest.ReadText(t, c.text), Options{Years: years, Seed: 31})
		sorted := slices.Clone(life)
		slices.Sort(sorted)
		want := batched(life, func(x float64) float64 { return x })
		got := r.Downtime.Mean()
		simtest.Within(t, c.why+": downtime", got.Value, want.Value, math.Hypot(got.SE, want.SE), 4)
		for _, part := range []float64{0.05, 0.3, 0.6, 0.9, 0.98} {
			limit := sorted[int(part*float64(years))]
			if limit == 0 {
				continue
			}
			share := batched(life, func(x float64) float64 {
				if x <= limit {
					return 1
				}
				return 0
			})
			p := float64(r.Downtime.CountAtMost(limit)) / float64(years)
			se := math.Hypot(share.SE, math.Sqrt(p*(1-p)/float64(years)))
			simtest.Within(t, c.why+": years down for no more than a limit", p, share.Value, se, 4.5)
		}
	}
}

// batched returns the mean of a function of consecutive years, whose error is
// that of the means of batches: what lasts beyond a year makes neighbours
// alike.
func batched(years []float64, of func(float64) float64) stat.Estimate {
	const batches = 200
	size := len(years) / batches
	var m stat.Moments
	for b := range batches {
		sum := 0.0
		for _, x := range years[b*size : (b+1)*size] {
			sum += of(x) / float64(size)
		}
		m.Sum, m.Squares = m.Sum+sum, m.Squares+sum*sum
	}
	return m.Mean(batches)
}
