package file

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"nines/model"
	"nines/model/dist"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// A quantity is what a distribution is about.
type quantity uint8

const (
	duration quantity = iota // seconds
	share                    // a part of the users, 0 to 1
)

// want says how a value of the quantity is written.
func (q quantity) want() string {
	if q == share {
		return model.RatioForm + `, or a distribution`
	}
	return model.DurationForm + `, or a distribution such as { p50 = "4m", p95 = "15m" }`
}

// spell writes a value of the quantity as a scenario file does.
func (q quantity) spell(v float64) string {
	if q == share {
		return model.FormatRatio(v)
	}
	return model.FormatDuration(v)
}

// maxMixtures is how many mixtures may lie within one another: each takes
// its moments from those below it, and more say nothing that fewer cannot.
const maxMixtures = 3

// law reads a plain value or a distribution, applies what patches do to it,
// and checks that it has a mean; nil where it is wrong.
func (r *reader) law(n *tomltree.Node, key string, q quantity) dist.Distribution {
	if q == share && isCounted(n) {
		return r.shareDoubt(n, key)
	}
	law := r.lawWritten(n, key, q, 0)
	for _, o := range n.Ops {
		if law == nil {
			return nil
		}
		factor := 1.0
		law, factor = r.lawChanged(n, key, q, law, o)
		if u := r.out.Unknown(key); u != nil {
			u.Factor *= factor
		}
	}
	if law == nil || !r.lawFits(n, key, q, law) {
		return nil
	}
	return law
}

// lawWritten reads the distribution as the file writes it.
func (r *reader) lawWritten(n *tomltree.Node, key string, q quantity, depth int) dist.Distribution {
	if isPreset(n) {
		if n = r.presetLaw(n, key, q, depth); n == nil {
			return nil
		}
	}
	switch {
	case n.Computed():
		return constant(0)
	case n.Kind == tomltree.Table:
		return r.lawTable(n, key, q, depth)
	case n.Kind == tomltree.List:
		r.bad(n, key, q.want())
		return nil
	}
	if s, ok := n.Value.(string); ok {
		if low, high, ok := strings.Cut(s, " to "); ok {
			return r.lawBetween(n, key, q, low, high)
		}
	}
	v, ok := r.plain(n, key, q)
	if !ok {
		return nil
	}
	return constant(v)
}

// plain reads a single value of the quantity, without what patches do to it.
func (r *reader) plain(n *tomltree.Node, key string, q quantity) (float64, bool) {
	written := *n
	written.Ops = nil
	if s, ok := n.Value.(string); ok && q == duration {
		v, err := model.ParseDuration(s)
		want := wantOf(err)
		if want == model.DurationForm {
			want = q.want()
		}
		if want != "" {
			r.bad(n, key, want)
		}
		return v, want == ""
	}
	if q == share {
		return r.ratio(&written, key)
	}
	return r.duration(&written, key)
}

// constant returns the law of a value that has been checked.
func constant(v float64) dist.Distribution {
	law, err := dist.NewConstant(v)
	if err != nil {
		panic(err) // the readers of values let no such value through
	}
	return law
}

// lawBetween reads "4m to 15m": the law whose p5 and p95 these are.
func (r *reader) lawBetween(n *tomltree.Node, key string, q quantity, low, high string) dist.Distribution {
	var ends [2]float64
	for i, s := range []string{strings.TrimSpace(low), strings.TrimSpace(high)} {
		var err error
		want := `two durations such as "4m to 15m"`
		if q == share {
			want = `two ratios such as "5% to 40%"`
			ends[i], err = model.ParseRatio(s)
		} else {
			ends[i], err = model.ParseDuration(s)
		}
		if err != nil {
			r.bad(n, key, want)
			return nil
		}
	}
	if !(0 < ends[0] && ends[0] < ends[1]) || q == share && ends[1] >= 1 {
		want := `a smaller value above 0 and a greater one, such as "4m to 15m"`
		if q == share {
			want = `a smaller ratio above 0% and a greater one below 100%, such as "5% to 40%"`
		}
		r.bad(n, key, want)
		return nil
	}
	law, err := quantileLaw(q, 0.05, ends[0], 0.95, ends[1])
	if err != nil {
		r.bad(n, key, "two values that a distribution can have as its p5 and p95")
		return nil
	}
	return law
}

// quantileLaw returns the law that two quantiles mean when no law is named.
func quantileLaw(q quantity, p1, x1, p2, x2 float64) (dist.Distribution, error) {
	if q == share {
		return dist.LogitNormalFromQuantiles(p1, x1, p2, x2)
	}
	return dist.LogNormalFromQuantiles(p1, x1, p2, x2)
}

// lawChanged applies one op of a patch to a law: a factor scales it, a value
// becomes its median. It returns the factor too.
func (r *reader) lawChanged(n *tomltree.Node, key string, q quantity, law dist.Distribution, o tomltree.Op) (dist.Distribution, float64) {
	factor := o.By
	if !o.Times {
		lo, hi := law.Support()
		if lo == hi {
			return constant(o.By), 1
		}
		median := law.Quantile(0.5)
		if factor = o.By / median; math.IsInf(factor, 0) || math.IsNaN(factor) {
			r.fail(n.At, o.Patch, key, n.Spelling(), "a distribution whose median is above 0",
				"has the median "+q.spell(median)+", which no factor brings to "+q.spell(o.By))
			return nil, 1
		}
	}
	return dist.Scale(law, factor), factor
}

// shareDoubt reads an impact that is one number which nobody knows for sure, and
// returns its predictive distribution.
func (r *reader) shareDoubt(n *tomltree.Node, key string) dist.Distribution {
	mean, ok := r.ratioDoubt(n, key, nil)
	if !ok {
		return nil
	}
	u := r.out.Unknown(key)
	if u == nil {
		return constant(mean)
	}
	return u.Spread()
}

// lawFits reports whether a law can stand for a quantity: a finite mean, and
// a share of users within [0, 1]. It warns of a variance that no run sees.
func (r *reader) lawFits(n *tomltree.Node, key string, q quantity, law dist.Distribution) bool {
	lo, hi := law.Support()
	if q == share && !(lo >= 0 && hi <= 1) {
		got := fmt.Sprintf("a distribution from %s to %s", model.FormatRatio(lo), model.FormatRatio(hi))
		if math.IsInf(hi, 1) {
			got = "a distribution from " + model.FormatRatio(lo) + " upwards"
		}
		r.badGot(n, key, got, `a distribution from 0% to 100%; at_most = "100%" cuts it off there`)
		return false
	}
	if mean := law.Mean(); !(mean <= model.MaxDuration) {
		at, got := n, n.Spelling()
		if alpha := n.Child("alpha"); alpha != nil {
			at, key, got = alpha, key+".alpha", alpha.Spelling()
		}
		want := "a distribution whose mean is finite"
		switch {
		case at != n:
			want = "a number above 1, for the mean to be finite"
		case !math.IsInf(mean, 1):
			want = "a distribution whose mean is " + model.MaxDurationForm
		}
		r.fail(at.At, n.PatchedBy(), key, got, want, gotWant(got, want))
		return false
	}
	if dist.HeavyTailed(law) {
		why := " has no finite variance"
		if !math.IsInf(law.Variance(), 1) {
			why = " owes most of its variance to what one in 100,000 exceeds"
		}
		r.out.Warnings = append(r.out.Warnings, key+why+": the mean downtime settles slowly, and its standard error means nothing")
	}
	return true
}

// quantileKeys are the quantiles that a file may name.
func quantileKeys() []string {
	return []string{"p1", "p5", "p10", "p25", "p50", "p75", "p80", "p90", "p95", "p99"}
}

// quantileOrder returns the order that a quantile's key names: 0.95 for "p95".
func quantileOrder(key string) (float64, bool) {
	if !slices.Contains(quantileKeys(), key) {
		return 0, false
	}
	percent, err := strconv.ParseFloat(key[1:]+"e-2", 64)
	return percent, err == nil
}

// lawTable reads { dist = ..., ... }.
func (r *reader) lawTable(n *tomltree.Node, key string, q quantity, depth int) dist.Distribution {
	kind, named := "", true
	if d := n.Child("dist"); d != nil {
		kind, named = d.Value.(string)
	}
	ways := lawWays(kind, q)
	if !named || ways == nil {
		r.unknownLaw(n.Child("dist"), key+".dist", kind, q)
		return nil
	}
	p := r.lawParameters(n, key, q, kind, ways, depth)
	if p == nil {
		return nil
	}
	law := p.build()
	if law != nil && (p.has("at_least") || p.has("at_most")) {
		law = p.truncate(law)
	}
	if law != nil && p.doubts.any() {
		law = p.uncertain(law)
	}
	return law
}

// unknownLaw records a name that dist does not take.
func (r *reader) unknownLaw(n *tomltree.Node, key, name string, q quantity) {
	kinds := lawKinds(q)
	near := suggest.Nearest(name, kinds)
	switch {
	case name != "" && lawWays(name, share) != nil:
		r.bad(n, key, "a distribution of durations; "+name+" is one of ratios")
	case near != "":
		r.fail(n.At, n.PatchedBy(), key, n.Spelling(), near, "got "+n.Spelling()+suggest.DidYouMean(name, kinds))
	default:
		r.bad(n, key, "one of "+strings.Join(kinds, ", "))
	}
}
