package main

import (
	"nines/model"
	"nines/model/file"
	"nines/sim/solve"
)

// solveFlags are the flags of `nines solve`.
type solveFlags struct {
	runFlags
	vary     []string
	from, to []string
	picturing
}

// checkPaths reports a call that names no path, too many, or one twice.
func (f *solveFlags) checkPaths() error {
	switch n := len(f.vary); {
	case n == 0:
		return badCall("nines solve needs --vary PATH: what may change, such as recovery.rollback.time")
	case n > 2:
		return badCall("--vary: got %d paths, want one, or two for a frontier", n)
	case n == 2 && f.vary[0] == f.vary[1]:
		return badCall("--vary: got %s twice, want two different paths", f.vary[0])
	case n == 1 && f.chart != "":
		return badCall("--chart draws a frontier: it says nothing without a second --vary PATH")
	}
	for _, ends := range []struct {
		flag   string
		values []string
	}{{"--from", f.from}, {"--to", f.to}} {
		if n := len(ends.values); n != 0 && n != len(f.vary) {
			return badCall("%s: got %d, want one for each --vary, in the same order", ends.flag, n)
		}
	}
	return nil
}

// varied reads what is to be varied, and where.
func (f *solveFlags) varied(sc *model.Scenario) ([]solve.Vary, error) {
	out := make([]solve.Vary, len(f.vary))
	for i, path := range f.vary {
		kind, err := file.KindOf(sc, path)
		if err != nil {
			return nil, badCall("--vary: %w", err)
		}
		out[i] = solve.Anywhere(path)
		for _, end := range []struct {
			flag   string
			values []string
			at     *float64
		}{{"--from", f.from, &out[i].From}, {"--to", f.to, &out[i].To}} {
			if len(end.values) == 0 {
				continue
			}
			if *end.at, err = kind.Parse(end.values[i]); err != nil {
				return nil, badCall("%s: %s: %w", end.flag, path, err)
			}
		}
	}
	return out, nil
}
