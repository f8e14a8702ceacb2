package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"nines/cmd/nines/internal/version"
)

// An app is what the commands share.
type app struct {
	stdin  io.Reader
	stdout io.Writer
	stderr io.Writer
	files  *journal // writes all files
}

// newRoot returns the command with all its subcommands.
func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "nines",
		Short: "Find out which availability a service can promise",
		Long: `nines says which availability (SLO) a service can promise. A scenario file tells
how the service fails and recovers: its risks, alarms, responders and rollbacks.
nines simulates many years of it and counts in how many each promise is kept.

FILE is a scenario file, - for standard input, or the name of a shipped scenario
(nines init --list).

Exit status: 0 done; 1 the answer is "no" (--require); 2 the input or the call is
wrong; 3 interrupted (what was simulated until then is reported and marked as
partial); 4 an output could not be written; 5 nines itself is at fault.`,
		Example: `  nines run                        answer the first shipped scenario
  nines init -o checkout.toml      begin a scenario of your own
  nines check checkout.toml        is it right, and what does it assume?
  nines run checkout.toml          what can checkout promise?
  nines help scenario              the reference: scenario, commands, meaning, json, charts`,
		Version:       version.String(),
		SilenceErrors: true,
		SilenceUsage:  true,

		PersistentPreRunE: func(cmd *cobra.Command, args []string) error { return nothingEmpty(cmd, args) },
	}
	root.SetIn(a.stdin)
	root.SetOut(a.stdout)
	root.SetErr(a.stderr)
	root.SetVersionTemplate("nines {{.Version}}\n")
	root.SetFlagErrorFunc(flagError)
	root.SetHelpCommand(newHelp(a))
	root.AddCommand(newRun(a), newSweep(a), newSolve(a), newExplain(a), newCompare(a), newReport(a), newBudget(a), newCheck(a), newPresets(a), newInit(a))
	for _, cmd := range root.Commands() {
		if cmd.Flags().Lookup("set") != nil {
			a.completePaths(cmd, "set", "=")
		}
		if cmd.Flags().Lookup("vary") != nil {
			a.completePaths(cmd, "vary", "")
		}
	}
	return root
}

// nothingEmpty refuses flags and arguments that were given but hold nothing:
// that is a variable which nobody has set, and what is then left out may be the
// very condition that a pipeline relies on.
func nothingEmpty(cmd *cobra.Command, args []string) error {
	var wrong error
	cmd.Flags().Visit(func(f *pflag.Flag) {
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			if values = list.GetSlice(); len(values) == 0 {
				values = []string{""}
			}
		}
		for _, v := range values {
			if strings.TrimSpace(v) == "" && wrong == nil {
				name, usage := pflag.UnquoteUsage(f)
				wrong = badCall("--%s: got nothing, want %s: %s", f.Name, name, usage)
			}
		}
	})
	if cmd.DisableFlagParsing {
		args = nil // of a shell that asks what may come next
	}
	for _, arg := range args {
		if strings.TrimSpace(arg) == "" && wrong == nil {
			wrong = badCall("%s: got an argument that is empty", cmd.CommandPath())
		}
	}
	return wrong
}

// flagError says which flag was probably meant in place of an unknown one,
// and where the flags of the command are told.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return &failure{statusInput, err}
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	hint := fmt.Sprintf("see %s --help", cmd.CommandPath())
	if near := nearest(unknown.GetSpecifiedName(), known); near != "" {
		hint = fmt.Sprintf("did you mean --%s? (%s)", near, hint)
	}
	return badCall("%w; %s", err, hint)
}

// nearest returns the known word that was probably meant, or "". It asks
// cobra, so that flags and files are suggested as commands are.
func nearest(word string, known []string) string {
	words := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, k := range known {
		words.AddCommand(&cobra.Command{Use: k, Run: func(*cobra.Command, []string) {}})
	}
	if near := words.SuggestionsFor(word); len(near) > 0 && word != "" {
		return near[0]
	}
	return ""
}

// oneFile checks that a command got exactly one FILE.
func oneFile(cmd *cobra.Command, args []string) error {
	if len(args) != 1 {
		return badCall("%s needs one FILE: a scenario file, - for standard input, or a shipped scenario's name", cmd.CommandPath())
	}
	return nil
}
