package wire

import (
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
)

// Explain is what `nines explain --json` answers.
type Explain struct {
	header
	Scenario   Scenario   `json:"scenario"`
	Run        explainRun `json:"run"`
	Target     number     `json:"target"`
	Confidence number     `json:"confidence"`
	Verdict    string     `json:"verdict"`
	Met        number     `json:"met_all_year"`
	MetLow     number     `json:"met_all_year_low"`
	MetHigh    number     `json:"met_all_year_high"`
	Attainable attainable `json:"attainable_all_year"`
	Budget     number     `json:"budget_s"`
	Planned    number     `json:"planned_s"`
	Share      number     `json:"planned_share"`
	Fits       []room     `json:"fits"`
	NeverFires []never    `json:"never_fires"`
	NeverFirst []never    `json:"never_first"`
	FiresFirst []first    `json:"fires_first"`
	Floors     []floor    `json:"floors"`
	Worth      []worth    `json:"worth"`
	Nets       []net      `json:"nets"`
	Help       []raise    `json:"help"`
	Inputs     []input    `json:"sensitivity"` // the widest swing first
	Warnings   []string   `json:"warnings"`
	Notes      []string   `json:"notes"` // on the method
}

type explainRun struct {
	Method string `json:"method"`
	Seed   uint64 `json:"seed"`
	Years  int    `json:"years"` // behind each figure; run takes more, and differs by no more than the intervals
}

// room counts the incidents of each kind that fit; null for any number.
type room struct {
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

type never struct {
	Alarm  string `json:"alarm"`
	Risk   string `json:"risk"`
	Reason string `json:"reason"`
	Behind string `json:"behind,omitempty"` // the alarm that is always sooner
}

type first struct {
	Alarm     string `json:"alarm"`
	Risk      string `json:"risk"`
	Share     number `json:"share"`
	Low       number `json:"share_low"`
	High      number `json:"share_high"`
	Incidents int    `json:"incidents"` // simulated
}

// outcome is what would be attained, and how it differs from today.
type outcome struct {
	Attainable     number `json:"attainable"`
	AttainableLow  number `json:"attainable_low"`
	AttainableHigh number `json:"attainable_high"`
	difference
}

// difference is an outcome but for what is attained.
type difference struct {
	Change     number `json:"attainable_change"`
	ChangeLow  number `json:"attainable_change_low"`
	ChangeHigh number `json:"attainable_change_high"`
	Met        number `json:"met_all_year"`
	MetLow     number `json:"met_all_year_low"`
	MetHigh    number `json:"met_all_year_high"`
	Same       bool   `json:"same"`  // not one year differs
	Noise      bool   `json:"noise"` // what differs may be chance
}

type floor struct {
	If   string `json:"if"`
	Risk string `json:"risk,omitempty"` // none: the whole service
	outcome
}

type worth struct {
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

// net is null in all figures where incidents would never end.
type net struct {
	Kind        string   `json:"kind"`
	Name        string   `json:"name"`
	Title       string   `json:"title"`
	Set         []string `json:"set"`
	Without     *number  `json:"attainable_without"`
	WithoutLow  *number  `json:"attainable_without_low"`
	WithoutHigh *number  `json:"attainable_without_high"`
	*difference
	Endless []endless `json:"endless"`
}

// endless is a risk whose incidents, or some of them, would never end.
type endless struct {
	Risk   string `json:"risk"`
	Reason string `json:"reason"` // unnoticed or unrecovered
	Partly bool   `json:"partly"`
}

type raise struct {
	What  string   `json:"what"`
	Alike []string `json:"alike"`
	Set   []string `json:"set"`
	outcome
	Together together `json:"with_those_before"`
}

type together struct {
	Set []string `json:"set"`
	outcome
	Promise number `json:"can_promise"`
}

// NewExplain puts an explanation into the form for programs.
func NewExplain(x *explain.Explanation, s *explain.Sensitivity) Explain {
	r := x.Today
	t := r.Promised()
	out := Explain{
		header: newHeader("explain"), Scenario: newScenario(r.Scenario),
		Run:    explainRun{string(r.Method), r.Seed, r.Years},
		Target: number(x.Target.Ratio()), Confidence: number(r.Scenario.SLO.Confidence), Verdict: string(t.Verdict),
		Met: number(x.Met.Value), MetLow: number(x.Met.Low), MetHigh: number(x.Met.High),
		Attainable: newAttainable(r.AttainableAllYear),
		Budget:     number(x.Budget), Planned: number(x.Planned), Share: number(x.Planned / x.Budget),
		Fits: []room{}, NeverFires: []never{}, NeverFirst: []never{}, FiresFirst: []first{},
		Floors: []floor{}, Worth: []worth{}, Nets: []net{}, Help: []raise{}, Inputs: []input{},
		Warnings: plainly(r.Warnings), Notes: notes(r.Warnings),
	}
	for _, k := range x.Rooms {
		out.Fits = append(out.Fits, room{
			Risk: k.Risk, Title: k.Title, Mean: fitCount(k.Mean), MeanS: number(k.Mean.Cost.Value), Typical: fitCount(k.Typical), Fast: fitCount(k.Fast), Slow: fitCount(k.Slow),
			TypicalS: number(k.Typical.Cost.Value), FastS: number(k.Fast.Cost.Value), SlowS: number(k.Slow.Cost.Value),
			Expected: number(k.PerYear),
		})
	}
	for _, f := range x.Fires {
		out.FiresFirst = append(out.FiresFirst, first{f.Alarm, f.Risk, number(f.First.Value), number(f.First.Low), number(f.First.High), f.Incidents})
		never := never{f.Alarm, f.Risk, string(f.Silence), f.Behind}
		switch {
		case f.Silence.Never():
			out.NeverFires = append(out.NeverFires, never)
		case f.Silence != "":
			out.NeverFirst = append(out.NeverFirst, never)
		}
	}
	for i := range s.Inputs {
		in := &s.Inputs[i]
		out.Inputs = append(out.Inputs, input{in.Path, words.Input(in.Path), number(in.Swing), newEnd(in.Less), newEnd(in.More)})
	}
	for _, f := range x.Floors {
		out.Floors = append(out.Floors, floor{string(f.If), f.Risk, newOutcome(f.Outcome)})
	}
	for _, w := range x.Worths {
		out.Worth = append(out.Worth, worth{w.Risk,
			number(w.Reduction.Value), number(w.Reduction.Low), number(w.Reduction.High),
			number(w.Achievement.Value), number(w.Achievement.Low), number(w.Achievement.High),
			number(w.Share.Value), number(w.Share.Low), number(w.Share.High)})
	}
	for i := range x.Nets {
		out.Nets = append(out.Nets, newNet(&x.Nets[i]))
	}
	for _, h := range x.Raises {
		out.Help = append(out.Help, raise{words.Plain(words.Measure(h.Measure)), measures(h.Alike), append([]string{}, file.Texts(h.Sets)...), newOutcome(h.Alone),
			together{append([]string{}, file.Texts(h.With)...), newOutcome(h.Together), allowed(h.Together.Attainable, x.Today.Scenario.SLO)}})
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

func newOutcome(o explain.Outcome) outcome {
	return outcome{number(o.Attainable.Value), number(o.Attainable.Low), number(o.Attainable.High), newDifference(o)}
}

func newDifference(o explain.Outcome) difference {
	return difference{
		Change: number(o.Change.Value), ChangeLow: number(o.Change.Low), ChangeHigh: number(o.Change.High),
		Met: number(o.Met.Value), MetLow: number(o.Met.Low), MetHigh: number(o.Met.High),
		Same: o.Same, Noise: o.Noise,
	}
}

func newNet(n *explain.Net) net {
	out := net{Kind: string(n.Kind), Name: n.Name, Title: n.Title, Set: append([]string{}, file.Texts(n.Sets)...), Endless: []endless{}}
	for _, s := range n.Stuck {
		reason := "unrecovered"
		if s.Unseen {
			reason = "unnoticed"
		}
		out.Endless = append(out.Endless, endless{s.Risk, reason, s.Partly})
	}
	if n.Indispensable() {
		return out
	}
	without, low, high := number(n.Attainable.Value), number(n.Attainable.Low), number(n.Attainable.High)
	out.Without, out.WithoutLow, out.WithoutHigh = &without, &low, &high
	part := newDifference(n.Outcome)
	out.difference = &part
	return out
}

// input is an estimated input, with half as much of it and twice as much.
type input struct {
	Path  string `json:"path"`
	What  string `json:"what"`
	Swing number `json:"swing"`
	Less  end    `json:"half"`
	More  end    `json:"twice"`
}

type end struct {
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

func newEnd(e explain.End) end {
	return end{
		e.Set.String(), number(e.Attainable.Value), number(e.Attainable.Low), number(e.Attainable.High),
		number(e.Change.Value), number(e.Change.Low), number(e.Change.High), e.Same, e.Noise,
	}
}
