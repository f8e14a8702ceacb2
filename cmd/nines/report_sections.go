package main

import (
	"cmp"
	"fmt"

	"nines/cmd/nines/internal/version"
	"nines/plots"
	"nines/plots/words"
	"nines/sim"
)

// newPage puts findings into the order in which leadership asks.
func newPage(f *findings) *page {
	sc := f.result.Scenario
	p := &page{
		Title:   cmp.Or(sc.Title, "What can "+sc.Service.Name+" promise?"),
		Service: sc.Service.Name,
		Asks:    f.asks(),
		Answer:  f.answer(),
	}
	for _, s := range []section{
		f.promiseSection(), f.downtimeSection(), f.mapSection(), f.fundSection(),
		f.moneySection(), f.assumedSection(), f.limitSection(), f.againSection(),
	} {
		if len(s.Blocks) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	p.Foot = fmt.Sprintf("nines %s, %s, seed %d", version.String(), words.Simulated(f.result.Years), f.result.Seed)
	return p
}

// promiseSection says which promises are kept how often.
func (f *findings) promiseSection() section {
	s := section{ID: "promises", Title: "What can be promised"}
	rows := promiseTable(f.result)
	b := newTable("Promises", rows)
	for i, t := range f.result.Targets {
		if t.Target.Miss() == f.result.Scenario.SLO.Promise.Miss() {
			b.Table.Strong = i + 1
		}
	}
	s.put(block{Chart: plots.Promise(f.result)}, b)
	if f.compare == nil { // else what to pay for takes the place of the fourth chart
		s.put(block{Chart: plots.Attainment(f.result)})
	}
	return s
}

// downtimeSection says where the downtime goes.
func (f *findings) downtimeSection() section {
	r := f.result
	s := section{ID: "downtime", Title: "Where the downtime goes"}
	s.add(downtimeLine(r))
	t, ok := r.Budgeted()
	if !ok {
		t = r.Promised()
	}
	a := r.Arithmetic(t.Target)
	s.put(block{Chart: plots.Phases(r)})
	if rows := causeTable(r, a, ok); len(rows) > 0 {
		s.put(newTable("Causes of downtime", rows))
	}
	if ok {
		s.add(budgetLine(a, words.PeriodOf(r.Scenario.SLO.Window)))
	}
	return s
}

// mapSection says what faster alarms and recoveries would change; of a service
// that has neither, how bad a year can be.
func (f *findings) mapSection() section {
	if f.surface == nil {
		s := section{ID: "bad-years", Title: "How bad a year can be"}
		s.put(block{Chart: plots.Exceedance(f.result)})
		return s
	}
	s := section{ID: "faster", Title: "What faster alarms and recoveries would change"}
	s.put(block{Chart: plots.LatencyRollback(f.surface)})
	s.add(helpLine(f.helps, words.PeriodOf(f.result.Scenario.SLO.Window), f.result.Scenario.SLO.Confidence))
	return s
}

// fundSection ranks the investments.
func (f *findings) fundSection() section {
	s := section{ID: "investments", Title: "What to pay for"}
	c := f.compare
	if c == nil {
		return s
	}
	s.put(block{Chart: plots.Investments(c.Comparison)}, newTable("Investments and their combinations, best first", c.rows()))
	s.add(c.moneyLines()...)
	s.add("* Nothing tried promises more for less money.",
		fmt.Sprintf("All options met the same faults, in %s other years than those of the promises above: last digits may differ.", words.Thousands(float64(c.Years))))
	s.add(c.tiedLine(), c.noiseLine())
	s.add(c.contractLines()...)
	s.add(c.pagesLine())
	rows := [][]string{{"investment", "what it is", "to build", "to keep, a year"}}
	for _, v := range c.Scenario.Investments {
		rows = append(rows, []string{v.Name, v.Title, words.Thousands(v.BuildCost), words.Thousands(v.CostPerYear)})
	}
	s.put(newTable("What the investments are", rows))
	s.add(c.excludedLines()...)
	s.add(c.noticeLine())
	return s
}

// moneySection says what downtime, contracts and people's time cost.
func (f *findings) moneySection() section {
	r := f.result
	s := section{ID: "price", Title: "What downtime costs"}
	if len(r.Agreements) > 0 {
		s.Title = "What the contract costs"
	}
	s.add(costLine(r))
	if sim.PricedBy(r.Scenario).People {
		s.add(onCallLine(r))
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		s.add(agreementLine(a, r.Scenario.Service.Currency))
		if len(a.Promises) > 0 {
			s.put(newTable("What each promise to customers would cost", promiseRows(a, r.Scenario.Service.Currency)))
			s.add(aimLine(a, r.Scenario.SLO.Confidence))
		}
		if a.Agreement.Source != "" {
			s.add(fmt.Sprintf("The terms are those published at %s, as of %s.", a.Agreement.Source, a.Agreement.Date))
		}
	}
	return s
}
