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
	made, err := makeFolders(files)
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
		if err != nil {
			for _, folder := range made {
				_ = os.Remove(folder) // stays where others wrote into it meanwhile
			}
		}
	}()
	if err != nil {
		return err
	}
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

// makeFolders makes the folders of the files and returns those that are new,
// the innermost first.
func makeFolders(files []file) (made []string, err error) {
	for _, f := range files {
		folder := filepath.Dir(f.path)
		var missing []string
		for at := folder; ; at = filepath.Dir(at) {
			if _, err := os.Stat(at); err == nil || at == filepath.Dir(at) {
				break
			}
			missing = append(missing, at)
		}
		if err := os.MkdirAll(folder, 0o777); err != nil {
			return append(missing, made...), unwritten(folder, err)
		}
		made = append(missing, made...)
	}
	return made, nil
}

// prepare writes the file under another name beside its own.
func (f *file) prepare(replace bool) error {
	mode := fs.FileMode(0o666) // less the umask
	if at, err := filepath.EvalSymlinks(f.path); err == nil {
		f.path = at // a link stays one
	}
	info, err := os.Stat(f.path)
	switch {
	case err == nil && !info.Mode().IsRegular():
		return unwritten(f.path, errors.New("exists and is not a regular file"))
	case err == nil && !replace:
		return unwritten(f.path, errors.New("exists already; --force replaces it"))
	case err == nil:
		mode = info.Mode().Perm()
	}
	temp := f.beside("new")
	w, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
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
