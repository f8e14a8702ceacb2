package plots

import (
	"cmp"
	"math"
	"slices"

	"nines/model"
	"nines/plots/words"
	"nines/sim/sweep"
)

// A terrain is the attainable SLO over two swept quantities in the coordinates
// of a plot, with the levels that iso-lines may be drawn for.
type terrain struct {
	*sweep.Field
	levels  []level   // in ascending order
	choices [][]level // the same for each rank, the coarsest first
	promise level     // in question
	goal    level     // the next target that is not safe today
	hasGoal bool
}

// mostLevels is how many iso-lines a reader can tell apart.
const mostLevels = 7

// newTerrain turns a surface into a terrain.
func newTerrain(s *sweep.Surface) *terrain {
	t := &terrain{Field: s.Field(), promise: levelOf(s.Scenario.SLO.Promise)}
	if goal, ok := s.Goal(); ok {
		t.goal, t.hasGoal = levelOf(goal), true
	}
	if t.neverFails() {
		return t
	}
	for rank := 0; rank <= 4; rank++ {
		chosen := levels(t.Least+1e-9, t.Most, rank)
		if len(chosen) > mostLevels {
			break
		}
		for _, asked := range []level{t.goal, t.promise} {
			if asked.nines <= t.Least || asked.nines > t.Most {
				continue
			}
			same := func(l level) bool { return math.Abs(l.nines-asked.nines) < 1e-9 }
			chosen = append(slices.DeleteFunc(chosen, same), asked)
		}
		slices.SortFunc(chosen, func(a, b level) int { return cmp.Compare(a.nines, b.nines) })
		if len(chosen) > len(t.levels) {
			t.choices = append(t.choices, chosen)
			t.levels = chosen
		}
	}
	return t
}

// neverFails reports whether the service has no downtime, wherever it stands.
func (t *terrain) neverFails() bool { return t.Least > t.Most }

// above returns where the terrain has at least so many nines (field.above).
func (t *terrain) above(nines float64) (rings, lines [][]spot) {
	return field{t.X, t.Y, t.Nines}.above(nines)
}

// levelOf returns a target as a level.
func levelOf(t model.Target) level {
	return level{nines: t.Nines(), miss: t.Miss(), text: words.Target(t)}
}
