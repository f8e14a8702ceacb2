package file

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"nines/model/dist"
	"nines/model/file/internal/suggest"
	"nines/model/file/internal/tomltree"
)

// A parameterKind says what a parameter of a law holds.
type parameterKind uint8

const (
	ofQuantity parameterKind = iota // a duration or a ratio, as the law itself
	aNumber                         // without unit
	aList                           // of values or of laws
	aText                           // the name of a file or of a column
)

// parameters are the parameters of one law in a file, each known to be of its
// kind.
type parameters struct {
	r     *reader
	n     *tomltree.Node
	key   string
	q     quantity
	kind  string // the law's name; empty when none is given
	ways  []way  // in which it can be given
	depth int    // of mixtures around it

	values map[string]float64
	doubts doubtful

	// quantiles are the keys of those given, from the lowest order up.
	quantiles []string
}

// kindOf returns the kind of a parameter; false for one that the law cannot have.
func (p *parameters) kindOf(name string) (parameterKind, bool) {
	if name == "at_least" || name == "at_most" {
		return ofQuantity, true
	}
	for _, w := range p.ways {
		if slices.Contains(w.names, name) {
			return kindOfParameter(name), true
		}
		if slices.Contains(w.names, "quantile") && slices.Contains(quantileKeys(), name) {
			return ofQuantity, true
		}
	}
	return 0, false
}

// kindOfParameter returns the kind that a parameter has in whichever law.
func kindOfParameter(name string) parameterKind {
	switch name {
	case "sigma", "cv", "shape", "alpha", "beta", "lambda":
		return aNumber
	case "values", "of":
		return aList
	case "file", "column":
		return aText
	}
	return ofQuantity
}

// known returns the names of the parameters that the law can have, in order.
func (p *parameters) known() []string {
	names := []string{"at_least", "at_most"}
	for _, w := range p.ways {
		for _, name := range w.names {
			if name == "quantile" {
				names = append(names, quantileKeys()...)
			} else {
				names = append(names, name)
			}
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// lawParameters reads the parameters of a law; nil where one is wrong.
func (r *reader) lawParameters(n *tomltree.Node, key string, q quantity, kind string, ways []way, depth int) *parameters {
	p := &parameters{r: r, n: n, key: key, q: q, kind: kind, ways: ways, depth: depth, values: make(map[string]float64)}
	p.doubts.ranges = make(map[string]dist.Distribution)
	before := r.found
	for _, c := range n.Children {
		what, known := p.kindOf(c.Key)
		switch path := key + "." + c.Key; {
		case c.Key == "dist":
		case c.Key == "weight" && depth > 0:
		case p.beside(c, path):
		case !known:
			p.unknown(c, path)
		case p.doubt(c, path, what):
		case what == ofQuantity:
			if v, ok := r.plainValue(c, path, q); ok {
				p.values[c.Key] = v
			}
		case what == aNumber:
			if v, ok := r.number(c, path, "a number above 0"); ok {
				p.values[c.Key] = v
			}
		}
	}
	for _, k := range quantileKeys() {
		if n.Child(k) != nil {
			p.quantiles = append(p.quantiles, k)
		}
	}
	if r.found > before || !p.ordered() {
		return nil
	}
	return p
}

// plainValue is plain for a parameter, which can be no distribution itself.
func (r *reader) plainValue(n *tomltree.Node, key string, q quantity) (float64, bool) {
	if q == share {
		return r.ratio(n, key)
	}
	return r.duration(n, key)
}

// unknown records a parameter that the law does not have.
func (p *parameters) unknown(c *tomltree.Node, path string) {
	known := p.known()
	if p.kind == "" {
		known = append(known, "dist")
	}
	if isQuantileKey(c.Key) {
		want := "one of " + strings.Join(quantileKeys(), ", ")
		p.r.fail(c.KeyAt, c.Patch, path, c.Key, want, "is no quantile that can be given, want "+want)
		return
	}
	want := suggest.Nearest(c.Key, known)
	if want != "" {
		p.r.fail(c.KeyAt, c.Patch, path, c.Key, want, "is an unknown parameter"+suggest.DidYouMean(c.Key, known))
		return
	}
	want = waysText(p.kind, p.q)
	p.r.fail(c.KeyAt, c.Patch, path, c.Key, want, "is not a parameter here, want "+want)
}

// isQuantileKey reports whether a key is "p" and a number.
func isQuantileKey(key string) bool {
	digits, ok := strings.CutPrefix(key, "p")
	return ok && digits != "" && strings.Trim(digits, "0123456789.") == ""
}

// ordered checks what the reader of a file can tell better than the law's
// constructor: that quantiles rise, and that a range is one.
func (p *parameters) ordered() bool {
	for i := 1; i < len(p.quantiles); i++ {
		low, high := p.quantiles[i-1], p.quantiles[i]
		if p.values[high] <= p.values[low] {
			p.r.bad(p.n.Child(high), p.key+"."+high, "more than "+low+", which is "+p.n.Child(low).Spelling())
			return false
		}
	}
	for _, pair := range [][2]string{{"min", "max"}, {"min", "mode"}, {"mode", "max"}, {"at_least", "at_most"}} {
		low, high := p.n.Child(pair[0]), p.n.Child(pair[1])
		if low == nil || high == nil {
			continue
		}
		touching := pair[0] == "mode" || pair[1] == "mode"
		if a, b := p.values[pair[0]], p.values[pair[1]]; b < a || b == a && !touching {
			relation := "more than "
			if touching {
				relation = "no less than "
			}
			p.r.bad(high, p.key+"."+pair[1], relation+pair[0]+", which is "+low.Spelling())
			return false
		}
	}
	return true
}

func (p *parameters) has(name string) bool { return p.n.Child(name) != nil }

// given returns the names of the parameters that choose the way in which a
// law is given, "quantile" once for each quantile.
func (p *parameters) given() []string {
	var out []string
	for _, c := range p.n.Children {
		switch {
		case slices.Contains([]string{"dist", "at_least", "at_most", "weight", "incidents", "within_factor"}, c.Key):
		case slices.Contains(quantileKeys(), c.Key):
			out = append(out, "quantile")
		default:
			out = append(out, c.Key)
		}
	}
	slices.Sort(out)
	return out
}

// build returns the law; nil where the parameters do not make one.
func (p *parameters) build() dist.Distribution {
	w := p.way()
	if w == nil {
		p.r.bad(p.n, p.key, waysText(p.kind, p.q))
		return nil
	}
	law, err := w.build(p)
	if err != nil {
		p.lawError(err)
		return nil
	}
	return law
}

// way returns the way in which the law is given; nil for none.
func (p *parameters) way() *way {
	given := p.given()
	for _, w := range p.ways {
		names := slices.Clone(w.names)
		if !p.has("lambda") {
			names = slices.DeleteFunc(names, func(s string) bool { return s == "lambda" })
		}
		slices.Sort(names)
		if slices.Equal(names, given) {
			return &w
		}
	}
	return nil
}

// bounds returns the range of at_least and at_most.
func (p *parameters) bounds() (lo, hi float64) {
	lo, hi = 0.0, math.Inf(1)
	if p.has("at_least") {
		lo = p.values["at_least"]
	}
	if p.has("at_most") {
		hi = p.values["at_most"]
	}
	return lo, hi
}

// truncate conditions a law on the range of at_least and at_most.
func (p *parameters) truncate(law dist.Distribution) dist.Distribution {
	lo, hi := p.bounds()
	t, err := dist.NewTruncated(law, lo, hi)
	if err != nil {
		p.lawError(err)
		return nil
	}
	return t
}

// quantile returns the i-th quantile that is given.
func (p *parameters) quantile(i int) (order, value float64) {
	order, _ = quantileOrder(p.quantiles[i])
	return order, p.values[p.quantiles[i]]
}

// waysText says how a law may be given.
func waysText(kind string, q quantity) string {
	var texts []string
	for _, w := range lawWays(kind, q) {
		texts = append(texts, w.text)
	}
	text := strings.Join(texts, ", or ")
	if kind == "" {
		return text + "; other distributions are named by dist"
	}
	return fmt.Sprintf("%s from %s", kind, text)
}

// lawNumbers is the text of numbers in a law's own error that a message tells
// in the file's units.
var lawNumbers = regexp.MustCompile(`\(([-+.0-9e]+)\)`)

// lawError turns the error of a law's constructor into one with a place.
func (p *parameters) lawError(err error) {
	if err == errRecorded {
		return
	}
	var parameter *dist.ParameterError
	if !errors.As(err, &parameter) {
		p.r.bad(p.n, p.key, "a distribution that exists")
		return
	}
	at, key := p.n.Child(parameter.Key), p.key+"."+parameter.Key
	want := parameter.Want
	if at == nil {
		at, key = p.n, p.key
		if parameter.Key != "" { // it follows from those that are given
			want = "parameters whose " + parameter.Key + " is " + want
		}
	}
	if kind, ok := p.kindOf(parameter.Key); ok && kind == ofQuantity {
		want = strings.NewReplacer("a finite number above 0", "more than "+p.q.spell(0),
			"a number above 0 and below +Inf", "more than 0s",
			"a number above 0 and below 1", "more than 0% and less than 100%",
			"a finite number above ", "more than ", "a number from ", "a value from ").Replace(want)
		want = lawNumbers.ReplaceAllStringFunc(want, func(s string) string {
			v, err := strconv.ParseFloat(s[1:len(s)-1], 64)
			if err != nil {
				return s
			}
			return "(" + p.q.spell(v) + ")"
		})
	}
	p.r.bad(at, key, want)
}
