package file

import (
	"maps"
	"math"
	"slices"

	"gonum.org/v1/gonum/mathext"

	"nines/model"
	"nines/model/dist"
	"nines/model/evidence"
	"nines/model/file/internal/tomltree"
)

// What is right beside the parameters of a distribution.
const (
	wantIncidents   = "how many incidents it was estimated from, 2 or more"
	wantWithin      = "a number above 1: with 90 % the whole lies between a part and so many times of it"
	leastMakes      = 0.5 // of the worlds must make a distribution
	mostInParameter = 8   // ranges in one distribution
)

// A doubtful is what a distribution's table says besides its parameters: that some of
// them are not known.
type doubtful struct {
	ranges    map[string]dist.Distribution // by parameter
	incidents float64                      // that it was estimated from; 0 for none
	within    float64                      // the factor; 0 for none
}

func (d *doubtful) any() bool { return len(d.ranges) > 0 || d.incidents > 0 || d.within > 0 }

// doubt reads a range in place of a parameter, and reports whether it is one. The
// parameter is its median then.
func (p *parameters) doubt(c *tomltree.Node, path string, what parameterKind) (handled bool) {
	low, high, ok := isRange(c)
	if !ok || what != ofQuantity && what != aNumber {
		return false
	}
	if p.depth > 0 {
		p.r.bad(c, path, "one value: the parts of a mixture are known")
		return true
	}
	if c.Key == "at_least" || c.Key == "at_most" {
		p.r.bad(c, path, "one value: where a distribution is cut off is known")
		return true
	}
	var law dist.Distribution
	switch {
	case what == aNumber:
		law = p.r.interval(c, path, low, high, parseNumber, `a range of numbers such as "0.8 to 1.4"`, math.Inf(1))
	case p.q == share:
		law = p.r.interval(c, path, low, high, model.ParseRatio, `a range of ratios such as "5% to 10%"`, 1)
	default:
		law = p.r.interval(c, path, low, high, model.ParseDuration, `a range of durations such as "4m to 8m"`, math.Inf(1))
	}
	if law == nil {
		return true
	}
	if len(p.doubts.ranges) == mostInParameter {
		p.r.bad(c, path, "fewer ranges in one distribution")
		return true
	}
	p.doubts.ranges[c.Key] = law
	p.values[c.Key] = law.Quantile(0.5)
	return true
}

// beside reads what may stand beside the parameters of a distribution, and reports
// whether a key is that.
func (p *parameters) beside(c *tomltree.Node, path string) (handled bool) {
	want, least := "", 0.0
	switch c.Key {
	case "incidents":
		want, least = wantIncidents, 2
	case "within_factor":
		want, least = wantWithin, 1
	default:
		return false
	}
	if p.depth > 0 {
		p.r.bad(c, path, "no such key: the parts of a mixture are known")
		return true
	}
	v, ok := p.r.number(c, path, want)
	switch {
	case !ok:
	case v < least || v == 1 && c.Key == "within_factor" || v > 1e9:
		p.r.bad(c, path, want)
	case c.Key == "incidents":
		p.doubts.incidents = v
	default:
		p.doubts.within = v
	}
	return true
}

// uncertain returns the distribution of a single draw of one whose parameters are not
// known, and adds what is known of it; nil where that is wrong.
func (p *parameters) uncertain(law dist.Distribution) dist.Distribution {
	u := &evidence.Unknown{Path: p.key, Text: p.n.Inline(), Factor: 1}
	if p.q == duration {
		u.Unit = evidence.Seconds
	}
	made := func([]float64) dist.Distribution { return law }
	if p.doubts.incidents > 0 {
		if made = p.sampled(u, law); made == nil {
			return nil
		}
	}
	if len(p.doubts.ranges) > 0 {
		made = p.ranged(u)
	}
	if p.doubts.within > 0 {
		factor, err := evidence.FactorOf(p.doubts.within)
		if err != nil {
			p.r.bad(p.n.Child("within_factor"), p.key+".within_factor", wantWithin)
			return nil
		}
		whole, at := made, len(u.Parameters)
		u.Parameters = append(u.Parameters, factor)
		made = func(v []float64) dist.Distribution {
			law := whole(v[:at])
			if law == nil {
				return nil
			}
			return dist.Scale(law, v[at])
		}
	}
	u.Law = func(v []float64) dist.Distribution {
		law := made(v)
		if law == nil {
			return nil
		}
		if _, most := law.Support(); p.q == share && most > 1 {
			return nil
		}
		return law
	}
	if len(p.doubts.ranges) > 0 && u.Makes() < leastMakes {
		p.r.bad(p.n, p.key, "ranges that mostly make a distribution: here they contradict each other")
		return nil
	}
	predictive, err := u.Predictive()
	if err != nil {
		p.r.bad(p.n, p.key, "a distribution that exists")
		return nil
	}
	if p.r.out != nil {
		p.r.out.Unknowns = append(p.r.out.Unknowns, u)
	}
	return predictive
}

// sampled makes lognormals that so many incidents may have come from.
func (p *parameters) sampled(u *evidence.Unknown, law dist.Distribution) func(v []float64) dist.Distribution {
	base := law
	if t, ok := law.(dist.Truncated); ok {
		base = t.Base()
	}
	known, ok := base.(dist.LogNormal)
	if !ok || len(p.doubts.ranges) > 0 {
		p.r.bad(p.n.Child("incidents"), p.key+".incidents", `a lognormal without ranges beside it, as in { p50 = "42m", sigma = 1.23, incidents = 147 }`)
		return nil
	}
	mu, sigma := known.Parameters()
	parameters, turn, err := evidence.SampleOf(mu, sigma, p.doubts.incidents)
	if err != nil {
		p.r.bad(p.n.Child("incidents"), p.key+".incidents", wantIncidents)
		return nil
	}
	u.Parameters = parameters
	return func(v []float64) dist.Distribution {
		made, err := dist.NewLogNormal(turn(v))
		if err != nil {
			return nil
		}
		return p.cutQuietly(made)
	}
}

// ranged makes the distributions that the ranges of parameters allow.
func (p *parameters) ranged(u *evidence.Unknown) func(v []float64) dist.Distribution {
	var names []string
	for _, c := range p.n.Children {
		if law := p.doubts.ranges[c.Key]; law != nil {
			names = append(names, c.Key)
			u.Parameters = append(u.Parameters, law)
		}
	}
	if lognormal := p.rangedLogNormal(u, names); lognormal != nil {
		return lognormal
	}
	way := p.way()
	return func(v []float64) dist.Distribution {
		q := *p
		q.values = maps.Clone(p.values)
		for i, name := range names {
			q.values[name] = v[i]
		}
		for i := 1; i < len(q.quantiles); i++ {
			if q.values[q.quantiles[i]] <= q.values[q.quantiles[i-1]] {
				return nil
			}
		}
		law, err := way.build(&q)
		if err != nil {
			return nil
		}
		return q.cutQuietly(law)
	}
}

// rangedLogNormal is ranged for the commonest case, a lognormal of two quantiles, of
// which one is made for every simulated year; nil for any other.
func (p *parameters) rangedLogNormal(u *evidence.Unknown, names []string) func(v []float64) dist.Distribution {
	if len(p.quantiles) != 2 || p.q != duration || p.kind != "" && p.kind != "lognormal" {
		return nil
	}
	var at [2]int // where in v a quantile stands; -1 for one that is known
	var z, known [2]float64
	for i, key := range p.quantiles {
		order, _ := quantileOrder(key)
		z[i], known[i] = mathext.NormalQuantile(order), math.Log(p.values[key])
		at[i] = slices.Index(names, key)
	}
	// Its parameters are the logarithms of the quantiles.
	for i, key := range names {
		law, ok := p.doubts.ranges[key].(dist.LogNormal)
		if !ok {
			return nil
		}
		mu, sigma := law.Parameters()
		u.Parameters[i] = evidence.Normal{Mean: mu, SD: sigma}
	}
	cut := p.has("at_least") || p.has("at_most")
	return func(v []float64) dist.Distribution {
		x := known
		for i := range x {
			if at[i] >= 0 {
				x[i] = v[at[i]]
			}
		}
		sigma := (x[1] - x[0]) / (z[1] - z[0])
		law, ok := dist.LogNormalOf(x[0]-sigma*z[0], sigma)
		if !ok {
			return nil
		}
		if cut {
			return p.cutQuietly(law)
		}
		return law
	}
}

// cutQuietly conditions a law on the range of at_least and at_most; nil where too
// little of it lies there.
func (p *parameters) cutQuietly(law dist.Distribution) dist.Distribution {
	if !p.has("at_least") && !p.has("at_most") {
		return law
	}
	lo, hi := p.bounds()
	t, err := dist.NewTruncated(law, lo, hi)
	if err != nil {
		return nil
	}
	return t
}
