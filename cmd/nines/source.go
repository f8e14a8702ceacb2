package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/scenarios"
)

// stdinName is what standard input is called in answers and messages.
const stdinName = "<stdin>"

// firstExample is what `nines run` answers without a FILE.
const firstExample = "five-nines"

// readSource returns the bytes of FILE: standard input for -, else the file
// of that name, else the shipped scenario of that name.
func (a *app) readSource(name string) ([]byte, error) {
	if name == "-" {
		data, err := io.ReadAll(a.stdin)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", stdinName, err)
		}
		return data, nil
	}
	data, err := os.ReadFile(name)
	if err == nil {
		return data, nil
	}
	// A folder that happens to bear a shipped scenario's name is in
	// nobody's way.
	if shipped, no := scenarios.Read(name); no == nil {
		return shipped, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		var path *fs.PathError
		if errors.As(err, &path) {
			err = path.Err
		}
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return nil, fmt.Errorf("%s: %s", name, notFound(name))
}

// notFound says what FILE may be in place of a name that names nothing.
func notFound(name string) string {
	if near := nearest(strings.TrimSuffix(name, ".toml"), scenarios.Names()); near != "" {
		return fmt.Sprintf("no such file; did you mean the shipped scenario %s?", near)
	}
	return "no such file, nor a shipped scenario (nines init --list)"
}

// readScenario reads and checks FILE with patches.
func (a *app) readScenario(name string, patches []model.Patch) (*model.Scenario, error) {
	sc, _, err := a.readWithText(name, patches)
	return sc, err
}

// readWithText is readScenario with the text of FILE besides.
func (a *app) readWithText(name string, patches []model.Patch) (*model.Scenario, []byte, error) {
	data, err := a.readSource(name)
	if err != nil {
		return nil, nil, &failure{statusInput, err}
	}
	sc, err := model.Read(name, data, patches...)
	if err != nil {
		return nil, nil, newInputError(err, data)
	}
	return sc, data, nil
}

// completeFile offers the shipped scenarios beside files.
func completeFile(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return scenarios.Names(), cobra.ShellCompDirectiveDefault
}
