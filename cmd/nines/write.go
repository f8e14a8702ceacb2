package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// A journal writes files whole or not at all, and undoes what it has begun
// when the process has to end at once.
type journal struct {
	mu    sync.Mutex // held while anything changes in a folder
	begun *writing   // nil for none
}

// A writing is some files that appear together.
type writing struct {
	replace bool // what is there; otherwise that is an error
	files   []outFile
	made    []string // folders that were made for them, the innermost first
	done    int      // files that have appeared
}

// write writes files: every one is finished under another name before the first
// appears, and where one cannot appear, those before it are taken back. Files
// that exist are replaced when replace says so, and are an error otherwise. The
// error is a failure.
func (j *journal) write(replace bool, files ...outFile) error {
	return j.carryOut(&writing{replace: replace, files: files})
}

// writeInto is write for files of one folder, which replace what is there. A
// folder that does not exist is made, and taken back where they fail.
func (j *journal) writeInto(folder string, files ...outFile) error {
	w := &writing{replace: true, files: files}
	err := j.step(func() error {
		j.begun, w.made = w, missingFolders(folder)
		return unlessWritten(folder, os.MkdirAll(folder, 0o777))
	})
	if err != nil {
		return j.step(func() error { j.undo(); return err })
	}
	return j.carryOut(w)
}

// carryOut brings a writing to its end. Only the texts are written while the
// process may end: what changes in a folder is on record before it does.
func (j *journal) carryOut(w *writing) error {
	err := j.step(func() error {
		j.begun = w
		for i := range w.files {
			if err := w.files[i].open(w.replace); err != nil {
				return err
			}
		}
		return nil
	})
	for i := range w.files {
		if f := &w.files[i]; f.w != nil {
			err = errors.Join(err, f.finish())
		}
	}
	return j.step(func() error {
		for i := 0; i < len(w.files) && err == nil; i++ {
			if err = w.files[i].appear(w.replace); err == nil {
				w.done++
			}
		}
		if err != nil {
			j.undo()
			return err
		}
		w.tidy()
		j.begun = nil
		return nil
	})
}

// step makes changes that abandon either sees as a whole or not at all.
func (j *journal) step(change func() error) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	return change()
}

// undo takes back what has been begun.
func (j *journal) undo() {
	w := j.begun
	if w == nil {
		return
	}
	for i := range w.files[:w.done] {
		w.files[i].takeBack()
	}
	w.tidy()
	for _, folder := range w.made {
		_ = os.Remove(folder) // stays where others wrote into it meanwhile
	}
	j.begun = nil
}

// tidy removes the helper files of a writing.
func (w *writing) tidy() {
	for _, f := range w.files {
		remove(f.temp)
		remove(f.old)
	}
}

// abandon undoes what has been begun, and lets nothing begin: the process ends.
// A file system that does not answer is not waited for.
func (j *journal) abandon() {
	for range 50 {
		if j.mu.TryLock() { // and never unlocked
			j.undo()
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// probe reports whether a folder takes new files; the failure is that of an
// output.
func (j *journal) probe(folder, output string) error {
	return j.step(func() error {
		probe, err := os.CreateTemp(folder, ".nines-*")
		if err != nil {
			return unwritten(output, whyNotMade(folder, err))
		}
		defer remove(probe.Name())
		return unlessWritten(output, probe.Close())
	})
}

// whyNotMade says why a folder took no new file. Some that exist, as /proc, say
// of a file that it does not.
func whyNotMade(folder string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, missing := os.Stat(folder); missing == nil {
		return fmt.Errorf("the folder %s takes no files", folder)
	}
	return fmt.Errorf("the folder %s does not exist", folder)
}

// A file is one that is to be written.
type outFile struct {
	path string
	data []byte
	temp string // the text under another name
	w    *os.File
	old  string // what stood there before, under another name; "" for nothing
}

// open opens a hidden file beside the file's own place.
func (f *outFile) open(replace bool) error {
	mode := fs.FileMode(0o666) // less the umask
	if at, err := filepath.EvalSymlinks(f.path); err == nil {
		f.path = at // a link stays one
	}
	if err := standsFree(f.path, replace); err != nil {
		return err
	}
	if info, err := os.Stat(f.path); err == nil {
		mode = info.Mode().Perm()
	}
	temp := f.beside("new")
	w, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return unwritten(f.path, whyNotMade(filepath.Dir(f.path), err))
	}
	f.temp, f.w = temp, w
	return nil
}

// finish writes the hidden file.
func (f *outFile) finish() error {
	_, err := f.w.Write(f.data)
	// Some file systems tell only now that the disk is full.
	return unlessWritten(f.path, errors.Join(err, f.w.Close()))
}

// appear gives the finished file its name.
func (f *outFile) appear(replace bool) error {
	if !replace {
		// A link, unlike a new name, never takes another file's place.
		err := os.Link(f.temp, f.path)
		if errors.Is(err, fs.ErrExist) {
			return unwritten(f.path, errors.New("exists already; --force replaces it"))
		}
		if err == nil {
			return nil
		}
		// A file system without links; prepare has looked already.
	} else if old := f.beside("old"); os.Link(f.path, old) == nil {
		f.old = old
	}
	if err := os.Rename(f.temp, f.path); err != nil {
		return unwritten(f.path, err)
	}
	f.temp = ""
	return nil
}

// takeBack puts back what stood in the file's place.
func (f *outFile) takeBack() {
	if f.old == "" {
		_ = os.Remove(f.path)
		return
	}
	if os.Rename(f.old, f.path) == nil {
		f.old = ""
	}
}

// beside returns a hidden name in the file's folder that nobody else uses.
func (f *outFile) beside(kind string) string {
	return filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+"."+rand.Text()[:8]+"."+kind)
}

// remove removes a helper file that may already be gone.
func remove(path string) {
	if path != "" {
		_ = os.Remove(path)
	}
}
