package file

import (
	"slices"
	"strconv"
	"strings"

	"nines/model/dist"
	"nines/model/evidence"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// What is right in place of a part of evidence that is wrong.
const (
	wantCount  = "a number of 0 or more; a fraction will do"
	wantTrials = "a number above 0 that is no less than failures"
	wantOver   = `the time that was watched, above 0s, such as "18mo"`
	wantSeen   = `"after-gates", or no such key: then the failures are counted before any gate`
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

// parseNumber reads a number without a unit.
func parseNumber(s string) (float64, error) { return strconv.ParseFloat(s, 64) }
