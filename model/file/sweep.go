package file

import (
	"math"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// maxPoints bounds an axis: a plane has as many cells as two axes multiply to.
const (
	minPoints     = 2
	defaultPoints = 41
	maxPoints     = 201
)

func sweepSection() section {
	return section{
		name: "sweep", noun: "a sweep",
		find: func(s *model.Scenario, _ string) any { return s.Sweep },
		keys: []key{formKey("x", tableForm), formKey("y", tableForm)},
	}
}

// sweep reads [sweep]. The paths are checked, where check says so and all
// else is right, by setting them to both ends.
func (r *reader) sweep(n *tomltree.Node, check bool) {
	c, ok := r.table("sweep")
	if !ok {
		return
	}
	before := r.found
	s := &model.Sweep{}
	for _, side := range []struct {
		name string
		axis *model.Axis
	}{{"x", &s.X}, {"y", &s.Y}} {
		const want = `{ path = "recovery.rollback.time", from = "10s", to = "20m" }`
		switch a := n.Child(side.name); {
		case a == nil:
			r.missing(n, c.key(side.name), "both x and y, each as in "+want)
		case a.Kind != tomltree.Table:
			r.bad(a, c.key(side.name), want)
		default:
			*side.axis = r.axis(a, c.key(side.name))
		}
	}
	if r.found > before {
		return
	}
	if s.X.Path == s.Y.Path {
		p := n.Child("y").Child("path")
		r.bad(p, "sweep.y.path", "another path than that of x")
	}
	r.out.Sweep = s
	if check && r.found == 0 {
		r.tryAxis(n.Child("x"), "sweep.x.path", s.X)
		r.tryAxis(n.Child("y"), "sweep.y.path", s.Y)
	}
}

// axis reads one axis of a sweep.
func (r *reader) axis(n *tomltree.Node, path string) model.Axis {
	sec := sectionOf(formKey("path", textForm), formKey("from", textForm), formKey("to", textForm), formKey("points", numberForm), formKey("scale", textForm))
	c := cursor{r, n, path, sec}
	before := r.found
	c.checkKeys()
	a := model.Axis{Path: c.text("path")}
	for _, key := range []string{"path", "from", "to"} {
		if !c.has(key) {
			r.missing(n, c.key(key), map[string]string{
				"path": `what is varied such as "recovery.rollback.time"`,
				"from": "the least value", "to": "the greatest value",
			}[key])
		}
	}
	if r.found > before {
		return a
	}
	p := n.Child("path")
	kind, got, want := r.axisKind(a.Path)
	if want != "" {
		r.fail(p.At, p.PatchedBy(), c.key("path"), p.Spelling(), want, got)
		return a
	}
	a.Kind = kind
	from, okFrom := r.axisEnd(n.Child("from"), c.key("from"), kind)
	to, okTo := r.axisEnd(n.Child("to"), c.key("to"), kind)
	a.Log = r.axisScale(c)
	points := r.axisPoints(c)
	if !okFrom || !okTo {
		return a
	}
	switch {
	case to <= from:
		r.bad(n.Child("to"), c.key("to"), "more than from, which is "+n.Child("from").Spelling())
	case a.Log && from <= 0:
		r.bad(n.Child("from"), c.key("from"), "a value above 0 on a logarithmic scale")
	default:
		a.Values = spaced(from, to, points, a.Log)
	}
	return a
}

// axisScale reads how the values are spaced.
func (r *reader) axisScale(c cursor) (log bool) {
	n := c.n.Child("scale")
	if n == nil {
		return false
	}
	if n.Value != "log" && n.Value != "linear" {
		r.bad(n, c.key("scale"), `"linear" or "log"`)
	}
	return n.Value == "log"
}

// axisPoints reads how many values there are.
func (r *reader) axisPoints(c cursor) int {
	n := c.n.Child("points")
	if n == nil {
		return defaultPoints
	}
	if v, ok := n.Value.(int64); ok && v >= minPoints && v <= maxPoints {
		return int(v)
	}
	r.bad(n, c.key("points"), "a whole number from 2 to 201")
	return defaultPoints
}

// axisEnd reads an end of an axis in the unit of its kind.
func (r *reader) axisEnd(n *tomltree.Node, key string, kind model.ValueKind) (float64, bool) {
	switch kind {
	case model.DurationValue:
		return r.duration(n, key)
	case model.RatioValue:
		return r.ratio(n, key)
	case model.RateValue:
		return r.rate(n, key)
	case model.FactorValue, model.TimesValue:
		return r.number(n, key, "a factor such as 0.1 or 10")
	}
	return r.number(n, key, "a plain number")
}

// spaced returns points values from one to the other, both ends exact.
func spaced(from, to float64, points int, log bool) []float64 {
	values := make([]float64, points)
	for i := range values {
		t := float64(i) / float64(points-1)
		if log {
			values[i] = from * math.Pow(to/from, t)
		} else {
			values[i] = from + (to-from)*t
		}
	}
	values[points-1] = to
	return values
}

// axisKind returns what a path holds, or a message and what would be right.
func (r *reader) axisKind(path string) (kind model.ValueKind, message, want string) {
	if path == model.DetectPath || path == model.RecoverPath {
		return model.FactorValue, "", ""
	}
	spec, wrong := r.doc.lookup(r.root, strings.Split(path, "."))
	if wrong != nil {
		return 0, wrong.message, wrong.want
	}
	kind, ok := spec.form.valueKind()
	if !ok {
		want = "a path to a duration, a ratio, a rate or a number"
		return 0, gotWant("a path to something else", want), want
	}
	if strings.Contains(path, "*") {
		return model.TimesValue, "", ""
	}
	return kind, "", ""
}

// tryAxis records a path that cannot take the ends of its axis.
func (r *reader) tryAxis(n *tomltree.Node, key string, a model.Axis) {
	for _, v := range []float64{a.Values[0], a.Values[len(a.Values)-1]} {
		_, errs := r.doc.attempt(slices.Concat(originOf(r.out).patches, []Patch{At(a, v)}), false)
		if len(errs) > 0 {
			p := n.Child("path")
			want := "a range in which the file stays valid"
			r.fail(p.At, p.PatchedBy(), key, p.Spelling(), want,
				"cannot take the value "+a.Kind.Format(v)+": "+errs[0].Key+" "+errs[0].Message)
			return
		}
	}
}
