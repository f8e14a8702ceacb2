package main

import (
	"nines/model"
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
	return checkEnds(f.vary, f.from, f.to)
}

// varied reads what is to be varied, and where.
func (f *solveFlags) varied(sc *model.Scenario) ([]solve.Vary, error) {
	out := make([]solve.Vary, len(f.vary))
	for i, path := range f.vary {
		var err error
		out[i] = solve.Anywhere(path)
		if out[i].From, err = endOf(sc, path, "--from", f.from, i); err != nil {
			return nil, err
		}
		if out[i].To, err = endOf(sc, path, "--to", f.to, i); err != nil {
			return nil, err
		}
	}
	return out, nil
}
