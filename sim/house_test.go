package sim_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// house lists the packages of this module and what of it each may import: data
// flows from a file to a model, from there to a plan and a result, and from there
// to words, tables and pictures. An arrow that is not here is a decision: whoever
// adds one says why in the commit. A room within one that is listed counts as it.
var house = map[string]string{
	"model/visible":  "",
	"model/dist":     "",
	"model/evidence": "model/dist",
	"model":          "model/dist model/evidence model/visible",
	"model/file":     "model model/dist model/evidence model/visible",

	"sim/stat":                 "model",
	"sim/law":                  "model model/dist model/evidence sim/law/internal/effort sim/law/internal/measure sim/law/internal/random",
	"sim/internal/engine":      "model model/dist model/evidence model/file sim/stat",
	"sim/internal/control":     "model sim/stat sim/law sim/internal/engine",
	"sim":                      "model model/dist model/evidence sim/stat sim/law sim/internal/engine sim/internal/control",
	"sim/explain":              "model model/dist model/file sim/stat sim/law sim/internal/engine sim",
	"sim/compare":              "model model/evidence model/file sim/stat sim/internal/engine sim",
	"sim/sweep":                "model model/file sim/stat sim/law sim/internal/engine sim/internal/control sim",
	"sim/solve":                "model model/file sim/stat sim/law sim/internal/engine sim/internal/control sim sim/sweep",
	"sim/worlds":               "model model/evidence sim/stat sim/law sim/internal/engine sim",
	"sim/law/internal/effort":  "model/dist",
	"sim/law/internal/measure": "model/dist sim/law/internal/effort",
	"sim/law/internal/random":  "model model/dist sim/law/internal/effort sim/law/internal/measure",
	"sim/internal/simtest":     "model model/dist model/file scenarios sim/stat", // for tests alone

	"plots/words":   "model sim/stat sim/law sim sim/explain sim/compare sim/sweep",
	"plots":         "model model/visible sim/stat sim sim/explain sim/compare sim/sweep sim/solve sim/worlds plots/words",
	"plots/gallery": "",
	"scenarios":     "",

	"cmd/nines/internal/version": "",
	"cmd/nines/internal/doc":     "model/visible plots plots/words",
	"cmd/nines/internal/answer": "model model/file sim/stat sim sim/explain sim/compare sim/sweep sim/solve sim/worlds " +
		"plots plots/words cmd/nines/internal/doc cmd/nines/internal/version",
	"cmd/nines/internal/wire": "model model/file model/visible sim/stat sim sim/explain sim/compare sim/sweep sim/solve sim/worlds " +
		"plots/words cmd/nines/internal/version",
	"cmd/nines": "model model/file model/visible sim/law sim sim/explain sim/compare sim/sweep sim/solve sim/worlds " +
		"plots plots/words scenarios cmd/nines/internal/doc cmd/nines/internal/answer cmd/nines/internal/wire cmd/nines/internal/version",
}

// TestHouse holds what every package imports against the house.
func TestHouse(t *testing.T) {
	list := exec.Command("go", "list", "-json=ImportPath,Imports", "nines/...")
	out, err := list.Output()
	if err != nil {
		t.Skipf("go list: %v", err)
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
		from, known := listed(p.ImportPath)
		if !known {
			t.Errorf("%s has no room in the house", p.ImportPath)
			continue
		}
		for _, path := range p.Imports {
			to, _ := listed(path)
			own := strings.HasPrefix(path, "nines/")
			if own && to != from && !slices.Contains(strings.Fields(house[from]), to) {
				t.Errorf("%s imports %s: there is no such arrow in the house", p.ImportPath, path)
			}
		}
	}
}

// listed returns the room of the house that a package is, or lies in.
func listed(path string) (room string, known bool) {
	for room = strings.TrimPrefix(path, "nines/"); ; {
		if _, known = house[room]; known {
			return room, true
		}
		cut := strings.LastIndex(room, "/")
		if cut < 0 {
			return "", false
		}
		room = room[:cut]
	}
}

// A room is looked through at a glance: these are the most files and lines that
// it has, tests apart.
const mostFiles, mostLines = 40, 6000

// TestRooms holds the packages of sim against what a newcomer can take in: their
// size, and that no two names differ by the case of their letters alone.
func TestRooms(t *testing.T) {
	rooms := map[string]*room{}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir := filepath.Dir(path)
		if rooms[dir] == nil {
			rooms[dir] = &room{names: map[string]string{}}
		}
		return rooms[dir].enter(t, path)
	})
	if err != nil {
		t.Fatal(err)
	}
	for dir, r := range rooms {
		if r.files > mostFiles || r.lines > mostLines {
			t.Errorf("%s has %d files and %d lines, want at most %d and %d", dir, r.files, r.lines, mostFiles, mostLines)
		}
	}
}

type room struct {
	files, lines int
	names        map[string]string // by their lower-case form
}

// enter counts a file and notes what it declares.
func (r *room) enter(t *testing.T, path string) error {
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	r.files++
	r.lines += set.File(f.FileStart).LineCount()
	note := func(id *ast.Ident) {
		lower := strings.ToLower(id.Name)
		if other, taken := r.names[lower]; taken && other != id.Name {
			t.Errorf("%s: %s and %s differ by case alone", path, id.Name, other)
		}
		r.names[lower] = id.Name
	}
	for _, d := range f.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			if d.Recv == nil && d.Name.Name != "init" {
				note(d.Name)
			}
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					note(s.Name)
				case *ast.ValueSpec:
					for _, id := range s.Names {
						note(id)
					}
				}
			}
		}
	}
	return nil
}
