package sim

import (
	"context"

	"nines/model"
)

// live simulates the years of some cells. Those of a sweep that adds up come
// from one tape.
func (w *sweep) live(ctx context.Context, cells [][2]int, opt Options) ([]node, error) {
	nodes := make([]node, len(cells))
	for n, at := range cells {
		nodes[n] = node{at[0], at[1], make([]float64, opt.Years), make([]float64, opt.Years)}
	}
	blocks := (opt.Years + chunkYears - 1) / chunkYears
	if w.adds {
		w.play(ctx, nodes, blocks, opt)
	} else if err := w.engine(ctx, nodes, blocks, opt); err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	return nodes, nil
}

// play plays the nodes' years from a tape of their values alone.
func (w *sweep) play(ctx context.Context, nodes []node, blocks int, opt Options) {
	p := &tapePlan{base: w.base, how: w.how}
	column, row := map[int]int{}, map[int]int{}
	for _, n := range nodes {
		if _, ok := column[n.i]; !ok {
			column[n.i], p.xs = len(p.xs), append(p.xs, w.xs[n.i])
		}
		if _, ok := row[n.j]; !ok {
			row[n.j], p.ys = len(p.ys), append(p.ys, w.ys[n.j])
		}
	}
	each(ctx, blocks, cores(opt.Workers), func() func(int) {
		t := newTape(p, 0, len(p.ys))
		return func(block int) {
			for year := block * chunkYears; year < min(opt.Years, (block+1)*chunkYears) && ctx.Err() == nil; year++ {
				t.record(uint64(year))
				for _, n := range nodes {
					n.full[year], n.sum[year] = t.playBoth(column[n.i], row[n.j])
				}
			}
		}
	})
}

// engine simulates every node by itself.
func (w *sweep) engine(ctx context.Context, nodes []node, blocks int, opt Options) error {
	plans := make([]*plan, len(nodes))
	for n, at := range nodes {
		sc, err := w.at(at.i, at.j)
		if err != nil {
			return err
		}
		plans[n] = newPlan(sc, opt.Seed)
	}
	each(ctx, blocks*len(nodes), cores(opt.Workers), func() func(int) {
		return func(task int) {
			n, block := task/blocks, task%blocks
			liveYears(ctx, plans[n], nodes[n], block*chunkYears, min(opt.Years, (block+1)*chunkYears))
		}
	})
	return nil
}

// liveYears simulates a node's years from one to another, as far as the context
// lets it.
func liveYears(ctx context.Context, p *plan, n node, from, to int) {
	y := newYear(p, newTally(p))
	if p.edges == nil {
		for year := from; year < to && ctx.Err() == nil; year++ {
			n.full[year], n.sum[year] = y.simulate(uint64(year), nil, nil)
		}
		return
	}
	windows, sums := make([]float64, len(p.edges)-1), make([]float64, len(p.edges)-1)
	for year := from; year < to && ctx.Err() == nil; year++ {
		clear(windows)
		clear(sums)
		full, sum := y.simulate(uint64(year), windows, sums)
		n.full[year], n.sum[year] = p.worstOf(full, windows)*model.Year, p.worstOf(sum, sums)*model.Year
	}
}
