package main

import (
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
)

// explainJSON is what `nines explain --json` answers.
type explainJSON struct {
	header
	Scenario   scenarioJSON   `json:"scenario"`
	Run        explainRunJSON `json:"run"`
	Target     number         `json:"target"`
	Confidence number         `json:"confidence"`
	Verdict    string         `json:"verdict"`
	Met        number         `json:"met_all_year"`
	MetLow     number         `json:"met_all_year_low"`
	MetHigh    number         `json:"met_all_year_high"`
	Attainable attainableJSON `json:"attainable_all_year"`
	Budget     number         `json:"budget_s"`
	Planned    number         `json:"planned_s"`
	Share      number         `json:"planned_share"`
	Fits       []roomJSON     `json:"fits"`
	NeverFires []neverJSON    `json:"never_fires"`
	NeverFirst []neverJSON    `json:"never_first"`
	FiresFirst []firstJSON    `json:"fires_first"`
	Floors     []floorJSON    `json:"floors"`
	Worth      []worthJSON    `json:"worth"`
	Nets       []netJSON      `json:"nets"`
	Help       []raiseJSON    `json:"help"`
	Inputs     []inputJSON    `json:"sensitivity"` // the widest swing first
	Warnings   []string       `json:"warnings"`
}

type explainRunJSON struct {
	Method string `json:"method"`
	Seed   uint64 `json:"seed"`
	Years  int    `json:"years"` // behind each figure; run takes more, and differs by no more than the intervals
}

// roomJSON counts the incidents of each kind that fit; null for any number.
type roomJSON struct {
	Risk     string `json:"risk"`
	Title    string `json:"title"`
	Mean     *int   `json:"mean"`
	MeanS    number `json:"mean_s"`
	Typical  *int   `json:"typical"`
	Fast     *int   `json:"fast"`
	Slow     *int   `json:"slow"`
	TypicalS number `json:"typical_s"`
	FastS    number `json:"fast_s"`
	SlowS    number `json:"slow_s"`
	Expected number `json:"incidents_per_year"`
}

type neverJSON struct {
	Alarm  string `json:"alarm"`
	Risk   string `json:"risk"`
	Reason string `json:"reason"`
	Behind string `json:"behind,omitempty"` // the alarm that is always sooner
}

type firstJSON struct {
	Alarm     string `json:"alarm"`
	Risk      string `json:"risk"`
	Share     number `json:"share"`
	Low       number `json:"share_low"`
	High      number `json:"share_high"`
	Incidents int    `json:"incidents"` // simulated
}

// outcomeJSON is what would be attained, and how it differs from today.
type outcomeJSON struct {
	Attainable     number `json:"attainable"`
	AttainableLow  number `json:"attainable_low"`
	AttainableHigh number `json:"attainable_high"`
	changeJSONPart
}

// changeJSONPart is an outcome but for what is attained.
type changeJSONPart struct {
	Change     number `json:"attainable_change"`
	ChangeLow  number `json:"attainable_change_low"`
	ChangeHigh number `json:"attainable_change_high"`
	Met        number `json:"met_all_year"`
	MetLow     number `json:"met_all_year_low"`
	MetHigh    number `json:"met_all_year_high"`
	Same       bool   `json:"same"`  // not one year differs
	Noise      bool   `json:"noise"` // what differs may be chance
}

type floorJSON struct {
	If   string `json:"if"`
	Risk string `json:"risk,omitempty"` // none: the whole service
	outcomeJSON
}

type worthJSON struct {
	Risk            string `json:"risk"`
	Reduction       number `json:"risk_reduction_worth"`
	ReductionLow    number `json:"risk_reduction_worth_low"`
	ReductionHigh   number `json:"risk_reduction_worth_high"`
	Achievement     number `json:"risk_achievement_worth"`
	AchievementLow  number `json:"risk_achievement_worth_low"`
	AchievementHigh number `json:"risk_achievement_worth_high"`
	Share           number `json:"fussell_vesely"`
	ShareLow        number `json:"fussell_vesely_low"`
	ShareHigh       number `json:"fussell_vesely_high"`
}

// netJSON is null in all figures where incidents would never end.
type netJSON struct {
	Kind        string   `json:"kind"`
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Set         []string `json:"set"`
	Without     *number  `json:"attainable_without"`
	WithoutLow  *number  `json:"attainable_without_low"`
	WithoutHigh *number  `json:"attainable_without_high"`
	*changeJSONPart
	Endless []endlessJSON `json:"endless"`
}

// endlessJSON is a risk whose incidents, or some of them, would never end.
type endlessJSON struct {
	Risk   string `json:"risk"`
	Reason string `json:"reason"` // unnoticed or unrecovered
	Partly bool   `json:"partly"`
}

type raiseJSON struct {
	What string   `json:"what"`
	Set  []string `json:"set"`
	outcomeJSON
	Together togetherJSON `json:"with_those_before"`
}

type togetherJSON struct {
	Set []string `json:"set"`
	outcomeJSON
}

// newExplainJSON puts an explanation into the form for programs.
func newExplainJSON(x *sim.Explanation, s *sim.Sensitivity) explainJSON {
	r := x.Today
	t := r.Promised()
	out := explainJSON{
		header: newHeader("explain"), Scenario: newScenarioJSON(r.Scenario),
		Run:    explainRunJSON{string(r.Method), r.Seed, r.Years},
		Target: number(x.Target.Ratio()), Confidence: number(r.Scenario.SLO.Confidence), Verdict: string(t.Verdict),
		Met: number(x.Met.Value), MetLow: number(x.Met.Low), MetHigh: number(x.Met.High),
		Attainable: newAttainableJSON(r.AttainableAllYear),
		Budget:     number(x.Budget), Planned: number(x.Planned), Share: number(x.Planned / x.Budget),
		Fits: []roomJSON{}, NeverFires: []neverJSON{}, NeverFirst: []neverJSON{}, FiresFirst: []firstJSON{},
		Floors: []floorJSON{}, Worth: []worthJSON{}, Nets: []netJSON{}, Help: []raiseJSON{}, Inputs: []inputJSON{},
		Warnings: append([]string{}, r.Warnings...),
	}
	for _, k := range x.Rooms {
		out.Fits = append(out.Fits, roomJSON{
			Risk: k.Risk, Title: k.Title, Mean: fitCount(k.Mean), MeanS: number(k.Mean.Cost.Value), Typical: fitCount(k.Typical), Fast: fitCount(k.Fast), Slow: fitCount(k.Slow),
			TypicalS: number(k.Typical.Cost.Value), FastS: number(k.Fast.Cost.Value), SlowS: number(k.Slow.Cost.Value),
			Expected: number(k.PerYear),
		})
	}
	for _, f := range x.Fires {
		out.FiresFirst = append(out.FiresFirst, firstJSON{f.Alarm, f.Risk, number(f.First.Value), number(f.First.Low), number(f.First.High), f.Incidents})
		never := neverJSON{f.Alarm, f.Risk, string(f.Silence), f.Behind}
		switch {
		case f.Silence.Never():
			out.NeverFires = append(out.NeverFires, never)
		case f.Silence != "":
			out.NeverFirst = append(out.NeverFirst, never)
		}
	}
	for i := range s.Inputs {
		in := &s.Inputs[i]
		out.Inputs = append(out.Inputs, inputJSON{in.Path, in.What, number(in.Swing), newEndJSON(in.Less), newEndJSON(in.More)})
	}
	for _, f := range x.Floors {
		out.Floors = append(out.Floors, floorJSON{string(f.If), f.Risk, newOutcomeJSON(f.Outcome)})
	}
	for _, w := range x.Worths {
		out.Worth = append(out.Worth, worthJSON{w.Risk,
			number(w.Reduction.Value), number(w.Reduction.Low), number(w.Reduction.High),
			number(w.Achievement.Value), number(w.Achievement.Low), number(w.Achievement.High),
			number(w.Share.Value), number(w.Share.Low), number(w.Share.High)})
	}
	for i := range x.Nets {
		out.Nets = append(out.Nets, newNetJSON(&x.Nets[i]))
	}
	for _, h := range x.Raises {
		out.Help = append(out.Help, raiseJSON{words.Plain(phrase(h.Measure)), append([]string{}, file.Texts(h.Sets)...), newOutcomeJSON(h.Alone),
			togetherJSON{append([]string{}, file.Texts(h.With)...), newOutcomeJSON(h.Together)}})
	}
	return out
}

// fitCount is null for any number.
func fitCount(f sim.Fitting) *int {
	if f.Count == sim.AnyNumber {
		return nil
	}
	return &f.Count
}

func newOutcomeJSON(o sim.Outcome) outcomeJSON {
	return outcomeJSON{number(o.Attainable.Value), number(o.Attainable.Low), number(o.Attainable.High), newChangeJSONPart(o)}
}

func newChangeJSONPart(o sim.Outcome) changeJSONPart {
	return changeJSONPart{
		Change: number(o.Change.Value), ChangeLow: number(o.Change.Low), ChangeHigh: number(o.Change.High),
		Met: number(o.Met.Value), MetLow: number(o.Met.Low), MetHigh: number(o.Met.High),
		Same: o.Same, Noise: o.Noise,
	}
}

func newNetJSON(n *sim.Net) netJSON {
	out := netJSON{Kind: string(n.Kind), Name: n.Name, Title: n.Title, Set: append([]string{}, file.Texts(n.Sets)...), Endless: []endlessJSON{}}
	for _, s := range n.Stuck {
		reason := "unrecovered"
		if s.Unseen {
			reason = "unnoticed"
		}
		out.Endless = append(out.Endless, endlessJSON{s.Risk, reason, s.Partly})
	}
	if n.Indispensable() {
		return out
	}
	without, low, high := number(n.Attainable.Value), number(n.Attainable.Low), number(n.Attainable.High)
	out.Without, out.WithoutLow, out.WithoutHigh = &without, &low, &high
	part := newChangeJSONPart(n.Outcome)
	out.changeJSONPart = &part
	return out
}

// inputJSON is an estimated input, with half as much of it and twice as much.
type inputJSON struct {
	Path  string  `json:"path"`
	What  string  `json:"what"`
	Swing number  `json:"swing"`
	Less  endJSON `json:"half"`
	More  endJSON `json:"twice"`
}

type endJSON struct {
	Set            string `json:"set"`
	Attainable     number `json:"attainable"`
	AttainableLow  number `json:"attainable_low"`
	AttainableHigh number `json:"attainable_high"`
	Change         number `json:"attainable_change"`
	ChangeLow      number `json:"attainable_change_low"`
	ChangeHigh     number `json:"attainable_change_high"`
	Same           bool   `json:"same"`
	Noise          bool   `json:"noise"`
}

func newEndJSON(e sim.End) endJSON {
	return endJSON{
		e.Set.String(), number(e.Attainable.Value), number(e.Attainable.Low), number(e.Attainable.High),
		number(e.Change.Value), number(e.Change.Low), number(e.Change.High), e.Same, e.Noise,
	}
}
