package main

import (
	"math"
	"strings"

	"nines/model"
	"nines/model/file"
	"nines/sim/sweep"
)

// checkEnds reports ends of ranges that do not belong to the paths that are
// varied, one by one.
func checkEnds(vary, from, to []string) error {
	for _, ends := range []struct {
		flag   string
		values []string
	}{{"--from", from}, {"--to", to}} {
		if n := len(ends.values); n != 0 && n != len(vary) {
			return badCall("%s: got %d, want one for each --vary, in the same order", ends.flag, n)
		}
	}
	return nil
}

// endOf reads an end of the range of a path that is varied; NaN where it is not
// given.
func endOf(sc *model.Scenario, path, flag string, values []string, i int) (float64, error) {
	kind, err := file.KindOf(sc, path)
	if err != nil {
		return 0, badCall("--vary: %w", err)
	}
	if len(values) == 0 {
		return math.NaN(), nil
	}
	v, err := kind.Parse(values[i])
	if err != nil {
		return 0, badCall("%s: %s: %w", flag, path, err)
	}
	return v, nil
}

// varied returns the scenario with the axes that are asked for.
func (f *sweepFlags) varied(sc *model.Scenario) (*model.Scenario, error) {
	if err := checkEnds(f.vary, f.from, f.to); err != nil {
		return nil, err
	}
	if len(f.vary) == 0 {
		return sc, nil
	}
	if n := len(f.vary); n > 2 {
		return nil, badCall("--vary: got %d paths, want one for the axis across, or two", n)
	}
	axes := make([]model.Axis, len(f.vary))
	for i, path := range f.vary {
		if strings.HasPrefix(path, "slo.") {
			return nil, badCall("--vary: %s is what is promised, not what keeps it; --target and --set change it", path)
		}
		from, err := endOf(sc, path, "--from", f.from, i)
		if err != nil {
			return nil, err
		}
		to, err := endOf(sc, path, "--to", f.to, i)
		if err != nil {
			return nil, err
		}
		if axes[i], err = sweep.Around(sc, path, from, to); err != nil {
			return nil, badCall("--vary: %w", err)
		}
	}
	out := sweep.Vary(sc, axes...)
	if x, y := out.Sweep.X, out.Sweep.Y; file.At(x, 1).Meets(file.At(y, 1)) {
		return nil, badCall("--vary: %s and %s change the same value, want two different paths", x.Path, y.Path)
	}
	return out, nil
}
