package model

import (
	"strings"
)

// Spelling returns a part of the scenario as it stands, patches included, on
// one line: two scenarios of one file that spell a part alike have the same
// part. It is "" for a part that is not there.
func (s *Scenario) Spelling(section, name string) string {
	part := originOf(s).root.child(section).child(name)
	if part == nil {
		return ""
	}
	var b strings.Builder
	part.spell(&b)
	return b.String()
}
