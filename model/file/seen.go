package file

import (
	"strings"

	"nines/model"
	"nines/model/evidence"
)

// seenAfter divides a chance that was seen behind the gates of a risk by what these
// let through, as the file was written: what patches do to gates acts on that chance.
func (r *reader) seenAfter(c cursor) func(u *evidence.Unknown) {
	return func(u *evidence.Unknown) {
		risk := c.n.Key
		gates, from := r.writtenGates(c, risk)
		for _, g := range gates {
			if doubt := from.Unknown("gate." + g.Name + ".catches"); doubt != nil {
				u.Over = append(u.Over, doubt)
				continue
			}
			if u.Through == 0 {
				u.Through = 1
			}
			if u.Through *= 1 - g.Catches; u.Through == 0 {
				r.bad(c.n.Child("chance"), u.Path, "a gate."+g.Name+".catches below 100%: what it catches whole cannot have been seen behind it")
				return
			}
		}
		whole := *u
		whole.Factor, whole.Most = 1, 0
		if mean, _ := whole.Mean(); mean > 1 {
			names := make([]string, len(gates))
			for i, g := range gates {
				names[i] = "gate." + g.Name + ".catches"
			}
			r.badGot(c.n.Child("chance"), u.Path, "failures behind gates that come to "+model.FormatRatio(1)+" and more before them",
				"fewer failures, or less in "+strings.Join(names, ", "))
		}
	}
}

// writtenGates returns the gates of a risk as the file has them without patches, and
// the scenario that they stand in; those of the risk as it stands where a patch
// brought it.
func (r *reader) writtenGates(c cursor, risk string) ([]*model.Gate, *model.Scenario) {
	from := r.out
	if len(originOf(r.out).patches) > 0 || r.doc.older != nil && r.doc.sameSeen(r.root, risk) {
		if base := r.doc.written(); base != nil {
			for _, k := range base.Risks {
				if k.Name == risk {
					return k.Gates, base
				}
			}
		}
	}
	var gates []*model.Gate
	for _, name := range c.n.Child("gates").Names() {
		if g := partOf[model.Gate](r, "gate", name); g != nil {
			gates = append(gates, g)
		}
	}
	return gates, from
}
