package compare

import (
	"cmp"
	"context"
	"math"
	"math/bits"
	"slices"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
)

// A choice is a set of investments, bit i for the i-th.
type choice uint64

func (c choice) indexes() []int {
	var out []int
	for rest := c; rest != 0; rest &= rest - 1 {
		out = append(out, bits.TrailingZeros64(uint64(rest)))
	}
	return out
}

// A selection goes through choices of investments.
type selection struct {
	scenario  *model.Scenario
	portfolio *file.Portfolio
	opt       sim.Options
	needs     []choice // per investment: itself and all that it requires
	conflicts []choice // per investment: those that it is not combined with
	priced    Priced   // in the scenario, or with any of its investments
	excluded  []Excluded
	ranked    []ranked

	budget   float64         // a year, that no choice may exceed; +Inf for none
	beyond   map[choice]bool // choices that were left out since they do
	progress func()
}

// A ranked choice is one with what it came to when it was ranked.
type ranked struct {
	choice
	Option
}

func newSelection(sc *model.Scenario, p *file.Portfolio, opt sim.Options) *selection {
	n := len(sc.Investments)
	s := &selection{scenario: sc, portfolio: p, opt: opt, budget: math.Inf(1), beyond: make(map[choice]bool), needs: make([]choice, n), conflicts: make([]choice, n), priced: PricedBy(sc)}
	index := make(map[string]int)
	for i, v := range sc.Investments {
		index[v.Name] = i
		for _, j := range p.Closure(i) {
			s.needs[i] |= 1 << j
		}
		if with, err := p.With(p.Closure(i)); err == nil { // what is wrong is told when it is estimated
			s.priced = s.priced.or(PricedBy(with))
		}
	}
	for _, c := range p.Conflicts() {
		i, j := index[c.A], index[c.B]
		s.conflicts[i] |= 1 << j
		s.conflicts[j] |= 1 << i
		x := Excluded{Names: []string{c.A, c.B}, Key: c.Key, Other: c.Other}
		if c.Wrong != nil {
			x.Wrong = Fault{Key: c.Wrong.Key, Says: c.Wrong.Message}
		}
		s.excluded = append(s.excluded, x)
	}
	return s
}

// possible reports whether a choice has what it requires, no two that are not
// combined, and a price within the budget.
func (s *selection) possible(c choice) bool {
	for _, i := range c.indexes() {
		if s.needs[i]&^c != 0 || s.conflicts[i]&c != 0 {
			return false
		}
	}
	if s.cost(c) > s.budget {
		s.beyond[c] = true
		return false
	}
	return true
}

// cost returns what a choice costs a year.
func (s *selection) cost(c choice) float64 {
	sum := 0.0
	for _, i := range c.indexes() {
		sum += s.scenario.Investments[i].YearlyCost()
	}
	return sum
}

// all returns every possible choice but the empty one.
func (s *selection) all() []choice {
	var out []choice
	for c := choice(1); c < 1<<len(s.needs); c++ {
		if s.possible(c) {
			out = append(out, c)
		}
	}
	return out
}

// rank ranks all choices, or those that a greedy search meets.
func (s *selection) rank(ctx context.Context, years int) error {
	chunks := engine.ChunksOf(years)
	if len(s.needs) <= mostExhausted {
		all := s.all()
		batches := (len(all) + batchSize - 1) / batchSize
		s.progress = engine.Progress(s.opt.Progress, batches*chunks+engine.ChunksOf(s.opt.Years))
		return s.tryAll(ctx, all, years)
	}
	s.progress = engine.Progress(s.opt.Progress, len(s.needs)*chunks+engine.ChunksOf(s.opt.Years))
	return s.climb(ctx, years)
}

// climb is the greedy search: from nothing on, it adds the investment, with
// what that requires, which makes the best option of it, until none is left.
func (s *selection) climb(ctx context.Context, years int) error {
	seen := make(map[choice]bool)
	for at := choice(0); ; {
		var next []choice
		for i := range s.needs {
			if c := at | s.needs[i]; c != at && !seen[c] && s.possible(c) {
				seen[c] = true
				next = append(next, c)
			}
		}
		before := len(s.ranked)
		if err := s.tryAll(ctx, next, years); err != nil {
			return err
		}
		if len(s.ranked) == before {
			return nil
		}
		at = slices.MinFunc(s.ranked[before:], func(a, b ranked) int { return better(&a.Option, &b.Option) }).choice
	}
}

// tryAll estimates choices and adds them to those that are ranked.
func (s *selection) tryAll(ctx context.Context, all []choice, years int) error {
	for batch := range slices.Chunk(all, batchSize) {
		f, err := s.estimate(ctx, batch, s.opt.Seed, years)
		if err != nil {
			return err
		}
		for i, o := range f.all[1:] {
			// Thousands of scenarios are not worth keeping.
			o.Scenario, o.Set = nil, nil
			s.ranked = append(s.ranked, ranked{f.choices[i], o})
		}
	}
	return nil
}

// finalists returns the choices that are estimated again: each investment
// alone, the best, some of the efficient frontier, along which a budget moves,
// and the cheapest that keeps the promise.
func (s *selection) finalists() []choice {
	var out []choice
	add := func(c choice) {
		if s.possible(c) && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	for _, c := range s.needs {
		add(c)
	}
	slices.SortStableFunc(s.ranked, func(a, b ranked) int {
		return cmp.Or(better(&a.Option, &b.Option), bits.OnesCount64(uint64(a.choice))-bits.OnesCount64(uint64(b.choice)))
	})
	best := 0
	for _, r := range s.ranked {
		if best < bestOptions && !s.idle(&r) {
			add(r.choice)
			best++
		}
	}
	options := make([]*Option, len(s.ranked))
	for i := range s.ranked {
		options[i] = &s.ranked[i].Option
	}
	edge := efficient(options)
	n := min(edgeOptions, len(edge))
	for i := range n {
		add(s.ranked[edge[i*len(edge)/n]].choice) // spread over all of it where it is long
	}
	for _, c := range s.cheapestKeeping() {
		add(c)
	}
	if !math.IsInf(s.budget, 1) {
		if best := mostPromised(options); best != nil {
			add(s.ranked[slices.Index(options, best)].choice)
		}
	}
	return out
}

// cheapestKeeping returns the cheapest choice that keeps the promise, and before it
// the cheaper ones of which the ranking cannot tell, so that what is called
// the cheapest is the cheapest of all that were ranked, not of the best alone.
func (s *selection) cheapestKeeping() []choice {
	byCost := slices.Clone(s.ranked)
	slices.SortStableFunc(byCost, func(a, b ranked) int { return cmp.Compare(a.YearlyCost, b.YearlyCost) })
	var out []choice
	for _, r := range byCost {
		switch {
		case r.Verdict == sim.Yes:
			return append(out, r.choice)
		case r.Verdict == sim.TooClose && len(out) < closeOptions && !s.idle(&r):
			out = append(out, r.choice)
		}
	}
	return out
}

// idle reports whether a choice holds an investment that changes nothing in
// it: without it, at no higher price, every ranked figure is the same.
func (s *selection) idle(r *ranked) bool {
	for _, i := range r.indexes() {
		rest := r.choice &^ (1 << i)
		at := slices.IndexFunc(s.ranked, func(o ranked) bool { return o.choice == rest })
		if at < 0 {
			continue
		}
		o := &s.ranked[at]
		if o.Downtime == r.Downtime && o.Met == r.Met && o.Attainable == r.Attainable && o.YearlyCost <= r.YearlyCost &&
			(o.Saved == r.Saved || math.IsNaN(o.Saved.Value) && math.IsNaN(r.Saved.Value)) {
			return true
		}
	}
	return false
}

// better orders options, the better first: by net benefit in money; where
// there is no money, those that keep the promise by what they cost, and behind
// them the others by how often they do.
func better(a, b *Option) int {
	if !math.IsNaN(a.Net.Value) && !math.IsNaN(b.Net.Value) {
		return cmp.Or(cmp.Compare(b.Net.Value, a.Net.Value), cmp.Compare(a.YearlyCost, b.YearlyCost))
	}
	keepsA, keepsB := a.Verdict == sim.Yes, b.Verdict == sim.Yes
	switch {
	case keepsA && keepsB:
		return cmp.Or(cmp.Compare(a.YearlyCost, b.YearlyCost), cmp.Compare(b.Attainable.Value, a.Attainable.Value))
	case keepsA != keepsB:
		return map[bool]int{true: -1, false: 1}[keepsA]
	}
	return cmp.Or(cmp.Compare(b.Met.Value, a.Met.Value), cmp.Compare(b.Attainable.Value, a.Attainable.Value), cmp.Compare(a.YearlyCost, b.YearlyCost))
}

// efficient returns the indexes of the options that no other one beats by
// promising at least as much for less, or more for as little, the cheapest
// first. An option that promises no more than the service as it is, at 0, is
// none of them.
func efficient(options []*Option) []int {
	order := make([]int, len(options))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := options[i], options[j]
		return cmp.Or(cmp.Compare(a.YearlyCost, b.YearlyCost), cmp.Compare(b.Attainable.Value, a.Attainable.Value))
	})
	var out []int
	best := math.Inf(-1)
	for _, i := range order {
		o := options[i]
		if len(out) == 0 {
			best = math.Max(best, o.Attainable.Value-o.AttainableChange.Value)
		}
		if o.Attainable.Value > best+1e-12 {
			best = o.Attainable.Value
			out = append(out, i)
		}
	}
	return out
}
