package sweep

import (
	"context"

	"nines/model"
	"nines/sim"
	"nines/sim/internal/engine"
)

// live simulates the years of some cells. Those of a sweep that adds up come
// from one tape.
func (w *Grid) live(ctx context.Context, cells [][2]int, opt sim.Options) ([]node, error) {
	nodes := make([]node, len(cells))
	for n, at := range cells {
		nodes[n] = node{at[0], at[1], make([]float64, opt.Years), make([]float64, opt.Years)}
	}
	blocks := (opt.Years + engine.ChunkYears - 1) / engine.ChunkYears
	if w.adds {
		w.play(ctx, nodes, blocks, opt)
	} else if err := w.engine(ctx, nodes, blocks, opt); err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		return nil, sim.ErrInterrupted
	}
	return nodes, nil
}

// play plays the nodes' years from a tape of their values alone.
func (w *Grid) play(ctx context.Context, nodes []node, blocks int, opt sim.Options) {
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
	engine.Each(ctx, blocks, engine.Cores(opt.Workers), func() func(int) {
		t := newTape(p, 0, len(p.ys))
		return func(block int) {
			for year := block * engine.ChunkYears; year < min(opt.Years, (block+1)*engine.ChunkYears) && ctx.Err() == nil; year++ {
				t.record(uint64(year))
				for _, n := range nodes {
					n.full[year], n.sum[year] = t.playBoth(column[n.i], row[n.j])
				}
			}
		}
	})
}

// engine simulates every node by itself.
func (w *Grid) engine(ctx context.Context, nodes []node, blocks int, opt sim.Options) error {
	plans := make([]*engine.Plan, len(nodes))
	for n, at := range nodes {
		sc, err := w.at(at.i, at.j)
		if err != nil {
			return err
		}
		plans[n] = engine.NewPlan(sc, opt.Seed)
	}
	engine.Each(ctx, blocks*len(nodes), engine.Cores(opt.Workers), func() func(int) {
		return func(task int) {
			n, block := task/blocks, task%blocks
			liveYears(ctx, plans[n], nodes[n], block*engine.ChunkYears, min(opt.Years, (block+1)*engine.ChunkYears))
		}
	})
	return nil
}

// liveYears simulates a node's years from one to another, as far as the context
// lets it.
func liveYears(ctx context.Context, p *engine.Plan, n node, from, to int) {
	y := engine.NewYear(p, engine.NewTally(p))
	if p.Edges == nil {
		for year := from; year < to && ctx.Err() == nil; year++ {
			n.full[year], n.sum[year] = y.Simulate(uint64(year), nil, nil)
		}
		return
	}
	windows, sums := make([]float64, len(p.Edges)-1), make([]float64, len(p.Edges)-1)
	for year := from; year < to && ctx.Err() == nil; year++ {
		clear(windows)
		clear(sums)
		full, sum := y.Simulate(uint64(year), windows, sums)
		n.full[year], n.sum[year] = p.WorstOf(full, windows)*model.Year, p.WorstOf(sum, sums)*model.Year
	}
}
