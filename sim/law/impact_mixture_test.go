package law

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"

	"nines/model/file"
	"nines/sim/law/internal/random"
)

// TestBlend holds incidents of random impact against closed forms given the
// impact w, taken over w by quadrature: a burn-rate alarm fires after 51.84 s of
// downtime whatever the impact.
func TestBlend(t *testing.T) {
	const head = `
title = "blend"
[service]
name = "blend"
[slo]
targets = ["99.9%"]
[alarm.burn]
window    = "1h"
burn_rate = 14.4
target    = "99.9%"
`
	const risk = `
[risk.x]
rate     = "1/year"
impact   = { dist = "uniform", min = "20%", max = "100%" }
alarms   = ["burn"]
recovery = ["fix"]
`
	const exponential = `
[recovery.fix]
time = { dist = "exponential", mean = "10m" }
`
	const delay = `delay = { dist = "exponential", mean = "5m" }
`
	one := func(z, mean float64) float64 { return -math.Expm1(-math.Max(z, 0) / mean) }
	two := func(z float64) float64 { return (600*one(z, 600) - 300*one(z, 300)) / 300 }
	at := func(known bool) float64 {
		if known {
			return 1
		}
		return 0
	}
	for _, c := range []struct {
		name, parts string
		given       func(z float64) float64 // z = (x - 51.84 s)/w
		heal        func(y float64) float64 // y = x/w
	}{
		{"known lengths", head + "[recovery.fix]\ntime = \"10m\"\n" + risk,
			func(z float64) float64 { return at(z >= 600) }, nil},
		{"a known alarm", head + exponential + risk,
			func(z float64) float64 { return one(z, 600) }, nil},
		{"a known recovery", head + delay + "[recovery.fix]\ntime = \"10m\"\n" + risk,
			func(z float64) float64 { return one(z-600, 300) }, nil},
		{"both random", head + delay + exponential + risk, two, nil},
		{"healed after a known time", head + exponential + risk + "self_heal_time = \"8m\"\n",
			func(z float64) float64 { return one(z, 600) }, func(y float64) float64 { return at(y >= 480) }},
		{"healed after a random time", head + delay + exponential + risk + "self_heal_time = { dist = \"exponential\", mean = \"20m\" }\n",
			two, func(y float64) float64 { return one(y, 1200) }},
	} {
		sc, err := file.Read("blend.toml", []byte(c.parts))
		if err != nil {
			t.Fatal(err)
		}
		cost, err := newBuilder(sc, 0, 1e-6).severity(sc.Risks[0], 1)
		if err != nil {
			t.Fatal(err)
		}
		d := random.Realized(nil, cost.of, 1e-7)
		if d.Err > 3e-7 {
			t.Errorf("%s: bound %.1e", c.name, d.Err)
		}
		for x := 3.0; x < 2e4; x *= 1.07 {
			cuts := []float64{0.2, 1}
			for _, w := range []float64{(x - 51.84) / 600, x / 480} {
				if w > 0.2 && w < 1 {
					cuts = []float64{0.2, math.Min(w, cuts[1]), math.Max(w, cuts[1]), 1}
				}
			}
			want := 0.0
			for i, a := range cuts[:len(cuts)-1] {
				const panels = 200
				for k := range panels {
					step := (cuts[i+1] - a) / panels
					want += quad.Fixed(func(w float64) float64 {
						f := c.given((x - 51.84) / w)
						if c.heal != nil {
							f = 1 - (1-f)*(1-c.heal(x/w))
						}
						return f / 0.8
					}, a+float64(k)*step, a+float64(k+1)*step, 12, quad.Legendre{}, 0)
				}
			}
			if off := math.Abs(d.CDF(x) - want); off > d.Err {
				t.Errorf("%s: P(downtime <= %.4g): got %.9f, want %.9f, bound %.1e", c.name, x, d.CDF(x), want, d.Err)
			}
		}
	}
}
