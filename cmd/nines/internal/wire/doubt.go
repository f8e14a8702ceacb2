package wire

import (
	"nines/sim/stat"
	"nines/sim/worlds"
)

// doubt is what is not known of an answer.
type doubt struct {
	Worlds        int          `json:"worlds"`
	Years         int          `json:"years_each"` // 0 where each is judged by its exact law
	Attainable    ends         `json:"attainable_all_year"`
	Met           ends         `json:"met_all_year"`
	Knowledge     number       `json:"knowledge"`
	KnowledgeLow  number       `json:"knowledge_low"`
	KnowledgeHigh number       `json:"knowledge_high"`
	Luck          number       `json:"luck"`
	LuckLow       number       `json:"luck_low"`
	LuckHigh      number       `json:"luck_high"`
	Inputs        []doubtInput `json:"inputs"`
	Together      number       `json:"together"`
}

// ends are the 5th and the 95th percentile over worlds, each with its own interval.
type ends struct {
	P5      number `json:"p5"`
	P5Low   number `json:"p5_low"`
	P5High  number `json:"p5_high"`
	P95     number `json:"p95"`
	P95Low  number `json:"p95_low"`
	P95High number `json:"p95_high"`
}

// A doubtInput is one thing that is not known. Its values are in its own unit: a ratio,
// events a year, or seconds; of a distribution those of its mean.
type doubtInput struct {
	Path         string `json:"path"`
	Text         string `json:"text"`
	P5           number `json:"p5"`
	P50          number `json:"p50"`
	P95          number `json:"p95"`
	Explains     number `json:"explains"`
	ExplainsLow  number `json:"explains_low"`
	ExplainsHigh number `json:"explains_high"`
	Worth        number `json:"worth_nines"`
	WorthLow     number `json:"worth_nines_low"`
	WorthHigh    number `json:"worth_nines_high"`
}

// newDoubt puts what is not known into the form for programs; nil where all is known.
func newDoubt(d *worlds.Doubt) *doubt {
	if d == nil {
		return nil
	}
	out := &doubt{
		Worlds: d.Worlds, Years: d.Years, Attainable: newEnds(d.Attainable), Met: newEnds(d.Met),
		Knowledge: number(d.Knowledge.Value), KnowledgeLow: number(d.Knowledge.Low), KnowledgeHigh: number(d.Knowledge.High),
		Luck: number(d.Luck.Value), LuckLow: number(d.Luck.Low), LuckHigh: number(d.Luck.High),
		Inputs: []doubtInput{}, Together: number(d.Together.Value),
	}
	for _, in := range d.Inputs {
		e, w := in.Explains, in.Worth
		out.Inputs = append(out.Inputs, doubtInput{
			Path: in.Path, Text: in.Text, P5: number(in.Low), P50: number(in.Median), P95: number(in.High),
			Explains: number(e.Value), ExplainsLow: number(e.Low), ExplainsHigh: number(e.High),
			Worth: number(w.Value), WorthLow: number(w.Low), WorthHigh: number(w.High),
		})
	}
	return out
}

func newEnds(b worlds.Band) ends {
	of := func(e stat.Estimate) (v, low, high number) { return number(e.Value), number(e.Low), number(e.High) }
	var out ends
	out.P5, out.P5Low, out.P5High = of(b.Low)
	out.P95, out.P95Low, out.P95High = of(b.High)
	return out
}
