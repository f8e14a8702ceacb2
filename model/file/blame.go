package file

import "nines/model/visible"

// blame names, in each error that names no patch yet, the patch that brought
// it: the last one before which the error was not there. Errors of the file
// itself name none.
func (d *Document) blame(errs Errors, patches []Patch, sweeps bool) {
	for k := len(patches) - 1; k >= 0; k-- {
		_, before := d.scenario(patches[:k], sweeps)
		for i := range errs {
			if errs[i].Patch == "" && !before.contains(&errs[i]) {
				errs[i].Patch = patchName(patches[k].text)
			}
		}
	}
}

// patchName is a patch's text as a message shows it.
func patchName(text string) string { return visible.Line(visible.Cut(text, 2*visible.ShortLength)) }

// contains reports whether an error is among others, whoever is to blame.
func (es Errors) contains(e *Error) bool {
	for i := range es {
		o := &es[i]
		if o.Line == e.Line && o.Column == e.Column && o.Key == e.Key && o.Message == e.Message {
			return true
		}
	}
	return false
}
