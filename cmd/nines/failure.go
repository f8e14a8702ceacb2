package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"

	"nines/plots/words"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/law"
	"nines/sim/sweep"
)

// The exit statuses, as `nines --help` tells them.
const (
	statusDone        = 0
	statusNo          = 1 // the answer that was required is not yes
	statusInput       = 2 // the input or the call is wrong
	statusInterrupted = 3
	statusOutput      = 4 // an output could not be written
	statusFault       = 5 // nines itself is at fault
)

// A failure is an error with the exit status that it leads to. What is no
// failure is a call that cobra did not understand.
type failure struct {
	status int
	err    error // nil where all has been said already
}

func (f *failure) Error() string {
	if f.err == nil {
		return fmt.Sprintf("exit status %d", f.status)
	}
	return f.err.Error()
}

func (f *failure) Unwrap() error { return f.err }

// badCall is a failure of the command line.
func badCall(format string, args ...any) error {
	return &failure{statusInput, fmt.Errorf(format, args...)}
}

// writeError writes an error to standard error and returns its exit status.
func writeError(stderr io.Writer, err error) int {
	if err == nil {
		return statusDone
	}
	status := statusInput
	var f *failure
	if errors.As(err, &f) {
		status = f.status
		if f.err == nil {
			return status
		}
	}
	var in *inputError
	switch {
	case errors.Is(err, syscall.EPIPE):
		// The reader has seen enough, as in `nines run | head -1`.
	case errors.As(err, &in):
		fmt.Fprintln(stderr, in)
	default:
		fmt.Fprintln(stderr, "nines: "+words.Plain(strings.TrimSpace(err.Error())))
	}
	return status
}

// engineFailure gives an error of the engine its exit status.
func engineFailure(err error) error {
	if told := (*failure)(nil); errors.As(err, &told) {
		return err
	}
	if errors.Is(err, sim.ErrInterrupted) || errors.Is(err, context.Canceled) {
		return &failure{statusInterrupted, err}
	}
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		return badCall("--method exact: %w", noLawError(err))
	}
	return newInputError(noLawError(err), nil)
}

// noLawError returns an error that says why no law can answer alone.
func noLawError(err error) error {
	var part *law.Unsupported
	var none *sweep.NoLaw
	switch {
	case errors.As(err, &none):
		return fmt.Errorf("there is no exact law for this sweep: %s", words.NoLaw(none))
	case errors.As(err, &part):
		return fmt.Errorf("there is no exact law for this scenario: %s", words.Unsupported(part))
	}
	return err
}

// comparisonFailure gives an error of a comparison its exit status.
func comparisonFailure(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return &failure{statusInterrupted, errors.New("interrupted: a part of the work ranks nothing")}
	case errors.Is(err, compare.ErrNothing):
		return badCall("%w; add one, or name a second file to compare with", err)
	}
	if few := (*compare.BudgetError)(nil); errors.As(err, &few) {
		return badCall("--budget: %w", err)
	}
	return engineFailure(err)
}

// solveFailure gives an error of a search its exit status. What is wrong with
// what was asked stands in the call.
func solveFailure(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, sim.ErrInterrupted) {
		return &failure{statusInterrupted, errors.New("interrupted: there is no answer of a part of the search")}
	}
	return badCall("--vary: %w", noLawError(err))
}
