package answer

import (
	"cmp"
	"fmt"
	"time"

	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/version"
	"nines/plots"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/compare"
	"nines/sim/explain"
	"nines/sim/solve"
	"nines/sim/sweep"
	"nines/sim/worlds"
)

// A Report holds everything that a report shows.
type Report struct {
	Result  *sim.Result
	Helps   []explain.Help
	Doubt   *worlds.Doubt // nil where all is known
	Compare *Comparison   // nil where the file has no investments
	Inputs  *explain.Sensitivity
	Surface *sweep.Surface // nil where there is nothing to sweep
	Watch   *solve.Watch   // nil where no risk's rate can be told
	Missing []string       // the parts that an interruption left out

	Byline  Byline
	Source  Sources
	Patched []string // what --set changes
	Call    []string // FILE and the flags that matter, to be called again
	Output  string
}

// A Byline says who made a report, and when.
type Byline struct {
	Author string // "" for nobody who is named
	Date   time.Time
}

// Page returns the report in the order in which leadership asks.
func (f *Report) Page() *doc.Page {
	sc := f.Result.Scenario
	p := &doc.Page{
		Title:   cmp.Or(sc.Title, "What can "+sc.Service.Name+" promise?"),
		Service: sc.Service.Name,
		Author:  f.Byline.Author,
		Date:    f.Byline.Date,
		Asks:    f.asks(),
		Answer:  f.answer(),
	}
	for _, s := range []doc.Section{
		f.promiseSection(), f.doubtSection(), f.downtimeSection(), f.mapSection(), f.inputSection(), f.fundSection(),
		f.moneySection(), f.assumedSection(), f.limitSection(), f.againSection(),
	} {
		if len(s.Blocks) > 0 {
			p.Sections = append(p.Sections, s)
		}
	}
	partly := ""
	if f.Partial() {
		partly = ", interrupted: a partial report"
	}
	p.Foot = fmt.Sprintf("nines %s, %s%s, seed %d", version.String(), words.Simulated(f.Result.Years), partly, f.Result.Seed)
	return p
}

// promiseSection says which promises are kept how often.
func (f *Report) promiseSection() doc.Section {
	s := doc.Section{ID: "promises", Title: "What can be promised"}
	s.Put(doc.Block{Chart: plots.Promise(f.Result)})
	s.Tabulate(promiseTable(f.Result))
	s.Say(together(safePromise(f.Result).Sentences(), meanLine(f.Result)))
	if f.Compare == nil { // else what to pay for takes the place of the fourth chart
		s.Put(doc.Block{Chart: plots.AttainmentOver(f.Result, f.Doubt)})
	}
	return s
}

// doubtSection says how far the answer may move when the unknowns become known.
func (f *Report) doubtSection() doc.Section {
	s := doc.Section{ID: "doubt", Title: "What is not known"}
	s.Say(doubtLine(f.Result, f.Doubt))
	s.Tabulate(doubtTable(f.Doubt))
	s.Say(learnLine(f.Doubt))
	if f.Doubt != nil {
		s.Say(fmt.Sprintf("A world is one draw of all that is not known; each simulated year is one of its own, so that the promises above are those of next year. The range is that of nine in ten of %d worlds%s.",
			f.Doubt.Worlds, doubtYears(f.Doubt)))
	}
	return s
}

// downtimeSection says where the downtime goes.
func (f *Report) downtimeSection() doc.Section {
	r := f.Result
	s := doc.Section{ID: "downtime", Title: "Where the downtime goes"}
	s.Say(downtimeLine(r))
	s.Put(doc.Block{Chart: plots.Phases(r)})
	sayCauses(&s, r)
	return s
}

// mapSection says what faster alarms and recoveries would change; of a service
// that has neither, how bad a year can be.
func (f *Report) mapSection() doc.Section {
	if f.Surface == nil {
		s := doc.Section{ID: "bad-years", Title: "How bad a year can be"}
		s.Put(doc.Block{Chart: plots.Exceedance(f.Result)})
		return s
	}
	s := doc.Section{ID: "faster", Title: "What faster alarms and recoveries would change"}
	s.Put(doc.Block{Chart: plots.LatencyRollback(f.Surface)})
	s.Say(helpLine(f.Helps, f.Result.Scenario.SLO, f.Result.AttainableAllYear))
	return s
}

// inputSection says which numbers of the file the answer depends on most.
func (f *Report) inputSection() doc.Section {
	s := doc.Section{ID: "inputs", Title: "Which numbers matter"}
	if t := inputTable(f.Inputs); t != nil {
		s.Say("Each number by itself, the others as they are. Look first at those at the top: if they are wrong, so is the answer.")
		s.Tabulate(t)
	}
	return s
}

// fundSection ranks the investments.
func (f *Report) fundSection() doc.Section {
	s := doc.Section{ID: "investments", Title: "What to pay for"}
	c := f.Compare
	if c == nil {
		return s
	}
	s.Put(doc.Block{Chart: plots.Investments(c.Comparison)})
	s.Say(c.budgetLine())
	s.Tabulate(c.table())
	s.Tabulate(c.promiseRanking())
	s.Say(c.missingLine())
	s.Say(c.moneyLines()...)
	s.Say(c.doubtLine())
	s.Say("* Nothing tried promises more for less money.",
		fmt.Sprintf("All options met the same faults, in %s other years than those of the promises above: last digits may differ.", words.Thousands(float64(c.Years))))
	s.Say(c.tiedLine(), c.noiseLine())
	s.Say(c.contractLines()...)
	s.Say(c.pagesLine())
	t := doc.NewTable("What the investments are", doc.Text("investment"), doc.Text("what it is"), doc.Number("costs to build"), doc.Number("costs a year to keep"))
	t.Each = "investment"
	for _, v := range c.Scenario.Investments {
		t.Add(v.Name, v.Title, words.Thousands(v.BuildCost), words.Thousands(v.CostPerYear))
	}
	s.Tabulate(t)
	s.Say(c.excludedLines()...)
	s.Say(c.noticeLine())
	return s
}

// moneySection says what downtime, contracts and people's time cost.
func (f *Report) moneySection() doc.Section {
	r := f.Result
	s := doc.Section{ID: "price", Title: "What downtime costs"}
	if len(r.Agreements) > 0 {
		s.Title = "What the contract costs"
	}
	sayCost(&s, r)
	if compare.PricedBy(r.Scenario).People {
		s.Say(onCallLine(r))
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		s.Say(agreementLine(a, r.Scenario.Service.Currency))
		if len(a.Promises) > 0 {
			s.Tabulate(promisesTable(a, r.Scenario.Service.Currency))
			s.Say(aimLine(a, r.Scenario.SLO.Confidence))
		}
		if a.Agreement.Source != "" {
			s.Say(fmt.Sprintf("The terms are those published at %s, as of %s.", a.Agreement.Source, a.Agreement.Date))
		}
	}
	return s
}

// Written says the answer in short, and where the report is, with so many charts
// beside it.
func Written(f *Report, path string, charts int, verbose bool) *doc.Page {
	var s doc.Section
	s.Lead(Headline(f.Result))
	s.Say(f.partialLine())
	for _, note := range f.methodNotes() {
		s.Say(methodLine(verbose, note))
	}
	beside := ""
	if charts > 0 {
		beside = fmt.Sprintf(", with %d charts beside it", charts)
	}
	s.Offer("Report", path+beside+".")
	return doc.Answer(s)
}
