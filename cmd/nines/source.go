package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/scenarios"
)

// firstExample is what `nines run` answers without a FILE.
const firstExample = "five-nines"

// A source is the text of FILE.
type source struct {
	text []byte

	// hidden says that nothing of the text may be shown: see leavesFolder.
	hidden bool
}

// A sourceError says why there is no text of FILE.
type sourceError struct {
	name string
	why  error
}

func (e *sourceError) Error() string { return e.name + ": " + e.why.Error() }

func (e *sourceError) Unwrap() error { return e.why }

// readSource returns the text of FILE: standard input for -, else the file of
// that name, else the shipped scenario of that name. It reads no more than a
// scenario may have, and a byte by which the reader knows.
func (a *app) readSource(name string) (source, error) {
	if name == "-" {
		data, err := readUpTo(a.stdin)
		if err != nil {
			return source{}, &sourceError{words.Stdin, bare(err)}
		}
		return source{text: data}, nil
	}
	data, err := readFile(name)
	if err == nil {
		return source{data, leavesFolder(name)}, nil
	}
	// A folder that happens to bear a shipped scenario's name is in
	// nobody's way.
	if shipped, no := scenarios.Read(name); no == nil {
		return source{text: shipped}, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return source{}, &sourceError{name, bare(err)}
	}
	return source{}, &sourceError{name, errors.New(notFound(name))}
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return readUpTo(f)
}

func readUpTo(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, file.MaxBytes+1))
}

// leavesFolder reports whether a symbolic link takes a file's name out of the
// folder where it seems to lie. Links come with a repository, and a robot that
// checks every scenario of a pull request must not show what one of them leads
// to.
func leavesFolder(name string) bool {
	if info, err := os.Stat(name); err == nil && info.Mode()&fs.ModeNamedPipe != 0 {
		return false // what another program writes, as in `nines run <(nines init)`
	}
	base := "." // of a name that itself goes down only
	if !filepath.IsLocal(name) {
		base = filepath.Dir(name)
	}
	folder, err := filepath.Abs(base)
	if err == nil {
		folder, err = filepath.EvalSymlinks(folder)
	}
	at, wrong := filepath.Abs(name)
	if wrong == nil {
		at, wrong = filepath.EvalSymlinks(at)
	}
	if err != nil || wrong != nil {
		return true
	}
	below, err := filepath.Rel(folder, at)
	return err != nil || !filepath.IsLocal(below)
}

// notFound says what FILE may be in place of a name that names nothing.
func notFound(name string) string {
	if near := nearest(strings.TrimSuffix(name, ".toml"), scenarios.Names()); near != "" {
		return fmt.Sprintf("no such file; did you mean the shipped scenario %s?", near)
	}
	return "no such file, nor a shipped scenario (nines init --list)"
}

// scenario reads and checks FILE with what --set and --target change.
func (a *app) scenario(ctx context.Context, f *simulation, name string) (*model.Scenario, error) {
	patches, err := f.patches()
	if err != nil {
		return nil, err
	}
	return a.readScenario(ctx, name, patches)
}

// readScenario reads and checks FILE with patches.
func (a *app) readScenario(ctx context.Context, name string, patches []file.Patch) (*model.Scenario, error) {
	sc, _, err := a.readWithText(ctx, name, patches)
	return sc, err
}

// readWithText is readScenario with the text of FILE besides.
func (a *app) readWithText(ctx context.Context, name string, patches []file.Patch) (*model.Scenario, []byte, error) {
	var text source
	sc, err := await(ctx, func() (*model.Scenario, error) {
		var err error
		if text, err = a.readSource(name); err != nil {
			return nil, &failure{statusInput, err}
		}
		sc, err := file.Read(name, text.text, patches...)
		if err != nil {
			return nil, newInputError(text.told(err), text.lines())
		}
		return sc, nil
	})
	if ctx.Err() != nil {
		return nil, nil, errInterrupted()
	}
	return sc, text.text, err
}

// lines returns the text as far as it may be shown.
func (s source) lines() []byte {
	if s.hidden {
		return nil
	}
	return s.text
}

// told returns what may be told of an error about the text: where it goes
// wrong, and no word of a text that is hidden.
func (s source) told(err error) error {
	var errs file.Errors
	if !s.hidden || !errors.As(err, &errs) {
		return err
	}
	const got, want = "what is no scenario", "a scenario; nothing is shown of what a link brings from elsewhere"
	first := errs[0]
	return file.Errors{{
		File: first.File, Line: first.Line, Column: first.Column,
		Got: got, Want: want, Message: "got " + got + ", want " + want,
	}}
}

// completeFile offers the shipped scenarios beside files.
func completeFile(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarios.Names(), cobra.ShellCompDirectiveDefault
}
