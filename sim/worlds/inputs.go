package worlds

import (
	"cmp"
	"math"
	"slices"

	"nines/model"
	"nines/model/evidence"
	"nines/sim"
	"nines/sim/stat"
)

// An Input is one thing that is not known.
type Input struct {
	Path string
	Text string // as the file writes it

	// What it may be, with 90 %: the number in its own unit, or the mean of the
	// distribution in its own unit.
	Low, Median, High float64
	Kind              model.ValueKind
	Mean              bool // the values are means of distributions

	// Explains is the part of what is not known of the mean year that knowing this
	// alone would take away: Var(E[m | input]) / Var(m), the first-order index of
	// Sobol.
	Explains stat.Estimate

	// Worth is by how many nines, -log₁₀(1 - attainable), one could promise more in
	// the mean for knowing it.
	Worth stat.Estimate
}

// Tells reports whether what knowing an input is worth can be told from nothing.
func (i *Input) Tells() bool {
	const least = 0.005 // of a nine: 1 % less downtime
	return i.Worth.Value > least && i.Worth.Low > 0
}

// WorthMost returns the input whose knowledge is worth most; nil where none is
// worth more than can be told from nothing.
func (d *Doubt) WorthMost() *Input {
	var best *Input
	for i := range d.Inputs {
		if in := &d.Inputs[i]; in.Tells() && (best == nil || in.Worth.Value > best.Worth.Value) {
			best = in
		}
	}
	return best
}

const (
	mostLooked  = 20_000 // years that inputs are held against
	explainBins = 20
	worthBins   = 10
)

// weigh holds each input against the result's years, beside the variance of the
// mean year over worlds, whose error all shares have in common.
func (d *Doubt) weigh(r *sim.Result, between stat.Estimate) {
	down, worst, world := r.InOrder()
	n := min(len(down), mostLooked)
	down, worst = down[:n], worst[:n]
	stream := evidence.NewStream(r.Seed)
	sum, se2 := 0.0, 0.0
	for _, u := range r.Scenario.Unknowns {
		in := Input{Path: u.Path, Text: u.Text, Mean: u.Law != nil, Kind: kindOf(u)}
		values := make([]float64, n)
		for y := range values {
			if y > 0 && world(y) == world(y-1) {
				values[y] = values[y-1]
				continue
			}
			values[y] = valueOf(stream, u, world(y))
		}
		order := inOrderOf(values)
		at := u.Quantile // exact, where the unknown is a number
		if in.Mean {
			at = func(p float64) float64 { return values[order[min(n-1, int(p*float64(n)))]] }
		}
		in.Low, in.Median, in.High = at(bandLow), at(0.5), at(bandHigh)
		in.Explains = explains(down, order, between.Value)
		in.Worth = worth(worst, order, r.Scenario.SLO.Confidence)
		sum, se2 = sum+in.Explains.Value, se2+in.Explains.SE*in.Explains.SE
		in.Explains = stat.Normal(in.Explains.Value, math.Hypot(in.Explains.SE, in.Explains.Value*between.SE/between.Value))
		d.Inputs = append(d.Inputs, in)
	}
	slices.SortStableFunc(d.Inputs, func(a, b Input) int { return cmp.Compare(b.Explains.Value, a.Explains.Value) })
	common := sum * between.SE / between.Value
	d.Together = stat.Normal(math.Max(0, 1-sum), math.Sqrt(se2+common*common))
}

// inOrderOf returns the indexes of values from the least value on.
func inOrderOf(values []float64) []int {
	type entry struct {
		value float64
		index int
	}
	entries := make([]entry, len(values))
	for i, v := range values {
		entries[i] = entry{v, i}
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.index, b.index)) })
	order := make([]int, len(values))
	for i, e := range entries {
		order[i] = e.index
	}
	return order
}

// valueOf returns what an unknown is in a world: a number, or the mean of the
// distribution as far as a year goes.
func valueOf(s *evidence.Stream, u *evidence.Unknown, w evidence.World) float64 {
	if u.Law == nil {
		return s.Number(u, w)
	}
	return s.Law(u, w).LimitedMean(model.Year)
}

// kindOf says in which unit an unknown's values are.
func kindOf(u *evidence.Unknown) model.ValueKind {
	switch u.Unit {
	case evidence.PerYear:
		return model.RateValue
	case evidence.Seconds:
		return model.DurationValue
	}
	return model.RatioValue
}

// explains returns which part of a variance over worlds is that of what remains of
// the mean once the years are told apart by an input, which order sorts.
func explains(down []float64, order []int, between float64) stat.Estimate {
	if math.IsNaN(between) || between == 0 || len(order) < 10*explainBins {
		return stat.Unknown()
	}
	means, within := binned(down, order, explainBins)
	size := float64(len(order) / explainBins)
	all, squares := 0.0, 0.0
	for _, m := range means {
		all += m / explainBins
	}
	for _, m := range means {
		squares += (m - all) * (m - all) / (explainBins - 1)
	}
	noise := within / size
	return stat.Normal(math.Max(0, squares-noise)/between, math.Sqrt(2.0/(explainBins-1))*math.Max(noise, math.Sqrt(noise*squares))/between)
}

// binned returns the means of values in bins of one size, in an order, and the
// variance within them.
func binned(values []float64, order []int, bins int) (means []float64, within float64) {
	size := len(order) / bins
	for b := range bins {
		var m stat.Moments
		for _, i := range order[b*size : (b+1)*size] {
			m.Sum += values[i]
			m.Squares += values[i] * values[i]
		}
		mean := m.Sum / float64(size)
		means = append(means, mean)
		within += (m.Squares/float64(size) - mean*mean) * float64(size) / float64(size-1) / float64(bins)
	}
	return means, within
}

// worth returns how many nines more one could promise in the mean for knowing an
// input, which order sorts.
func worth(worst []float64, order []int, confidence float64) stat.Estimate {
	size := len(order) / worthBins
	if size < 200 {
		return stat.Unknown()
	}
	var draws []float64
	for _, i := range order {
		draws = append(draws, worst[i])
	}
	known, se2 := 0.0, 0.0
	for b := range worthBins {
		e := nines(draws[b*size:(b+1)*size], confidence)
		known += e.Value / worthBins
		se2 += e.SE * e.SE / (worthBins * worthBins)
	}
	unknown := nines(draws, confidence)
	return stat.Normal(known-unknown.Value, math.Sqrt(se2+unknown.SE*unknown.SE))
}

// mostNines is what a service without any downtime is worth.
const mostNines = 9

// nines returns -log₁₀ of the unavailability that the part of the years keeps. It
// reorders them.
func nines(worst []float64, confidence float64) stat.Estimate {
	q := stat.QuantileOf(slices.Clone(worst), confidence)
	of := func(u float64) float64 {
		return math.Min(mostNines, -math.Log10(math.Max(u, math.Pow(10, -mostNines))))
	}
	return stat.Estimate{Value: of(q.Value), SE: (of(q.Low) - of(q.High)) / (2 * stat.Z95)}
}
