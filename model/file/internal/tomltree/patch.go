package tomltree

// An Op changes a number that is already there: a patch's { times = f }, or
// a sweep's step to a value.
type Op struct {
	Times bool // multiply by the number; otherwise move to it
	By    float64
	Patch string
}

// Computed reports whether the node's value is a patch's number alone, with
// nothing written.
func (n *Node) Computed() bool {
	return n.Kind == Scalar && n.Text == "" && len(n.Ops) > 0 && !n.Ops[0].Times
}

// Written reports whether the file or a patch writes the value out, where
// otherwise patches only change what is there.
func (n *Node) Written() bool { return n != nil && (n.Kind != Scalar || n.Text != "") }

// Operate applies what patches do to a number.
func (n *Node) Operate(v float64) float64 {
	for _, o := range n.Ops {
		if o.Times {
			v *= o.By
		} else {
			v = o.By
		}
	}
	return v
}

// PatchedBy returns the patch that last touched the node's value, if any.
func (n *Node) PatchedBy() string {
	if len(n.Ops) > 0 {
		return n.Ops[len(n.Ops)-1].Patch
	}
	return n.Patch
}

// MarkPatch makes the node and all below it the patch's own, without a place
// in the file.
func (n *Node) MarkPatch(text string) {
	n.Patch, n.At, n.KeyAt = text, Position{}, Position{}
	for _, c := range n.Children {
		c.MarkPatch(text)
	}
}
