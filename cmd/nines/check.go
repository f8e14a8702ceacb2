package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"nines/model"
	"nines/model/file"
)

func newCheck(a *app) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "check FILE...",
		Short: "Say what is wrong with scenarios, and what they assume",
		Long: `check reads scenarios and lists every error with its line. For a scenario without
errors it tells how many whole windows the year has and how many events each change
makes, and lists what was left out and flatters the service, and what is legal but
probably not meant.`,
		Example: `  nines check checkout.toml
  nines check *.toml --json`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return badCall("nines check needs at least one FILE")
			}
			return nil
		},
		ValidArgsFunction: completeFile,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.check(cmd.Context(), args, asJSON) },
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "answer in JSON, errors too")
	return cmd
}

// A checked is what check found out about one file.
type checked struct {
	file     string
	scenario *model.Scenario // nil when there are errors
	errs     file.Errors
	source   source
}

// check reads all files before it answers, so that a mistake in the first does
// not hide those of the others.
func (a *app) check(ctx context.Context, names []string, asJSON bool) error {
	var all []checked
	wrong := false
	for _, name := range names {
		c, err := await(ctx, func() (checked, error) { return a.checkOne(name), nil })
		if ctx.Err() != nil {
			return cmp.Or(err, errInterrupted())
		}
		wrong = wrong || c.scenario == nil
		all = append(all, c)
	}
	var b bytes.Buffer
	if asJSON {
		if err := writeJSON(&b, newCheckJSON(all), true); err != nil {
			return err
		}
	} else {
		a.writeChecked(&b, all)
	}
	if _, err := a.stdout.Write(b.Bytes()); err != nil {
		return unprinted(err)
	}
	if wrong {
		return &failure{status: statusInput}
	}
	return nil
}

func (a *app) checkOne(name string) checked {
	c := checked{file: name}
	if name == "-" {
		c.file = stdinName
	}
	text, err := a.readSource(name)
	if err == nil {
		c.source = text
		c.scenario, err = file.Read(name, text.text)
		err = text.told(err)
	}
	if err == nil {
		return c
	}
	c.scenario = nil
	if !errors.As(err, &c.errs) {
		message := strings.TrimPrefix(err.Error(), c.file+": ")
		c.errs = file.Errors{{File: c.file, Got: "no scenario", Want: "a scenario file, - or a shipped scenario's name", Message: message}}
	}
	return c
}

// writeChecked writes what is right to w and what is wrong to standard error.
func (a *app) writeChecked(w io.Writer, all []checked) {
	for i := range all {
		c := &all[i]
		if c.scenario == nil {
			fmt.Fprintln(a.stderr, &inputError{c.errs, c.source.lines()})
			continue
		}
		fmt.Fprintf(w, "%s: ok\n", c.file)
		for _, text := range countedIn(c.scenario) {
			fmt.Fprintln(w, wrap("  counted: "+text, lineWidth))
		}
		for _, text := range c.scenario.Assumed {
			fmt.Fprintln(w, wrap("  assumed: "+text, lineWidth))
		}
		for _, text := range c.scenario.Warnings {
			fmt.Fprintln(w, wrap("  warning: "+text, lineWidth))
		}
	}
}

func newCheckJSON(all []checked) checkJSON {
	out := checkJSON{
		header: newHeader("check"), Errors: file.Errors{}, Assumed: []string{}, Warnings: []string{}, Files: []checkFileJSON{},
	}
	for _, c := range all {
		f := checkFileJSON{
			File: c.file, OK: c.scenario != nil, Changes: []checkChangeJSON{}, Windows: []checkWindowsJSON{}, Assumed: []string{}, Warnings: []string{},
		}
		if f.OK {
			for _, w := range cutsOf(c.scenario) {
				f.Windows = append(f.Windows, checkWindowsJSON{w.of, w.window.String(), w.whole, number(w.before), number(w.after)})
			}
			for _, ch := range c.scenario.Changes {
				f.Changes = append(f.Changes, checkChangeJSON{ch.Name, number(ch.Events())})
			}
			f.Assumed = append(f.Assumed, c.scenario.Assumed...)
			f.Warnings = append(f.Warnings, c.scenario.Warnings...)
		}
		out.Errors = append(out.Errors, c.errs...)
		out.Assumed = append(out.Assumed, f.Assumed...)
		out.Warnings = append(out.Warnings, f.Warnings...)
		out.Files = append(out.Files, f)
	}
	return out
}
