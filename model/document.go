package model

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path/filepath"
	"sync"

	"nines/model/visible"
)

// A Document is a scenario file as text: its keys and values with their
// places, whose meaning nobody has checked. It never changes, and several
// goroutines may read scenarios from it.
type Document struct {
	name   string // as the user gave it; empty for standard input
	sha256 string
	root   *node
	schema *schema

	open opener

	columns    sync.Map // of CSV files already read: columnKey to *column
	timetables sync.Map // already worked out: string to *Timetable
	calendars  sync.Map // already worked out: string to *Calendar
	zones      sync.Map // already looked up: string to *time.Location

	catalogue func() *node // the published terms of agreements, by name
}

// Parse reads the syntax of a scenario file. The name is the file's as the
// user gave it; "" and "-" stand for standard input. Files that the scenario
// names are read from below its folder, those of standard input from below the
// working folder. The error is Errors.
func Parse(name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = openBelow(filepath.Dir(d.name))
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// ParseFS is Parse for a scenario whose files lie in a file system, such as
// one that is embedded in the program.
func ParseFS(fsys fs.FS, name string, data []byte) (*Document, error) {
	d := newDocument(name, data)
	d.open = openIn(fsys, filepath.Dir(d.name))
	if err := d.parse(data); err != nil {
		return nil, err
	}
	return d, nil
}

// Read reads a scenario from the bytes of its file, with patches applied in
// their order. The error is Errors.
func Read(name string, data []byte, patches ...Patch) (*Scenario, error) {
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
	return &Document{name: name, sha256: hex.EncodeToString(sum[:]), schema: newSchema(), catalogue: newCatalogue()}
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
	if len(data) > MostBytes {
		const got, want = "more than 1 MiB", "a scenario of at most 1 MiB"
		return d.fail(&treeError{At: position{1, 1}, Got: got, Want: want, Message: gotWant(got, want)})
	}
	root, wrong := parseTree(data)
	if wrong != nil {
		return d.fail(wrong)
	}
	d.root = root
	return nil
}

// fail returns the one error of a document that cannot be parsed.
func (d *Document) fail(e *treeError) error {
	return Errors{{File: d.display(), Line: e.At.line, Column: e.At.column, Key: visible.Line(e.Key), Got: visible.Line(e.Got), Want: visible.Line(e.Want), Message: visible.Line(e.Message)}}
}
