package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"io"
	"math"
	"path/filepath"

	"nines/model"
	"nines/model/file"
	"nines/model/visible"
	"nines/sim"
)

// A number is null in JSON where it does not exist.
type number float64

// MarshalJSON implements json.Marshaler.
func (n number) MarshalJSON() ([]byte, error) {
	if x := float64(n); !math.IsNaN(x) && !math.IsInf(x, 0) {
		return json.Marshal(x)
	}
	return []byte("null"), nil
}

// writeJSON writes one object. Indented ones are for people who look, too.
func writeJSON(w io.Writer, v any, indent bool) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if indent {
		e.SetIndent("", "  ")
	}
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, visible.JSON(b.String()))
	return err
}

// A header begins every object.
type header struct {
	Command string `json:"command"`
	Version string `json:"version"`

	// Partial says that the work was interrupted: what stands in the object
	// holds, but not all is there, or not all of the charts.
	Partial bool `json:"partial,omitempty"`
}

func newHeader(command string) header {
	return header{Command: command, Version: programVersion()}
}

type scenarioJSON struct {
	Title   string `json:"title"`
	Service string `json:"service"`
	File    string `json:"file"`
	SHA256  string `json:"sha256"`
}

func newScenarioJSON(sc *model.Scenario) scenarioJSON {
	return scenarioJSON{sc.Title, sc.Service.Name, filepath.ToSlash(cmp.Or(sc.File, stdinName)), sc.SHA256}
}

// lawCheckJSON holds the plain sum of the simulated outages against its exact
// law: at the promise, and where the two lie farthest apart (Kolmogorov's
// statistic).
type lawCheckJSON struct {
	LawMet       number `json:"law_met"`
	SimulatedMet number `json:"simulated_met"`
	DifferSE     number `json:"differ_se"`
	Farthest     number `json:"farthest"`
}

// runJSON is what `nines run --json` answers.
type runJSON struct {
	header
	Scenario     scenarioJSON     `json:"scenario"`
	Required     *requiredJSON    `json:"required,omitempty"`
	Check        *lawCheckJSON    `json:"check,omitempty"`
	Run          runInfoJSON      `json:"run"`
	Downtime     downtimeJSON     `json:"downtime_s"`
	Availability availabilityJSON `json:"availability"`
	SLO          sloJSON          `json:"slo"`
	Risks        []riskJSON       `json:"risks"`
	Shares       *sharesJSON      `json:"shares"` // null where the run was interrupted
	Changes      []changeJSON     `json:"changes"`
	Arithmetic   []arithmeticJSON `json:"arithmetic"`
	Help         []helpJSON       `json:"help"`
	SLA          []agreementJSON  `json:"sla"`
	Cost         *costJSON        `json:"cost,omitempty"`
	OnCall       *onCallJSON      `json:"oncall,omitempty"`
	Delivery     *deliveryJSON    `json:"delivery,omitempty"`
	Assumed      []string         `json:"assumed"`
	Warnings     []string         `json:"warnings"`
}

// requiredJSON is what --require asked for, and whether the promise passed.
type requiredJSON struct {
	Confidence number `json:"confidence"`
	Passed     bool   `json:"passed"`
}

type runInfoJSON struct {
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

type downtimeJSON struct {
	Mean   number `json:"mean"`
	MeanSE number `json:"mean_se"`
	SD     number `json:"sd"`
	Min    number `json:"min"`
	P5     number `json:"p5"`
	P10    number `json:"p10"`
	P25    number `json:"p25"`
	P50    number `json:"p50"`
	P75    number `json:"p75"`
	P90    number `json:"p90"`
	P95    number `json:"p95"`
	P99    number `json:"p99"`
	P999   number `json:"p999"`
	Max    number `json:"max"`

	// What the figures come from: "law" for the exact law of a year's downtime,
	// corrected by what overlap takes from it in the simulated years, or "years"
	// for the simulated years alone. The least and the greatest are those of the
	// simulated years, unless the law has a quantile beyond: few years reach no
	// p999. Then that stands for them, so that the list rises.
	QuantilesFrom string `json:"quantiles_from"`
	MinFrom       string `json:"min_from"`
	MaxFrom       string `json:"max_from"`
}

type availabilityJSON struct {
	Mean number `json:"mean"`
	P1   number `json:"p1"`
	P5   number `json:"p5"`
	P10  number `json:"p10"`
	P25  number `json:"p25"`
	P50  number `json:"p50"`
	P75  number `json:"p75"`
	P90  number `json:"p90"`
	P95  number `json:"p95"`
	P99  number `json:"p99"`
}

type sloJSON struct {
	Window            string         `json:"window"`
	Confidence        number         `json:"confidence"`
	Promise           number         `json:"promise"`
	Targets           []targetJSON   `json:"targets"`
	Attainable        attainableJSON `json:"attainable"`
	AttainableAllYear attainableJSON `json:"attainable_all_year"`
}

type targetJSON struct {
	Target         number `json:"target"`
	Budget         number `json:"budget_s"`
	Met            number `json:"met"`
	MetSE          number `json:"met_se"`
	MetLow         number `json:"met_low"`
	MetHigh        number `json:"met_high"`
	MetAllYear     number `json:"met_all_year"`
	MetAllYearSE   number `json:"met_all_year_se"`
	MetAllYearLow  number `json:"met_all_year_low"`
	MetAllYearHigh number `json:"met_all_year_high"`
	Verdict        string `json:"verdict"`
}

type attainableJSON struct {
	Target number `json:"target"`
	Low    number `json:"low"`
	High   number `json:"high"`
}

func newAttainableJSON(e sim.Estimate) attainableJSON {
	return attainableJSON{number(e.Value), number(e.Low), number(e.High)}
}

type outageJSON struct {
	Mean number `json:"mean"`
	P50  number `json:"p50"`
	P95  number `json:"p95"`
	P99  number `json:"p99"`
}

type phasesJSON struct {
	Detect      number `json:"detect"`
	Acknowledge number `json:"acknowledge"`
	Diagnose    number `json:"diagnose"`
	Recover     number `json:"recover"`
	Wait        number `json:"wait"`
	Exposure    number `json:"exposure"`
}

type changeJSON struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Events   number `json:"events_per_year"`
	Downtime number `json:"downtime_s_per_year"`
}

type arithmeticJSON struct {
	Target  number    `json:"target"`
	Budget  number    `json:"budget_s"`
	Planned number    `json:"planned_s"`
	Fits    []fitJSON `json:"fits"`
}

type fitJSON struct {
	Risk     string `json:"risk"`
	Each     number `json:"each_s"`
	Count    int    `json:"count"`
	Expected number `json:"expected"`
}

type helpJSON struct {
	What       string         `json:"what"`
	Set        []string       `json:"set"`
	Target     number         `json:"target"`
	Met        number         `json:"met_all_year"`
	MetLow     number         `json:"met_all_year_low"`
	MetHigh    number         `json:"met_all_year_high"`
	Attainable attainableJSON `json:"attainable_all_year"`
}

type costJSON struct {
	Currency    string `json:"currency"`
	LostRevenue number `json:"lost_revenue_per_year"`
	Credits     number `json:"credits_per_year"`
	People      number `json:"people_per_year"`
	UserHours   number `json:"user_hours_per_year"`
}

// sweepJSON is what `nines sweep --json` answers.
type sweepJSON struct {
	header
	Scenario     scenarioJSON    `json:"scenario"`
	Run          sweepRunJSON    `json:"run"`
	X            axisJSON        `json:"x"`
	Y            axisJSON        `json:"y"`
	Attainable   [][]number      `json:"attainable"`
	Met          [][]number      `json:"met"`
	AttainableSE [][]number      `json:"attainable_se"`
	Today        *sweepTodayJSON `json:"today,omitempty"`
}

type sweepRunJSON struct {
	Method string `json:"method"`
	Seed   uint64 `json:"seed"`
	Years  int    `json:"years"`
}

type axisJSON struct {
	Path   string   `json:"path"`
	Values []number `json:"values"`
	Label  string   `json:"label"`
	Unit   string   `json:"unit"`
	Shown  []number `json:"shown"`
}

type sweepTodayJSON struct {
	X          number         `json:"x"`
	Y          number         `json:"y"`
	Attainable attainableJSON `json:"attainable"`
}

// checkJSON is what `nines check --json` answers.
type checkJSON struct {
	header
	Errors   file.Errors     `json:"errors"`
	Assumed  []string        `json:"assumed"`
	Warnings []string        `json:"warnings"`
	Files    []checkFileJSON `json:"files"`
}

type checkFileJSON struct {
	File     string             `json:"file"`
	OK       bool               `json:"ok"`
	Windows  []checkWindowsJSON `json:"windows"`
	Changes  []checkChangeJSON  `json:"changes"`
	Assumed  []string           `json:"assumed"`
	Warnings []string           `json:"warnings"`
}

// checkWindowsJSON says how many whole windows of the objective ("slo") or an
// agreement ("sla.NAME") a year has, and which of its first and last seconds
// lie in none.
type checkWindowsJSON struct {
	Of      string `json:"of"`
	Window  string `json:"window"`
	PerYear int    `json:"per_year"`
	First   number `json:"dropped_first_s"`
	Last    number `json:"dropped_last_s"`
}

// checkChangeJSON says how often a change happens in a mean year.
type checkChangeJSON struct {
	Name          string `json:"name"`
	EventsPerYear number `json:"events_per_year"`
}

// budgetJSON is what `nines budget --json` answers.
type budgetJSON struct {
	header
	Target number         `json:"target"`
	Allows allowsJSON     `json:"allows_s"`
	Room   []incidentJSON `json:"room"`
}

type allowsJSON struct {
	Year    number `json:"year"`
	Quarter number `json:"quarter"`
	Month   number `json:"month"`
	Week    number `json:"week"`
	Day     number `json:"day"`
}

type incidentJSON struct {
	Length  number `json:"length_s"`
	PerYear int    `json:"incidents_per_year"`
}
