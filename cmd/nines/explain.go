package main

import (
	"cmp"
	"context"
	"errors"
	"runtime"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/wire"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
)

func newExplain(a *app) *cobra.Command {
	var f simulation
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "Say why a promise is out of reach or tight, and what would help most",
		Long: `explain says why a promise is kept as often as it is: what planned work takes of
its budget, how many incidents of each kind fit beside it, what would remain if
every fault were known or undone at once, which risk costs most, which safety
nets carry the promise and which change nothing, what would help most, and which
of the numbers in the file matter.

It compares some dozens of services on the same simulated faults: 5,000 years of
each on top of the exact law of their outages, or 10,000 where that does not
apply.`,
		Example: `  nines explain five-nines
  nines explain checkout.toml --target 99.95%
  nines explain checkout.toml --json | jq '.nets[] | {name, attainable_without}'`,
		Args:              oneFile,
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.explain(cmd.Context(), &f, args[0])
		},
	}
	f.add(cmd, 0)
	f.addVerbose(cmd)
	return cmd
}

func (a *app) explain(ctx context.Context, f *simulation, name string) error {
	sc, err := a.scenario(ctx, f, name)
	if err != nil {
		return err
	}
	bar := newProgress(a.stderr, "comparing", f.quiet)
	// Each core has a service of its own under way, beside today's.
	services := 1 + cmp.Or(f.workers.n, runtime.GOMAXPROCS(0))
	opt, err := f.options(services*len(sc.SLO.Window.Edges()), bar.report())
	if err != nil {
		return err
	}
	opt.Method = sim.Auto
	x, err := await(ctx, func() (*explain.Explanation, error) { return explain.Run(ctx, sc, sc.SLO.Promise, opt) })
	bar.close()
	if ctx.Err() != nil {
		return &failure{statusInterrupted, errors.New("interrupted: half a comparison explains nothing")}
	}
	if err != nil {
		return engineFailure(err)
	}
	inputs, stopped := &explain.Sensitivity{Scenario: sc}, false // the answer stands without them
	if ctx.Err() == nil {
		bar := newProgress(a.stderr, "moving inputs", f.quiet)
		opt := sim.Options{Years: opt.Years, Seed: opt.Seed, Workers: opt.Workers, Progress: bar.report()}
		found, err := await(ctx, func() (*explain.Sensitivity, error) { return explain.Sensitivities(ctx, x.Today, opt) })
		bar.close()
		switch stopped = ctx.Err() != nil; {
		case stopped:
		case err != nil:
			return engineFailure(err)
		default:
			inputs = found
		}
	}
	object := func() any {
		out := wire.NewExplain(x, inputs)
		out.Partial = stopped
		return out
	}
	ans := &answer.Explanation{Explanation: x, Inputs: inputs, Verbose: f.verbose, Period: words.PeriodOf(sc.SLO.Window), Call: f.againCall(name)}
	if err := a.print(f.json, object, ans.Page); err != nil {
		return err
	}
	if stopped {
		return errInterrupted()
	}
	return nil
}
