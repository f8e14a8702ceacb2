package main

import (
	"context"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/worlds"
)

func newRun(a *app) *cobra.Command {
	var f runFlags
	cmd := &cobra.Command{
		Use:   "run [FILE]",
		Short: "Simulate a scenario and say what can be promised",
		Long: `run simulates many years of a scenario and says in how many of them each target
is kept, which one can be promised, where the downtime goes, and what would help
most. Without FILE it answers the shipped scenario five-nines.`,
		Example: `  nines run
  nines run checkout.toml --charts charts
  nines run checkout.toml --charts charts --chart exceedance --chart-format png
  nines run checkout.toml --set recovery.rollback.time=30s
  nines run checkout.toml --target 99.95% --require 90%   # for a pipeline
  nines run checkout.toml --json | jq .slo.attainable`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return badCall("nines run takes one FILE, got %d", len(args))
			}
			return nil
		},
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			f.yearsTold = cmd.Flags().Changed("years")
			name := firstExample
			if len(args) == 1 {
				name = args[0]
			}
			return a.run(cmd.Context(), &f, name)
		},
	}
	f.add(cmd, sim.DefaultYears)
	f.addCharts(cmd, "every chart", func([]string) []string { return runCharts() })
	fs := cmd.Flags()
	fs.StringVar(&f.precise, "precision", "", "stop when the 95 % interval of the promise's probability is as narrow as `WIDTH`, such as 0.1%; --years is then the most")
	f.addRequire(cmd)
	f.addVerbose(cmd)
	f.method.add(cmd, sim.Auto, sim.Simulate, sim.Exact)
	return cmd
}

// run simulates, answers and draws: who reads the answer does not wait for the charts.
// An answer as JSON comes last, since it says whether anything was interrupted.
func (a *app) run(ctx context.Context, f *runFlags, name string) error {
	formats, err := f.ready(a, runCharts())
	if err != nil {
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
	bar := newProgress(a.stderr, "simulating", f.quiet)
	opt, err := f.options(perYearKept(sc), bar.report())
	if err != nil {
		return err
	}
	if opt.Method, err = f.method.read(); err != nil {
		return err
	}
	if opt.Precision, err = f.precision(); err != nil {
		return err
	}
	if opt.Precision > 0 && !f.yearsTold {
		opt.Years = 0 // as many as it takes
	}
	r, err := await(ctx, func() (*sim.Result, error) { return sim.Run(ctx, sc, opt) })
	bar.close()
	if err != nil {
		return engineFailure(err)
	}
	ans := &answer.Run{Result: r, Call: f.call(name), Why: f.whyCall(name), Asked: f.require != "", Verbose: f.verbose}
	stop := a.ticking("looking for what helps", f.quiet)
	err = addFindings(ctx, ans, f.json, opt)
	stop()
	if err != nil {
		return err
	}
	ans.Stopped = ctx.Err() != nil
	if !f.json {
		if err := a.print(false, nil, ans.Page); err != nil {
			return err
		}
	}
	var undrawn error
	if f.charts != "" {
		var files []string
		files, undrawn = a.draw(ctx, f, formats, ans)
		ans.Stopped = ctx.Err() != nil
		if len(files) > 0 && !f.json {
			if err := a.print(false, nil, func() *doc.Page { return answer.Drawn(files) }); err != nil {
				return err
			}
		}
	}
	if f.json {
		object := func() any {
			return wire.NewRun(r, wire.Parts{Help: ans.Help, Doubt: ans.Doubt, Blame: ans.Blame, Asked: ans.Asked, Partial: ans.Stopped})
		}
		if err := a.print(true, object, nil); err != nil {
			return err
		}
	}
	return a.status(f, ans, undrawn)
}

// addFindings adds what would help most, what is not known and, for JSON, which risks
// are behind the missed years; what an interruption leaves out is missing.
func addFindings(ctx context.Context, ans *answer.Run, asJSON bool, opt sim.Options) (err error) {
	r := ans.Result
	opt.Progress = nil
	if t, ok := r.OutOfReach(); ok && ctx.Err() == nil && r.Years >= leastForHelp {
		ans.Help, err = await(ctx, func() ([]explain.Help, error) { return explain.MostHelp(ctx, r, t.Target, opt) })
	}
	if err == nil && ctx.Err() == nil {
		ans.Doubt, err = await(ctx, func() (*worlds.Doubt, error) { return worlds.Of(ctx, r, opt) })
	}
	if err == nil && asJSON && ctx.Err() == nil {
		ans.Blame, err = await(ctx, func() (*sim.Blame, error) { return sim.Blames(ctx, r, sim.Options{Seed: r.Seed}) })
	}
	if err != nil && ctx.Err() == nil {
		return engineFailure(err)
	}
	return nil
}

// leastForHelp is how many years it takes to tell which change helps most.
const leastForHelp = 1000
