package wire

import (
	"math"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim/compare"
)

// Compare is what `nines compare FILE --json` answers.
type Compare struct {
	header
	Asked
	Scenario Scenario   `json:"scenario"`
	Run      compareRun `json:"run"`
	Promise  number     `json:"promise"`
	Currency string     `json:"currency"`
	Counted  []string   `json:"counted"` // as money
	Baseline baseline   `json:"baseline"`
	Options  []option   `json:"options"`
	Excluded []excluded `json:"excluded"`
	Budget   *budgeted  `json:"budget,omitempty"`
	Lessons  []lesson   `json:"lessons,omitempty"` // what is not known, the dearest first
	Warnings []string   `json:"warnings"`
	Notes    []string   `json:"notes"` // on the method
}

// budgeted is what --budget buys. Options are told by the names of their
// investments, the best first.
type budgeted struct {
	PerYear    number     `json:"per_year"`
	ByMoney    [][]string `json:"by_money"`
	ByPromise  [][]string `json:"by_promise"`
	ForMoney   []string   `json:"for_money"`   // null where nothing pays for itself
	ForPromise []string   `json:"for_promise"` // the cheapest of those that promise most; null for none
	Beyond     []string   `json:"beyond"`      // investments that exceed it by themselves
	Exceed     int        `json:"combinations_beyond"`
	NotShown   int        `json:"combinations_not_shown"`
}

func newBudgeted(b *compare.Budget) *budgeted {
	if b == nil {
		return nil
	}
	names := func(all []*compare.Option) [][]string {
		out := [][]string{}
		for _, o := range all {
			out = append(out, o.Names)
		}
		return out
	}
	out := &budgeted{
		PerYear: number(b.PerYear), ByMoney: names(b.ByMoney), ByPromise: names(b.ByPromise),
		Beyond: append([]string{}, b.Beyond...), Exceed: b.BeyondCount, NotShown: b.NotShown,
	}
	if len(b.ByMoney) > 0 && b.ByMoney[0].Net.High >= 0 {
		out.ForMoney = b.ByMoney[0].Names
	}
	if b.ForPromise != nil {
		out.ForPromise = b.ForPromise.Names
	}
	return out
}

type compareRun struct {
	Seed        uint64 `json:"seed"`
	Years       int    `json:"years"` // behind each option, counted without the law: a level differs from that of run by no more than the intervals
	Ranked      int    `json:"combinations_ranked,omitempty"`
	RankedYears int    `json:"ranked_on_years,omitempty"`
	Greedy      bool   `json:"greedy,omitempty"`
	Elapsed     number `json:"elapsed_s"`
}

type baseline struct {
	Met            number `json:"met"`
	MetLow         number `json:"met_low"`
	MetHigh        number `json:"met_high"`
	Attainable     number `json:"attainable"`
	AttainableLow  number `json:"attainable_low"`
	AttainableHigh number `json:"attainable_high"`
	Downtime       number `json:"downtime_s_per_year"`
	losses
	beside
	Verdict string  `json:"verdict"`
	BestIn  *number `json:"best_in,omitempty"`
}

type option struct {
	Names  []string `json:"names"`
	Titles []string `json:"titles"`
	Set    []string `json:"set"`
	effect
	Cost     number  `json:"cost_per_year"`
	Net      number  `json:"net_per_year"`
	NetLow   number  `json:"net_low"`
	NetHigh  number  `json:"net_high"`
	Payback  number  `json:"payback_years"`
	TiedBest bool    `json:"tied_with_best"`
	Frontier bool    `json:"frontier"`
	BestIn   *number `json:"best_in,omitempty"` // this part of the worlds; missing where all is known
	Notice   notice  `json:"notice"`
}

// effect is what a change of the service does, with paired intervals. The
// probabilities and the attainable SLO are those of whole years.
type effect struct {
	Met                  number `json:"met"`
	MetChange            number `json:"met_change"`
	MetChangeSE          number `json:"met_change_se"`
	MetChangeLow         number `json:"met_change_low"`
	MetChangeHigh        number `json:"met_change_high"`
	Attainable           number `json:"attainable"`
	AttainableLow        number `json:"attainable_low"`
	AttainableHigh       number `json:"attainable_high"`
	AttainableChange     number `json:"attainable_change"`
	AttainableChangeLow  number `json:"attainable_change_low"`
	AttainableChangeHigh number `json:"attainable_change_high"`
	DowntimeSaved        number `json:"downtime_s_per_year_saved"`
	DowntimeSavedLow     number `json:"downtime_s_per_year_saved_low"`
	DowntimeSavedHigh    number `json:"downtime_s_per_year_saved_high"`
	Saved                number `json:"saved_per_year"`
	SavedLow             number `json:"saved_low"`
	SavedHigh            number `json:"saved_high"`
	saved
	losses
	beside
	Verdict   string `json:"verdict"`
	Noise     bool   `json:"noise"`
	Identical bool   `json:"identical"`

	// HeavyTail is the risk or change that differs and whose heavy tail keeps
	// saved_low, net_low and the like from existing; "" where they do.
	HeavyTail string `json:"unsettled_by"`
}

// notice is how much of a team's own data shows an improvement, before and
// as much after; null where nothing ever does.
type notice struct {
	Shorter       number `json:"outages_shorter"`
	Incidents     number `json:"incidents"`
	IncidentYears number `json:"incident_years"`
	Fewer         number `json:"fewer"`
	CountYears    number `json:"count_years"`
	DowntimeYears number `json:"downtime_years"`
}

// A lesson is what it is worth to know one thing before choosing.
type lesson struct {
	Path      string `json:"path"`
	Text      string `json:"text"`
	Worth     number `json:"worth_per_year"`
	WorthLow  number `json:"worth_per_year_low"`
	WorthHigh number `json:"worth_per_year_high"`
}

type excluded struct {
	Names  []string `json:"names"`
	Key    string   `json:"key"`
	Reason string   `json:"reason"`
}

func NewCompare(c *compare.Comparison) Compare {
	out := Compare{
		header: newHeader("compare"), Scenario: newScenario(c.Scenario),
		Run:      compareRun{c.Seed, c.Years, c.Ranked, c.RankedYears, c.Greedy, number(c.Elapsed.Seconds())},
		Promise:  number(c.Scenario.SLO.Promise.Ratio()),
		Currency: c.Scenario.Service.Currency, Counted: countedKeys(c.Priced),
		Baseline: newBaseline(&c.Baseline),
		Options:  []option{}, Excluded: []excluded{}, Warnings: append([]string{}, c.Warnings...),
		Notes: noted(words.Ranked(c)),
	}
	for i := range c.Options {
		o := &c.Options[i]
		n := o.Notice
		out.Options = append(out.Options, option{
			Names: o.Names, Titles: titlesOf(c.Scenario, o.Names), Set: file.Texts(o.Set), effect: newEffect(o),
			Cost: number(o.YearlyCost), Net: number(o.Net.Value), NetLow: number(o.Net.Low), NetHigh: number(o.Net.High), BestIn: bestIn(o),
			Payback: number(o.PaybackYears), TiedBest: o.TiedBest, Frontier: o.Frontier,
			Notice: notice{number(n.Shorter.Value), number(n.Incidents), number(n.IncidentYears), number(n.Fewer), number(n.CountYears), number(n.DowntimeYears)},
		})
	}
	out.Budget = newBudgeted(c.Budget)
	for _, l := range c.Information {
		out.Lessons = append(out.Lessons, lesson{l.Path, l.Text, number(l.Worth.Value), number(l.Worth.Low), number(l.Worth.High)})
	}
	for _, e := range c.Excluded {
		out.Excluded = append(out.Excluded, excluded{e.Names, e.Key, words.Excluded(e)})
	}
	return out
}

// bestIn returns in which part of the worlds an option is the best; nil where all is
// known.
func bestIn(o *compare.Option) *number {
	if math.IsNaN(o.Best) {
		return nil
	}
	n := number(o.Best)
	return &n
}

func newBaseline(o *compare.Option) baseline {
	return baseline{
		number(o.Met.Value), number(o.Met.Low), number(o.Met.High),
		number(o.Attainable.Value), number(o.Attainable.Low), number(o.Attainable.High),
		number(o.Downtime.Value), newLosses(o), newBeside(o), string(o.Verdict), bestIn(o),
	}
}

func newEffect(o *compare.Option) effect {
	return effect{
		Met: number(o.Met.Value), MetChange: number(o.MetChange.Value), MetChangeSE: number(o.MetChange.SE),
		MetChangeLow: number(o.MetChange.Low), MetChangeHigh: number(o.MetChange.High),
		Attainable: number(o.Attainable.Value), AttainableLow: number(o.Attainable.Low), AttainableHigh: number(o.Attainable.High),
		AttainableChange:    number(o.AttainableChange.Value),
		AttainableChangeLow: number(o.AttainableChange.Low), AttainableChangeHigh: number(o.AttainableChange.High),
		DowntimeSaved:    number(o.DowntimeSaved.Value),
		DowntimeSavedLow: number(o.DowntimeSaved.Low), DowntimeSavedHigh: number(o.DowntimeSaved.High),
		Saved: number(o.Saved.Value), SavedLow: number(o.Saved.Low), SavedHigh: number(o.Saved.High),
		saved: newSaved(o), losses: newLosses(o), beside: newBeside(o),
		Verdict: string(o.Verdict), Noise: o.Noise, Identical: o.Identical, HeavyTail: o.HeavyTail,
	}
}

// titlesOf returns the titles of investments, names where they have none.
func titlesOf(sc *model.Scenario, names []string) []string {
	out := append([]string{}, names...)
	for i, name := range names {
		for _, v := range sc.Investments {
			if v.Name == name && v.Title != "" {
				out[i] = v.Title
			}
		}
	}
	return out
}
