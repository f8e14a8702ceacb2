package solve

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/sweep"
)

// The ways in which a search can be asked wrongly.
var (
	ErrNoToday   = errors.New("today's value is nothing or unknown, so that the search needs both ends (--from and --to)")
	ErrEmpty     = errors.New("the range is empty: want from below to")
	ErrObjective = errors.New("is what is promised, not what keeps it; --target and --set change it")
)

// reachOf is how far a search goes from today's value unless told, as a factor.
const reachOf = 100

// newVariable finds out what a path holds and between which values it is to
// be varied.
func newVariable(ctx context.Context, sc *model.Scenario, v Vary) (Variable, error) {
	x := Variable{Path: v.Path, From: v.From, To: v.To, Today: math.NaN(), Unit: 1}
	kind, err := file.KindOf(sc, v.Path)
	if err != nil {
		return x, err
	}
	if strings.HasPrefix(v.Path, "slo.") {
		return x, fmt.Errorf("%s %w", v.Path, ErrObjective)
	}
	x.Kind, x.Label = kind, sim.LabelOf(sc, v.Path)
	switch today, _, ok := file.Value(sc, v.Path); {
	case kind == model.FactorValue:
		m := sweep.MeanTimes(ctx, engine.NewPlan(sc, 1))
		if ctx.Err() != nil {
			return x, sim.ErrInterrupted
		}
		x.Today, x.Unit = 1, m.Detect
		if v.Path == model.RecoverPath {
			x.Unit = m.Recover
		}
		if !(x.Unit > 0) || math.IsInf(x.Unit, 1) {
			return x, sweep.ErrNothing
		}
	case ok:
		x.Today = today
	}
	if err := x.bound(sc); err != nil {
		return x, err
	}
	return x, x.check(sc)
}

// bound puts today's value divided by and times reachOf in place of ends that
// are not given.
func (x *Variable) bound(sc *model.Scenario) error {
	known := x.Today > 0
	if !known && (math.IsNaN(x.From) || math.IsNaN(x.To)) {
		return fmt.Errorf("%s: %w", x.Path, ErrNoToday)
	}
	for _, end := range []struct {
		at     *float64
		factor float64
	}{{&x.From, 1.0 / reachOf}, {&x.To, reachOf}} {
		if !math.IsNaN(*end.at) {
			continue
		}
		*end.at = x.Today * end.factor
		if x.Kind == model.RatioValue {
			*end.at = min(*end.at, 1)
		}
		if err := x.try(sc, *end.at); err != nil {
			*end.at = x.lastValid(sc, *end.at)
			x.Narrowed = err
		}
	}
	return nil
}

// lastValid returns the value nearest to one at which the file is wrong, as
// seen from today's, at which it is right.
func (x *Variable) lastValid(sc *model.Scenario, wrong float64) float64 {
	right := x.Today
	sc2 := newScale(Variable{Kind: x.Kind, From: min(right, wrong), To: max(right, wrong)})
	for range 40 {
		mid := sc2.value((sc2.position(right) + sc2.position(wrong)) / 2)
		if x.try(sc, mid) == nil {
			right = mid
		} else {
			wrong = mid
		}
	}
	return right
}

// check tries both ends.
func (x *Variable) check(sc *model.Scenario) error {
	for _, v := range []float64{x.From, x.To} {
		if err := x.try(sc, v); err != nil {
			return fmt.Errorf("%s cannot take the value %s: %w", x.Path, x.Kind.Format(v), err)
		}
	}
	if !(x.From < x.To) {
		if x.Narrowed != nil {
			return fmt.Errorf("%s can take no value but today's %s: %w", x.Path, x.Kind.Format(x.Today), x.Narrowed)
		}
		return fmt.Errorf("%s: from %s to %s: %w", x.Path, x.Kind.Format(x.From), x.Kind.Format(x.To), ErrEmpty)
	}
	return nil
}

// try reports why the scenario cannot take a value.
func (x *Variable) try(sc *model.Scenario, v float64) error {
	_, err := file.With(sc, x.patch(v))
	var errs file.Errors
	if errors.As(err, &errs) && len(errs) > 0 {
		return fmt.Errorf("%s %s", errs[0].Key, errs[0].Message)
	}
	return err
}

func (x *Variable) patch(v float64) file.Patch {
	return file.At(model.Axis{Path: x.Path, Kind: x.Kind}, v)
}
