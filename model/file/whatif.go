package file

import (
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// A Plain value is what Set puts in place of another: text as a scenario file has it
// between quotes ("30s", "99.9%", "oncall"), a number, a truth value, or a list
// of texts.
type Plain interface {
	string | float64 | int | bool | []string
}

// Set returns the patch that puts a value in place of what a path holds:
//
//	file.Set("recovery.rollback.time", "30s")
//	file.Set("slo.targets", []string{"99.9%", "99.95%"})
//
// Whether the path exists and can hold the value shows when the patch is
// applied, as it does for all that follow.
func Set[V Plain](path string, value V) Patch {
	switch v := any(value).(type) {
	case string:
		return setText(path, v)
	case float64:
		return newPatch(path, tomltree.NewNumber(v))
	case int:
		return newPatch(path, tomltree.NewNumber(float64(v)))
	case bool:
		return newPatch(path, tomltree.NewFlag(v))
	case []string:
		return newPatch(path, tomltree.NewList(v...))
	}
	panic("unreachable: Plain has no other types")
}

// setText is Set for a text, which the patch's own text spells without quotes
// wherever ParseSet reads it back so.
func setText(path, s string) Patch {
	p := newPatch(path, tomltree.NewText(s))
	if again, err := parseValue(s); err == nil && again.Value == s && strings.TrimSpace(s) == s {
		p.text = path + "=" + s
		p.value.MarkPatch(p.text)
	}
	return p
}

// SetKind is Set for a number in the unit of its kind: seconds, a ratio, events
// a year. At moves a path there, and keeps the shape of a distribution; SetKind
// replaces it.
func SetKind(path string, kind model.ValueKind, v float64) Patch {
	switch kind {
	case model.NumberValue, model.FactorValue:
		return Set(path, v)
	case model.TimesValue:
		return Times(path, v)
	}
	return Set(path, kind.Format(v))
}

// Times returns the patch that multiplies what a path holds by a factor of 0 or
// more: a distribution keeps its shape. In a path "*" stands for every part of a
// section: "recovery.*.time".
func Times(path string, factor float64) Patch {
	return newPatch(path, tomltree.NewTable("times", tomltree.NewNumber(factor)))
}

// Drop returns the patch that takes an optional key, or a whole part, out of
// the file.
func Drop(path string) Patch { return Set(path, "none") }

// Remove returns the patch that takes names off the list that a path holds.
func Remove(path string, names ...string) Patch {
	return newPatch(path, tomltree.NewTable("remove", tomltree.NewList(names...)))
}

// At returns the patch that moves the axis' path to a value v, in the unit
// of its kind. A distribution of durations or ratios is scaled so that v is
// its median. For the default axes' factors it multiplies the scenario's, and for
// a path with "*" what each part says, so that they keep their proportions.
func At(a model.Axis, v float64) Patch {
	if a.Kind == model.TimesValue {
		return Times(a.Path, v)
	}
	text := a.Path + "=" + a.Kind.Format(v)
	return Patch{text: text, path: strings.Split(a.Path, "."), op: &tomltree.Op{By: v, Patch: text}}
}

// newPatch returns the patch of a path to a value.
func newPatch(path string, value *tomltree.Node) Patch {
	p := Patch{text: path + "=" + value.Inline(), path: strings.Split(path, "."), value: value}
	value.MarkPatch(p.text)
	return p
}

// Meets reports whether two patches have a key in common, "*" standing for every
// part of a section.
func (p Patch) Meets(q Patch) bool {
	return slices.EqualFunc(p.path, q.path, func(a, b string) bool { return a == b || a == "*" || b == "*" })
}

// Texts returns patches as PATH=VALUE, as --set takes them.
func Texts(patches []Patch) []string {
	var out []string
	for _, p := range patches {
		out = append(out, p.text)
	}
	return out
}
