package file

import "nines/model"

// Paths returns the paths that a patch may set, key by key, of the parts that the
// scenario has: "recovery.rollback.time". It returns none for a scenario that
// this package has not read.
func Paths(s *model.Scenario) []string {
	from, ok := s.Origin.(*origin)
	if !ok {
		return nil
	}
	var out []string
	add := func(at string, sec *section) {
		for i := range sec.keys {
			if k := &sec.keys[i]; k.form != laterForm {
				out = append(out, at+"."+k.name)
			}
		}
	}
	all := sections()
	for i := range all {
		sec := &all[i]
		n := from.root.Child(sec.name)
		switch {
		case n == nil || sec.later:
		case !sec.named:
			add(sec.name, sec)
		default:
			for _, part := range n.Children {
				add(sec.name+"."+part.Key, sec)
			}
		}
	}
	return out
}
