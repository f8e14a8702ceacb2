package file

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"nines/model"
	"nines/model/file/internal/tomltree"
	"nines/model/visible"
)

// maxText is how many characters a title may have.
const maxText = 300

// text reads a line of text; "" where it is none. What nobody can see in it is
// refused: it ends up on terminals and pages, where it could make them say
// something else than the file.
func (r *reader) text(n *tomltree.Node, key string) string {
	s, ok := n.Value.(string)
	s = strings.TrimSpace(s)
	if !ok || s == "" || utf8.RuneCountInString(s) > maxText {
		r.bad(n, key, wantLine)
		return ""
	}
	if hidden := visible.First(s); hidden != "" {
		r.badGot(n, key, visible.Short(s)+", which holds "+hidden, wantLine+", all of which can be seen")
		return ""
	}
	return s
}

const wantLine = "a line of text in quotes"

// duration reads a plain duration in seconds.
func (r *reader) duration(n *tomltree.Node, key string) (float64, bool) {
	if n = r.plainPreset(n, key, "duration"); n == nil {
		return 0, false
	}
	v, want := 0.0, model.DurationForm
	switch written := n.Value.(type) {
	case string:
		var err error
		v, err = model.ParseDuration(written)
		want = wantOf(err)
	case int64, float64:
		want = model.UnitForm
	case nil:
		if n.Computed() {
			want = ""
		}
	}
	if want != "" {
		r.bad(n, key, want)
		return 0, false
	}
	v = n.Operate(v)
	if !(v >= 0 && v <= model.MaxDuration) {
		r.badGot(n, key, model.FormatDuration(v), model.MaxDurationForm)
		return 0, false
	}
	return v, true
}

// ratio reads a number in [0, 1].
func (r *reader) ratio(n *tomltree.Node, key string) (float64, bool) {
	if n = r.plainPreset(n, key, "ratio"); n == nil {
		return 0, false
	}
	v, ok := 0.0, false
	switch written := n.Value.(type) {
	case string:
		var err error
		if v, err = model.ParseRatio(written); err != nil {
			if !r.evidence(n, key, written) {
				r.bad(n, key, wantOf(err))
			}
			return 0, false
		}
		ok = true
	case int64:
		v, ok = float64(written), written == 0 || written == 1
	case float64:
		v, ok = written, written >= 0 && written <= 1
	case nil:
		ok = n.Computed()
	}
	if !ok {
		_, err := model.ParseRatio(strings.ReplaceAll(n.Text, "_", ""))
		if err == nil {
			err = &model.ValueError{Want: model.RatioForm}
		}
		r.bad(n, key, wantOf(err))
		return 0, false
	}
	if v = n.Operate(v); !(v >= 0 && v <= 1) {
		r.badGot(n, key, model.FormatRatio(v), "a ratio from 0% to 100%")
		return 0, false
	}
	return v, true
}

// rate reads events a year.
func (r *reader) rate(n *tomltree.Node, key string) (float64, bool) {
	if n = r.plainPreset(n, key, "rate"); n == nil {
		return 0, false
	}
	v, want := 0.0, model.RateForm
	switch written := n.Value.(type) {
	case string:
		if r.evidence(n, key, written) {
			return 0, false
		}
		var err error
		v, err = model.ParseRate(written)
		want = wantOf(err)
	case nil:
		if n.Computed() {
			want = ""
		}
	}
	if want != "" {
		r.bad(n, key, want)
		return 0, false
	}
	if v = n.Operate(v); !(v >= 0 && v <= model.MaxIncidents) {
		r.badGot(n, key, strconv.FormatFloat(v, 'g', -1, 64)+"/year", model.MaxIncidentsForm)
		return 0, false
	}
	return v, true
}

// evidence records an expert's interval where none can stand, and reports whether
// the text is one.
func (r *reader) evidence(n *tomltree.Node, key, written string) bool {
	if !strings.Contains(written, " to ") {
		return false
	}
	r.bad(n, key, wantKnown)
	return true
}

// number reads a finite number that is 0 or more.
func (r *reader) number(n *tomltree.Node, key, want string) (float64, bool) {
	v, ok := 0.0, false
	switch written := n.Value.(type) {
	case int64:
		v, ok = float64(written), true
	case float64:
		v, ok = written, true
	case nil:
		ok = n.Computed()
	}
	if v = n.Operate(v); !ok || !(v >= 0) || math.IsInf(v, 1) {
		r.bad(n, key, want)
		return 0, false
	}
	return v, true
}

// target reads an availability from "99.95%" or 0.9995.
func (r *reader) target(n *tomltree.Node, key string) (model.Target, bool) {
	s, ok := n.Value.(string)
	switch v := n.Value.(type) {
	case int64:
		s, ok = strconv.FormatInt(v, 10), true
	case float64:
		s, ok = strings.ReplaceAll(n.Text, "_", ""), true
		if strings.ContainsAny(s, "eE") {
			s = strconv.FormatFloat(v, 'f', -1, 64)
		}
	}
	t, want := model.Target{}, model.TargetForm
	if ok {
		var err error
		t, err = model.ParseTarget(s)
		want = wantOf(err)
	}
	if want == "" && len(n.Ops) > 0 {
		want = "a whole new target; a target cannot be multiplied"
	}
	if want != "" {
		r.bad(n, key, want)
		return model.Target{}, false
	}
	return t, true
}
