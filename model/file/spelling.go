package file

import (
	"strings"

	"nines/model"
)

// Spelling returns a part of the scenario as it stands, patches included, on
// one line: two scenarios of one file that spell a part alike have the same
// part. It is "" for a part that is not there.
func Spelling(s *model.Scenario, section, name string) string {
	part := originOf(s).root.Child(section).Child(name)
	if part == nil {
		return ""
	}
	var b strings.Builder
	part.Spell(&b)
	return b.String()
}
