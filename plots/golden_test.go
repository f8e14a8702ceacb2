package plots

import (
	"bytes"
	"encoding/xml"
	"flag"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/plot/cmpimg"
	"gonum.org/v1/plot/vg/vgimg"
)

var update = flag.Bool("update", false, "rewrite the golden pictures")

// TestGolden compares each chart with a picture that somebody has looked at.
func TestGolden(t *testing.T) {
	r, s := busy().result(t), plane(t, 15, sums)
	for _, c := range []*Chart{Promise(r), Attainment(r), Phases(r), Exceedance(r), LatencyRollback(s)} {
		w, h := Document.extent()
		canvas := vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(72))}
		c.draw(canvas, Document, typeface{fonts: faces(), spell: legible})
		var got bytes.Buffer
		if _, err := canvas.WriteTo(&got); err != nil {
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

// words returns the texts of an SVG in the order of drawing.
func words(t *testing.T, c *Chart) []string {
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
		{Promise(r), []string{"99 %", "3.7 d", "99.95 %", "4 h 23 min", "52 min 34 s", Kept(r.Targets[3].Met), "yes", "no"}},
		{Phases(r), []string{"1 h 30 min", "48 min 30 s", "30 min", "11 min 40 s", "6 min 50 s", "2 min 10 s",
			AboutDuration(r.Downtime.Mean()), "budget of 99.95 %: 4 h 23 min a year"}},
		{Exceedance(r), []string{AboutDuration(r.Downtime.Quantile(0.95)), AboutDuration(r.Downtime.Quantile(0.99))}},
		{LatencyRollback(s), []string{"99.99 %", "99.95 %", Attainable(s.TodayAttainable), "30 min"}},
	}
	for _, tt := range tests {
		got := words(t, tt.chart)
		for _, w := range tt.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s lacks %q: %q", tt.chart.Name(), w, got)
			}
		}
	}

	// The attainable SLO on the chart is read back as a number: it promises
	// no more than was found and no less than the interval allows.
	best := r.AttainableAllYear
	shown := 0.0
	for _, w := range words(t, Attainment(r)) {
		v, err := strconv.ParseFloat(strings.TrimSuffix(w, " %"), 64)
		if err == nil && v/100 > best.Low-(best.High-best.Low) && v/100 < best.High {
			shown = v / 100
		}
	}
	if shown == 0 || shown > best.Value {
		t.Errorf("the attainable SLO is shown as %v, found was %v (%v to %v)", shown, best.Value, best.Low, best.High)
	}
	if title := Attainment(r).Title(); !strings.Contains(title, Attainable(best)) {
		t.Errorf("the title %q lacks %s", title, Attainable(best))
	}
}

// TestTitles keeps what the charts say, case by case.
func TestTitles(t *testing.T) {
	all := charts(t)
	for name, want := range map[string]string{
		"promise-five-nines":      "99.99 % is safe; 99.999 % is impossible: planned work alone takes 8 min 40 s",
		"promise-busy":            "99.9 % is safe; 99.95 % is kept in only 62 of 100 years",
		"promise-perfect":         "Every target is safe, even 99.99 %",
		"promise-hopeless":        "No target is safe: even 99.9 % is missed in every simulated year",
		"attainment-perfect":      "Nine years in ten pass without any downtime, so 99.99 % is safe",
		"attainment-hopeless":     "Nine years in ten stay above 88.8 %, so no target is safe",
		"phases-five-nines":       "Planned work takes 83 % of the downtime",
		"phases-perfect":          "No simulated year had any downtime",
		"exceedance-perfect":      "No simulated year had any downtime",
		"latency-rollback-sums":   "Today allows 99.97 %; 99.99 % needs time to roll back cut to 58 s",
		"latency-rollback-flat":   "Neither time until the alarm nor time to roll back changes much: 99.971 % everywhere",
		"latency-rollback-never":  "The service never fails, whatever the time until the alarm and the time to roll back",
		"latency-rollback-ratios": "Today allows 99.879 %; neither axis alone reaches 99.99 %, both together do",
	} {
		if got := all[name].Title(); got != want {
			t.Errorf("%s says %q, want %q", name, got, want)
		}
	}
}
