package plots

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"

	"nines/model"
	"nines/plots/words"
	"nines/sim/sweep"
)

// availability is the inverse of stat.Nines, in which charts are linear.
func availability(n float64) float64 { return 1 - math.Pow(10, -n) }

// A level is an availability of the kind that people promise, m·10⁻ᵏ short of
// the whole: 99.95 % is m = 5, k = 4.
type level struct {
	nines, miss float64
	rank        int    // 0 for whole nines, then 99.95 %, then 99.98 %, …, at last 99.85 %
	text        string // "99.95 %"
}

// levels returns the levels from lo to hi nines in ascending order, up to a
// rank.
func levels(lo, hi float64, rank int) []level {
	ranks := map[float64]int{1: 0, 5: 1, 2: 2, 3: 3, 4: 4, 6: 4, 7: 4, 8: 4, 9: 4, 1.5: 5}
	var out []level
	for k := 0; k <= 10; k++ {
		for _, m := range []float64{10, 9, 8, 7, 6, 5, 4, 3, 2, 1.5, 1} {
			r, ok := ranks[m]
			if m == 10 {
				ok = k == 0 // 0 % stands once
			}
			miss := m * math.Pow10(-k-1)
			n := -math.Log10(miss)
			if !ok || r > rank || n < lo-1e-9 || n > hi+1e-9 {
				continue
			}
			out = append(out, level{nines: n, miss: miss, rank: r, text: words.Promisable(miss, k)})
		}
	}
	return out
}

// fineLevels returns availabilities at the multiples of a step within so many
// nines, where those that people promise lie too far apart: "98.8 %".
func fineLevels(lo, hi float64) []level {
	from, to := availability(lo), availability(hi)
	step := niceStep((to - from) / 4)
	decimals := max(0, -words.Magnitude(step)-2)
	var out []level
	for k := math.Ceil(from/step - 1e-9); k*step <= to+1e-12; k++ {
		if a := k * step; a > 0 && a < 1 {
			out = append(out, level{nines: -math.Log10(1 - a), miss: 1 - a, text: words.Promisable(1-a, decimals)})
		}
	}
	return out
}

// reach returns which part of an axis from lo to hi lies between its outermost
// ticks.
func reach(ticks plot.ConstantTicks, lo, hi float64) float64 {
	if len(ticks) == 0 {
		return 0
	}
	return (ticks[len(ticks)-1].Value - ticks[0].Value) / (hi - lo)
}

// ninesTicks returns the ticks of a nines axis that is drawn over a length:
// each level over the downtime that it allows in a window of so many seconds.
// Whole nines go first where there is little room.
func (p *page) ninesTicks(lo, hi, end float64, length vg.Length, window float64) plot.ConstantTicks {
	groups := make([][]plot.Tick, 3)
	if end > hi {
		groups[0] = append(groups[0], plot.Tick{Value: end, Label: "100 %\nnone"})
	}
	for _, l := range levels(lo, hi, 1) {
		groups[l.rank] = append(groups[l.rank], plot.Tick{Value: l.nines, Label: l.text + "\n" + words.ShortDuration(l.miss*window)})
	}
	t := p.plain(p.tickSize, muted)
	return spacedTicks(groups, lo, max(hi, end), length, 9*p.unit, func(s string) vg.Length { return t.Width(s) })
}

// spacedTicks takes ticks from groups, the most important group first, as long as
// the labels keep a gap on an axis from lo to hi that is drawn over a length.
// extent returns how much of the axis a label covers.
func spacedTicks(groups [][]plot.Tick, lo, hi float64, length, gap vg.Length, extent func(string) vg.Length) plot.ConstantTicks {
	type span struct{ from, to vg.Length }
	var taken []span
	var out plot.ConstantTicks
	for _, group := range groups {
		for _, t := range group {
			at := vg.Length((t.Value-lo)/(hi-lo)) * length
			half := (extent(t.Label) + gap) / 2
			free := !slices.ContainsFunc(taken, func(s span) bool { return at-half < s.to && s.from < at+half })
			if free && at >= -0.01 && at <= length+0.01 {
				taken = append(taken, span{at - half, at + half})
				out = append(out, t)
			}
		}
	}
	slices.SortFunc(out, func(a, b plot.Tick) int { return cmp.Compare(a.Value, b.Value) })
	return out
}

// logTimes returns the ticks of a logarithmic axis of seconds, the most
// important group first; their values are logarithms to the base ten.
func logTimes(lo, hi float64) [][]plot.Tick {
	const minute, hour, day = 60.0, 3600.0, 86400.0
	groups := [][]float64{
		{1, 10, minute, 10 * minute, hour, 10 * hour, day, 10 * day, 100 * day},
		{30, 30 * minute, 3 * hour, 3 * day, 30 * day, 300 * day},
		{5, 5 * minute},
		{2, 20, 2 * minute, 20 * minute, 2 * hour, 5 * hour, 2 * day, 5 * day},
	}
	for v := 0.1; v > 1e-4; v /= 10 {
		groups[0] = append(groups[0], v)
	}
	return labelled(groups, math.Pow(10, lo), math.Pow(10, hi), words.ShortDuration)
}

// logNumbers returns the ticks of a logarithmic axis of plain numbers.
func logNumbers(lo, hi float64, spell func(float64) string) [][]plot.Tick {
	groups := make([][]float64, 4)
	for k := math.Floor(lo); k <= math.Ceil(hi); k++ {
		for i, m := range []float64{1, 3, 5, 2} {
			groups[i] = append(groups[i], m*math.Pow(10, k))
		}
	}
	return labelled(groups, math.Pow(10, lo), math.Pow(10, hi), spell)
}

// labelled turns values from lo to hi into ticks at their logarithms.
func labelled(groups [][]float64, lo, hi float64, spell func(float64) string) [][]plot.Tick {
	var out [][]plot.Tick
	for _, values := range groups {
		var ticks []plot.Tick
		for _, v := range values {
			if v >= lo*(1-1e-9) && v <= hi*(1+1e-9) {
				ticks = append(ticks, plot.Tick{Value: math.Log10(v), Label: spell(v)})
			}
		}
		out = append(out, ticks)
	}
	return out
}

// linear returns ticks at the multiples of a step.
func linear(lo, hi, step float64, spell func(float64) string) [][]plot.Tick {
	var ticks []plot.Tick
	for k := math.Ceil(lo/step - 1e-9); k*step <= hi*(1+1e-9); k++ {
		ticks = append(ticks, plot.Tick{Value: k * step, Label: spell(k * step)})
	}
	return [][]plot.Tick{ticks}
}

// niceStep returns the smallest of 1, 2 and 5 times a power of ten that is at
// least x.
func niceStep(x float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 5} {
		if x <= m*power*(1+1e-9) {
			return m * power
		}
	}
	return 10 * power
}

// sweptTicks returns the ticks of a swept axis from lo to hi, which are logarithms
// where the axis is logarithmic, for about n ticks.
func sweptTicks(a sweep.Axis, lo, hi float64, n int) [][]plot.Tick {
	spell := func(v float64) string { return words.Reading(a.Kind, v) }
	time := a.Kind == model.DurationValue || a.Kind == model.FactorValue
	switch {
	case a.Log && time:
		return logTimes(lo, hi)
	case a.Log:
		return logNumbers(lo, hi, spell)
	case time:
		return linear(lo, hi, words.TimeStep((hi-lo)/float64(n)), words.ShortDuration)
	}
	return linear(lo, hi, niceStep((hi-lo)/float64(n)), spell)
}
