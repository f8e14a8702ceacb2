// Package scenarios holds the shipped scenarios, which are also the examples
// of the scenario file. They are part of the program.
package scenarios

import (
	"embed"
	"strings"
)

//go:embed *.toml
var files embed.FS

// Names returns the names of the shipped scenarios in alphabetical order.
func Names() []string {
	entries, err := files.ReadDir(".")
	if err != nil {
		return nil // an embedded folder can always be read
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".toml"))
	}
	return names
}

// Read returns the file of a shipped scenario. The error is fs.ErrNotExist
// where there is none of this name.
func Read(name string) ([]byte, error) { return files.ReadFile(name + ".toml") }
