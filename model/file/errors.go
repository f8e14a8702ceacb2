package file

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"nines/model"
	"nines/model/visible"
)

// An Error is one thing that is wrong with a scenario file or with a patch,
// and what would be right. Positions count from 1, columns in characters.
type Error struct {
	File    string `json:"file"` // "<stdin>" for standard input
	Line    int    `json:"line"` // 0 where the error stands in no file
	Column  int    `json:"column"`
	Key     string `json:"key"` // the full path: "risk.disk-full.diagnose"; empty for the file as a whole
	Got     string `json:"got"` // as the file spells it
	Want    string `json:"want"`
	Message string `json:"message"` // what is wrong and what would be right, without the place

	// Patch is the patch that the error is due to, as it was given:
	// "risk.disk-full.diagnose=5 parsecs"; empty when the file itself is wrong.
	Patch string `json:"patch,omitempty"`
}

// Error returns the error on one line: the place, the key and the message.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.File)
	if e.Line > 0 {
		fmt.Fprintf(&b, ":%d:%d", e.Line, e.Column)
	}
	b.WriteString(": ")
	if e.Patch != "" {
		fmt.Fprintf(&b, "with %s: ", e.Patch)
	}
	if e.Key != "" {
		b.WriteString(e.Key + ": ")
	}
	b.WriteString(e.Message)
	return b.String()
}

// Errors are all the errors of a file, in the file's order.
type Errors []Error

// Error returns the errors, one a line.
func (es Errors) Error() string {
	lines := make([]string, len(es))
	for i := range es {
		lines[i] = es[i].Error()
	}
	return strings.Join(lines, "\n")
}

// Unwrap lets errors.As find the single errors.
func (es Errors) Unwrap() []error {
	out := make([]error, len(es))
	for i := range es {
		out[i] = &es[i]
	}
	return out
}

// sort puts the errors into the file's order; what stands in no file comes
// last. Errors at one place keep the order in which they were found.
func (es Errors) sort() {
	slices.SortStableFunc(es, func(a, b Error) int {
		if (a.Line == 0) != (b.Line == 0) {
			return cmp.Compare(b.Line, a.Line)
		}
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

// gotWant is the message of an error that is told by what was found and what
// would be right.
func gotWant(got, want string) string { return (&model.ValueError{Got: got, Want: want}).Error() }

// wantOf returns what the error of a value's parser wants; "" for none.
func wantOf(err error) string {
	var value *model.ValueError
	if errors.As(err, &value) {
		return value.Want
	}
	return ""
}

// blame names, in each error that names no patch yet, the patch that brought
// it: the last one before which the error was not there. Errors of the file
// itself name none.
func (d *Document) blame(errs Errors, patches []Patch, sweeps bool) {
	for k := len(patches) - 1; k >= 0; k-- {
		_, before := d.attempt(patches[:k], sweeps)
		for i := range errs {
			if errs[i].Patch == "" && !before.contains(&errs[i]) {
				errs[i].Patch = patchName(patches[k].text)
			}
		}
	}
}

// patchName is a patch's text as a message shows it.
func patchName(text string) string { return visible.Line(visible.Cut(text, 2*visible.ShortLength)) }

// contains reports whether an error is among others, whoever is to blame.
func (es Errors) contains(e *Error) bool {
	for i := range es {
		o := &es[i]
		if o.Line == e.Line && o.Column == e.Column && o.Key == e.Key && o.Message == e.Message {
			return true
		}
	}
	return false
}
