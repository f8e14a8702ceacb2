package measure

import (
	"math"
	"slices"
	"sort"

	"nines/model/dist"
)

// A Steps is a measure on finitely many points.
type Steps struct {
	At  []float64 // rising
	Sum []float64 // Sum[i] is the mass of the points up to and with At[i]
}

// Add adds a point beyond all others.
func (s *Steps) Add(at, mass float64) {
	s.At, s.Sum = append(s.At, at), append(s.Sum, s.Total()+mass)
}

// UpTo returns the mass of the points at most x.
func (s *Steps) UpTo(x float64) float64 {
	i := sort.Search(len(s.At), func(i int) bool { return s.At[i] > x })
	if i == 0 {
		return 0
	}
	return s.Sum[i-1]
}

// Total returns the whole mass.
func (s *Steps) Total() float64 {
	if len(s.Sum) == 0 {
		return 0
	}
	return s.Sum[len(s.Sum)-1]
}

// Mass returns the mass of point i.
func (s *Steps) Mass(i int) float64 {
	if i == 0 {
		return s.Sum[0]
	}
	return s.Sum[i] - s.Sum[i-1]
}

// Of returns the mass of the point x.
func (s *Steps) Of(x float64) float64 {
	if i, found := slices.BinarySearch(s.At, x); found {
		return s.Mass(i)
	}
	return 0
}

// mostJumps bounds how many jumps of one law are told apart. What has more is
// taken for smooth: one of its jumps is worth less than a thousandth.
const mostJumps = 1024

// Jumps finds the points of positive probability of a law. Laws in closed form
// have none; in a list of values each is one; elsewhere a jump shows as a
// stretch over which the quantile function does not rise, and one of less than
// 1/256 may be overlooked.
func Jumps(law dist.Distribution) Steps {
	var s Steps
	switch law := law.(type) {
	case dist.Exponential, dist.LogNormal, dist.Gamma, dist.Weibull, dist.LogLogistic, dist.Pareto,
		dist.Lomax, dist.Uniform, dist.Triangular, dist.PERT, dist.Beta, dist.LogitNormal:
	case dist.Empirical:
		for p := 0.0; p < 1; {
			x := law.Quantile(math.Nextafter(p, 1))
			up := law.CDF(x)
			s.Add(x, up-p)
			if p = up; len(s.At) > mostJumps {
				return Steps{}
			}
		}
	default:
		last := math.NaN()
		for i := range 513 {
			x := law.Quantile(float64(i) / 512)
			if x == last && (len(s.At) == 0 || s.At[len(s.At)-1] != x) {
				if m := law.CDF(x) - law.CDF(math.Nextafter(x, math.Inf(-1))); m > 1e-6 {
					s.Add(x, m)
				}
			}
			last = x
		}
	}
	return s
}
