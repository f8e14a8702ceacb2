package sweep

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/simtest"
)

// sloGrid is a service that fails at a rate, is seen after a known time and
// recovers after a random or a known one.
const sloGrid = `
[alarm.a]
delay = "1m"
[recovery.r]
time = %s
[risk.x]
rate = "%s/year"
alarms = ["a"]
recovery = ["r"]
`

// TestSLOGrid holds sweeps by the law against attainable SLOs computed by
// others (SciPy: transforms on lattices of 15 s and 3.75 s with Richardson's
// extrapolation, good to 1e-5 h), as plain sums, at four confidences. Every
// cell must lie within 2e-6. With overlap, which the figures leave out, no cell
// may be worse.
func TestSLOGrid(t *testing.T) {
	t.Parallel()
	file, err := os.Open("testdata/slo_grid.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) float64 { return simtest.Must(strconv.ParseFloat(s, 64)) }
	type key struct{ rate, repair string }
	grids := map[key][][]string{}
	for _, r := range rows[1:] {
		k := key{r[1], r[3]}
		grids[k] = append(grids[k], r)
	}
	cells, worst := 0, 0.0
	for k, rows := range grids {
		var xs, ys []float64
		for _, r := range rows {
			xs, ys = append(xs, 60*number(r[2])), append(ys, 60*number(r[4]))
		}
		distinct := func(v []float64) []float64 { slices.Sort(v); return slices.Compact(v) }
		xs, ys = distinct(xs), distinct(ys)
		repair := `"1m"`
		if k.repair != "constant" {
			repair = `{ p50 = "1m", sigma = 0.8 }`
		}
		for c, confidence := range []string{"50%", "90%", "95%", "99%"} {
			sc := simtest.ReadText(t, fmt.Sprintf(sloGrid, repair, k.rate), "slo.confidence="+confidence)
			sc.Sweep = &model.Sweep{
				X: model.Axis{Path: "alarm.a.latency", Kind: model.DurationValue, Values: xs},
				Y: model.Axis{Path: "recovery.r.time", Kind: model.DurationValue, Values: ys},
			}
			s, err := Run(t.Context(), sc, sim.Options{Years: 1000, Seed: 1, Method: sim.Exact})
			if err != nil {
				t.Fatal(err)
			}
			auto, err := Run(t.Context(), sc, sim.Options{Years: simtest.Enough(300, 1000), Seed: 1, Method: sim.Auto})
			if err != nil {
				t.Fatal(err)
			}
			stepped := auto.Method != sim.Auto // known lengths that overlap are simulated
			if stepped && k.repair != "constant" {
				t.Fatal(auto.NoLaw)
			}
			for _, r := range rows {
				i, j := slices.Index(xs, 60*number(r[2])), slices.Index(ys, 60*number(r[4]))
				want := number(r[5+c])
				got := s.Attainable[j][i].Value
				worst = math.Max(worst, math.Abs(got-want))
				if cells++; math.Abs(got-want) > 2e-6 {
					t.Errorf("%s a year, %s, %s and %s min, at %s: got %.9f, want %.9f", r[1], r[3], r[2], r[4], confidence, got, want)
				}
				if a := auto.Attainable[j][i]; !stepped && a.Value < got-1e-12 {
					t.Errorf("%s a year, %s, %s and %s min, at %s: with overlap %v, without %.9f", r[1], r[3], r[2], r[4], confidence, a, want)
				}
			}
		}
	}
	if cells != 4*208 {
		t.Errorf("%d cells", cells)
	}
	t.Logf("%d cells, off by %.2g at most", cells, worst)
}
