package main

import (
	"fmt"

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
	case r.Partial():
		return &failure{statusInterrupted, fmt.Errorf("interrupted after %s of %s years",
			words.Thousands(float64(r.Years)), words.Thousands(float64(r.Asked)))}
	case ans.Stopped:
		return errInterrupted()
	case f.require == "":
		return nil
	}
	t := r.Promised()
	if t.Verdict == sim.Yes {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("%s is not safe at the required %s: the verdict is %s",
		words.Target(t.Target), words.Ratio(r.Scenario.SLO.Confidence), t.Verdict)}
}
