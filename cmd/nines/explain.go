package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/plots/words"
	"nines/sim"
)

func newExplain(a *app) *cobra.Command {
	var f simulation
	cmd := &cobra.Command{
		Use:   "explain FILE",
		Short: "Say why a promise is out of reach or tight, and what would help most",
		Long: `explain says why a promise is kept as often as it is: what planned work takes of
its budget, how many incidents of each kind fit beside it, what would remain if
every fault were known or undone at once, which risk costs most, which safety
nets carry the promise and which change nothing, and what would help most.

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
	return cmd
}

func (a *app) explain(ctx context.Context, f *simulation, name string) error {
	patches, err := f.patches()
	if err != nil {
		return err
	}
	sc, err := a.readScenario(ctx, name, patches)
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
	x, err := await(ctx, func() (*sim.Explanation, error) { return sim.Explain(ctx, sc, sc.SLO.Promise, opt) })
	bar.close()
	if ctx.Err() != nil {
		return &failure{statusInterrupted, errors.New("interrupted: half a comparison explains nothing")}
	}
	if err != nil {
		return engineFailure(err)
	}
	var b bytes.Buffer
	stopped := false
	if f.json {
		opt := sim.Options{Years: opt.Years, Seed: opt.Seed, Workers: opt.Workers}
		s, failed := await(ctx, func() (*sim.Sensitivity, error) { return sim.Sensitivities(ctx, x.Today, opt) })
		stopped = ctx.Err() != nil
		switch {
		case stopped:
			s = &sim.Sensitivity{} // the answer stands without it
		case failed != nil:
			return engineFailure(failed)
		}
		out := wire.NewExplain(x, s)
		out.Partial = stopped
		err = wire.Write(&b, out, true)
	} else {
		doc.Terminal(&b, (&explanation{x, words.PeriodOf(sc.SLO.Window), append(f.call(name), f.seedFlag()...)}).page())
	}
	if err != nil {
		return err
	}
	if _, err = a.stdout.Write(b.Bytes()); err == nil && stopped {
		return errInterrupted()
	}
	return unprinted(err)
}

// why answers the question itself: out of reach, tight or safe, and because of
// what.
func (x *explanation) why() string {
	r := x.Today
	t := r.Promised()
	name := words.Target(x.Target)
	if x.period.One != "year" {
		name += " " + x.period.Each
	}
	kept := keptSentence(t, r.Scenario.SLO, t.Verdict == sim.TooClose)
	allowed := 1 - r.Scenario.SLO.Confidence
	var says string
	switch {
	case t.Verdict == sim.Impossible && x.Planned > x.Budget:
		says = fmt.Sprintf("%s is impossible: planned work alone takes %s of the budget (%s of %s %s).", name,
			words.Share(x.Planned/x.Budget), words.Duration(x.Planned), words.Duration(x.Budget), x.period.Each)
	case t.Verdict == sim.Impossible:
		says = name + " is impossible: in some " + x.period.Many + " planned work alone takes more than it allows."
	case t.Verdict == sim.No:
		says = name + " is out of reach. " + kept + " " + x.because()
	case t.Verdict == sim.TooClose:
		says = name + " is too tight to call. " + kept + " " + x.because()
	case 1-x.Met.Value > allowed/2:
		says = name + " is within reach, but tight. " + kept + " " + x.because()
	default:
		says = name + " is within reach. " + kept
	}
	return r.Scenario.Service.Name + ": " + strings.TrimSpace(says)
}

// because says what the target mostly fails by: downtime that is too much on
// the whole or, where a mean year would do, the risk behind most missed years.
func (x *explanation) because() string {
	mean := x.Today.MeanDowntime()
	if yearly := x.Target.Budget(yearLength); mean.Value > yearly {
		return fmt.Sprintf("A mean year has %s of downtime, and %s allows %s.",
			words.AboutDuration(mean), words.Target(x.Target), words.Duration(yearly))
	}
	worst := -1
	for i, w := range x.Worths {
		if s := w.Share.Value; s > 0 && (worst < 0 || s > x.Worths[worst].Share.Value) {
			worst = i
		}
	}
	if worst < 0 {
		return ""
	}
	room := x.Rooms[worst]
	if room.Mean.Count == sim.AnyNumber || len(aloneLines(x.Rooms, x.objective(), x.Today)) > 0 {
		return "" // or said below: one alone is too much
	}
	text := fmt.Sprintf("there is room for %s of %s", fits(room.Mean), words.AboutDuration(room.Mean.Cost))
	switch {
	case room.Mean.Most == 0:
		text = fmt.Sprintf("one of %s is too much", words.AboutDuration(room.Mean.Cost))
	case room.Slow.Count == 0:
		text += fmt.Sprintf(", but for none of %s, which one in ten costs", words.AboutDuration(room.Slow.Cost))
	}
	if x.period.One != "year" {
		text = "in a " + x.period.One + " " + text
	}
	strikes := fmt.Sprintf("%q strikes %s", titleOf(room), timesAYear(room.PerYear))
	if len(x.Rooms) > 1 {
		strikes = "behind most missed years: " + strikes
	}
	return strings.ToUpper(strikes[:1]) + strikes[1:] + ", and " + text + "."
}
