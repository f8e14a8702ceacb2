// Package folder opens the files that a scenario names, and no others: they lie in
// the scenario's folder or below it.
package folder

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// MaxBytes bounds a file of measured values.
const MaxBytes = 64 << 20

// An Opener opens the files that a scenario names, by their path relative to
// the scenario file.
type Opener func(path string) (fs.File, error)

// ErrOutside says that a path leads out of the scenario's folder.
var ErrOutside = errors.New("leads out of the scenario's folder")

// Below opens regular files below a folder. Whoever writes a scenario does
// not thereby choose which files of the machine are read: neither "..", nor
// absolute paths, nor symbolic links lead out of the folder.
func Below(folder string) Opener {
	return func(path string) (fs.File, error) {
		path = filepath.FromSlash(path)
		if !filepath.IsLocal(path) {
			return nil, ErrOutside
		}
		root, err := os.OpenRoot(folder)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		// Opening a named pipe would wait for its writer.
		info, err := root.Stat(path)
		switch {
		case err == nil && !info.Mode().IsRegular():
			return nil, errors.New("is not a regular file")
		case err == nil && info.Size() > MaxBytes:
			return nil, ErrTooLong
		case err != nil:
			return nil, escaped(err)
		}
		file, err := root.Open(path)
		if err != nil {
			return nil, escaped(err)
		}
		return file, nil
	}
}

// escaped tells a link that leads out of a root from what is merely missing.
// The package os keeps that error to itself, so that it is known by what it is
// not.
func escaped(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) && path.Err.Error() == "path escapes from parent" {
		return ErrOutside
	}
	return err
}

// Why says why a file could not be opened, without its path.
func Why(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "does not exist"
	case errors.Is(err, fs.ErrPermission):
		return "may not be read"
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return "cannot be opened: " + path.Err.Error()
	}
	return err.Error()
}

// ErrTooLong says that a file of measured values is longer than MaxBytes.
var ErrTooLong = errors.New("holds more than 64 MiB")

// A limitedReader reports an error where a file goes on beyond a limit, in
// place of silently ending there.
type limitedReader struct {
	r    io.Reader
	left int
}

func (l *limitedReader) Read(b []byte) (int, error) {
	n, err := l.r.Read(b[:min(len(b), l.left+1)])
	if l.left -= n; l.left < 0 {
		return 0, ErrTooLong
	}
	return n, err
}

// Limited returns a reader of at most MaxBytes, which fails where there are more.
func Limited(r io.Reader) io.Reader { return &limitedReader{r, MaxBytes} }
