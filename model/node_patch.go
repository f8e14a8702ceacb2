package model

// An op changes a number that is already there: a patch's { times = f }, or
// a sweep's step to a value.
type op struct {
	times bool // multiply by the number; otherwise move to it
	by    float64
	patch string
}

// computed reports whether the node's value is a patch's number alone, with
// nothing written.
func (n *node) computed() bool {
	return n.kind == valueNode && n.text == "" && len(n.ops) > 0 && !n.ops[0].times
}

// written reports whether the file or a patch writes the value out, where
// otherwise patches only change what is there.
func (n *node) written() bool { return n != nil && (n.kind != valueNode || n.text != "") }

// operate applies what patches do to a number.
func (n *node) operate(v float64) float64 {
	for _, o := range n.ops {
		if o.times {
			v *= o.by
		} else {
			v = o.by
		}
	}
	return v
}

// patchedBy returns the patch that last touched the node's value, if any.
func (n *node) patchedBy() string {
	if len(n.ops) > 0 {
		return n.ops[len(n.ops)-1].patch
	}
	return n.patch
}

// markPatch makes the node and all below it the patch's own, without a place
// in the file.
func (n *node) markPatch(text string) {
	n.patch, n.at, n.keyAt = text, position{}, position{}
	for _, c := range n.children {
		c.markPatch(text)
	}
}
