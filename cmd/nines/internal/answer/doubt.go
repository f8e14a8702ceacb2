package answer

import (
	"fmt"
	"math"

	"nines/cmd/nines/internal/doc"
	"nines/model"
	"nines/plots/words"
	"nines/sim"
	"nines/sim/stat"
	"nines/sim/worlds"
)

// mostUnknowns is the most unknowns that a table names.
const mostUnknowns = 5

// doubtLine says how far the answer may move when the unknowns become known; ""
// where there are none.
func doubtLine(r *sim.Result, d *worlds.Doubt) string {
	if d == nil {
		return ""
	}
	slo := r.Scenario.SLO
	low, high := bandEnds(d.Attainable, func(e stat.Estimate) string { return words.Attainable(e) })
	text := fmt.Sprintf("What is not known leaves open whether %s stay above %s", words.MostYears(slo.Confidence), either(low, high))
	if t := r.Promised(); t.Verdict != sim.Impossible {
		least, most := bandEnds(d.Met, words.Chance)
		text += fmt.Sprintf(", and whether %s is kept in %s of years", words.Target(slo.Promise), either(least, most))
	}
	text += ": nine worlds in ten lie between."
	if k := d.Knowledge; !math.IsNaN(k.Value) {
		text += fmt.Sprintf(" Of what one year differs from another, %s is what is not known, the rest is luck.", words.Share(k.Value))
	}
	return text
}

// bandEnds spells both ends of a band, as sharply as each is known.
func bandEnds(b worlds.Band, spell func(stat.Estimate) string) (low, high string) {
	sharp := func(e stat.Estimate) string {
		e.Low, e.High = e.Value-e.SE, e.Value+e.SE // a digit more than 95 % support: they are ends, not answers
		return spell(e)
	}
	return sharp(b.Low), sharp(b.High)
}

// either spells two values that are possible; one where they are spelt alike.
func either(low, high string) string {
	if low == high {
		return "about " + low
	}
	return low + " or " + high
}

// between spells a range; one value where its ends are spelt alike.
func between(low, high string) string {
	if low == high {
		return low
	}
	return low + " to " + high
}

// doubtTable returns the table of what is worth learning.
func doubtTable(d *worlds.Doubt) *doc.Table {
	if d == nil {
		return nil
	}
	t := doc.NewTable("What is worth learning", doc.Text("what is not known"), doc.Text("may be"), doc.Percent("explains"), doc.Text("knowing it is worth"))
	for i := range d.Inputs {
		if i == mostUnknowns && len(d.Inputs) > mostUnknowns+1 {
			t.Add(fmt.Sprintf("%d more", len(d.Inputs)-mostUnknowns))
			break
		}
		in := &d.Inputs[i]
		t.Add(in.Path, mayBe(in), explained(in.Explains), worthOf(in))
	}
	if len(d.Inputs) > 1 {
		t.Add("together, beyond each alone", "", explained(d.Together))
	}
	return t
}

// mayBe says what an input may be, with 90 %.
func mayBe(in *worlds.Input) string {
	text := between(words.ShortReading(in.Kind, in.Low), words.ShortReading(in.Kind, in.High))
	if in.Kind == model.RateValue {
		text = between(words.Short(in.Low), words.ShortReading(in.Kind, in.High))
	}
	if in.Mean {
		return text + " in the mean"
	}
	return text
}

// explained spells the part of what is not known that an input explains.
func explained(e stat.Estimate) string {
	switch {
	case math.IsNaN(e.Value):
		return words.Unknown
	case e.Value < 2*e.SE:
		return "nothing"
	}
	e.Value, e.Low, e.High = math.Min(e.Value, 1), math.Max(e.Low, 0), math.Min(e.High, 1)
	if b := words.Between(e); b != "" {
		return words.Share(e.Value) + " (" + b + ")"
	}
	return words.Share(e.Value)
}

// worthOf says what knowing an input is worth.
func worthOf(in *worlds.Input) string {
	if !in.Tells() {
		return "nothing that can be told"
	}
	return fmt.Sprintf("%s nines (%s less downtime)", words.Digits(in.Worth.Value, 1), words.Share(1-math.Pow(10, -in.Worth.Value)))
}

// learnLine names the one thing that is worth learning first; "" where nothing is.
func learnLine(d *worlds.Doubt) string {
	if d == nil || len(d.Inputs) == 0 {
		return ""
	}
	in := d.WorthMost()
	if in == nil {
		return fmt.Sprintf("Most of what is not known is %s; to know it, or any other by itself, changes what can be promised by less than can be told.", d.Inputs[0].Path)
	}
	return fmt.Sprintf("Worth learning first: %s, written %s.", in.Path, words.Plain(in.Text))
}

// doubtBasis says what the bands rest on; "" where nothing is unknown.
func doubtBasis(d *worlds.Doubt) string {
	if d == nil {
		return ""
	}
	return fmt.Sprintf("; %d worlds%s", d.Worlds, doubtYears(d))
}

// doubtYears says by what each world was judged.
func doubtYears(d *worlds.Doubt) string {
	if d.Years == 0 {
		return ", each by its exact law"
	}
	return ", each on " + words.Simulated(d.Years)
}
