package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"syscall"
	"unicode/utf8"

	"nines/model/file"
	"nines/plots/words"
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

// tell writes an error to standard error and returns its exit status.
func tell(stderr io.Writer, err error) int {
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

// An inputError is all that is wrong with one scenario file, shown with the
// lines at fault.
type inputError struct {
	errs   file.Errors
	source []byte
}

// newInputError returns err as a failure, with lines of the file where it is
// about a file.
func newInputError(err error, source []byte) error {
	var errs file.Errors
	if errors.As(err, &errs) {
		err = &inputError{errs, source}
	}
	return &failure{statusInput, err}
}

// Error returns each error on a line, and below it the line of the file with
// a mark under the place.
func (e *inputError) Error() string {
	lines := strings.Split(string(e.source), "\n")
	told := make([]string, len(e.errs))
	for i := range e.errs {
		told[i] = e.errs[i].Error()
		// What a patch brought stands in no line of the file.
		if n := e.errs[i].Line; e.errs[i].Patch == "" && n >= 1 && n <= len(lines) {
			told[i] += caret(n, e.errs[i].Column, strings.TrimSuffix(lines[n-1], "\r"))
		}
	}
	return strings.Join(told, "\n")
}

func (e *inputError) Unwrap() error { return e.errs }

// caret returns a line of a file and a mark below a column (from 1, counted
// in characters); "" where a terminal could not show them one above the other.
func caret(number, column int, line string) string {
	const widest = 120
	runes := []rune(line)
	if column < 1 || column > len(runes)+1 || len(runes) > widest || !utf8.ValidString(line) {
		return ""
	}
	if strings.ContainsFunc(line, func(r rune) bool { return r < ' ' && r != '\t' || r > '~' }) {
		return ""
	}
	// A tab stays one, so that the mark stands below its place.
	under := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(runes[:column-1]))
	margin := fmt.Sprintf("%5d", number)
	return fmt.Sprintf("\n%s | %s\n%s | %s^", margin, line, strings.Repeat(" ", len(margin)), under)
}
