package plots

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg/vgimg"

	"nines/model"
	"nines/plots/internal/canvas"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/sweep"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// TestGolden compares each chart with a picture that somebody has looked at.
func TestGolden(t *testing.T) {
	r, s := busy().result(t), plane(t, 15, sums)
	for _, c := range []*Chart{Promise(r), Attainment(r), Phases(r), Exceedance(r), Budget(r), LatencyRollback(s), Investments(options(t)["usual"]), Tornado(sensitivities(t)["usual"]), BurnDown(burnDowns(t)["usual"])} {
		w, h := Document.extent()
		png := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(72))}
		c.draw(png, Document, canvas.NewTypeface(canvas.Legible))
		var got bytes.Buffer
		if _, err := png.WriteTo(&got); err != nil {
			t.Fatal(err)
		}
		file := filepath.Join("testdata", c.Name()+".png")
		if *update {
			if err := os.WriteFile(file, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		same, err := cmpimg.EqualApprox("png", got.Bytes(), want, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if !same {
			t.Errorf("%s looks different; if it should, look at it and run the test with -update", file)
		}
	}
}

// textsOf returns the texts of an SVG in the order of drawing.
func textsOf(t *testing.T, c *Chart) []string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, SVG, Document); err != nil {
		t.Fatal(err)
	}
	var out []string
	for d := xml.NewDecoder(&b); ; {
		token, err := d.Token()
		if err == io.EOF {
			return out
		}
		if err != nil {
			t.Fatalf("%s is no XML: %v", c.Name(), err)
		}
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "text" {
			var s string
			if err := d.DecodeElement(&s, &e); err != nil {
				t.Fatal(err)
			}
			out = append(out, s)
		}
	}
}

// TestNumbers reads the numbers off the charts and holds them against the
// result that the charts were drawn from.
func TestNumbers(t *testing.T) {
	r := busy().result(t)
	s := plane(t, 41, sums)
	tests := []struct {
		chart *Chart
		want  []string
	}{
		{Promise(r), []string{"99 %", "3.7 d", "99.95 %", "4 h 23 min", "52 min 34 s", words.Kept(r.Targets[3].Met), "yes", "no"}},
		{Phases(r), []string{"1 h 30 min", "48 min 30 s", "30 min", "11 min 40 s", "6 min 50 s", "2 min 10 s",
			words.AboutDuration(r.Downtime.Mean()), "budget of 99.95 %: 4 h 23 min a year"}},
		{Budget(r), []string{"4 h 6 min, 94 %", "1 h 30 min, 34 %", "48 min 30 s, 18 %", "2 min 10 s, 1 %", "99.95 %", "a quarter", "99 %", "99.5 %", "99.9 %", "99.99 %"}},
		{Exceedance(r), []string{words.AboutDuration(r.Downtime.Quantile(0.95)), words.AboutDuration(r.Downtime.Quantile(0.99))}},
		{LatencyRollback(s), []string{"99.99 %", "99.95 %", words.Attainable(s.TodayAttainable), "30 min"}},
	}
	for _, tt := range tests {
		got := textsOf(t, tt.chart)
		for _, w := range tt.want {
			if !slices.Contains(got, words.Plain(w)) {
				t.Errorf("%s lacks %q: %q", tt.chart.Name(), w, got)
			}
		}
	}

	// The attainable SLO on the chart is read back as a number: it promises
	// no more than was found and no less than the interval allows.
	best := r.AttainableAllYear
	shown := 0.0
	for _, w := range textsOf(t, Attainment(r)) {
		v, err := strconv.ParseFloat(strings.TrimSuffix(w, " %"), 64)
		if err == nil && v/100 > best.Low-(best.High-best.Low) && v/100 < best.High {
			shown = v / 100
		}
	}
	if shown == 0 || shown > best.Value {
		t.Errorf("the attainable SLO is shown as %v, found was %v (%v to %v)", shown, best.Value, best.Low, best.High)
	}
	if title := words.Plain(Attainment(r).Title()); !strings.Contains(title, words.Plain(words.Attainable(best))) {
		t.Errorf("the title %q lacks %s", title, words.Attainable(best))
	}
}

// TestTitles keeps what the charts say, case by case.
func TestTitles(t *testing.T) {
	all := charts(t)
	for name, want := range map[string]string{
		"burn-down-usual":         "The 99.95 % budget runs out in 1 of 10 years, by mid-year in 3 of 100 years",
		"burn-down-spotless":      "The 99.9 % budget lasts through every simulated year",
		"burn-down-none":          "100 % leaves no budget to burn",
		"budget-busy":             "“A release slows every query” alone takes 34 % of the 99.95 % budget",
		"budget-five-nines":       "2 causes each take over a quarter of the 99.999 % budget; “deploy (planned)” takes 165 %",
		"budget-perfect":          "Nothing eats the error budget",
		"budget-strict":           "100 % allows no downtime at all",
		"budget-steps":            "“Every failure takes three minutes” takes 114 % of the 99.999 % budget",
		"promise-five-nines":      "99.99 % is safe; 99.999 % is impossible: planned work alone takes 8 min 40 s",
		"promise-busy":            "99.9 % is safe; 99.95 % is kept in only 62 of 100 years",
		"promise-perfect":         "Every target is safe, even 99.99 %",
		"promise-hopeless":        "No target is safe: even 99.9 % is missed in every simulated year",
		"attainment-perfect":      "Nine years in ten pass without any downtime, so 99.99 % is safe",
		"attainment-hopeless":     "Nine years in ten stay above 88.8 %, so no target is safe",
		"phases-five-nines":       "Planned work takes 83 % of the downtime",
		"phases-perfect":          "No simulated year had any downtime",
		"exceedance-perfect":      "No simulated year had any downtime",
		"latency-rollback-sums":   "Today allows 99.97 %; for 99.99 % roll back in about 58 s",
		"latency-rollback-flat":   "Neither time until the alarm nor time to roll back changes much: 99.971 % everywhere",
		"latency-rollback-never":  "The service never fails, whatever the time until the alarm and the time to roll back",
		"latency-rollback-ratios": "Today allows 99.879 %; neither axis alone reaches 99.99 %, both together do",
	} {
		if got := words.Plain(all[name].Title()); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
}

// TestMapTitles keeps what the map says of the next target, and what it keeps
// to itself.
func TestMapTitles(t *testing.T) {
	at := func(promise string, targets ...string) *sweep.Surface {
		s := plane(t, 15, sums)
		s.Scenario.SLO.Promise = target(t, promise)
		for _, text := range targets {
			s.Scenario.SLO.Targets = append(s.Scenario.SLO.Targets, target(t, text))
		}
		return s
	}
	// The end of one axis reaches the promise on the line of the grid below
	// today, but not on that above.
	between := func() *sweep.Surface {
		s := plane(t, 15, func(x, y float64) float64 {
			if x < 16 && y < 500 || x < 100 && y < 100 {
				return 0.99995
			}
			return 0.9998 - 1e-9*x
		})
		return s
	}
	means := at("99.99%")
	means.X.Label, means.Y.Label = sim.Label{Kind: sim.MeanDetect}, sim.Label{Kind: sim.MeanRecover}
	near := at("99.99%")
	near.TodayAttainable = stat.Estimate{Value: 0.99989, SE: 1e-5, Low: 0.99987, High: 0.99991}
	same := at("99.99%")
	same.TodayAttainable = stat.Estimate{Value: 0.9999, SE: 1e-5, Low: 0.99989, High: 0.99991}
	for _, tt := range []struct {
		why     string
		surface *sweep.Surface
		want    string
	}{
		{"the next listed target", at("99.9%", "99.9%", "99.98%", "99.99%"), "Today allows 99.97 %; for 99.98 % roll back in about 5.5 min"},
		{"all is safe", at("99.9%", "99.9%", "99.95%"), "Today allows 99.97 %"},
		{"nobody reaches 100 %", at("100%"), "Today allows 99.97 %"},
		{"far off", at("99.9999%"), "Today allows 99.97 %; nothing in this picture reaches 99.9999 %"},
		{"no (mean) in a sentence", means, "Today allows 99.97 %; for 99.99 % end outages about 56 s after the alarm"},
		{"in doubt it says less", between(), "Today allows 99.979 %"},
		{"within the interval", near, "Today allows 99.98 %; 99.99 % is too close to call"},
		{"all but equal", same, "Today allows about 99.99 %: too close to call"},
	} {
		if got := words.Plain(LatencyRollback(tt.surface).Title()); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.why, got, tt.want)
		}
	}
}

// TestDegenerateTitles meets years that are all alike, and too few of them.
func TestDegenerateTitles(t *testing.T) {
	constant := func(seconds float64, years int) *sim.Result {
		s := fiveNines()
		s.years, s.planned = years, 0
		s.year = func(*rand.Rand) float64 { return seconds }
		return s.result(t)
	}
	for _, tt := range []struct {
		chart *Chart
		want  string
	}{
		{Exceedance(constant(520, 1000)), "Every year is down for 8 min 40 s"},
		{Exceedance(constant(model.Year, 1000)), "The service is always down"},
		{Exceedance(constant(520, 1)), "The one simulated year was down for 8 min 40 s"},
		{Attainment(constant(520, 10)), "10 simulated years are too few to tell what nine years in ten reach"},
		{Attainment(constant(520, 1)), "1 simulated year is too few to tell what nine years in ten reach"},
		{Attainment(constant(0.1, 1000)), "Nine years in ten stay above 99.999999682 %, so 99.999 % is safe"},
	} {
		if got := words.Plain(tt.chart.Title()); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
	// The axis holds the step of the curve, however far from the targets.
	if a := newAttainment(constant(0.1, 1000)); a.hi < 8.5 || a.lo > 3 {
		t.Errorf("the axis runs from %v to %v nines", a.lo, a.hi)
	}
}
