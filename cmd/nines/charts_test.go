package main

import (
	"bytes"
	"context"
	"fmt"
	"hash"
	"hash/fnv"
	"io"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model/file"
	"nines/plots"
	"nines/scenarios"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/sweep"
)

// shipped runs a shipped scenario for a few years.
func shipped(t *testing.T, name string, method sim.Method) *sim.Result {
	t.Helper()
	a := &app{stderr: io.Discard}
	sc, _, err := a.readWithText(context.Background(), name, nil)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(context.Background(), sc, sim.Options{Years: 512, Seed: 1, Method: method})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// chartsOf returns all charts that a run draws of a result. The inputs of the
// slow ones are made once.
func chartsOf(t *testing.T, r *sim.Result) func() []*plots.Chart {
	t.Helper()
	opt := sim.Options{Years: 64, Seed: 1, Method: sim.Simulate}
	surface, err := sweep.Run(context.Background(), r.Scenario, opt)
	if err != nil {
		surface = nil // nothing to sweep
	}
	burn, err := sim.Burn(context.Background(), r, opt)
	if err != nil {
		t.Fatal(err)
	}
	tornado, err := explain.Sensitivities(context.Background(), r, sim.Options{Years: 64, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return func() []*plots.Chart {
		all := []*plots.Chart{
			plots.Promise(r), plots.Attainment(r), plots.Phases(r), plots.Budget(r), plots.Exceedance(r),
			plots.BurnDown(burn), plots.Tornado(tornado),
		}
		if surface != nil {
			all = append(all, plots.LatencyRollback(surface))
		}
		return all
	}
}

// pictures returns charts as SVG.
func pictures(t *testing.T, charts []*plots.Chart) []byte {
	t.Helper()
	var b bytes.Buffer
	for _, c := range charts {
		if err := c.Write(&b, plots.SVG, plots.Document); err != nil {
			t.Fatal(err)
		}
	}
	return b.Bytes()
}

// TestSentencesChangeNothing draws every chart before and after every sentence
// of the answer and of the report, and holds the whole result, what is hidden
// of it too, against what it was: in whichever order what is found is told, it
// stays the same.
func TestSentencesChangeNothing(t *testing.T) {
	for i, name := range scenarios.Names() {
		if i%4 > 1 && os.Getenv("NINES_PROOF") == "" {
			continue // one in two by each method tells
		}
		method := []sim.Method{sim.Simulate, sim.Auto}[i%2]
		r := shipped(t, name, method)
		charts := chartsOf(t, r)
		notCut(t, name, charts())
		before, was := pictures(t, charts()), fingerprint(r)
		for what, say := range map[string]func(w io.Writer) error{
			"the answer": func(w io.Writer) error {
				doc.Screen{}.Write(w, (&answer.Run{Result: r, Call: []string{name}}).Page())
				return nil
			},
			"the JSON": func(w io.Writer) error { return wire.Write(w, wire.NewRun(r, wire.Parts{})) },
			"the report": func(w io.Writer) error {
				files, err := doc.Markdown((&answer.Report{Result: r}).Page(), "report.md")
				for _, f := range files {
					w.Write(f.Data)
				}
				return err
			},
		} {
			var first, second bytes.Buffer
			if err := say(&first); err != nil {
				t.Fatal(err)
			}
			if fingerprint(r) != was {
				t.Errorf("%s: the result is another after %s", name, what)
			}
			if err := say(&second); err != nil {
				t.Fatal(err)
			}
			if first.String() != second.String() {
				t.Errorf("%s: %s is another the second time", name, what)
			}
		}
		if !bytes.Equal(before, pictures(t, charts())) {
			t.Errorf("%s: the charts differ after the sentences", name)
		}
	}
}

// longNames are names and assumptions of which no chart has room for all on a
// line.
func longNames() []string {
	sets := []string{
		`title="` + strings.Repeat("What a very careful reader may promise ", 4) + `"`,
		`service.name="` + strings.Repeat("checkout of everything ", 4) + `"`,
	}
	for i := range 14 {
		at := fmt.Sprintf("risk.a-failure-that-nobody-thought-of-in-time-%d", i)
		sets = append(sets, fmt.Sprintf("%s={ title = %q, rate = \"%d/year\", self_heal_time = \"20m\" }", at,
			fmt.Sprintf("The %d. of many failures has a title that is as long as such titles are in files of careful people", i), i+1))
	}
	return sets
}

// notCut looks for an ellipsis on charts, at both sizes.
func notCut(t *testing.T, name string, charts []*plots.Chart) {
	t.Helper()
	for _, c := range charts {
		for _, size := range []plots.Size{plots.Document, plots.Slide} {
			var b bytes.Buffer
			if err := c.Write(&b, plots.SVG, size); err != nil {
				t.Fatal(err)
			}
			if bytes.Contains(b.Bytes(), []byte("…")) {
				t.Errorf("%s: a text of %s is cut at size %s", name, c.Name(), size)
			}
		}
	}
}

// TestNoTextIsCut draws names that no chart has room for on a line. The charts
// of the shipped scenarios are looked at where they are drawn anyway.
func TestNoTextIsCut(t *testing.T) {
	notCut(t, "long names", chartsOf(t, longResult(t))())
}

// longResult is the result of a scenario with long names.
func longResult(t *testing.T) *sim.Result {
	t.Helper()
	text, err := scenarios.Read("cre-risk-catalogue")
	if err != nil {
		t.Fatal(err)
	}
	var patches []file.Patch
	for _, s := range longNames() {
		p, err := file.ParseSet(s)
		if err != nil {
			t.Fatal(err)
		}
		patches = append(patches, p)
	}
	sc, err := file.Read("long.toml", text, patches...)
	if err != nil {
		t.Fatal(err)
	}
	r, err := sim.Run(context.Background(), sc, sim.Options{Years: 512, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// fingerprint sums up all that can be reached from a value. Two equal values
// have the same one, NaN among them.
func fingerprint(v any) uint64 {
	h := fnv.New64a()
	(&walker{hash: h, seen: map[uintptr]bool{}}).walk(reflect.ValueOf(v))
	return h.Sum64()
}

type walker struct {
	hash hash.Hash64
	seen map[uintptr]bool
}

func (w *walker) walk(v reflect.Value) {
	fmt.Fprint(w.hash, v.Kind(), ":")
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() || w.seen[v.Pointer()] {
			return
		}
		w.seen[v.Pointer()] = true
		w.walk(v.Elem())
	case reflect.Interface:
		if !v.IsNil() {
			w.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			w.walk(v.Field(i))
		}
	case reflect.Slice, reflect.Array:
		fmt.Fprint(w.hash, v.Len())
		if v.Len() > 0 && v.Index(0).Kind() == reflect.Float64 {
			buf := make([]byte, 0, 8*v.Len())
			for i := range v.Len() {
				bits := math.Float64bits(v.Index(i).Float())
				for s := 0; s < 64; s += 8 {
					buf = append(buf, byte(bits>>s))
				}
			}
			w.hash.Write(buf)
			return
		}
		for i := range v.Len() {
			w.walk(v.Index(i))
		}
	case reflect.Map:
		fmt.Fprint(w.hash, v.Len())
	case reflect.Float64, reflect.Float32:
		fmt.Fprint(w.hash, math.Float64bits(v.Float()))
	case reflect.String:
		fmt.Fprint(w.hash, v.String())
	case reflect.Bool:
		fmt.Fprint(w.hash, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		fmt.Fprint(w.hash, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		fmt.Fprint(w.hash, v.Uint())
	}
}
