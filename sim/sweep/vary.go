package sweep

import (
	"errors"
	"fmt"
	"math"

	"nines/model"
	"nines/model/file"
)

// usualPoints is how many values an axis has unless told.
const usualPoints = 41

// ErrNoRange says that it takes both ends to vary a path.
var ErrNoRange = errors.New("today's value is nothing or unknown, so that the map needs both ends (--from and --to)")

// Around returns the axis that varies a path of a scenario between two values in
// the unit of its kind: evenly in the logarithm or, where it begins at nothing or
// is of a ratio above a half today, in the value. An end that is NaN is a tenth of
// today's value, or ten times as much, or what of that the file can take. The
// error says what the path or an end cannot be.
func Around(sc *model.Scenario, path string, from, to float64) (model.Axis, error) {
	kind, err := file.KindOf(sc, path)
	if err != nil {
		return model.Axis{}, err
	}
	a := model.Axis{Path: path, Kind: kind}
	today, _, known := file.Value(sc, path)
	known = known && today > 0
	if !known && (math.IsNaN(from) || math.IsNaN(to)) {
		return a, fmt.Errorf("%s: %w", path, ErrNoRange)
	}
	if kind == model.FactorValue {
		today = 1
	}
	if known {
		if err := takes(sc, a, today); err != nil { // nothing that could be varied
			return a, fmt.Errorf("%s: %w", path, err)
		}
	}
	if math.IsNaN(from) {
		from = farthest(sc, a, today, 0.1)
	}
	if math.IsNaN(to) {
		to = farthest(sc, a, today, 10)
	}
	for _, v := range []float64{from, to} {
		if err := takes(sc, a, v); err != nil {
			return a, fmt.Errorf("%s cannot take the value %s: %w", path, kind.Format(v), err)
		}
	}
	if !(from < to) {
		return a, fmt.Errorf("%s: from %s to %s: the range is empty: want from below to", path, kind.Format(from), kind.Format(to))
	}
	a.Log = from > 0 && !(kind == model.RatioValue && today > 0.5)
	for i := range usualPoints {
		part := float64(i) / (usualPoints - 1)
		if a.Log {
			a.Values = append(a.Values, from*math.Pow(to/from, part))
		} else {
			a.Values = append(a.Values, from+(to-from)*part)
		}
	}
	a.Values[usualPoints-1] = to
	return a, nil
}

// farthest returns today's value times a factor or, where the file cannot take
// that, times what of it it can.
func farthest(sc *model.Scenario, a model.Axis, today, factor float64) float64 {
	v := today * factor
	for part := 0.9; part > 0 && takes(sc, a, v) != nil; part -= 0.1 {
		v = today * math.Pow(factor, part)
		if a.Kind == model.RatioValue && factor > 1 {
			v = min(v, 1)
		}
	}
	return v
}

// takes reports why the file cannot take a value, in the words of its first
// mistake.
func takes(sc *model.Scenario, a model.Axis, v float64) error {
	_, err := file.With(sc, file.At(a, v))
	var errs file.Errors
	if errors.As(err, &errs) && len(errs) > 0 {
		return fmt.Errorf("%s %s", errs[0].Key, errs[0].Message)
	}
	return err
}

// Vary returns the scenario with axes of its own in place of those of its map: the
// first for x, the second, if there is one, for y. With one alone the other axis
// is the file's y or else the whole time from the alarm to the end.
func Vary(sc *model.Scenario, axes ...model.Axis) *model.Scenario {
	usual := sc.Sweep
	if usual == nil {
		usual = defaultSweep()
	}
	out, s := *sc, *usual
	switch {
	case len(axes) == 2:
		s.X, s.Y = axes[0], axes[1]
	case len(axes) == 1 && axes[0].Path == usual.Y.Path:
		s.Y = axes[0]
	case len(axes) == 1:
		s.X = axes[0]
	}
	out.Sweep = &s
	return &out
}
