package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/wire"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/solve"
)

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
	f.addVerbose(cmd)
	f.method.add(cmd, sim.Auto, sim.Simulate)
	return cmd
}

// solve answers for one path or two.
func (a *app) solve(ctx context.Context, f *solveFlags, name string) error {
	if err := f.checkPaths(); err != nil {
		return err
	}
	if _, err := f.ready(a); err != nil {
		return err
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
	stop := a.ticking("searching", f.quiet)
	s, err := await(ctx, func() (*solve.Solution, error) { return solve.Run(ctx, sc, varied[0], opt) })
	stop()
	if err != nil {
		return solveFailure(ctx, err)
	}
	sol := &answer.Solution{Solution: s, Call: f.call(name), Asked: f.require != "", Verbose: f.verbose}
	if err := a.print(f.json, func() any { return wire.NewSolve(s, sol.Asked) }, sol.Page); err != nil {
		return err
	}
	if f.require == "" || s.Ending == solve.Any || s.Safe != nil {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("no %s between %s and %s makes %s safe at the required %s",
		s.Path, s.Kind.Format(s.From), s.Kind.Format(s.To), words.Target(sc.SLO.Promise), words.Ratio(sc.SLO.Confidence))}
}
