package main

import (
	"bytes"
	"fmt"
	"os"

	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
)

// print writes an answer to standard output in one piece: an object for programs
// or, unless JSON is asked for, a page for people.
func (a *app) print(asJSON bool, object func() any, page func() *doc.Page) error {
	var b bytes.Buffer
	if asJSON {
		if err := wire.Write(&b, object()); err != nil {
			return err
		}
	} else {
		screenOf(a.stdout, os.Getenv).Write(&b, page())
	}
	return unprinted(writeSpelt(a.stdout, b.Bytes()))
}

// unprinted is the failure of standard output; which output that was, the
// writer itself tells.
func unprinted(err error) error {
	if err == nil {
		return nil
	}
	return &failure{statusOutput, err}
}

// note writes a remark to standard error, unless told to be quiet.
func (a *app) note(quiet bool, format string, args ...any) {
	if !quiet {
		fmt.Fprintf(a.stderr, "nines: "+format+"\n", args...)
	}
}
