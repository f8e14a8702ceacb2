package sweep

import (
	"context"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Surface is the attainable SLO over two swept quantities.
type Surface struct {
	Scenario *model.Scenario
	X, Y     Axis
	Years    int // behind each cell, or behind what is known of overlap
	Seed     uint64
	Method   sim.Method // what the estimates rest on
	NoLaw    *NoLaw     // why Auto simulated after all; nil where it did not

	// Sparse says that only cells beside the lines of the promise and of the next
	// target, and every second one elsewhere, were simulated; others lie between.
	Sparse bool

	// Partial says that the sweep was interrupted: of the Asked columns and rows
	// only those are left of which every cell is known, and Method may be Exact
	// where overlap was asked for as well.
	Partial bool
	Asked   [2]int
	known   mask

	// Attainable and Met stand as [y][x]. Attainable is the whole-year
	// attainable SLO, Met the probability that the promise is kept all year.
	Attainable [][]stat.Estimate
	Met        [][]stat.Estimate

	// Today is the scenario as it stands; HasToday is false when a swept
	// value cannot be told from the file.
	HasToday        bool
	TodayX, TodayY  float64 // in the axes' Shown unit
	TodayAttainable stat.Estimate

	Marks []Mark   // other services, where they stand on both axes
	Still []string // names of those that neither axis shows
}

// A Mark is where a service stands that differs from the surface's, in the
// axes' Shown unit, and what it attains: more than the surface has there, since
// it may change more than the two axes.
type Mark struct {
	Name       string
	X, Y       float64
	Attainable stat.Estimate
}

// Mark marks where a service stands that is faster along an axis, and what it
// attains. Where its place is not known, or no axis shows what makes the
// difference, Mark adds its name to Still and returns false. A gate, for one, stops
// the incidents that end soonest, so that the mean of the others grows although no
// recovery is slower.
func (s *Surface) Mark(name string, sc *model.Scenario, attains stat.Estimate) bool {
	m := MeanTimes(context.Background(), engine.NewPlan(sc, s.Seed))
	x, okX := today(sc, s.X.Axis, m)
	y, okY := today(sc, s.Y.Axis, m)
	const least = 0.02 // of a value: what moves less is not seen
	slower := x > (1+least)*s.TodayX || y > (1+least)*s.TodayY
	faster := x < (1-least)*s.TodayX || y < (1-least)*s.TodayY
	if !okX || !okY || !s.HasToday || slower || !faster {
		s.Still = append(s.Still, name)
		return false
	}
	s.Marks = append(s.Marks, Mark{name, x, y, attains})
	return true
}

// An Axis is one swept quantity.
type Axis struct {
	model.Axis
	Label sim.Label
	Shown []float64 // the values as a chart shows them: seconds for durations and factors, else as Values
}
