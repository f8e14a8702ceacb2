package wire

import (
	"math"

	"nines/model"
	"nines/model/file"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/explain"
	"nines/sim/stat"
	"nines/sim/worlds"
)

// lawCheck holds the plain sum of the simulated outages against its exact
// law: at the promise, and where the two lie farthest apart (Kolmogorov's
// statistic).
type lawCheck struct {
	LawMet       number `json:"law_met"`
	SimulatedMet number `json:"simulated_met"`
	DifferSE     number `json:"differ_se"`
	Farthest     number `json:"farthest"`
}

// Run is what `nines run --json` answers.
type Run struct {
	header
	Scenario     Scenario     `json:"scenario"`
	Required     *required    `json:"required,omitempty"`
	Check        *lawCheck    `json:"check,omitempty"`
	Run          runInfo      `json:"run"`
	Downtime     downtime     `json:"downtime_s"`
	Availability availability `json:"availability"`
	SLO          objective    `json:"slo"`
	Doubt        *doubt       `json:"doubt,omitempty"`
	Risks        []risk       `json:"risks"`
	Shares       *shares      `json:"shares"` // null where the run was interrupted
	Changes      []change     `json:"changes"`
	Arithmetic   []arithmetic `json:"arithmetic"`
	Help         []help       `json:"help"`
	SLA          []agreement  `json:"sla"`
	Cost         *cost        `json:"cost,omitempty"`
	OnCall       *onCall      `json:"oncall,omitempty"`
	Delivery     *delivery    `json:"delivery,omitempty"`
	Assumed      []string     `json:"assumed"`
	Warnings     []string     `json:"warnings"`
	Notes        []string     `json:"notes"` // on the method
}

// required is what --require asked for, and whether the promise passed.
type required struct {
	Confidence number `json:"confidence"`
	Passed     bool   `json:"passed"`
}

// Asked is what --require asked for, embedded in an answer.
type Asked struct {
	Required *required `json:"required,omitempty"`
}

// Require records which confidence was asked for, and whether the promise passed.
func (a *Asked) Require(confidence float64, passed bool) {
	a.Required = &required{number(confidence), passed}
}

type runInfo struct {
	Method    string  `json:"method"`
	Seed      uint64  `json:"seed"`
	Years     int     `json:"years"`
	Windows   int     `json:"windows"`
	Incidents int64   `json:"incidents"`
	Elapsed   float64 `json:"elapsed_s"`
	Partial   bool    `json:"partial"`

	// Precision is the width of the promise's interval that ended the run.
	Precision float64 `json:"precision,omitempty"`
}

type change struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Events   number `json:"events_per_year"`
	Downtime number `json:"downtime_s_per_year"`
}

type help struct {
	What       string     `json:"what"`
	Alike      []string   `json:"alike"`
	Set        []string   `json:"set"`
	Target     number     `json:"target"`
	Met        number     `json:"met_all_year"`
	MetLow     number     `json:"met_all_year_low"`
	MetHigh    number     `json:"met_all_year_high"`
	Attainable attainable `json:"attainable_all_year"`
	Promise    number     `json:"can_promise"`
}

// allowed returns the strictest target that is safe where so much is attained;
// null for none.
func allowed(attained stat.Estimate, slo model.Objective) number {
	t, ok := sim.Allowed(attained, slo.Targets)
	if !ok {
		return number(math.NaN())
	}
	return number(t.Ratio())
}

// Parts are what a run's answer holds beside the result.
type Parts struct {
	Help    []explain.Help
	Doubt   *worlds.Doubt // nil where all is known
	Blame   *sim.Blame    // nil where nobody asks, or the run was interrupted
	Asked   bool          // whether --require asked for a verdict
	Partial bool          // whether something is missing, since the work was interrupted
}

// NewRun puts a run's answer into the form for programs.
func NewRun(r *sim.Result, a Parts) Run {
	out := Run{
		header:   newHeader("run"),
		Scenario: newScenario(r.Scenario),
		Run: runInfo{
			Method: string(r.Method), Seed: r.Seed, Years: r.Years, Windows: r.Years * r.Windows,
			Incidents: r.Incidents, Elapsed: r.Elapsed.Seconds(), Partial: a.Partial || r.Partial(), Precision: r.Precision,
		},
		Downtime:     newDowntime(r),
		Availability: newAvailability(r),
		SLO:          newSLO(r),
		Doubt:        newDoubt(a.Doubt),
		Risks:        []risk{},
		Changes:      []change{},
		Arithmetic:   []arithmetic{},
		Help:         []help{},
		SLA:          []agreement{},
		Assumed:      assumptions(r.Scenario),
		Warnings:     plainly(r.Warnings),
		Notes:        notes(r.Warnings),
	}
	out.Partial = a.Partial
	if a.Asked {
		out.Required = &required{number(r.Scenario.SLO.Confidence), r.Promised().Verdict == sim.Yes}
	}
	if c := r.Check; c != nil {
		out.Check = &lawCheck{number(c.LawMet), number(c.SimulatedMet), number(c.Differ), number(c.Farthest)}
	}
	for i, k := range r.Risks {
		out.Risks = append(out.Risks, newRisk(k, a.Blame, i))
		out.Risks[i].External = r.Scenario.Risks[i].External
	}
	if b := a.Blame; b != nil {
		out.Shares = &shares{b.Years, b.Missed.Count, b.Missed.Windows, b.Tail.Count}
	}
	for _, c := range r.Changes {
		out.Changes = append(out.Changes, change{c.Name, c.Title, number(c.Events), number(c.Downtime.Value)})
	}
	for _, t := range r.Targets {
		out.Arithmetic = append(out.Arithmetic, newArithmetic(r.Arithmetic(t.Target)))
	}
	for _, h := range a.Help {
		out.Help = append(out.Help, help{
			words.Plain(words.Measure(h.Measure)), measures(h.Alike), append([]string{}, file.Texts(h.Sets)...), number(h.Target.Ratio()), number(h.Met.Value), number(h.Met.Low), number(h.Met.High),
			newAttainable(h.Attainable), allowed(h.Attainable, r.Scenario.SLO),
		})
	}
	for i := range r.Agreements {
		out.SLA = append(out.SLA, newAgreement(&r.Agreements[i]))
		out.SLA[i].Lead = r.Agreements[i].Agreement == r.Scenario.SLO.Lead
	}
	if s := r.Scenario.Service; s.RevenuePerHour > 0 || s.UserBase() > 0 || len(r.Agreements) > 0 || !math.IsNaN(r.PeopleCost()) {
		out.Cost = costOf(r)
	}
	out.OnCall, out.Delivery = newOnCall(r.OnCall), newDelivery(r.Delivery)
	return out
}

// measures spells measures with plain spaces.
func measures(all []explain.Measure) []string {
	out := []string{}
	for _, m := range all {
		out = append(out, words.Plain(words.Measure(m)))
	}
	return out
}
