package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model/file"
	"nines/plots/words"
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
	wire.Reading
	source source
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
		wrong = wrong || c.Scenario == nil
		all = append(all, c)
	}
	if err := a.print(asJSON, func() any { return wire.NewCheck(read(all)) }, func() *doc.Page { return a.checkedPage(all) }); err != nil {
		return err
	}
	if wrong {
		return &failure{status: statusInput}
	}
	return nil
}

func (a *app) checkOne(name string) checked {
	c := checked{Reading: wire.Reading{File: name}}
	if name == "-" {
		c.File = words.Stdin
	}
	text, err := a.readSource(name)
	if err == nil {
		c.source = text
		c.Scenario, err = file.Read(name, text.text)
		err = text.told(err)
	}
	if err == nil {
		c.Suspect = answer.Suspect(c.Scenario)
		return c
	}
	c.Scenario = nil
	if !errors.As(err, &c.Errs) {
		message := err.Error()
		if unread := (*sourceError)(nil); errors.As(err, &unread) {
			message = unread.why.Error()
		}
		c.Errs = file.Errors{{File: c.File, Got: "no scenario", Want: "a scenario file, - or a shipped scenario's name", Message: message}}
	}
	return c
}

// checkedPage tells what is right, and on standard error what is wrong.
func (a *app) checkedPage(all []checked) *doc.Page {
	p := &doc.Page{}
	for i := range all {
		c := &all[i]
		if c.Scenario == nil {
			fmt.Fprintln(a.stderr, &inputError{c.Errs, c.source.lines()})
			continue
		}
		p.Sections = append(p.Sections, answer.Checked(c.File, c.Scenario))
	}
	return p
}

// read returns what reading found out.
func read(all []checked) []wire.Reading {
	out := make([]wire.Reading, len(all))
	for i := range all {
		out[i] = all[i].Reading
	}
	return out
}
