package sim

import (
	"context"
	"errors"
)

// ErrInterrupted is returned when a context ended before anything was done.
var ErrInterrupted = errors.New("interrupted before the first years were done")

// interrupted returns ErrInterrupted for the error of a context that ended, and
// any other error as it is.
func interrupted(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return ErrInterrupted
	}
	return err
}
