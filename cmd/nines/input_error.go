package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"nines/model/file"
)

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
