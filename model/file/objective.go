package file

import (
	"errors"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

func objectiveSection() section {
	type O = model.Objective
	return section{
		name: "slo", noun: "the SLO",
		find: func(s *model.Scenario, _ string) any { return &s.SLO },
		keys: append([]key{
			formKey("targets", targetsForm),
			formKey("promise", targetForm),
			formKey("window", windowForm),
			ratioKey("confidence", 0, func(o *O) *float64 { return &o.Confidence }).jointly(),
			formKey("exclude", listForm),
			formKey("lead", textForm).asLabel(),
		}, laterKeys("count", "service_hours")...),
	}
}

// objective reads [slo].
func (r *reader) objective() {
	const wantTargets = `a list of availabilities such as ["99.9%", "99.99%"]`
	r.out.SLO = model.Objective{Window: r.windowOf(model.YearWindow, 0), Confidence: 0.9}
	slo := &r.out.SLO
	c, ok := r.table("slo")
	if !ok {
		if !r.root.Has("slo") {
			r.missing(r.root, "slo.targets", wantTargets+" in a table [slo]")
		}
		return
	}
	if c.has("targets") {
		r.targets(c.n.Child("targets"), slo, wantTargets)
	} else {
		r.missing(c.n, "slo.targets", wantTargets)
	}
	if n := c.n.Child("promise"); n != nil {
		if t, ok := r.target(n, "slo.promise"); ok {
			slo.Promise = t
			if !slices.ContainsFunc(slo.Targets, t.Equal) {
				slo.Targets = append(slo.Targets, t)
			}
		}
	}
	slices.SortFunc(slo.Targets, func(a, b model.Target) int { return a.Compare(b) })
	if n := c.n.Child("window"); n != nil {
		slo.Window = r.window(n, "slo.window")
	}
	if n := c.n.Child("confidence"); n != nil {
		if ok := c.take("confidence", slo); ok && (slo.Confidence == 0 || slo.Confidence == 1) {
			r.bad(n, "slo.confidence", `a confidence above 0% and below 100% such as "90%"`)
		}
	}
}

// targets reads the candidate promises; the first of them is the promise
// unless another is named.
func (r *reader) targets(n *tomltree.Node, slo *model.Objective, want string) {
	if n.Kind != tomltree.List || len(n.Children) == 0 {
		r.bad(n, "slo.targets", want)
		return
	}
	for i, element := range n.Children {
		t, ok := r.target(element, "slo.targets")
		switch {
		case !ok:
		case slices.ContainsFunc(slo.Targets, t.Equal):
			r.bad(element, "slo.targets", "each target once")
		default:
			if slo.Targets = append(slo.Targets, t); i == 0 {
				slo.Promise = t
			}
			if t.Ratio() < 0.5 {
				r.warn("the target " + t.Text() + " is one that a service meets while it is down half of the time: the downtime that it allows, rather than the availability?")
			}
		}
	}
}

// window reads "year", "quarter", "month", "week" or "every 30d".
func (r *reader) window(n *tomltree.Node, key string) model.Window {
	const (
		want  = `"year", "quarter", "month", "week" or blocks such as "every 30d"`
		least = 60
	)
	if n.Child("rolling") != nil {
		r.bad(n, key, wantFixed)
		return model.Window{}
	}
	s, ok := n.Value.(string)
	word, rest, _ := strings.Cut(s, " ")
	switch {
	case !ok:
	case s == "year":
		return r.windowOf(model.YearWindow, 0)
	case s == "quarter":
		return r.windowOf(model.QuarterWindow, 0)
	case s == "month":
		return r.windowOf(model.MonthWindow, 0)
	case s == "week":
		return r.windowOf(model.WeekWindow, 0)
	case word == "rolling":
		r.bad(n, key, wantFixed)
		return model.Window{}
	case word == "every":
		length, err := model.ParseDuration(rest)
		var value *model.ValueError
		switch {
		case errors.As(err, &value) && value.Misspelt:
			r.bad(n, key, `blocks such as "every 30d"`)
		case err != nil:
			r.bad(n, key, wantOf(err))
		case length < least || length > model.Year:
			r.bad(n, key, "blocks from 1m to 1y long")
		default:
			return r.windowOf(model.EveryWindow, length)
		}
		return model.Window{}
	}
	r.bad(n, key, want)
	return model.Window{}
}

// windowOf returns the window of a kind in the service's year.
func (r *reader) windowOf(kind model.WindowKind, length float64) model.Window {
	return model.WindowFrom(kind, length, r.out.Service.Starts)
}

// lead reads which agreement the question is about. It comes when all of them
// have been read.
func (r *reader) lead() {
	slo := r.root.Child("slo")
	if slo == nil || slo.Child("lead") == nil {
		return
	}
	n := slo.Child("lead")
	text, _ := n.Value.(string)
	name, ok := strings.CutPrefix(text, "sla.")
	var known []string
	for _, a := range r.out.Agreements {
		if ok && a.Name == name {
			r.out.SLO.Lead = a
			return
		}
		known = append(known, `"sla.`+a.Name+`"`)
	}
	want := "an agreement of the file"
	if len(known) > 0 {
		want = "one of " + strings.Join(known, ", ")
	}
	r.bad(n, "slo.lead", want)
}
