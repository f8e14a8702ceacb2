package file

import (
	"fmt"
	"math"

	"nines/model"
	"nines/model/dist"
)

// howOften groups the keys that say how often something happens.
const howOften = "how often"

func changeSection() section {
	type C = model.Change
	return partSection("change", "a change", func(s *model.Scenario) *[]*C { return &s.Changes },
		func(name string) *C { return &C{Name: name} }, func(c *C) string { return c.Name },
		readChange,
		textKey("title", func(c *C) *string { return &c.Title }).asLabel(),
		perKey("per_year"), perKey("per_month"), perKey("per_week"), perKey("per_day"),
		durationKey("every", func(c *C) *float64 { return &c.Period }).among(howOften).jointly(),
		lawKey("downtime", func(c *C) *dist.Distribution { return &c.Downtime }),
		formKey("hours", calendarForm),
		formKey("days", calendarForm),
		formKey("freezes", calendarForm),
	)
}

// perKey is a key that says how often a change happens in a period.
func perKey(name string) key {
	return valued(formKey(name, numberForm).among(howOften), func(c *model.Change) (float64, bool) {
		return c.Events() / periods(name, c), true
	})
}

// periods returns how many of the periods that a perKey names a change has in a
// year.
func periods(per string, ch *model.Change) float64 {
	if per == "per_day" && ch.Calendar != nil && ch.Calendar.Days() > 0 {
		return ch.Calendar.Days()
	}
	return map[string]float64{"per_year": 1, "per_month": 12, "per_week": 365.0 / 7, "per_day": 365}[per]
}

// readChange reads one [change.X].
func readChange(c cursor, ch *model.Change) {
	r := c.r
	c.fill(ch)
	sound := r.found
	key := ""
	if h := r.calendarKeys(c); h != nil && r.found == sound {
		key = r.often(c)
		if ch.Calendar = r.calendar(h, key == "per_day"); ch.Calendar.Open() == 0 {
			r.fail(c.n.At, c.n.Patch, c.path, "no time at all", "hours, days and freezes that leave some time of the year",
				"may never happen, want hours, days and freezes that leave some time of the year")
			return
		}
	} else {
		key = r.often(c)
	}
	if key != "" {
		r.period(c, key, ch)
	}
}

// often returns the key by which a change says how often it happens; "" where
// there is none or more than one, which it records.
func (r *reader) often(c cursor) string {
	return c.only(howOften, "how often it happens: per_year, per_month, per_week, per_day or every")
}

// period reads how often a change happens.
func (r *reader) period(c cursor, key string, ch *model.Change) {
	const want = "a number above 0 such as 52"
	n, path, before := c.n.Child(key), c.key(key), r.found
	written := 0.0 // events of each of the periods that the key names
	if key == "every" {
		c.take(key, ch)
	} else {
		written = c.number(key, want)
		ch.Period = model.Year / (written * periods(key, ch))
	}
	switch {
	case r.found > before:
	case math.IsInf(ch.Period, 1):
		r.bad(n, path, want)
	case !(ch.Period >= model.Year/maxEvents*(1-1e-9)):
		r.bad(n, path, wantFewerEvents)
	case !(ch.Period <= model.MaxDuration):
		r.bad(n, path, "at least one event in 1000000 years")
	default:
		r.warnCrowded(c, ch)
		r.warnSqueezed(c, key, written, ch)
	}
}

// warnCrowded warns of a change whose events last longer than they are apart.
func (r *reader) warnCrowded(c cursor, ch *model.Change) {
	apart, during := ch.Period, ""
	if ch.Calendar != nil {
		apart, during = ch.Calendar.Open()/ch.Events(), " of the time that its calendar leaves"
	}
	if down := ch.Downtime.Mean(); down >= apart {
		r.warn(fmt.Sprintf("%s lasts %s on average but happens every %s%s: the service is never up between",
			c.path, model.FormatDuration(down), model.FormatDuration(apart), during))
	}
}

// squeezed is how many times as often as it is written a change happens where
// its calendar lets it happen at all before the file is warned.
const squeezed = 1.5

// warnSqueezed warns of a change whose calendar leaves so few of the periods by
// which its number is written that each of those left has clearly more events.
func (r *reader) warnSqueezed(c cursor, key string, written float64, ch *model.Change) {
	if ch.Calendar == nil || ch.Calendar.Days() > 0 || key == "per_year" {
		return
	}
	unit, name := ch.Period, "stretch of "+model.FormatDuration(ch.Period)
	if key == "every" {
		written = 1
	} else {
		unit, name = model.Year/periods(key, ch), key[len("per_"):]
	}
	left := ch.Calendar.Touched(unit)
	if times := model.Year / unit / left; times >= squeezed {
		r.warn(fmt.Sprintf("%s.%s: its calendar leaves %s of the year, into which all %s events go: %s in each %s that is left, where the key says %s",
			c.path, key, model.FormatCount(100*ch.Calendar.Open()/model.Year)+"%", model.FormatCount(ch.Events()), model.FormatCount(written*times), name, model.FormatCount(written)))
	}
}

// Work that is done more often would take all memory.
const (
	maxEvents       = 1_000_000
	wantFewerEvents = "at most 1,000,000 events a year"
)
