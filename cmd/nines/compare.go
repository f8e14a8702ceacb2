package main

import (
	"context"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/sim"
	"nines/sim/compare"
)

// compareFlags are the flags of `nines compare`.
type compareFlags struct {
	simulation
	charting
	requirement
	budget yearlyBudget
}

func newCompare(a *app) *cobra.Command {
	var f compareFlags
	cmd := &cobra.Command{
		Use:   "compare FILE, or compare OLD NEW...",
		Short: "Say which investments are worth their money, or what changed between files",
		Long: `compare says what each [investment.X] of a scenario changes, alone and together
with others: how often the promise is kept, what can be promised, the downtime, and
the money saved against the money spent. Saved are lost revenue (revenue_per_hour),
credits of agreements ([sla.X]) and the time of people on incidents and false alarms
(cost_per_hour), as far as the file prices them; spent is build_cost over lifetime,
and cost_per_year. All options meet the same faults, so that even small differences
show, each with its interval. With --budget it says what to fund for so much money
a year: for the money, and for the promise.

--require asks about the service as it is, of several files about the last.

With two files or more it lists every key in which the later ones differ from the
first, and what each change did to the answer. Keys that are only valid together
are one change.`,
		Example: `  nines compare automation-investments
  nines compare checkout.toml --budget 200000
  nines compare checkout.toml --json | jq '.options[0]'
  nines compare last-quarter.toml checkout.toml`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return badCall("%s needs a FILE with investments, or an OLD and a NEW one", cmd.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeFile,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd); err != nil {
				return err
			}
			if len(args) > 1 {
				if f.budget.perYear > 0 {
					return badCall("--budget is for the investments of one FILE")
				}
				return a.compareFiles(cmd.Context(), &f, args)
			}
			return a.compare(cmd.Context(), &f, args[0])
		},
	}
	f.add(cmd, sim.DefaultYears)
	f.budget.add(cmd)
	f.addRequire(cmd)
	f.addVerbose(cmd)
	f.addCharts(cmd, "the investments beside today, or what each change between files did,", comparedCharts)
	return cmd
}

// mostCompared is about how many pairs of values a year are kept at the same
// time: one of the baseline and of each option that is estimated on all years,
// two where agreements and wages have a price.
const mostCompared = 64

// compare compares the investments of one file.
func (a *app) compare(ctx context.Context, f *compareFlags, name string) error {
	formats, err := f.ready(a, compareCharts())
	if err != nil {
		return err
	}
	patches, err := f.asking(f.patches())
	if err != nil {
		return err
	}
	sc, err := a.readScenario(ctx, name, patches)
	if err != nil {
		return err
	}
	return compared(ctx, a, f,
		func(opt sim.Options) (*compare.Comparison, error) {
			return compare.RunWithin(ctx, sc, f.budget.limit(), opt)
		},
		func(c *compare.Comparison) ([]string, error) { return a.drawComparison(ctx, f, formats, c) },
		func(c *compare.Comparison, partial bool) any {
			out := wire.NewCompare(c)
			out.Partial = partial
			if f.require != "" {
				out.Require(sc.SLO.Confidence, c.Baseline.Verdict == sim.Yes)
			}
			return out
		},
		func(c *compare.Comparison, drawn []string) *doc.Page {
			return (&answer.Comparison{Comparison: c, Call: f.againCall(name), Verbose: f.verbose}).Page(drawn)
		},
		func(c *compare.Comparison) (model.Objective, sim.Verdict) { return sc.SLO, c.Baseline.Verdict })
}

// compared makes a comparison, draws it where charts are asked for, and prints
// it as an object or as a page. Partial is one whose charts were interrupted.
func compared[C any](ctx context.Context, a *app, f *compareFlags, work func(sim.Options) (C, error),
	draw func(C) ([]string, error), object func(c C, partial bool) any, page func(c C, drawn []string) *doc.Page, promised func(C) (model.Objective, sim.Verdict)) error {
	bar := newProgress(a.stderr, "comparing", f.quiet)
	opt, err := f.options(2*mostCompared, bar.report())
	if err != nil {
		return err
	}
	c, err := await(ctx, func() (C, error) { return work(opt) })
	bar.close()
	if err != nil {
		return comparisonFailure(ctx, err)
	}
	var drawn []string
	var undrawn error
	if f.charts != "" {
		drawn, undrawn = draw(c)
	}
	stopped := ctx.Err() != nil
	if err := a.print(f.json, func() any { return object(c, stopped) }, func() *doc.Page { return page(c, drawn) }); err != nil {
		return err
	}
	if undrawn == nil && stopped {
		return errInterrupted()
	}
	if undrawn != nil {
		return undrawn
	}
	return f.passed(promised(c))
}
