package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/plots"
	"nines/sim"
	"nines/sim/sweep"
)

// sweepFlags are the flags of `nines sweep`.
type sweepFlags struct {
	simulation
	picturing
	method   methodFlag
	vary     []string
	from, to []string
}

func newSweep(a *app) *cobra.Command {
	var f sweepFlags
	cmd := &cobra.Command{
		Use:   "sweep FILE",
		Short: "Map what can be promised over alarm latency and rollback speed",
		Long: `sweep says what can be promised at each point of a map: by default the time until
the alarm against the whole time from the alarm to the end (waiting, diagnosing,
acting), from a tenth to ten times today's. A [sweep] in the scenario, or --vary,
names any two other paths. A path with "*" is a common factor of all that match:
change.*.per_week from a tenth to ten times as many changes of each kind.`,
		Example: `  nines sweep five-nines
  nines sweep checkout.toml --chart map.png
  nines sweep checkout.toml --vary 'change.*.per_week' --vary recovery.rollback.time
  nines sweep checkout.toml --json | jq '.attainable[0]'`,
		Args:              oneFile,
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			return a.sweep(cmd.Context(), &f, args[0])
		},
	}
	f.add(cmd, 0)
	cmd.Flags().Lookup("years").Usage = "simulate `N` years for each point (default 10000; fewer where a map that is simulated alone would take long)"
	fs := cmd.Flags()
	fs.StringArrayVar(&f.vary, "vary", nil, "the `PATH` of the axis across; a second one for the axis down")
	fs.StringArrayVar(&f.from, "from", nil, "begin at `VALUE` (default a tenth of today's); one for each --vary")
	fs.StringArrayVar(&f.to, "to", nil, "end at `VALUE` (default ten times today's); one for each --vary")
	f.addChart(cmd, "the map")
	f.addVerbose(cmd)
	f.method.add(cmd, sim.Auto, sim.Simulate, sim.Exact)
	return cmd
}

func (a *app) sweep(ctx context.Context, f *sweepFlags, name string) error {
	format, err := f.ready(a)
	if err != nil {
		return err
	}
	sc, err := a.scenario(ctx, &f.simulation, name)
	if err != nil {
		return err
	}
	if sc, err = f.varied(sc); err != nil {
		return err
	}
	bar := newProgress(a.stderr, "sweeping", f.quiet)
	columns := usualColumns
	if sc.Sweep != nil {
		columns = len(sc.Sweep.X.Values)
	}
	opt, err := f.options(columns, bar.report())
	if err != nil {
		return err
	}
	if opt.Method, err = f.method.read(); err != nil {
		return err
	}
	fill := sweep.Run
	if !f.json && f.chart == "" {
		fill = answer.SweepTable // nobody sees the other cells
	}
	s, err := await(ctx, func() (*sweep.Surface, error) { return fill(ctx, sc, opt) })
	bar.close()
	if ctx.Err() != nil && err != nil {
		return &failure{statusInterrupted, errors.New("interrupted before two rows of the map were known")}
	}
	if err != nil {
		return engineFailure(err)
	}
	chart := ""
	if f.chart != "" {
		a.noteSpelling(f.quiet, sc, format)
		chart, err = a.writeChart(ctx, f.quiet, &f.picturing, format, func() *plots.Chart { return plots.LatencyRollback(s) })
		if err != nil {
			return err
		}
	}
	stopped := ctx.Err() != nil
	object := func() any {
		out := wire.NewSweep(s)
		out.Partial = stopped
		return out
	}
	if err := a.print(f.json, object, func() *doc.Page { return answer.Surface(s, chart, f.verbose) }); err != nil {
		return err
	}
	if stopped {
		return errInterrupted()
	}
	return nil
}

// usualColumns is how many values the axes have unless the scenario says.
const usualColumns = 41
