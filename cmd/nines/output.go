package main

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// An output is standard output that remembers whether all of it arrived.
type output struct {
	w   io.Writer
	err error // the first
}

// Write implements io.Writer.
func (o *output) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	n, err := o.w.Write(b)
	if err != nil {
		o.err = fmt.Errorf("standard output: %w", bare(err))
	}
	return n, err
}

// bare leaves out of an error of the operating system what its reader knows.
func bare(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	var link *os.LinkError
	if errors.As(err, &link) {
		return link.Err
	}
	return err
}

// A file is one that is to be written.
type file struct {
	path string
	data []byte
	temp string // the finished text under another name
	old  string // what stood there before, under another name; "" for nothing
}

// writeFiles writes files whole or not at all: every one is finished under
// another name before the first appears, and where one cannot appear, those
// before it are taken back. Files that exist are replaced when replace says
// so, and are an error otherwise. The error is a failure.
func writeFiles(replace bool, files ...file) (err error) {
	done := 0
	defer func() {
		for i := range files {
			f := &files[i]
			if err != nil && i < done {
				f.takeBack()
			}
			remove(f.temp)
			remove(f.old)
		}
	}()
	for i := range files {
		if err := files[i].prepare(replace); err != nil {
			return err
		}
	}
	for ; done < len(files); done++ {
		if err := files[done].appear(replace); err != nil {
			return err
		}
	}
	return nil
}

// writeInto is writeFiles for files of one folder, which replace what is there.
// A folder that does not exist is made, and taken back where they fail.
func writeInto(folder string, files ...file) error {
	missing := missingFolders(folder)
	err := unlessWritten(folder, os.MkdirAll(folder, 0o777))
	if err == nil {
		err = writeFiles(true, files...)
	}
	if err != nil {
		for _, m := range missing {
			_ = os.Remove(m) // stays where others wrote into it meanwhile
		}
	}
	return err
}

// missingFolders returns the folders of a path that do not exist, the
// innermost first.
func missingFolders(folder string) []string {
	var missing []string
	for at := filepath.Clean(folder); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, fs.ErrNotExist) || at == filepath.Dir(at) {
			return missing
		}
		missing = append(missing, at)
	}
}

// canWrite reports, as a failure, why a file could not be written: before
// hours of work for it, not after.
func canWrite(path string, replace bool) error {
	if err := standsFree(path, replace); err != nil {
		return err
	}
	return holdsNew(filepath.Dir(path), path)
}

// standsFree reports whether a file's name is free, or taken by a file that may
// be replaced.
func standsFree(path string, replace bool) error {
	info, err := os.Stat(path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return unwritten(path, errors.New("exists and is not a regular file"))
	case err == nil && !replace:
		return unwritten(path, errors.New("exists already; --force replaces it"))
	}
	return nil
}

// holdsNew reports whether a folder takes new files; the failure is that of an
// output.
func holdsNew(folder, output string) error {
	probe, err := os.CreateTemp(folder, ".nines-*")
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("the folder %s does not exist", folder)
	}
	if err != nil {
		return unwritten(output, err)
	}
	defer remove(probe.Name())
	return unlessWritten(output, probe.Close())
}

// unlessWritten is the failure of an output, if it failed.
func unlessWritten(path string, err error) error {
	if err == nil {
		return nil
	}
	return unwritten(path, err)
}

// prepare writes the file under another name beside its own.
func (f *file) prepare(replace bool) error {
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
	if errors.Is(err, fs.ErrNotExist) {
		err = fmt.Errorf("the folder %s does not exist", filepath.Dir(f.path))
	}
	if err != nil {
		return unwritten(f.path, err)
	}
	f.temp = temp
	_, err = w.Write(f.data)
	// Some file systems tell only now that the disk is full.
	if err = errors.Join(err, w.Close()); err != nil {
		return unwritten(f.path, err)
	}
	return nil
}

// appear gives the finished file its name.
func (f *file) appear(replace bool) error {
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
func (f *file) takeBack() {
	if f.old == "" {
		_ = os.Remove(f.path)
		return
	}
	if os.Rename(f.old, f.path) == nil {
		f.old = ""
	}
}

// beside returns a hidden name in the file's folder that nobody else uses.
func (f *file) beside(kind string) string {
	return filepath.Join(filepath.Dir(f.path), "."+filepath.Base(f.path)+"."+rand.Text()[:8]+"."+kind)
}

// remove removes a helper file that may already be gone.
func remove(path string) {
	if path != "" {
		_ = os.Remove(path)
	}
}

// unwritten is the failure of an output.
func unwritten(path string, err error) error {
	return &failure{statusOutput, fmt.Errorf("%s: %w", path, bare(err))}
}
