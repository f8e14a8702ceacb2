package model

import (
	"errors"
	"slices"
	"strings"
)

// objective reads [slo].
func (r *reader) objective() {
	const wantTargets = `a list of availabilities such as ["99.9%", "99.99%"]`
	r.out.SLO = Objective{Window: r.windowOf(YearWindow, 0), Confidence: 0.9}
	slo := &r.out.SLO
	c, ok := r.table("slo")
	if !ok {
		if !r.root.has("slo") {
			r.missing(r.root, "slo.targets", wantTargets+" in a table [slo]")
		}
		return
	}
	if c.has("targets") {
		r.targets(c.n.child("targets"), slo, wantTargets)
	} else {
		r.missing(c.n, "slo.targets", wantTargets)
	}
	if n := c.n.child("promise"); n != nil {
		if t, ok := r.target(n, "slo.promise"); ok {
			slo.Promise = t
			if !slices.ContainsFunc(slo.Targets, t.Equal) {
				slo.Targets = append(slo.Targets, t)
			}
		}
	}
	slices.SortFunc(slo.Targets, func(a, b Target) int { return a.Compare(b) })
	if n := c.n.child("window"); n != nil {
		slo.Window = r.window(n, "slo.window")
	}
	if n := c.n.child("confidence"); n != nil {
		v, ok := r.ratio(n, "slo.confidence")
		if ok && (v == 0 || v == 1) {
			r.bad(n, "slo.confidence", `a confidence above 0% and below 100% such as "90%"`)
		}
		slo.Confidence = v
	}
}

// targets reads the candidate promises; the first of them is the promise
// unless another is named.
func (r *reader) targets(n *node, slo *Objective, want string) {
	if n.kind != listNode || len(n.children) == 0 {
		r.bad(n, "slo.targets", want)
		return
	}
	for i, element := range n.children {
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
func (r *reader) window(n *node, key string) Window {
	const (
		want  = `"year", "quarter", "month", "week" or blocks such as "every 30d"`
		least = 60
	)
	if n.child("rolling") != nil {
		r.bad(n, key, wantFixed)
		return Window{}
	}
	s, ok := n.value.(string)
	word, rest, _ := strings.Cut(s, " ")
	switch {
	case !ok:
	case s == "year":
		return r.windowOf(YearWindow, 0)
	case s == "quarter":
		return r.windowOf(QuarterWindow, 0)
	case s == "month":
		return r.windowOf(MonthWindow, 0)
	case s == "week":
		return r.windowOf(WeekWindow, 0)
	case word == "rolling":
		r.bad(n, key, wantFixed)
		return Window{}
	case word == "every":
		length, err := ParseDuration(rest)
		var value *ValueError
		switch {
		case errors.As(err, &value) && value.Misspelt:
			r.bad(n, key, `blocks such as "every 30d"`)
		case err != nil:
			r.bad(n, key, wantOf(err))
		case length < least || length > Year:
			r.bad(n, key, "blocks from 1m to 1y long")
		default:
			return r.windowOf(EveryWindow, length)
		}
		return Window{}
	}
	r.bad(n, key, want)
	return Window{}
}

// windowOf returns the window of a kind in the service's year.
func (r *reader) windowOf(kind WindowKind, length float64) Window {
	return newWindow(kind, length, r.out.Service.Starts)
}
