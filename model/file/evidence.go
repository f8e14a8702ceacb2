package file

import (
	"math"

	"nines/model"
	"nines/model/dist"
	"nines/model/evidence"
	"nines/model/file/internal/tomltree"
)

// What is right in place of evidence of a number that is wrong, or where none can
// stand.
const (
	wantKnown      = "one value: what is not known can stand for rate, mtbf, chance, catches, miss, success, impact and the parameters of distributions"
	wantRateDoubt  = `a rate such as "4/year", a range such as "1/year to 6/year", or what was counted as in { events = 3, over = "18mo" }`
	wantRatioDoubt = `a ratio such as "2%", a range such as "1% to 5%", or what was counted as in { failures = 3, trials = 104 }`
	wantMTBFDoubt  = `a duration such as "90d", or a range such as "60d to 1y"`
	leastCut       = 1e-4 // of the worlds that are cut off are worth a warning
)

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
