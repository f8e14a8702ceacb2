package law

import (
	"slices"

	"nines/model"
)

// A page that goes out at a uniform moment of the year waits for a responder
// with hours as if it had been thrown onto the circle of the year: not at all
// with the probability that they are on duty, and else for a uniform part of
// the gap that it falls into. What has passed since the onset only turns the
// circle, so the wait is independent of the time to detect, and of whatever
// else came before the page.

// onDuty returns why a risk's pages do not go out at such moments, or wait for
// something else; nil where they do.
func (b *builder) onDuty(r *model.Risk) error {
	var waited *model.Responder
	for _, a := range r.Ladder {
		who := a.Responder
		if who == nil || who == waited || !hasHours(who) {
			continue
		}
		unsupported := func(why string) error { return &Unsupported{Part: "responder." + who.Name + ".hours", Why: why} }
		_, onChange := r.Arrival.(model.OnChange)
		switch {
		case who.AckOffHours != nil:
			return unsupported("a page that is answered off hours, too, waits for the earlier of two")
		case onChange:
			return unsupported("how long a page waits depends on when the change was made")
		case b.length < model.Year:
			return unsupported("how long a page waits depends on where in the year its window lies")
		case waited != nil:
			return unsupported("when its page goes out depends on the hours of " + waited.Name)
		}
		waited = who
	}
	return nil
}

// hasHours reports whether a responder is on duty at times alone.
func hasHours(who *model.Responder) bool { return who.Hours != nil && !who.Hours.Always() }

// untilOpen returns how long a uniform moment of the year is from when the
// timetable is open.
func untilOpen(t *model.Timetable) *duration {
	number := map[float64]float64{}
	n := t.Stretches()
	for i := range n {
		_, to := t.Stretch(i)
		next, _ := t.Stretch((i + 1) % n)
		if i == n-1 {
			next += model.Year
		}
		if next > to {
			number[next-to]++
		}
	}
	var gaps []float64
	for gap := range number {
		gaps = append(gaps, gap)
	}
	slices.Sort(gaps)
	on := t.Open() / model.Year
	d := &duration{weight: 1, cuts: gaps, mark: newMark(markHours).number(on)}
	// Of the moments in a gap, those nearer than x to its end wait less.
	d.cdf = func(x float64) float64 {
		if x < 0 {
			return 0
		}
		sum := t.Open()
		for _, gap := range gaps {
			sum += number[gap] * min(x, gap)
		}
		return sum / model.Year
	}
	d.limited = func(x float64) float64 {
		sum := 0.0
		for _, gap := range gaps {
			rest := gap - min(x, gap)
			sum += number[gap] * (gap*gap - rest*rest) / 2
		}
		return sum / model.Year
	}
	for _, gap := range gaps {
		d.mean += number[gap] * gap * gap / 2 / model.Year
		d.square += number[gap] * gap * gap * gap / 3 / model.Year
		d.mark = d.mark.number(gap, number[gap])
	}
	d.steps.add(0, on)
	return d
}
