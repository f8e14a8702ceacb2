package file

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/mathext"

	"nines/model"
	"nines/model/dist"
	"nines/model/evidence"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// What is right in place of evidence that is wrong, or where none can stand.
const (
	wantKnown       = "one value: what is not known can stand for rate, mtbf, chance, catches, miss, success, impact and the parameters of distributions"
	wantRateDoubt   = `a rate such as "4/year", a range such as "1/year to 6/year", or what was counted as in { events = 3, over = "18mo" }`
	wantRatioDoubt  = `a ratio such as "2%", a range such as "1% to 5%", or what was counted as in { failures = 3, trials = 104 }`
	wantMTBFDoubt   = `a duration such as "90d", or a range such as "60d to 1y"`
	wantCount       = "a number of 0 or more; a fraction will do"
	wantTrials      = "a number above 0 that is no less than failures"
	wantOver        = `the time that was watched, above 0s, such as "18mo"`
	wantSeen        = `"after-gates", or no such key: then the failures are counted before any gate`
	wantIncidents   = "how many incidents it was estimated from, 2 or more"
	wantWithin      = "a number above 1: with 90 % the whole lies between a part and so many times of it"
	leastMakes      = 0.5  // of the worlds must make a distribution
	leastCut        = 1e-4 // of the worlds that are cut off are worth a warning
	mostInParameter = 8    // ranges in one distribution
)

// isRange reports whether a value is written "LOW to HIGH".
func isRange(n *tomltree.Node) (low, high string, ok bool) {
	s, text := n.Value.(string)
	if !text {
		return "", "", false
	}
	low, high, ok = strings.Cut(s, " to ")
	return strings.TrimSpace(low), strings.TrimSpace(high), ok
}

// isCounted reports whether a value is a table of what was counted.
func isCounted(n *tomltree.Node) bool {
	return n.Kind == tomltree.Table && !isPreset(n) && slices.ContainsFunc([]string{"events", "over", "failures", "trials", "seen"}, n.Has)
}

// isDoubt reports whether a value is evidence in place of a number.
func isDoubt(n *tomltree.Node) bool {
	_, _, ranged := isRange(n)
	return ranged || isCounted(n)
}

// settled returns what patches leave of evidence: a plain number, where one of them
// moves it to a value; else the factor by which they multiply it.
func settled(n *tomltree.Node) (plain *tomltree.Node, factor float64) {
	factor = 1
	for i, o := range n.Ops {
		if !o.Times {
			p := *n
			p.Kind, p.Value, p.Text, p.Children = tomltree.Scalar, nil, "", nil
			p.Ops = n.Ops[i:]
			return &p, 1
		}
		factor *= o.By
	}
	return nil, factor
}

// knows adds what is not known of a key, and returns the mean of it.
func (r *reader) knows(n *tomltree.Node, u *evidence.Unknown) float64 {
	u.Text = n.Inline()
	mean, cut := u.Mean()
	if cut > leastCut && r.out != nil {
		r.warn(u.Path + " is cut off at its bound in " + model.FormatRatio(math.Round(cut*1e4)/1e4) + " of what it may be")
	}
	if r.out != nil {
		r.out.Unknowns = append(r.out.Unknowns, u)
	}
	return mean
}

// rateDoubt reads evidence of a rate, and returns its mean, a year.
func (r *reader) rateDoubt(n *tomltree.Node, key string) (float64, bool) {
	plain, factor := settled(n)
	if plain != nil {
		return r.rate(plain, key)
	}
	law := r.rateLaw(n, key)
	if law == nil {
		return 0, false
	}
	mean := r.knows(n, &evidence.Unknown{
		Path: key, Parameters: []evidence.Parameter{law}, Number: first, Unit: evidence.PerYear, Factor: factor, Most: model.MaxIncidents,
	})
	return mean, true
}

// first is the number of an unknown that is its only parameter.
func first(v []float64) float64 { return v[0] }

// rateLaw reads what is known of a rate: a law of events a year; nil where it is
// wrong.
func (r *reader) rateLaw(n *tomltree.Node, key string) dist.Distribution {
	if low, high, ok := isRange(n); ok {
		return r.interval(n, key, low, high, model.ParseRate, wantRateDoubt, math.Inf(1))
	}
	v, ok := r.counted(n, key, []string{"events", "over"}, wantRateDoubt)
	if !ok {
		return nil
	}
	over, ok := r.duration(n.Child("over"), key+".over")
	if ok && over == 0 {
		r.bad(n.Child("over"), key+".over", wantOver)
	}
	if !ok || over == 0 {
		return nil
	}
	law, err := evidence.RateOf(v["events"], over/model.Year)
	if err != nil || law.Mean() > model.MaxIncidents {
		r.bad(n, key, model.MaxIncidentsForm)
		return nil
	}
	return law
}

// mtbfDoubt reads a range of the time between failures, and returns the mean rate
// that it makes, a year.
func (r *reader) mtbfDoubt(n *tomltree.Node, key string) (float64, bool) {
	plain, factor := settled(n)
	if plain != nil {
		mtbf, ok := r.duration(plain, key)
		return model.Year / mtbf, ok && mtbf > 0
	}
	low, high, _ := isRange(n)
	rates := func(s string) (float64, error) {
		v, err := model.ParseDuration(s)
		return model.Year / v, err
	}
	law := r.interval(n, key, high, low, rates, wantMTBFDoubt, math.Inf(1))
	if law == nil {
		return 0, false
	}
	if factor == 0 {
		r.bad(n, key, "a time above 0s")
		return 0, false
	}
	return r.knows(n, &evidence.Unknown{
		Path: key, Parameters: []evidence.Parameter{law}, Number: first, Unit: evidence.PerYear, Factor: 1 / factor, Most: model.MaxIncidents,
	}), true
}

// ratioDoubt reads evidence of a ratio, and returns its mean. over says by which
// gates a chance that was seen behind them is divided; nil where none can be.
func (r *reader) ratioDoubt(n *tomltree.Node, key string, over func(u *evidence.Unknown)) (float64, bool) {
	plain, factor := settled(n)
	if plain != nil {
		return r.ratio(plain, key)
	}
	law := r.ratioLaw(n, key, over != nil)
	if law == nil {
		return 0, false
	}
	u := &evidence.Unknown{Path: key, Parameters: []evidence.Parameter{law}, Number: first, Factor: factor, Most: 1}
	if over != nil && n.Has("seen") {
		before := r.found
		over(u)
		if r.found > before {
			return 0, false
		}
	}
	return r.knows(n, u), true
}

// ratioLaw reads what is known of a ratio; nil where it is wrong.
func (r *reader) ratioLaw(n *tomltree.Node, key string, seen bool) dist.Distribution {
	if low, high, ok := isRange(n); ok {
		return r.interval(n, key, low, high, model.ParseRatio, wantRatioDoubt, 1)
	}
	names := []string{"failures", "trials"}
	if seen {
		names = append(names, "seen")
	}
	v, ok := r.counted(n, key, names, wantRatioDoubt)
	if !ok {
		return nil
	}
	if v["trials"] < v["failures"] || v["trials"] == 0 {
		r.bad(n.Child("trials"), key+".trials", wantTrials)
		return nil
	}
	law, err := evidence.ChanceOf(v["failures"], v["trials"])
	if err != nil {
		r.bad(n.Child("trials"), key+".trials", "fewer trials than can be computed with")
		return nil
	}
	return law
}

// interval reads the ends of an expert's interval; nil where they are wrong.
func (r *reader) interval(n *tomltree.Node, key, low, high string, parse func(string) (float64, error), want string, most float64) dist.Distribution {
	a, err := parse(low)
	b, wrong := parse(high)
	if err != nil || wrong != nil {
		r.bad(n, key, want)
		return nil
	}
	if !(0 < a && a < b && b < most) {
		bound := "a smaller value above 0 and a greater one"
		if most == 1 {
			bound = "a smaller ratio above 0% and a greater one below 100%"
		}
		r.bad(n, key, bound+`, as in "LOW to HIGH"`)
		return nil
	}
	var law dist.Distribution
	if most == 1 {
		law, err = built(evidence.RatioIntervalOf(a, b))
	} else {
		law, err = built(evidence.IntervalOf(a, b))
	}
	if err != nil {
		r.bad(n, key, "two values that can be the ends of a range")
		return nil
	}
	return law
}

// counted reads a table of what was counted: numbers, but for over and seen, which
// others read. All but seen are needed.
func (r *reader) counted(n *tomltree.Node, key string, names []string, want string) (map[string]float64, bool) {
	if n.Kind != tomltree.Table {
		r.bad(n, key, want)
		return nil, false
	}
	before := r.found
	out := map[string]float64{}
	for _, c := range n.Children {
		path := key + "." + c.Key
		switch {
		case !slices.Contains(names, c.Key):
			r.unknownIn(c, path, names)
		case c.Key == "over":
		case c.Key == "seen":
			if c.Value != "after-gates" {
				r.bad(c, path, wantSeen)
			}
		default:
			out[c.Key], _ = r.number(c, path, wantCount)
		}
	}
	for _, name := range names {
		if name != "seen" && !n.Has(name) && r.found == before {
			r.fail(n.At, n.PatchedBy(), key+"."+name, "nothing", want, "is missing, want "+want)
		}
	}
	return out, r.found == before
}

// unknownIn records a key that a value's table does not have.
func (r *reader) unknownIn(c *tomltree.Node, path string, known []string) {
	want := suggest.Nearest(c.Key, known)
	hint := suggest.DidYouMean(c.Key, known)
	if want == "" {
		want = "one of " + strings.Join(known, ", ")
		hint = ", want " + want
	}
	r.fail(c.KeyAt, c.Patch, path, c.Key, want, "is an unknown key"+hint)
}

// seenAfter divides a chance that was seen behind the gates of a risk by what these
// let through, as the file was written: what patches do to gates acts on that chance.
func (r *reader) seenAfter(c cursor) func(u *evidence.Unknown) {
	return func(u *evidence.Unknown) {
		risk := c.n.Key
		gates, from := r.writtenGates(c, risk)
		for _, g := range gates {
			if doubt := from.Unknown("gate." + g.Name + ".catches"); doubt != nil {
				u.Over = append(u.Over, doubt)
				continue
			}
			if u.Through == 0 {
				u.Through = 1
			}
			if u.Through *= 1 - g.Catches; u.Through == 0 {
				r.bad(c.n.Child("chance"), u.Path, "a gate."+g.Name+".catches below 100%: what it catches whole cannot have been seen behind it")
				return
			}
		}
		whole := *u
		whole.Factor, whole.Most = 1, 0
		if mean, _ := whole.Mean(); mean > 1 {
			names := make([]string, len(gates))
			for i, g := range gates {
				names[i] = "gate." + g.Name + ".catches"
			}
			r.badGot(c.n.Child("chance"), u.Path, "failures behind gates that come to "+model.FormatRatio(1)+" and more before them",
				"fewer failures, or less in "+strings.Join(names, ", "))
		}
	}
}

// writtenGates returns the gates of a risk as the file has them without patches, and
// the scenario that they stand in; those of the risk as it stands where a patch
// brought it.
func (r *reader) writtenGates(c cursor, risk string) ([]*model.Gate, *model.Scenario) {
	from := r.out
	if len(originOf(r.out).patches) > 0 || r.doc.older != nil && r.doc.sameSeen(r.root, risk) {
		if base := r.doc.written(); base != nil {
			for _, k := range base.Risks {
				if k.Name == risk {
					return k.Gates, base
				}
			}
		}
	}
	var gates []*model.Gate
	for _, name := range c.n.Child("gates").Names() {
		if g := partOf[model.Gate](r, "gate", name); g != nil {
			gates = append(gates, g)
		}
	}
	return gates, from
}

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
	make := func([]float64) dist.Distribution { return law }
	if p.doubts.incidents > 0 {
		if make = p.sampled(u, law); make == nil {
			return nil
		}
	}
	if len(p.doubts.ranges) > 0 {
		make = p.ranged(u)
	}
	if p.doubts.within > 0 {
		factor, err := evidence.FactorOf(p.doubts.within)
		if err != nil {
			p.r.bad(p.n.Child("within_factor"), p.key+".within_factor", wantWithin)
			return nil
		}
		whole, at := make, len(u.Parameters)
		u.Parameters = append(u.Parameters, factor)
		make = func(v []float64) dist.Distribution {
			law := whole(v[:at])
			if law == nil {
				return nil
			}
			return dist.Scale(law, v[at])
		}
	}
	u.Law = func(v []float64) dist.Distribution {
		law := make(v)
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

// parseNumber reads a number without a unit.
func parseNumber(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
