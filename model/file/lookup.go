package file

import (
	"errors"
	"strconv"
	"strings"

	"nines/model"
	"nines/model/visible"
)

// Value returns what a path holds as the scenario stands: seconds, a ratio,
// events a year or a plain number, as the kind says. A distribution is told by
// its median, alarm.X.latency by that of the whole latency at full impact. What
// "*" stands for is once what it is. It is false for a path that names no such
// value.
func Value(s *model.Scenario, path string) (float64, model.ValueKind, bool) {
	switch path {
	case model.DetectPath:
		return s.DetectFactor, model.FactorValue, true
	case model.RecoverPath:
		return s.RecoverFactor, model.FactorValue, true
	}
	from, ok := s.Origin.(*origin)
	if !ok {
		return 0, 0, false
	}
	parts := strings.Split(path, ".")
	spec, wrong := from.lookup(parts)
	if wrong != nil {
		return 0, 0, false
	}
	kind, ok := spec.form.valueKind()
	if ok && strings.Contains(path, "*") {
		return 1, model.TimesValue, true
	}
	if !ok || spec.value == nil {
		return 0, 0, false
	}
	part := from.doc.schema.byName[parts[0]].find(s, parts[1])
	if part == nil {
		return 0, 0, false
	}
	v, ok := spec.value(part)
	return v, kind, ok
}

// KindOf returns what a path holds, where that can be varied as a number. The
// error says what is wrong with a path that names nothing, or holds something
// else. A "*" stands for every part of a section.
func KindOf(s *model.Scenario, path string) (model.ValueKind, error) {
	if path == model.DetectPath || path == model.RecoverPath {
		return model.FactorValue, nil
	}
	if path == "" || len(path) > maxPath || strings.Contains("."+path+".", "..") {
		return 0, errors.New(gotWant(strconv.Quote(visible.Short(path)), "a path such as recovery.rollback.time"))
	}
	from, ok := s.Origin.(*origin)
	if !ok {
		return 0, errNotRead
	}
	spec, wrong := from.lookup(strings.Split(path, "."))
	if wrong != nil {
		return 0, errors.New(path + ": " + wrong.message)
	}
	kind, ok := spec.form.valueKind()
	if !ok {
		return 0, errors.New(path + ": holds no duration, ratio, rate or number that could be varied")
	}
	if strings.Contains(path, "*") {
		return model.TimesValue, nil
	}
	return kind, nil
}

// lookup returns what a path names in the scenario as it stands.
func (o *origin) lookup(path []string) (*key, *problem) { return o.doc.lookup(o.root, path) }
