package compare

import (
	"context"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/stat"
)

// A Step is the fewest changed keys of a revision that are valid together: one
// that is valid alone, or one that is not and those that it needs, such as a
// new gate and its place in a risk's list.
type Step struct {
	Changes []int // indexes into the revision's changes, ascending
	Effect  Option
}

// InNoStep reports whether the i-th change is valid with no others.
func (r *Revision) InNoStep(i int) bool {
	return !slices.ContainsFunc(r.Steps, func(s Step) bool { return slices.Contains(s.Changes, i) })
}

// A Beyond is what the changes of a revision do together beyond the sum of its
// steps: where two do the same, the sum is more than the whole. Its intervals
// are as wide as if the errors of all steps and of the whole added up.
type Beyond struct {
	MetChange, DowntimeSaved, Saved stat.Estimate
	Noise                           bool // MetChange may be chance
}

// beyondSteps returns what a whole does beyond the sum of steps.
func beyondSteps(whole *Option, steps []Step) Beyond {
	b := Beyond{whole.MetChange, whole.DowntimeSaved, whole.Saved, false}
	less := func(from *stat.Estimate, e stat.Estimate) {
		from.Value -= e.Value
		from.SE += e.SE
		from.Low, from.High = from.Low-e.High, from.High-e.Low
	}
	for i := range steps {
		e := &steps[i].Effect
		less(&b.MetChange, e.MetChange)
		less(&b.DowntimeSaved, e.DowntimeSaved)
		less(&b.Saved, e.Saved)
	}
	b.Noise = b.MetChange != stat.Estimate{} && b.MetChange.Low <= 0 && 0 <= b.MetChange.High
	return b
}

// A stepFinder finds the steps from an old scenario to a revision.
type stepFinder struct {
	old     *model.Scenario
	patches []file.Patch // one per change
	wrong   []error      // with one change alone; nil where that is valid
}

// with returns the old scenario with some of the changes.
func (s *stepFinder) with(changes []int) (*model.Scenario, error) {
	patches := make([]file.Patch, len(changes))
	for i, c := range changes {
		patches[i] = s.patches[c]
	}
	return file.With(s.old, patches...)
}

// steps returns the changes of each step, none of them within another. A change
// that is not valid with any others is in none.
func (s *stepFinder) steps(ctx context.Context) ([][]int, error) {
	var all [][]int
	for i := range s.patches {
		set := []int{i}
		if s.wrong[i] != nil {
			set = s.needs(ctx, i)
		}
		if ctx.Err() != nil {
			return nil, sim.ErrInterrupted
		}
		if set != nil && !slices.ContainsFunc(all, func(x []int) bool { return slices.Equal(x, set) }) {
			all = append(all, set)
		}
	}
	return slices.DeleteFunc(slices.Clone(all), func(x []int) bool {
		return slices.ContainsFunc(all, func(y []int) bool { return len(y) > len(x) && allIn(x, y) })
	}), nil
}

// allIn reports whether all of x are in y.
func allIn(x, y []int) bool {
	return !slices.ContainsFunc(x, func(i int) bool { return !slices.Contains(y, i) })
}

// needs returns a change that is wrong alone with the fewest others that make
// it valid, none of which can be spared; nil where not even all of them do. It
// removes ever smaller parts of the others as long as the rest is valid (Zeller
// and Hildebrandt, Simplifying and Isolating Failure-Inducing Input, 2002).
func (s *stepFinder) needs(ctx context.Context, change int) []int {
	var others []int
	for i := range s.patches {
		if i != change {
			others = append(others, i)
		}
	}
	valid := func(others []int) bool {
		_, err := s.with(ordered(change, others))
		return err == nil
	}
	if !valid(others) {
		return nil
	}
	for size := max(1, len(others)); ; {
		spared := false
		for from := 0; from < len(others) && ctx.Err() == nil; {
			fewer := slices.Delete(slices.Clone(others), from, min(from+size, len(others)))
			if valid(fewer) {
				others, spared = fewer, true
			} else {
				from += size
			}
		}
		if size == 1 && !spared {
			break
		}
		size = (size + 1) / 2
	}
	return ordered(change, others)
}

// ordered returns a change and others in ascending order.
func ordered(change int, others []int) []int {
	all := append([]int{change}, others...)
	slices.Sort(all)
	return all
}
