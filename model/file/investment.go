package file

import (
	"fmt"
	"slices"
	"strings"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

func investmentSection() section {
	type V = model.Investment
	return partSection("investment", "an investment", func(s *model.Scenario) *[]*V { return &s.Investments },
		func(name string) *V { return &V{Name: name, Lifetime: defaultLifetime} }, func(v *V) string { return v.Name },
		readInvestment,
		textKey("title", func(v *V) *string { return &v.Title }).asLabel(),
		numberKey("build_cost", wantMoney, func(v *V) *float64 { return &v.BuildCost }).unvaried(),
		numberKey("cost_per_year", wantMoney, func(v *V) *float64 { return &v.CostPerYear }).unvaried(),
		durationKey("lifetime", func(v *V) *float64 { return &v.Lifetime }).unvaried().jointly(),
		formKey("set", tableForm),
		partsKey("requires", "investment"),
		partsKey("replaces", "investment"),
	)
}

// readInvestment reads one [investment.X]. What it sets is tried when all else is
// known to be right.
func readInvestment(c cursor, v *model.Investment) {
	r := c.r
	c.fill(v)
	if len(r.out.Investments) == maxInvestments+1 {
		r.fail(c.n.KeyAt, c.n.Patch, c.path, "one more investment", fmt.Sprintf("at most %d of them", maxInvestments),
			fmt.Sprintf("is one too many, want at most %d investments", maxInvestments))
	}
	if n := c.n.Child("lifetime"); n != nil {
		if ok := c.take("lifetime", v); ok && v.Lifetime == 0 {
			r.bad(n, c.key("lifetime"), `a duration above 0 such as "3y"`)
		}
	}
	const wantSet = `what it changes, as in set = { recovery.rollback.time = "30s" }`
	switch set := c.n.Child("set"); {
	case set == nil:
		r.missing(c.n, c.key("set"), wantSet)
	case set.Kind != tomltree.Table || len(set.Children) == 0:
		r.bad(set, c.key("set"), wantSet)
	}
	for _, list := range []struct {
		key string
		to  *[]string
	}{{"requires", &v.Requires}, {"replaces", &v.Replaces}} {
		for _, ref := range c.parts(list.key) {
			if ref.name == v.Name {
				r.bad(ref.at, ref.key, "another investment than itself")
			}
			*list.to = append(*list.to, ref.name)
		}
	}
}

// investments finds circles among what investments require and replace, and
// tries, where all else is right, what each of them sets.
func (r *reader) investments(try bool) {
	if len(r.out.Investments) == 0 || r.found > 0 {
		return
	}
	order, circle := dependencyOrder(r.out.Investments)
	if len(circle) > 0 {
		first := r.out.Investments[slices.IndexFunc(r.out.Investments, func(v *model.Investment) bool { return v.Name == circle[0] })]
		key := "requires"
		if !slices.Contains(first.Requires, circle[1]) {
			key = "replaces"
		}
		at := r.root.Child("investment").Child(first.Name).Child(key)
		r.fail(at.At, at.Patch, "investment."+first.Name+"."+key, at.Spelling(), "no circle",
			"leads in a circle, "+strings.Join(circle, " to ")+"; want no circle of requires and replaces")
		return
	}
	if !try {
		return
	}
	p := newPortfolio(r.doc, originOf(r.out).patches, r.root, r.out.Investments, order)
	wrong := make([]bool, len(order))
	for _, i := range order {
		// Those that build on a wrong one would be told the same once more.
		builds := slices.ContainsFunc(p.withRequired(i), func(j int) bool { return wrong[j] })
		wrong[i] = builds || !p.foundOf(i, r)
	}
	for i := range order {
		if !wrong[i] {
			p.warnIdle(i, r)
		}
	}
}

// warnIdle warns of new parts that neither the file nor any investment uses: a
// path to a part that is not there looks like one.
func (p *Portfolio) warnIdle(i int, r *reader) {
	for _, s := range p.steps[i] {
		if len(s.path) == 2 && s.does == setsValue && slices.Contains([]string{"gate", "alarm", "responder", "recovery"}, s.path[0]) && !r.wanted[s.key] {
			r.warn("investment." + p.list[i].Name + " brings " + s.key + ", which is used by nothing")
		}
	}
}

// foundOf resolves what investment i sets, tries it together with what it
// requires, and reports whether all is right; what is not, r records.
func (p *Portfolio) foundOf(i int, r *reader) bool {
	set := p.sets[i]
	prefix := "investment." + p.list[i].Name + ".set."
	if wrong := p.resolve(i); len(wrong) > 0 {
		for _, w := range wrong {
			r.fail(w.at, "", prefix+w.key, w.got, w.want, w.message)
		}
		return false
	}
	t := p.doc.newReader(append(slices.Clone(p.patches), p.patchesOf(p.withRequired(i))...))
	t.run(false)
	for part := range t.used {
		r.wanted[part] = true
	}
	if t.found == 0 {
		return true
	}
	t.errs.sort()
	inside := positionsIn(set, nil)
	told := false
	for _, e := range t.errs {
		if at := (tomltree.Position{Line: e.Line, Column: e.Column}); inside[at] {
			r.fail(at, "", prefix+e.Key, e.Got, e.Want, e.Message)
			told = true
		}
	}
	if !told {
		e := t.errs[0]
		r.fail(set.At, "", strings.TrimSuffix(prefix, "."), "a change after which the file is wrong", "a change that leaves the file right",
			"makes the file wrong: "+strings.TrimPrefix(e.Key+": "+e.Message, ": "))
	}
	return false
}

// positionsIn collects where a value and all below it stand.
func positionsIn(n *tomltree.Node, to map[tomltree.Position]bool) map[tomltree.Position]bool {
	if to == nil {
		to = make(map[tomltree.Position]bool)
	}
	if n.At != (tomltree.Position{}) {
		to[n.At], to[n.KeyAt] = true, true
	}
	for _, c := range n.Children {
		positionsIn(c, to)
	}
	return to
}

// dependencyOrder returns the indexes of investments such that each comes
// after those that it requires or replaces, and otherwise in the order of the
// file; or the names along a circle, which begins and ends with the same one.
func dependencyOrder(list []*model.Investment) (order []int, circle []string) {
	index := make(map[string]int)
	for i, v := range list {
		index[v.Name] = i
	}
	const under, done = 1, 2
	state := make([]int, len(list))
	var trail []string
	var visit func(i int)
	visit = func(i int) {
		name := list[i].Name
		switch state[i] {
		case done:
			return
		case under:
			if circle == nil {
				circle = append(slices.Clone(trail[slices.Index(trail, name):]), name)
			}
			return
		}
		state[i] = under
		trail = append(trail, name)
		for _, next := range slices.Concat(list[i].Requires, list[i].Replaces) {
			visit(index[next])
		}
		trail = trail[:len(trail)-1]
		state[i] = done
		order = append(order, i)
	}
	for i := range list {
		visit(i)
	}
	return order, circle
}

// defaultLifetime is over how long an investment is written off unless told.
const defaultLifetime = 3 * model.Year

// maxInvestments bounds how many a file may have: each is tried when the file
// is read, and no budget meeting has heard as many.
const maxInvestments = 40
