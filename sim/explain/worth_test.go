package explain

import (
	"fmt"
	"testing"

	"nines/sim"
	"nines/sim/internal/simtest"
	"nines/sim/stat"
)

// tree is a fault tree as a service: at most one incident a year of each risk.
// The budget of 94.6 s is exceeded by two of a, b and c (60 s each), or by d.
const tree = `
[change.year]
per_year = 1
[alarm.x]
delay = "0s"
[recovery.short]
time = "60s"
[recovery.long]
time = "200s"
[risk.a]
on = "year"
chance = "20%"
alarms = ["x"]
recovery = ["short"]
[risk.b]
on = "year"
chance = "30%"
alarms = ["x"]
recovery = ["short"]
[risk.c]
on = "year"
chance = "25%"
alarms = ["x"]
recovery = ["short"]
[risk.d]
on = "year"
chance = "5%"
alarms = ["x"]
recovery = ["long"]
`

// TestWorthsOfAFaultTree holds the importance measures against all states of a
// fault tree, two of three or one, where they are the textbook's.
func TestWorthsOfAFaultTree(t *testing.T) {
	t.Parallel()
	chances := []float64{0.2, 0.3, 0.25, 0.05}
	// missed returns P(miss) with the chance of one risk made 0, or with
	// one more incident of it.
	missed := func(never, more int) float64 {
		total := 0.0
		for state := range 16 {
			p, down := 1.0, 0.0
			for i, q := range chances {
				if i == never {
					q = 0
				}
				n := 0.0
				if state>>i&1 == 1 {
					p, n = p*q, 1
				} else {
					p *= 1 - q
				}
				if i == more {
					n++
				}
				down += n * []float64{60, 60, 60, 200}[i]
			}
			if down > 94.608 {
				total += p
			}
		}
		return total
	}
	// Faults of one event begin together, so that outages would overlap:
	// here each risk has an event of its own, at a random moment.
	text, sets := tree, []string{`slo.targets=["99.9%", "99.9997%"]`, "slo.promise=99.9997%"}
	for _, name := range []string{"a", "b", "c", "d"} {
		text += fmt.Sprintf("[change.own-%s]\nper_year = 1\n", name)
		sets = append(sets, fmt.Sprintf("risk.%s.on=own-%s", name, name))
	}
	sc := simtest.ReadText(t, text, sets...)
	for _, method := range []sim.Method{sim.Auto, sim.Simulate} {
		x := mustExplain(t, sc, sim.Options{Years: simtest.Enough(10_000, 200_000), Seed: 3, Method: method})
		p := missed(-1, -1)
		simtest.Within(t, "met", x.Met.Value, 1-p, x.Met.SE, 4)
		for i, w := range x.Worths {
			what := fmt.Sprintf("%s, risk %s: ", method, w.Risk)
			rrw, raw := p/missed(i, -1), missed(-1, i)/p
			simtest.Within(t, what+"reduction", w.Reduction.Value, rrw, w.Reduction.SE, 4)
			simtest.Within(t, what+"achievement", w.Achievement.Value, raw, w.Achievement.SE, 4)
			simtest.Within(t, what+"share", w.Share.Value, 1-1/rrw, w.Share.SE, 4)
			if w.Reduction.Low > w.Reduction.Value || w.Reduction.High < w.Reduction.Value || w.Reduction.Low < 1 {
				t.Errorf("%sreduction %+v", what, w.Reduction)
			}
		}
	}
}

// TestWorthByValidation holds the relation of the measures to the figures that
// the fault tree analyser SCRAM 0.16.2 gives for a system of six components.
func TestWorthByValidation(t *testing.T) {
	for _, c := range []struct{ top, without, rrw, fv float64 }{
		// P(top) = 2.2234015e-4; without the component P(top)·(1 - FV).
		{2.223401496160473e-4, 2.223401496160473e-4 * (1 - 0.06695374087055513), 1.07175822229117, 0.06695374087055513},
		{2.223401496160473e-4, 2.223401496160473e-4 * (1 - 0.4497062943160766), 1.8172114085098732, 0.4497062943160766},
	} {
		exactly := func(missed float64) *attempt {
			met := stat.Estimate{Value: 1 - missed, Low: 1 - missed, High: 1 - missed}
			return &attempt{Trial: &sim.Trial{Result: &sim.Result{Method: sim.Auto}, Side: stat.Side{Met: met}}}
		}
		cmp := &comparer{today: exactly(c.top)}
		w := cmp.worthOf("x", exactly(c.without), exactly(c.top))
		simtest.Within(t, "reduction", w.Reduction.Value, c.rrw, 1e-9, 1)
		simtest.Within(t, "share", w.Share.Value, c.fv, 1e-9, 1)
		simtest.Within(t, "no more than today", w.Achievement.Value, 1, 1e-9, 1)
	}
}
