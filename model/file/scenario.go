package file

import (
	"errors"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// Scenario reads the document strictly, with patches applied in their order.
// The error is Errors and lists all that is wrong, in the file's order.
func (d *Document) Scenario(patches ...Patch) (*model.Scenario, error) {
	return d.read(patches, true)
}

// With returns the scenario of the same document with more patches, on top of
// those that it was read with. The error is Errors and names the patch, except for
// a scenario that this package has not read. With is made to be called for every
// cell of a plane: the ends of the file's own sweep, and its investments, are not
// tried again.
func With(s *model.Scenario, patches ...Patch) (*model.Scenario, error) {
	from, ok := s.Origin.(*origin)
	if !ok {
		return nil, errNotRead
	}
	return from.doc.read(slices.Concat(from.patches, patches), false)
}

// read is attempt and names the patches that errors are due to.
func (d *Document) read(patches []Patch, sweeps bool) (*model.Scenario, error) {
	s, errs := d.attempt(patches, sweeps)
	if len(errs) > 0 {
		d.blame(errs, patches, sweeps)
		return nil, errs
	}
	return s, nil
}

// attempt applies patches and reads the scenario. Trying the ends of a sweep,
// or an investment, reads the scenario again, where none must be tried again.
func (d *Document) attempt(patches []Patch, sweeps bool) (*model.Scenario, Errors) {
	r := d.newReader(patches)
	r.run(sweeps)
	if r.found > len(r.errs) {
		r.errs.sort()
		last := &r.errs[len(r.errs)-1]
		r.errs = append(r.errs, Error{
			File: last.File, Line: last.Line, Column: last.Column, Got: "many errors", Want: "these set right first",
			Message: "more errors follow",
		})
	}
	r.errs.sort()
	return r.out, r.errs
}

// newReader returns a reader of the document with patches.
func (d *Document) newReader(patches []Patch) *reader {
	return &reader{
		doc: d, root: d.root,
		broken: make(map[string]bool), used: make(map[string]bool), wanted: make(map[string]bool), suggested: make(map[string]bool),
		out: &model.Scenario{
			File: d.name, SHA256: d.sha256, Origin: &origin{doc: d, patches: patches},
			DetectFactor: 1, RecoverFactor: 1,
		},
		parts: make(map[partName]any),
	}
}

// run applies the patches and, if that went well, reads what they leave.
func (r *reader) run(sweeps bool) {
	from := originOf(r.out)
	r.patch(from.patches)
	if from.root = r.root; r.found > 0 {
		return
	}
	r.layAlarmPresets()
	from.root = r.root
	r.read(sweeps)
}

// read reads the whole tree: parts before those that refer to them.
func (r *reader) read(sweeps bool) {
	r.topLevel()
	r.service()
	r.objective()
	r.each("change")
	r.each("gate")
	r.each("alarm")
	r.each("responder")
	r.each("recovery")
	r.each("risk")
	r.objectiveExclusions()
	r.each("sla")
	r.alternatives()
	r.lead()
	r.each("investment")
	r.needsTrouble()
	r.investments(sweeps)
	r.warnUnused()
	r.warnFalseAlarms()
	r.assume()
	if n := r.root.Child("sweep"); n != nil {
		r.sweep(n, sweeps)
	}
}

// topLevel reads the title and records what may not stand at the top.
func (r *reader) topLevel() {
	for _, n := range r.root.Children {
		if n.Key == "title" {
			continue
		}
		sec := r.doc.schema.byName[n.Key]
		switch {
		case sec == nil:
			r.unknown(n, n.Key, r.doc.schema.names())
		case sec.later:
			r.laterSection(n)
		case n.Kind != tomltree.Table:
			r.bad(n, n.Key, "a table: ["+n.Key+map[bool]string{true: ".NAME"}[sec.named]+"]")
		}
	}
	if title := r.root.Child("title"); title != nil {
		r.out.Title = r.text(title, "title")
	} else {
		r.missing(r.root, "title", "the question that the scenario answers, as a line of text")
	}
}

// laterSection records each part of a section that is reserved.
func (r *reader) laterSection(n *tomltree.Node) {
	if n.Kind != tomltree.Table || len(n.Children) == 0 {
		r.later(n, n.KeyAt, n.Key)
		return
	}
	for _, part := range n.Children {
		r.later(part, part.KeyAt, n.Key+"."+part.Key)
	}
}

// table returns a cursor over a section that is one table; false when the
// section is missing or no table.
func (r *reader) table(name string) (cursor, bool) {
	n := r.root.Child(name)
	if n == nil || n.Kind != tomltree.Table {
		return cursor{}, false
	}
	c := cursor{r, n, name, r.doc.schema.byName[name]}
	c.checkKeys()
	return c, true
}

// each reads the named parts of a section in the order of the file.
func (r *reader) each(name string) {
	n, sec := r.root.Child(name), r.doc.schema.byName[name]
	if n == nil || n.Kind != tomltree.Table {
		return
	}
	for _, part := range n.Children {
		before := r.found
		path := name + "." + part.Key
		switch {
		case part.Kind != tomltree.Table:
			want := "a table named after " + sec.noun + ": [" + name + ".NAME]"
			r.fail(part.KeyAt, part.Patch, path, part.Spelling(), want, gotWant(part.Spelling(), want))
		case !isName(part.Key):
			r.fail(part.KeyAt, part.Patch, path, part.Key, wantName, gotWant(part.Key, wantName))
		default:
			c := cursor{r, part, path, sec}
			c.checkKeys()
			read := sec.begin(r.out, part.Key)
			r.parts[partName{name, part.Key}] = read
			sec.read(c, read)
		}
		if r.found > before {
			r.broken[path] = true
		}
	}
}

// partOf returns a part that has been read; nil for one that does not exist, or
// that has no name that a part may have.
func partOf[P any](r *reader, section, name string) *P {
	p, _ := r.parts[partName{section, name}].(*P)
	return p
}

const wantName = `a name of lower-case letters, digits and "-" other than "none"`

// isName reports whether a part may have the name.
func isName(s string) bool {
	return s != "" && s != "none" && !strings.ContainsFunc(s, func(c rune) bool {
		return !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')
	})
}

// warn records what is legal but probably not meant.
func (r *reader) warn(text string) { r.out.Warnings = append(r.out.Warnings, text) }

// warnIdleAt warns of a part or a key that changes nothing.
func (r *reader) warnIdleAt(path, text string) {
	r.warn(text)
	if r.out.Idle == nil {
		r.out.Idle = map[string]string{}
	}
	if _, known := r.out.Idle[path]; !known {
		r.out.Idle[path] = text
	}
}

// An origin is what a scenario was read from, for those who read it again with
// changes.
type origin struct {
	doc     *Document
	patches []Patch
	root    *tomltree.Node // of the document with its patches
}

// errNotRead says that there is no text of which there could be a what-if.
var errNotRead = errors.New("the scenario was not read from a file: nothing in it has a path")

// originOf returns what a scenario was read from. It panics for one that this
// package has not read.
func originOf(s *model.Scenario) *origin {
	o, ok := s.Origin.(*origin)
	if !ok {
		panic(errNotRead)
	}
	return o
}
