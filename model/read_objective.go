package model

import (
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
			if !slices.ContainsFunc(slo.Targets, t.same) {
				slo.Targets = append(slo.Targets, t)
			}
		}
	}
	slices.SortFunc(slo.Targets, func(a, b Target) int { return a.ratio.Cmp(b.ratio) })
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

// same reports whether two targets are the same number.
func (t Target) same(u Target) bool { return t.ratio.Cmp(u.ratio) == 0 }

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
		case slices.ContainsFunc(slo.Targets, t.same):
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
		length, wrong := durationOf(rest)
		if wrong == "" && (length < least || length > Year) {
			wrong = "blocks from 1m to 1y long"
		}
		if wrong == "" {
			return r.windowOf(EveryWindow, length)
		}
		if wrong == wantDuration || wrong == wantUnit {
			wrong = `blocks such as "every 30d"`
		}
		r.bad(n, key, wrong)
		return Window{}
	}
	r.bad(n, key, want)
	return Window{}
}

// windowOf returns the window of a kind in the service's year.
func (r *reader) windowOf(kind WindowKind, length float64) Window {
	return newWindow(kind, length, r.out.Service.Starts)
}
