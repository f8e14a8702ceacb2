package main

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/doc"
	"nines/model/file"
	"nines/scenarios"
)

// starter is the scenario that people begin their own with.
//
//go:embed starter.toml
var starter []byte

func newInit(a *app) *cobra.Command {
	var path string
	var list, force bool
	cmd := &cobra.Command{
		Use:   "init [SCENARIO]",
		Short: "Begin a scenario of your own, or copy a shipped one",
		Long: `init writes a scenario with comments, to be filled in, on standard output or into
a file. With the name of a shipped scenario it writes that one.`,
		Example: `  nines init -o checkout.toml
  nines init --list
  nines init github -o github.toml`,
		Args: func(cmd *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return badCall("nines init takes one SCENARIO, got %d", len(args))
			case list && (len(args) > 0 || path != ""):
				return badCall("--list stands alone")
			case force && path == "":
				return badCall("--force says nothing without -o FILE")
			}
			return nil
		},
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return scenarios.Names(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			if list {
				return a.listScenarios()
			}
			return a.initScenario(args, path, force)
		},
	}
	f := cmd.Flags()
	f.StringVarP(&path, "output", "o", "", "write to `FILE` in place of standard output")
	f.BoolVar(&list, "list", false, "list the shipped scenarios")
	f.BoolVar(&force, "force", false, "replace FILE if it exists")
	return cmd
}

func (a *app) initScenario(args []string, path string, force bool) error {
	data := starter
	if len(args) == 1 {
		var err error
		if data, err = scenarios.Read(args[0]); err != nil {
			return badCall("%s", noScenario(args[0]))
		}
	}
	if path != "" && path != "-" {
		return a.files.write(force, outFile{path: path, data: data})
	}
	_, err := a.stdout.Write(data)
	return unprinted(err)
}

// noScenario says which shipped scenario was probably meant.
func noScenario(name string) string {
	if near := nearest(name, scenarios.Names()); near != "" {
		return fmt.Sprintf("no shipped scenario is named %s; did you mean %s?", name, near)
	}
	return fmt.Sprintf("no shipped scenario is named %s; there are %s", name, strings.Join(scenarios.Names(), ", "))
}

// listScenarios writes the names of the shipped scenarios with their titles.
func (a *app) listScenarios() error {
	t := doc.NewTable("Shipped scenarios", doc.Text(""), doc.Text(""))
	for _, name := range scenarios.Names() {
		data, err := scenarios.Read(name)
		if err != nil {
			return err
		}
		title := ""
		if sc, err := file.Read(name, data); err == nil {
			title = sc.Title
		}
		t.Add(name, title)
	}
	return a.print(false, nil, func() *doc.Page {
		var s doc.Section
		s.Tabulate(t)
		return doc.Answer(s)
	})
}
