package file

import (
	"slices"

	"nines/model"
)

// A section is a top-level table of the scenario file, or one that is the value
// of a key.
type section struct {
	name  string
	noun  string // "a risk"
	named bool   // holds parts by name, as [risk.disk-full] does
	later bool   // reserved
	keys  []key

	// begin adds a part of a name to a scenario that is being read, with what is
	// assumed unless told, and returns it; read reads its keys. Both are of
	// sections of named parts alone.
	begin func(s *model.Scenario, name string) any
	read  func(c cursor, part any)

	// find returns the part of a name, or what a section without names holds; nil
	// for none.
	find func(s *model.Scenario, name string) any
}

// partSection returns the section of parts that stand in a list of the scenario.
func partSection[P any](name, noun string, list func(*model.Scenario) *[]*P, fresh func(name string) *P, named func(*P) string, read func(cursor, *P), keys ...key) section {
	return section{
		name: name, noun: noun, named: true, keys: keys,
		begin: func(s *model.Scenario, name string) any {
			part := fresh(name)
			*list(s) = append(*list(s), part)
			return part
		},
		read: func(c cursor, part any) { read(c, part.(*P)) },
		find: func(s *model.Scenario, name string) any {
			all := *list(s)
			if at := slices.IndexFunc(all, func(p *P) bool { return named(p) == name }); at >= 0 {
				return all[at]
			}
			return nil
		},
	}
}

// sectionOf returns the section of a table that is the value of a key.
func sectionOf(keys ...key) *section { return &section{keys: keys} }

// sections returns all that a scenario file may hold at its top, in the order
// in which a file is best written. The title, alone, is no table.
//
// Reserved names are known so that they are told apart from typing errors.
func sections() []section {
	return []section{
		serviceSection(), objectiveSection(),
		changeSection(), gateSection(), alarmSection(), responderSection(), recoverySection(), riskSection(),
		agreementSection(), sweepSection(), investmentSection(),
		{name: "component", later: true},
		{name: "dependency", later: true},
		{name: "platform", later: true},
		{name: "access", later: true},
		{name: "policy", later: true},
	}
}

// A schema answers questions about sections; built once for each document.
type schema struct {
	list   []section
	byName map[string]*section
}

func newSchema() *schema {
	s := &schema{list: sections(), byName: make(map[string]*section)}
	for i := range s.list {
		s.byName[s.list[i].name] = &s.list[i]
	}
	return s
}

// names returns what may stand at the top of a file today.
func (s *schema) names() []string {
	out := []string{"title"}
	for _, sec := range s.list {
		if !sec.later {
			out = append(out, sec.name)
		}
	}
	return out
}

// depth returns how many parts of a path lead to a table of the section's keys.
func (s *section) depth() int {
	if s.named {
		return 2
	}
	return 1
}

// key returns a key of the section, nil for one that does not exist.
func (s *section) key(name string) *key {
	for i := range s.keys {
		if s.keys[i].name == name {
			return &s.keys[i]
		}
	}
	return nil
}

// keyNames returns the keys of the section that may be written today.
func (s *section) keyNames() []string {
	var out []string
	for _, k := range s.keys {
		if k.form != laterForm {
			out = append(out, k.name)
		}
	}
	return out
}
