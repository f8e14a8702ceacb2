package file

import (
	"errors"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// A Portfolio is what the investments of a scenario come to, one by one and
// together. It never changes, and several goroutines may ask it.
type Portfolio struct {
	doc     *Document
	patches []Patch
	root    *tomltree.Node
	list    []*model.Investment
	sets    []*tomltree.Node // the partial scenario of each
	order   []int            // each after those that it requires or replaces
	steps   [][]step         // per investment
	over    [][]bool         // over[i][j]: i requires or replaces j, directly or not
}

// A Conflict is a pair of investments that are not made together, and why.
type Conflict struct {
	A, B string // their names, in the order of the file

	// Key and Other are the keys that they set and that contradict each other,
	// which may be the same; empty where the file is wrong with both.
	Key, Other string
	Wrong      *Error // what is wrong with both
}

// PortfolioOf returns the scenario's investments, ready to be combined. The
// error is Errors: a patch on the scenario may have taken away what an
// investment changes.
func PortfolioOf(s *model.Scenario) (*Portfolio, error) {
	order, _ := dependencyOrder(s.Investments)
	from, ok := s.Origin.(*origin)
	if !ok {
		return nil, errNotRead
	}
	p := newPortfolio(from.doc, from.patches, from.root, s.Investments, order)
	r := &reader{doc: from.doc, root: from.root, out: s, wanted: make(map[string]bool)}
	for _, i := range order {
		if !p.foundOf(i, r) {
			return nil, r.errs
		}
	}
	return p, nil
}

func newPortfolio(doc *Document, patches []Patch, root *tomltree.Node, list []*model.Investment, order []int) *Portfolio {
	p := &Portfolio{doc: doc, patches: patches, root: root, list: list, order: order, steps: make([][]step, len(list))}
	index := make(map[string]int)
	for i, v := range list {
		index[v.Name] = i
		p.sets = append(p.sets, root.Child("investment").Child(v.Name).Child("set"))
		p.over = append(p.over, make([]bool, len(list)))
	}
	for _, i := range order {
		for _, name := range slices.Concat(list[i].Requires, list[i].Replaces) {
			j := index[name]
			p.over[i][j] = true
			for k, under := range p.over[j] {
				p.over[i][k] = p.over[i][k] || under
			}
		}
	}
	return p
}

// resolve expands what investment i sets, on top of what it requires.
func (p *Portfolio) resolve(i int) []stepError {
	t := &reader{doc: p.doc, root: p.root.Clone(3), out: &model.Scenario{}}
	required := slices.DeleteFunc(p.withRequired(i), func(j int) bool { return j == i })
	for _, patch := range p.patchesOf(required) {
		if wrong := t.apply(&patch); wrong != nil && !(patch.forgives && wrong.absent) {
			return []stepError{{p.sets[i].At, "", wrong.got, wrong.want, wrong.message}}
		}
	}
	var wrong []stepError
	p.steps[i], wrong = expand(p.doc, t.root, p.sets[i])
	if len(wrong) == 0 && len(p.steps[i]) == 0 {
		const want = "at least one key to change"
		wrong = append(wrong, stepError{p.sets[i].At, strings.TrimSuffix(firstKeys(p.sets[i]), "."), "nothing", want, "changes nothing, want " + want})
	}
	return wrong
}

// firstKeys returns the path of the first table that has nothing in it.
func firstKeys(n *tomltree.Node) string {
	if len(n.Children) == 0 {
		return ""
	}
	return n.Children[0].Key + "." + firstKeys(n.Children[0])
}

// withRequired returns investment i and all that it requires, in dependency order.
func (p *Portfolio) withRequired(i int) []int {
	in := make([]bool, len(p.list))
	var visit func(i int)
	visit = func(i int) {
		in[i] = true
		for j, v := range p.list {
			if !in[j] && slices.Contains(p.list[i].Requires, v.Name) {
				visit(j)
			}
		}
	}
	visit(i)
	var out []int
	for _, j := range p.order {
		if in[j] {
			out = append(out, j)
		}
	}
	return out
}

// Closure returns the indexes of an investment and of all that it requires,
// directly or not, in ascending order.
func (p *Portfolio) Closure(i int) []int {
	out := p.withRequired(i)
	slices.Sort(out)
	return out
}

// patchesOf returns the patches of the chosen investments: whole values first,
// then factors, then changes of lists. What one sets gives way to those that
// require or replace it; what two of them do alike is done once, but factors
// multiply.
func (p *Portfolio) patchesOf(chosen []int) []Patch {
	var all []*step
	for _, i := range p.order {
		if !slices.Contains(chosen, i) {
			continue
		}
		for n := range p.steps[i] {
			if s := &p.steps[i][n]; !p.gives(i, s, chosen) {
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b *step) int { return int(a.does) - int(b.does) })
	var out []Patch
	var takers []*step
	for _, s := range all {
		if s.does == dropsPart || s.value.Value == "none" {
			takers = append(takers, s)
		}
	}
	done := make(map[string]bool)
	for _, s := range all {
		patch := s.patch()
		void := slices.ContainsFunc(takers, func(t *step) bool { return t.voids(s) })
		if void || s.does != multiplies && done[patch.text] {
			continue
		}
		done[patch.text] = true
		out = append(out, patch)
	}
	return out
}

// gives reports whether a step of investment i gives way to one of the chosen
// that builds on it or replaces it and sets the same key.
func (p *Portfolio) gives(i int, s *step, chosen []int) bool {
	for _, j := range chosen {
		if !p.over[j][i] {
			continue
		}
		for n := range p.steps[j] {
			if t := &p.steps[j][n]; t.does == setsValue && (t.key == s.key || s.group != "" && s.group == t.group) {
				return true
			}
		}
	}
	return false
}

// With returns the scenario with the chosen investments made, which are told
// by their indexes in Scenario.Investments and must have what they require
// among them. The error is Errors: together they may make the file wrong.
func (p *Portfolio) With(chosen []int) (*model.Scenario, error) {
	return p.doc.read(slices.Concat(p.patches, p.patchesOf(chosen)), false)
}

// Set returns what the chosen investments change, in the order in which it has
// their effect.
func (p *Portfolio) Set(chosen []int) []Patch { return p.patchesOf(chosen) }

// Conflicts returns the pairs that are not made together: both set one key, to
// different values, and neither requires or replaces the other; or the file is
// wrong with both.
func (p *Portfolio) Conflicts() []Conflict {
	var out []Conflict
	for i := range p.list {
		for j := i + 1; j < len(p.list); j++ {
			if c, yes := p.conflict(i, j); yes {
				out = append(out, c)
			}
		}
	}
	return out
}

func (p *Portfolio) conflict(i, j int) (Conflict, bool) {
	c := Conflict{A: p.list[i].Name, B: p.list[j].Name}
	if !p.over[i][j] && !p.over[j][i] {
		for n := range p.steps[i] {
			for m := range p.steps[j] {
				s, t := &p.steps[i][n], &p.steps[j][m]
				if !s.clashes(t) {
					continue
				}
				c.Key, c.Other = s.key, t.key
				return c, true
			}
		}
	}
	var errs Errors
	if _, err := p.With(slices.Concat(p.withRequired(i), p.withRequired(j))); errors.As(err, &errs) {
		c.Wrong = &errs[0]
		return c, true
	}
	return c, false
}
