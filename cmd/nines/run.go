package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/law"
)

// runFlags are the flags of `nines run`.
type runFlags struct {
	simulation
	charting
	require string
	precise string
	method  methodFlag

	yearsTold bool
}

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
	f.addCharts(cmd, "every chart")
	fs := cmd.Flags()
	fs.StringVar(&f.precise, "precision", "", "stop when the 95 % interval of the promise's probability is as narrow as `WIDTH`, such as 0.1%; --years is then the most")
	f.addRequire(cmd)
	f.method.add(cmd, sim.Auto, sim.Simulate, sim.Exact)
	return cmd
}

// addRequire defines --require.
func (f *runFlags) addRequire(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.require, "require", "", "exit with status 1 unless the promise is safe at `CONFIDENCE`, such as 90%")
}

// run simulates, draws and answers, in this order: an answer that is printed
// is complete.
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
	ans := &answer.Run{Result: r, Call: f.call(name), Why: f.whyCall(name), Asked: f.require != ""}
	if t, ok := r.OutOfReach(); ok && ctx.Err() == nil && r.Years >= leastForHelp {
		opt.Progress = nil
		ans.Help, err = await(ctx, func() ([]sim.Help, error) { return sim.MostHelp(ctx, r, t.Target, opt) })
		if err != nil && ctx.Err() == nil {
			return engineFailure(err)
		}
	}
	if f.json && ctx.Err() == nil {
		ans.Blame, err = await(ctx, func() (*sim.Blame, error) { return sim.Blames(ctx, r, sim.Options{Seed: r.Seed}) })
		if err != nil && ctx.Err() == nil {
			return engineFailure(err)
		}
	}
	var undrawn error
	if f.charts != "" {
		ans.Charts, undrawn = a.draw(ctx, f, formats, r)
	}
	ans.Stopped = ctx.Err() != nil
	if err := a.print(ans, f.json); err != nil {
		return err
	}
	return a.status(f, ans, undrawn)
}

// leastForHelp is how many years it takes to tell which change helps most.
const leastForHelp = 1000

// allPatches adds what --require asks: its confidence takes the place of the
// scenario's, for all of the answer, so that it does not contradict itself.
func (f *runFlags) allPatches() ([]file.Patch, error) {
	patches, err := f.patches()
	if err != nil || f.require == "" {
		return patches, err
	}
	c, err := model.ParseRatio(f.require)
	if err != nil {
		return nil, badCall("--require: %w", err)
	}
	if c <= 0 || c >= 1 {
		return nil, badCall("--require: got %q, want a confidence above 0%% and below 100%% such as 90%%", f.require)
	}
	return append(patches, file.Set("slo.confidence", model.FormatRatio(c))), nil
}

// precision reads --precision; 0 where it is not asked for.
func (f *runFlags) precision() (float64, error) {
	if f.precise == "" {
		return 0, nil
	}
	p, err := model.ParseRatio(f.precise)
	if err != nil {
		return 0, badCall("--precision: %w", err)
	}
	if p <= 0 || p >= 1 {
		return 0, badCall("--precision: got %q, want the width of an interval above 0%% and below 100%% such as 0.1%%", f.precise)
	}
	return p, nil
}

// call returns FILE and the flags that matter to the answer as arguments.
func (f *runFlags) call(name string) []string {
	call := f.simulation.call(name)
	if f.require != "" {
		call = append(call, "--require", f.require)
	}
	if f.method.text != string(sim.Auto) {
		call = append(call, "--method", f.method.text)
	}
	return append(call, f.seedFlag()...)
}

// whyCall returns the arguments with which explain answers about the same.
func (f *runFlags) whyCall(name string) []string {
	call := f.simulation.call(name)
	if f.require != "" {
		call = append(call, "--set", "slo.confidence="+f.require)
	}
	return append(call, f.seedFlag()...)
}

// print writes the answer to standard output in one piece.
func (a *app) print(ans *answer.Run, asJSON bool) error {
	var b bytes.Buffer
	if asJSON {
		if err := wire.Write(&b, wire.NewRun(ans.Result, wire.Parts{Help: ans.Help, Blame: ans.Blame, Asked: ans.Asked, Partial: ans.Stopped}), true); err != nil {
			return err
		}
	} else {
		doc.Terminal(&b, ans.Page())
	}
	_, err := a.stdout.Write(b.Bytes())
	return unprinted(err)
}

// unprinted is the failure of standard output; which output that was, the
// writer itself tells.
func unprinted(err error) error {
	if err == nil {
		return nil
	}
	return &failure{statusOutput, err}
}

// status says how the run ended, the worst first.
func (a *app) status(f *runFlags, ans *answer.Run, undrawn error) error {
	r := ans.Result
	switch {
	case undrawn != nil:
		return undrawn
	case r.Partial():
		return &failure{statusInterrupted, fmt.Errorf("interrupted after %s of %s years",
			words.Thousands(float64(r.Years)), words.Thousands(float64(r.Asked)))}
	case ans.Stopped:
		return errInterrupted()
	case f.require == "":
		return nil
	}
	t := r.Promised()
	if t.Verdict == sim.Yes {
		return nil
	}
	return &failure{statusNo, fmt.Errorf("%s is not safe at the required %s: the verdict is %s",
		words.Target(t.Target), words.Ratio(r.Scenario.SLO.Confidence), t.Verdict)}
}

// engineFailure gives an error of the engine its exit status.
func engineFailure(err error) error {
	if told := (*failure)(nil); errors.As(err, &told) {
		return err
	}
	if errors.Is(err, sim.ErrInterrupted) || errors.Is(err, context.Canceled) {
		return &failure{statusInterrupted, err}
	}
	if unsupported := (*law.Unsupported)(nil); errors.As(err, &unsupported) {
		return badCall("--method exact: %w", err)
	}
	return newInputError(err, nil)
}

// note writes a remark to standard error, unless told to be quiet.
func (a *app) note(quiet bool, format string, args ...any) {
	if !quiet {
		fmt.Fprintf(a.stderr, "nines: "+format+"\n", args...)
	}
}
