package file

import (
	"strings"

	"nines/model"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
)

// A reader turns the tree of a document into a scenario and collects all that
// is wrong with it.
type reader struct {
	doc  *Document
	root *tomltree.Node
	out  *model.Scenario

	errs  Errors
	found int // errors, those beyond the last listed too

	// broken names the parts ("alarm.pager") that exist and have errors of
	// their own: whoever refers to them is not at fault.
	broken map[string]bool

	// doubt is set when a reference leads into a section that is wrong as a
	// whole: what refers to it cannot be judged.
	doubt bool

	// suggested holds the paths of keys that an unknown key was probably
	// meant to be: they are not reported as missing as well.
	suggested map[string]bool

	parts  map[partName]any // that have been read: *model.Alarm and others
	used   map[string]bool  // parts that another part refers to
	wanted map[string]bool  // parts that one refers to once an investment is made
}

// fail records an error.
func (r *reader) fail(at tomltree.Position, patch, key, got, want, message string) {
	r.found++
	if len(r.errs) == maxErrors {
		return
	}
	r.errs = append(r.errs, Error{
		File: r.doc.display(), Line: at.Line, Column: at.Column, Patch: patchName(patch),
		Key: visible.Line(key), Got: visible.Line(got), Want: visible.Line(want), Message: visible.Line(message),
	})
}

// bad records that a value is not what it should be.
func (r *reader) bad(n *tomltree.Node, key, want string) {
	r.badGot(n, key, n.Spelling(), want)
}

// badGot is bad for a value that is best told in other words than the file's.
func (r *reader) badGot(n *tomltree.Node, key, got, want string) {
	r.fail(n.At, n.PatchedBy(), key, got, want, gotWant(got, want))
}

// missing records that a table lacks a key.
func (r *reader) missing(n *tomltree.Node, key, want string) {
	section, _, _ := strings.Cut(key, ".")
	if r.suggested[key] || r.suggested[section] {
		return
	}
	r.fail(n.At, n.Patch, key, "nothing", want, "is missing, want "+want)
}

// later records a key or section whose name is reserved.
func (r *reader) later(n *tomltree.Node, at tomltree.Position, key string) {
	r.fail(at, n.Patch, key, n.Spelling(), wantLater, "is not supported yet, leave it out")
}

// What is right in place of what is reserved.
const (
	wantLater = "leave it out: nines does not support it yet"
	wantFixed = `a window such as "month": nines does not support rolling ones yet`
)

// unknown records a key that does not exist.
func (r *reader) unknown(n *tomltree.Node, key string, known []string) {
	if len(r.errs) == maxErrors {
		r.found++ // and no search for what was meant
		return
	}
	hint := suggest.DidYouMean(n.Key, known)
	want := suggest.Nearest(n.Key, known)
	if want == "" {
		want = "one of " + strings.Join(known, ", ")
		hint = ", want " + want
	}
	r.fail(n.KeyAt, n.Patch, key, n.Key, want, "is an unknown key"+hint)
	r.suggested[strings.TrimSuffix(key, n.Key)+want] = true
}

// noun returns a section's noun with its article: "a risk".
func (r *reader) noun(section string) string { return r.doc.schema.byName[section].noun }

// A partName is the name of a part and that of its section.
type partName struct{ section, name string }
