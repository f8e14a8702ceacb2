package sweep

import (
	"math"
	"slices"

	"nines/model"
	"nines/sim/stat"
)

// ratios counts r at every level of a node.
func (o *overlap) ratios(n node) (out [3][]float64) {
	sums, fulls := slices.Clone(n.sum), slices.Clone(n.full)
	stat.SortValues(sums)
	stat.SortValues(fulls)
	above := func(sorted []float64, x float64) float64 {
		k, _ := slices.BinarySearch(sorted, math.Nextafter(x+stat.Tie, math.Inf(1)))
		return float64(len(sorted) - k)
	}
	for i := range out {
		out[i] = make([]float64, len(o.levels))
	}
	for l, z := range o.levels {
		x := sums[stat.RankOf(len(sums), 1/(1+math.Exp(z)))-1]
		m, k := above(sums, x), above(fulls, x)
		if m == 0 || x <= 0 {
			continue
		}
		if o.cut {
			out[0][l], out[1][l], out[2][l] = n.shift(x, m, k)
			continue
		}
		r := stat.Wilson(k, m)
		value := math.Max(r.Value, 0.5/m)
		out[0][l] = -math.Log(value) / (x / model.Year)
		out[1][l] = math.Log(value / math.Max(r.Low, 0.1/m))
		out[2][l] = math.Max(math.Log(r.High/value), 0)
	}
	return out
}

// shift returns what m years that exceed a limit x by their plain sum, and k in
// full, tell where windows cut outages: by how much the log-odds of exceeding
// it fall, in parts of the downtime, and how much more or less that may be.
// Years may exceed a limit in full alone; where most years do exceed it, the
// part that does not is what has to come out right.
func (n *node) shift(x, m, k float64) (rate, lower, upper float64) {
	j := stat.Joint{Trials: float64(len(n.full)), Sum: m, Full: k, Among: 1, Beside: 1}
	for i, full := range n.full {
		if full > x+stat.Tie && n.sum[i] > x+stat.Tie {
			j.Both++
		}
	}
	odds := func(p, least float64) float64 {
		least /= j.Trials
		return logit(math.Min(math.Max(p, least), 1-least))
	}
	e := j.Kept(1-m/j.Trials, 0).Complement()
	v := odds(e.Value, 0.5)
	rate = (odds(m/j.Trials, 0.5) - v) / (x / model.Year)
	return rate, math.Max(v-odds(e.Low, 0.1), 0), math.Max(odds(e.High, 0.1)-v, 0)
}

// level returns where among the levels log-odds lie, as an index.
func (o *overlap) level(z float64) float64 {
	last := len(o.levels) - 1
	switch {
	case z >= o.levels[0]:
		return 0
	case z <= o.levels[last]:
		return float64(last)
	}
	l := 0
	for o.levels[l+1] > z {
		l++
	}
	return float64(l) + (o.levels[l]-z)/(o.levels[l]-o.levels[l+1])
}

// Which end of r is asked for.
const (
	middle = iota
	lowest
	highest
)

// still returns r in a cell for a limit x in seconds that the plain sum
// exceeds with probability u.
func (o *overlap) still(i, j int, u, x float64, which int) float64 {
	switch {
	case o.exact || u <= 0:
		return 1
	case o.none && which == lowest:
		return stat.Wilson(u*o.years, u*o.years).Low
	case o.none || u >= 1:
		return 1
	}
	at := o.level(logit(u))
	l := min(int(at), max(len(o.levels)-2, 0))
	f := at - float64(l)
	pick := func(g [][][]float64) float64 {
		v := g[l][j][i]
		if f > 0 {
			v += f * (g[l+1][j][i] - v)
		}
		return v
	}
	logR := -pick(o.rate) * x / model.Year
	switch which {
	case lowest:
		logR -= pick(o.lower)
	case highest:
		logR += pick(o.upper)
	}
	if o.cut {
		return 1 / (1 + math.Exp(-logit(u)-logR)) / u
	}
	return math.Exp(math.Min(logR, 0))
}
