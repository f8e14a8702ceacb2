package sweep

import (
	"errors"
	"math"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/sim/internal/simtest"
)

// TestAround: a path is varied from a tenth of today's value to ten times as much,
// in its own unit and as far as the file can take it; "*" by a common factor, so
// that what matches keeps its proportions.
func TestAround(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Crowd)
	unknown := math.NaN()
	for _, c := range []struct {
		path           string
		from, to       float64
		kind           model.ValueKind
		wantFrom, want float64
	}{
		{"recovery.fix.time", 60, 600, model.DurationValue, 60, 600},
		{"recovery.*.time", unknown, unknown, model.TimesValue, 0.1, 10},
		{"recovery.*.time", 0, 2, model.TimesValue, 0, 2},
		{"detect", unknown, 5, model.FactorValue, 0.1, 5},
	} {
		a, err := Around(sc, c.path, c.from, c.to)
		if err != nil {
			t.Fatal(err)
		}
		if last := a.Values[len(a.Values)-1]; a.Kind != c.kind || a.Values[0] != c.wantFrom || last != c.want || a.Log != (c.wantFrom > 0) {
			t.Errorf("%s: %v from %v to %v, logarithmic: %v", c.path, a.Kind, a.Values[0], last, a.Log)
		}
	}
	if _, err := Around(sc, "recovery.fix.self", unknown, unknown); err == nil {
		t.Error("there is no such key")
	}
	if _, err := Around(sc, "service.revenue_per_hour", unknown, 7); !errors.Is(err, ErrNoRange) {
		t.Errorf("got %v, want that today's value is unknown", err)
	}
	fix, _, _ := file.Value(sc, "recovery.fix.time")
	doubled := simtest.Must(file.With(sc, file.At(model.Axis{Path: "recovery.*.time", Kind: model.TimesValue}, 2)))
	if got, _, _ := file.Value(doubled, "recovery.fix.time"); math.Abs(got-2*fix) > 1e-9*fix {
		t.Errorf("twice %v is %v", fix, got)
	}
}

// TestVary: two axes take the place of both, one that of the axis across, or of the
// one that it is; the scenario itself stays as it is.
func TestVary(t *testing.T) {
	sc := simtest.ReadText(t, simtest.Crowd)
	sc.Sweep = &model.Sweep{X: model.Axis{Path: "a"}, Y: model.Axis{Path: "b"}}
	for _, c := range [][]string{{"c", "d", "c", "d"}, {"c", "", "c", "b"}, {"b", "", "a", "b"}} {
		axes := []model.Axis{{Path: c[0]}}
		if c[1] != "" {
			axes = append(axes, model.Axis{Path: c[1]})
		}
		if s := Vary(sc, axes...).Sweep; s.X.Path != c[2] || s.Y.Path != c[3] {
			t.Errorf("%v: got %s and %s", c, s.X.Path, s.Y.Path)
		}
	}
	if sc.Sweep.X.Path != "a" || sc.Sweep.Y.Path != "b" {
		t.Error("the scenario has other axes now")
	}
}
