package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// solveFlags are the flags of `nines solve`.
type solveFlags struct {
	runFlags
	vary     []string
	from, to []string
	picturing
}

func newSolve(a *app) *cobra.Command {
	var f solveFlags
	cmd := &cobra.Command{
		Use:   "solve FILE --vary PATH [--vary PATH]",
		Short: "Find the loosest value with which a promise is kept",
		Long: `solve finds the loosest value of PATH with which the promise is kept at the asked
confidence: the largest where more hurts, such as an alarm's delay, the smallest
where more helps, such as what a gate catches. With two paths it finds, for values
of the first, the loosest of the second: the frontier.`,
		Example: `  nines solve one-failure-a-year --vary risk.bad-deploy.chance
  nines solve checkout.toml --vary recovery.rollback.time --target 99.95% --require 95%
  nines solve checkout.toml --vary alarm.error-rate.latency --from 10s --to 10m
  nines solve checkout.toml --vary alarm.error-rate.latency --vary recovery.rollback.time --chart map.svg`,
		Args:              oneFile,
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			return a.solve(cmd.Context(), &f, args[0])
		},
	}
	f.add(cmd, 0)
	fs := cmd.Flags()
	fs.Lookup("years").Usage = "simulate `N` years of what is found (default as many as the answer takes)"
	fs.StringArrayVar(&f.vary, "vary", nil, "the `PATH` whose loosest value is sought, such as recovery.rollback.time; two for a frontier")
	fs.StringArrayVar(&f.from, "from", nil, "look from `VALUE` on (default a hundredth of today's); one for each --vary")
	fs.StringArrayVar(&f.to, "to", nil, "look up to `VALUE` (default a hundred times today's); one for each --vary")
	f.addChart(cmd, "the frontier on the map of both paths")
	f.addRequire(cmd)
	f.method.add(cmd, sim.Auto, sim.Simulate)
	return cmd
}

// solve answers for one path or two.
func (a *app) solve(ctx context.Context, f *solveFlags, name string) error {
	if err := f.checkPaths(); err != nil {
		return err
	}
	if f.chart != "" {
		if _, err := formatOf(f.chart); err != nil {
			return err
		}
		if err := a.canWrite(f.chart, true); err != nil {
			return err
		}
	}
	patches, err := f.allPatches()
	if err != nil {
		return err
	}
	sc, err := a.readScenario(ctx, name, patches)
	if err != nil {
		return err
	}
	varied, err := f.varied(sc)
	if err != nil {
		return err
	}
	opt, err := f.options(len(sc.SLO.Window.Edges()), nil)
	if err != nil {
		return err
	}
	if opt.Method, err = f.method.read(); err != nil {
		return err
	}
	if len(varied) == 2 {
		return a.solveTwo(ctx, f, sc, varied[0], varied[1], opt)
	}
	s, err := await(ctx, func() (*sim.Solution, error) { return sim.Solve(ctx, sc, varied[0], opt) })
	if err != nil {
		return solveFailure(ctx, err)
	}
	sol := &answer.Solution{Solution: s, Call: f.call(name), Asked: f.require != ""}
	var b bytes.Buffer
	if f.json {
		err = wire.Write(&b, wire.NewSolve(s, sol.Asked), true)
	} else {
		doc.Terminal(&b, sol.Page())
	}
	if err != nil {
		return err
	}
	if _, err := a.stdout.Write(b.Bytes()); err != nil {
		return unprinted(err)
	}
	if f.require == "" || s.Ending == sim.Any || s.Safe != nil {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("no %s between %s and %s makes %s safe at the required %s",
		s.Path, s.Kind.Format(s.From), s.Kind.Format(s.To), words.Target(sc.SLO.Promise), words.Ratio(sc.SLO.Confidence))}
}

// checkPaths reports a call that names no path, too many, or one twice.
func (f *solveFlags) checkPaths() error {
	switch n := len(f.vary); {
	case n == 0:
		return badCall("nines solve needs --vary PATH: what may change, such as recovery.rollback.time")
	case n > 2:
		return badCall("--vary: got %d paths, want one, or two for a frontier", n)
	case n == 2 && f.vary[0] == f.vary[1]:
		return badCall("--vary: got %s twice, want two different paths", f.vary[0])
	case n == 1 && f.chart != "":
		return badCall("--chart draws a frontier: it says nothing without a second --vary PATH")
	}
	for _, ends := range []struct {
		flag   string
		values []string
	}{{"--from", f.from}, {"--to", f.to}} {
		if n := len(ends.values); n != 0 && n != len(f.vary) {
			return badCall("%s: got %d, want one for each --vary, in the same order", ends.flag, n)
		}
	}
	return nil
}

// varied reads what is to be varied, and where.
func (f *solveFlags) varied(sc *model.Scenario) ([]sim.Vary, error) {
	out := make([]sim.Vary, len(f.vary))
	for i, path := range f.vary {
		kind, err := file.KindOf(sc, path)
		if err != nil {
			return nil, badCall("--vary: %w", err)
		}
		out[i] = sim.Vary{Path: path, From: math.NaN(), To: math.NaN()}
		for _, end := range []struct {
			flag   string
			values []string
			at     *float64
		}{{"--from", f.from, &out[i].From}, {"--to", f.to, &out[i].To}} {
			if len(end.values) == 0 {
				continue
			}
			if *end.at, err = kind.Parse(end.values[i]); err != nil {
				return nil, badCall("%s: %s: %w", end.flag, path, err)
			}
		}
	}
	return out, nil
}

// solveFailure gives an error of a search its exit status. What is wrong with
// what was asked stands in the call.
func solveFailure(ctx context.Context, err error) error {
	if ctx.Err() != nil || errors.Is(err, sim.ErrInterrupted) {
		return &failure{statusInterrupted, errors.New("interrupted: there is no answer of a part of the search")}
	}
	return badCall("--vary: %w", err)
}
