package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"nines/model/visible"
)

// An output is standard output or standard error. It remembers whether all of
// it arrived, and spells out what nobody can see: names of files and values of
// flags may hold anything, and a terminal obeys some of it.
type output struct {
	w   io.Writer
	err error // the first
}

// Write implements io.Writer for whole lines of text.
func (o *output) Write(b []byte) (int, error) {
	if o.err != nil {
		return 0, o.err
	}
	if err := o.writeSpelt([]byte(visible.Text(string(b)))); err != nil {
		return 0, err
	}
	return len(b), nil
}

// writeSpelt writes a text in which what nobody can see is spelled out already,
// so that all that a terminal obeys in it is meant to be obeyed.
func (o *output) writeSpelt(b []byte) error {
	if o.err == nil {
		if _, err := o.w.Write(b); err != nil {
			o.err = fmt.Errorf("standard output: %w", bare(err))
		}
	}
	return o.err
}

// writeSpelt writes such a text to standard output.
func writeSpelt(w io.Writer, b []byte) error {
	if o, ok := w.(*output); ok {
		return o.writeSpelt(b)
	}
	_, err := w.Write(b)
	return err
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
func (a *app) canWrite(path string, replace bool) error {
	if err := standsFree(path, replace); err != nil {
		return err
	}
	return a.files.probe(filepath.Dir(path), path)
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

// unlessWritten is the failure of an output, if it failed.
func unlessWritten(path string, err error) error {
	if err == nil {
		return nil
	}
	return unwritten(path, err)
}

// unwritten is the failure of an output.
func unwritten(path string, err error) error {
	return &failure{statusOutput, fmt.Errorf("%s: %w", path, bare(err))}
}
