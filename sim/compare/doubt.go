package compare

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"nines/model/evidence"
	"nines/sim/stat"
)

// An InformationValue is what it is worth, in money a year, to know one thing
// before choosing among the options: E[max E(net | input)] - max E(net), the
// expected value of partial perfect information (Strong, Oakley and Brennan,
// Medical Decision Making 34, 2014).
type InformationValue struct {
	Path, Text string
	Worth      stat.Estimate
}

// Tells reports whether the worth can be told from nothing.
func (l *InformationValue) Tells() bool { return l.Worth.Value > 0 && l.Worth.Low > 0 }

// informationBins is how many parts an input's range is told apart in.
const informationBins = 20

// bestWorlds is over how many worlds it is counted which option is the best.
const bestWorlds = 5000

// notKnown is what is not known in a comparison, year by year.
type notKnown struct {
	unknowns []*evidence.Unknown
	ranks    [][]int     // per unknown: the years from the least value on
	scores   [][]float64 // per unknown and year: the normal score of the value
	nets     [][]float64 // per option, the baseline first, and year
	sums     []float64   // per option: of all its years
}

// worthOfKnowing returns the part of the worlds in which each option is the best,
// and what it would be worth to know each unknown. Both are nil where all is known,
// or nothing has a price.
func (f *estimation) worthOfKnowing() (best []float64, information []InformationValue) {
	c := f.notKnown()
	if c == nil {
		return nil, nil
	}
	best = c.best()
	for i := range c.unknowns {
		information = append(information, c.worthOf(i))
	}
	slices.SortStableFunc(information, func(a, b InformationValue) int { return cmp.Compare(b.Worth.Value, a.Worth.Value) })
	return best, information
}

// notKnown collects the unknowns of all options, and what each year came to.
func (f *estimation) notKnown() *notKnown {
	if !f.priced.Any() {
		return nil
	}
	c := &notKnown{}
	for i := range f.outcomes {
		for _, u := range f.outcomes[i].Plan.Scenario.Unknowns {
			known := func(v *evidence.Unknown) bool { return v.Path == u.Path && v.Text == u.Text }
			if !slices.ContainsFunc(c.unknowns, known) {
				c.unknowns = append(c.unknowns, u)
			}
		}
	}
	base := &f.outcomes[0]
	years := len(base.Down)
	if len(c.unknowns) == 0 || years < 10*informationBins {
		return nil
	}
	stream := evidence.NewStream(base.Plan.Seed())
	for _, u := range c.unknowns {
		values := make([]float64, years)
		for y := range values {
			values[y] = valueIn(stream, u, base.Plan.WorldOf(uint64(y)))
		}
		ranks := make([]int, years)
		for y := range ranks {
			ranks[y] = y
		}
		slices.SortStableFunc(ranks, func(a, b int) int { return cmp.Compare(values[a], values[b]) })
		scores := make([]float64, years)
		for r, y := range ranks {
			scores[y] = mathext.NormalQuantile((float64(r) + 0.5) / float64(years))
		}
		c.ranks, c.scores = append(c.ranks, ranks), append(c.scores, scores)
	}
	was := lossesOf(base)
	for i := range f.outcomes {
		is := lossesOf(&f.outcomes[i])
		net := make([]float64, years)
		for y := range net {
			net[y] = was.all(y) - is.all(y) - f.all[i].YearlyCost
		}
		c.nets = append(c.nets, net)
	}
	return c
}

// valueIn returns what an unknown is in a world: a number, or the mean of the
// distribution.
func valueIn(s *evidence.Stream, u *evidence.Unknown, w evidence.World) float64 {
	if u.Law == nil {
		return s.Number(u, w)
	}
	return s.Law(u, w).Mean()
}

// best returns the part of the worlds in which each option has the greatest net
// benefit. The mean year of a world is the regression of the years' benefits on
// the squares and the products of what is not known.
func (c *notKnown) best() []float64 {
	years := len(c.nets[0])
	columns := c.columns()
	row := make([]float64, columns)
	normal := make([][]float64, columns)
	for i := range normal {
		normal[i] = make([]float64, columns+len(c.nets))
	}
	for y := range years {
		c.row(y, row)
		for i, x := range row {
			to := normal[i]
			for j := i; j < columns; j++ {
				to[j] += x * row[j]
			}
			for o, net := range c.nets {
				to[columns+o] += x * net[y]
			}
		}
	}
	for i := range normal {
		for j := range i {
			normal[i][j] = normal[j][i]
		}
	}
	weights := solved(normal, columns)
	wins := make([]float64, len(c.nets))
	n := min(years, bestWorlds)
	for y := range n {
		c.row(y, row)
		at, most := 0, math.Inf(-1)
		for o := range c.nets {
			net := 0.0
			for i, x := range row {
				net += x * weights[i][o]
			}
			if o == 0 || net > most+1e-9*math.Abs(most) {
				at, most = o, net
			}
		}
		wins[at] += 1 / float64(n)
	}
	return wins
}

// mostCrossed is up to how many unknowns their products count too.
const mostCrossed = 12

func (c *notKnown) columns() int {
	d := len(c.unknowns)
	if d > mostCrossed {
		return 1 + 2*d
	}
	return 1 + 2*d + d*(d-1)/2
}

// row fills in the regressors of a year.
func (c *notKnown) row(y int, row []float64) {
	row[0] = 1
	at := 1
	for i := range c.scores {
		z := c.scores[i][y]
		row[at], row[at+1] = z, z*z-1
		at += 2
	}
	if len(c.scores) > mostCrossed {
		return
	}
	for i := range c.scores {
		for j := range i {
			row[at] = c.scores[i][y] * c.scores[j][y]
			at++
		}
	}
}

// solved solves symmetric equations with several right sides, which stand behind the
// n columns of the matrix, by elimination. What is not determined is 0.
func solved(a [][]float64, n int) [][]float64 {
	sides := len(a[0]) - n
	for i := range n {
		pivot := a[i][i]
		if pivot < 1e-9 {
			continue
		}
		for k := i + 1; k < n; k++ {
			by := a[k][i] / pivot
			for j := i; j < n+sides; j++ {
				a[k][j] -= by * a[i][j]
			}
		}
	}
	x := make([][]float64, n)
	for i := n - 1; i >= 0; i-- {
		x[i] = make([]float64, sides)
		if a[i][i] < 1e-9 {
			continue
		}
		for s := range sides {
			sum := a[i][n+s]
			for j := i + 1; j < n; j++ {
				sum -= a[i][j] * x[j][s]
			}
			x[i][s] = sum / a[i][i]
		}
	}
	return x
}

// worthOf returns what it is worth to know an input before choosing.
func (c *notKnown) worthOf(i int) InformationValue {
	u := c.unknowns[i]
	l := InformationValue{Path: u.Path, Text: u.Text}
	size := len(c.ranks[i]) / informationBins
	all := make([]float64, len(c.nets))
	informed, noise := 0.0, 0.0
	for b := range informationBins {
		years := c.ranks[i][b*size : (b+1)*size]
		at, most := 0, math.Inf(-1)
		for o, net := range c.nets {
			mean := 0.0
			for _, y := range years {
				mean += net[y] / float64(size)
			}
			all[o] += mean / informationBins
			if mean > most {
				at, most = o, mean
			}
		}
		informed += most / informationBins
		noise += c.apart(years, at) / (informationBins * informationBins)
	}
	l.Worth = stat.Normal(math.Max(0, informed-slices.Max(all)), math.Sqrt(noise))
	return l
}

// apart returns the variance that the mean difference between an option and the one
// that is best in all years has in some of them.
func (c *notKnown) apart(years []int, option int) float64 {
	var m stat.Moments
	overall := c.leader()
	for _, y := range years {
		d := c.nets[option][y] - c.nets[overall][y]
		m.Sum += d
		m.Squares += d * d
	}
	e := m.Mean(float64(len(years)))
	return e.SE * e.SE
}

// leader returns the option with the greatest mean benefit.
func (c *notKnown) leader() int {
	if c.sums == nil {
		for _, net := range c.nets {
			sum := 0.0
			for _, x := range net {
				sum += x
			}
			c.sums = append(c.sums, sum)
		}
	}
	at := 0
	for o, sum := range c.sums {
		if sum > c.sums[at] {
			at = o
		}
	}
	return at
}
