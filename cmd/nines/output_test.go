package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// names returns what lies in a folder.
func names(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

func put(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o640); err != nil {
		t.Fatal(err)
	}
}

func holds(t *testing.T, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s: got %q, %v, want %q", filepath.Base(path), got, err, want)
	}
}

func TestFilesAppearTogether(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "deep", "a"), filepath.Join(dir, "deep", "b")
	if err := (&journal{}).writeInto(filepath.Join(dir, "deep"), outFile{path: a, data: []byte("1")}, outFile{path: b, data: []byte("2")}); err != nil {
		t.Fatal(err)
	}
	holds(t, a, "1")
	holds(t, b, "2")
	if got := names(t, filepath.Join(dir, "deep")); len(got) != 2 {
		t.Errorf("helper files stay: %v", got)
	}
}

// When one file cannot be given its name, those before it are taken back:
// what was new goes, what was replaced returns.
func TestFilesAreTakenBack(t *testing.T) {
	dir := t.TempDir()
	old, fresh := filepath.Join(dir, "old"), filepath.Join(dir, "fresh")
	put(t, old, "before")
	files := []outFile{{path: old, data: []byte("after")}, {path: fresh, data: []byte("after")}}
	for i := range files {
		if err := errors.Join(files[i].open(true), files[i].finish()); err != nil {
			t.Fatal(err)
		}
		if err := files[i].appear(true); err != nil {
			t.Fatal(err)
		}
	}
	holds(t, old, "after")
	for i := range files {
		files[i].takeBack()
	}
	holds(t, old, "before")
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("got %v, want the old file alone", got)
	}
}

func TestNothingNewStaysOnFailure(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "blocked")
	if err := os.Mkdir(blocked, 0o755); err != nil {
		t.Fatal(err)
	}
	err := (&journal{}).writeInto(filepath.Join(dir, "new"), outFile{path: filepath.Join(dir, "new", "a")}, outFile{path: blocked})
	var f *failure
	if !errors.As(err, &f) || f.status != statusOutput {
		t.Fatalf("got %v, want a failure of the output", err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("got %v, want the blocking folder alone", got)
	}
}

// A process that ends at once leaves its files as they were or as they will be,
// at whichever point of the writing it ends.
func TestAbandonedWriting(t *testing.T) {
	for _, c := range []struct {
		why  string
		upTo func(w *writing) error
	}{
		{"nothing begun", func(*writing) error { return nil }},
		{"a file opened", func(w *writing) error { return w.files[0].open(true) }},
		{"both finished", func(w *writing) error {
			return errors.Join(w.files[0].open(true), w.files[1].open(true), w.files[0].finish(), w.files[1].finish())
		}},
		{"one has appeared", func(w *writing) error {
			err := errors.Join(w.files[0].open(true), w.files[1].open(true), w.files[0].finish(), w.files[1].finish(), w.files[0].appear(true))
			w.done = 1
			return err
		}},
	} {
		dir := t.TempDir()
		made := filepath.Join(dir, "made")
		if err := os.Mkdir(made, 0o755); err != nil {
			t.Fatal(err)
		}
		old := filepath.Join(dir, "old")
		put(t, old, "before")
		j := &journal{}
		w := &writing{
			replace: true, made: []string{made},
			files: []outFile{{path: old, data: []byte("after")}, {path: filepath.Join(made, "new"), data: []byte("after")}},
		}
		if err := j.step(func() error { j.begun = w; return c.upTo(w) }); err != nil {
			t.Fatal(err)
		}
		j.abandon()
		holds(t, old, "before")
		if got := names(t, dir); len(got) != 1 {
			t.Errorf("%s: got %v, want the old file alone", c.why, got)
		}
		if j.mu.TryLock() {
			t.Errorf("%s: something may still begin", c.why)
		}
	}
	// What has been brought to its end stays.
	dir, j := t.TempDir(), &journal{}
	if err := j.writeInto(filepath.Join(dir, "made"), outFile{path: filepath.Join(dir, "made", "new"), data: []byte("after")}); err != nil {
		t.Fatal(err)
	}
	j.abandon()
	holds(t, filepath.Join(dir, "made", "new"), "after")
}

func TestExistingFiles(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a"), filepath.Join(dir, "link")
	put(t, path, "before")
	if err := (&journal{}).write(false, outFile{path: path, data: []byte("after")}); err == nil {
		t.Error("a file was replaced that should not be")
	}
	holds(t, path, "before")
	// A file that appears after the look is not replaced either.
	late := outFile{path: filepath.Join(dir, "late"), data: []byte("mine")}
	if err := errors.Join(late.open(false), late.finish()); err != nil {
		t.Fatal(err)
	}
	put(t, late.path, "theirs")
	if err := late.appear(false); err == nil {
		t.Error("a file that came late was replaced")
	}
	remove(late.temp)
	holds(t, late.path, "theirs")

	if err := os.Symlink("a", link); err != nil {
		t.Skip(err)
	}
	if err := (&journal{}).write(true, outFile{path: link, data: []byte("through")}); err != nil {
		t.Fatal(err)
	}
	holds(t, path, "through")
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Error("the link was replaced by a file")
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the permissions changed: %v", info.Mode())
	}
}

// The bar shows itself to patient people on terminals only, and goes away.
func TestProgress(t *testing.T) {
	var out countingWriter
	if p := newProgress(&out, "simulating", false); p != nil || p.report() != nil {
		t.Error("a bar where there is no terminal")
	}
	quick := &progress{w: &out, began: time.Now()}
	quick.report()(10, 100)
	quick.close()
	if out != 0 {
		t.Error("a bar before anybody could wonder")
	}
	slow := &progress{w: &out, what: "simulating", began: time.Now().Add(-time.Minute)}
	slow.report()(10, 100)
	if out == 0 {
		t.Error("no bar for long work")
	}
	slow.close()
}

type countingWriter int

func (w *countingWriter) Write(b []byte) (int, error) {
	*w += countingWriter(len(b))
	return len(b), nil
}
