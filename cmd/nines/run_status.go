package main

import (
	"errors"

	"nines/cmd/nines/internal/answer"
	"nines/plots/words"
	"nines/sim"
)

// status says how the run ended, the worst first.
func (a *app) status(f *runFlags, ans *answer.Run, undrawn error) error {
	r := ans.Result
	switch {
	case undrawn != nil:
		return undrawn
	case r.Partial() || ans.Stopped:
		return partlyDone(r)
	}
	return f.passed(r.Scenario.SLO, r.Promised().Verdict)
}

// partlyDone is the failure of an answer that was interrupted.
func partlyDone(r *sim.Result) error {
	if !r.Partial() {
		return errInterrupted()
	}
	return &failure{statusInterrupted, errors.New("interrupted, " + words.Counted(r))}
}
