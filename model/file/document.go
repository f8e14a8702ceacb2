// Package file reads scenario files, the product's first interface, and makes
// what-ifs of them. It is strict: every mistake is told at once, with its line and
// column, what was probably meant and what would be right.
//
// Read makes a model.Scenario of a file's text, Parse and Document.Scenario do the
// same in two steps for those who need one text again and again. With returns the
// scenario with some of its values changed by a Patch: Set, Times, Drop, Remove and
// At make one, ParseSet reads it from a command line. Value tells what a path holds,
// PortfolioOf combines a scenario's investments, and Differences tells two
// scenarios apart.
package file

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path/filepath"
	"slices"
	"sync"

	"nines/model"
	"nines/model/evidence"
	"nines/model/file/internal/folder"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
)

// A Document is a scenario file as text: its keys and values with their
// places, whose meaning nobody has checked. It never changes, and several
// goroutines may read scenarios from it.
type Document struct {
	name   string // as the user gave it; empty for standard input
	sha256 string
	root   *tomltree.Node
	schema *schema

	open folder.Opener

	columns    sync.Map // of CSV files already read: columnKey to *column
	timetables sync.Map // already worked out: string to *Timetable
	calendars  sync.Map // already worked out: string to *Calendar
	zones      sync.Map // already looked up: string to *time.Location

	base func() *model.Scenario // the scenario without patches; nil where that has errors

	// older is the document of which this one is a later version; nil for none. What
	// was seen behind gates was seen behind that one's.
	older *Document

	catalogue func() *tomltree.Node // what is published, by section and name
}

// Parse reads the syntax of a scenario file. The name is the file's as the
// user gave it; "" and "-" stand for standard input. Files that the scenario
// names are read from below its folder, those of standard input from below the
// working folder. The error is Errors.
func Parse(name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = folder.Below(filepath.Dir(d.name))
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// ParseFS is Parse for a scenario whose files lie in a file system, such as
// one that is embedded in the program.
func ParseFS(fsys fs.FS, name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = func(path string) (fs.File, error) {
		if !filepath.IsLocal(filepath.FromSlash(path)) {
			return nil, folder.ErrOutside
		}
		return fsys.Open(filepath.ToSlash(filepath.Join(filepath.Dir(d.name), path)))
	}
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// Read reads a scenario from the bytes of its file, with patches applied in
// their order. The error is Errors.
func Read(name string, data []byte, patches ...Patch) (*model.Scenario, error) {
	d, err := Parse(name, data)
	if err != nil {
		return nil, err
	}
	return d.Scenario(patches...)
}

func newDocument(name string, data []byte) *Document {
	if name == "-" {
		name = ""
	}
	sum := sha256.Sum256(data)
	d := &Document{name: name, sha256: hex.EncodeToString(sum[:]), schema: newSchema(), catalogue: newCatalogue()}
	d.base = sync.OnceValue(func() *model.Scenario {
		s, errs := d.attempt(nil, false)
		if len(errs) > 0 {
			return nil
		}
		return s
	})
	return d
}

// written returns the scenario as the file has it, without patches; nil where that
// has errors.
func (d *Document) written() *model.Scenario {
	if d.older != nil {
		return d.older.written()
	}
	return d.base()
}

// sameSeen reports whether a risk's chance is the same evidence in the older document
// and in a tree.
func (d *Document) sameSeen(root *tomltree.Node, risk string) bool {
	was, is := d.older.root.Child("risk").Child(risk).Child("chance"), root.Child("risk").Child(risk).Child("chance")
	return was != nil && is != nil && was.Inline() == is.Inline()
}

// Later returns a scenario as a later version of an older one: a chance that both take
// from the same failures behind gates keeps the older one's gates, so that a better
// gate in the later version lets less through. The error is Errors.
func Later(s, older *model.Scenario) (*model.Scenario, error) {
	if !slices.ContainsFunc(s.Unknowns, func(u *evidence.Unknown) bool { return len(u.Over) > 0 || u.Through > 0 }) {
		return s, nil
	}
	from := originOf(s)
	d := newDocument(from.doc.name, nil)
	d.sha256, d.root, d.open, d.older = from.doc.sha256, from.doc.root, from.doc.open, originOf(older).doc
	return d.read(from.patches, true)
}

// display is the document's name in messages.
func (d *Document) display() string {
	if d.name == "" {
		return "<stdin>"
	}
	return d.name
}

// parse builds the tree of the document.
func (d *Document) parse(data []byte) error {
	if len(data) > MaxBytes {
		const got, want = "more than 1 MiB", "a scenario of at most 1 MiB"
		return d.fail(&tomltree.Error{At: tomltree.Position{Line: 1, Column: 1}, Got: got, Want: want, Message: gotWant(got, want)})
	}
	root, wrong := tomltree.Parse(data)
	if wrong != nil {
		return d.fail(wrong)
	}
	d.root = root
	return nil
}

// fail returns the one error of a document that cannot be parsed.
func (d *Document) fail(e *tomltree.Error) error {
	return Errors{{File: d.display(), Line: e.At.Line, Column: e.At.Column, Key: visible.Line(e.Key), Got: visible.Line(e.Got), Want: visible.Line(e.Want), Message: visible.Line(e.Message)}}
}

// Bounds of a document. They lie far above what a person writes, and keep
// whatever reads the document from taking long over it.
const (
	maxErrors = 200       // errors listed; more help nobody
	maxRows   = 1_000_000 // of such a file
)

// MaxBytes is how many bytes a scenario file may have. Who reads one can stop
// at the next byte.
const MaxBytes = 1 << 20
