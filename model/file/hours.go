package file

import (
	"strconv"
	"strings"
	"time"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// What is right for times of the day, the week and the year.
const (
	wantSpan   = `hours such as "09:00-18:00"`
	wantDays   = `days such as "mon-fri" or ["sat", "sun"]`
	wantZone   = `a time zone of the IANA database such as "Europe/Berlin"`
	wantDate   = "a date such as 2027-01-01, without quotes"
	wantFreeze = `[ { from = "12-15", to = "01-05" } ]`
	wantDay    = `a day of the year such as "12-15"`
	maxSpans   = 48
	maxDates   = 1000
)

// calendarKeys reads what a part says of its hours, by the clocks of a zone
// unless it names one of its own. It is nil where the part says nothing.
func (r *reader) calendarKeys(c cursor) *model.Hours {
	h := &model.Hours{Spans: []model.Span{model.AllDay}, Days: model.EveryDay, Zone: r.out.Service.Zone}
	if n := c.n.Child("timezone"); n != nil {
		h.Zone = r.zone(n, c.key("timezone"))
	}
	told := false
	for _, key := range []struct {
		name string
		read func(*model.Hours, *tomltree.Node, string)
	}{{"hours", r.spans}, {"days", r.days}, {"holidays", r.holidays}, {"freezes", r.freezes}} {
		// A key that the section does not have has been recorded.
		if n := c.n.Child(key.name); n != nil && c.sec.key(key.name) != nil {
			told = true
			key.read(h, n, c.key(key.name))
		}
	}
	if !told {
		return nil
	}
	return h
}

// timetable returns the timetable of hours, worked out once for a document.
func (r *reader) timetable(h *model.Hours) *model.Timetable {
	key := h.Key(r.out.Service.Starts)
	if t, ok := r.doc.timetables.Load(key); ok {
		return t.(*model.Timetable)
	}
	t, _ := r.doc.timetables.LoadOrStore(key, h.Timetable(r.out.Service.Starts))
	return t.(*model.Timetable)
}

// calendar returns the calendar of a change's hours, worked out once for a
// document. Its axis is the allowed days where the change happens so often on
// each of them.
func (r *reader) calendar(h *model.Hours, daily bool) *model.Calendar {
	key := h.Key(r.out.Service.Starts)
	if daily {
		key += " by day"
	}
	if c, ok := r.doc.calendars.Load(key); ok {
		return c.(*model.Calendar)
	}
	t := r.timetable(h)
	made := model.CalendarByTime(t)
	if daily {
		made = model.CalendarByDay(h, r.out.Service.Starts, t)
	}
	c, _ := r.doc.calendars.LoadOrStore(key, made)
	return c.(*model.Calendar)
}

// zone reads a time zone; UTC where it is none.
func (r *reader) zone(n *tomltree.Node, key string) *time.Location {
	s, ok := n.Value.(string)
	if known, found := r.doc.zones.Load(s); ok && found {
		return known.(*time.Location)
	}
	// Both of these are Go's, not the database's.
	if ok && s != "" && s != "Local" {
		if zone, err := time.LoadLocation(s); err == nil {
			r.doc.zones.Store(s, zone)
			return zone
		}
	}
	r.bad(n, key, wantZone)
	return time.UTC
}

// date reads a date without a time.
func (r *reader) date(n *tomltree.Node, key string) (model.Date, bool) {
	t, ok := n.Value.(time.Time)
	if !ok || t.Location().String() != "date-local" {
		r.bad(n, key, wantDate)
		return model.Date{}, false
	}
	return model.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, true
}

// spans reads the hours of a day.
func (r *reader) spans(h *model.Hours, n *tomltree.Node, key string) {
	all := n.OneOrMore()
	if len(all) == 0 || len(all) > maxSpans {
		r.bad(n, key, "1 to "+strconv.Itoa(maxSpans)+" spans of "+wantSpan)
		return
	}
	h.Spans = nil
	for _, e := range all {
		text, _ := e.Value.(string)
		from, to, ok := strings.Cut(text, "-")
		a, good := clock(from)
		b, fine := clock(to)
		switch {
		case !ok || !good || !fine || a == model.DaySeconds:
			r.bad(e, key, wantSpan)
		case a == b:
			r.bad(e, key, `hours that end after they begin; "00:00-24:00" is a whole day`)
		case b < a:
			h.Spans = append(h.Spans, model.Span{From: a, To: b + model.DaySeconds})
		default:
			h.Spans = append(h.Spans, model.Span{From: a, To: b})
		}
	}
}

// clock reads "09:30", up to "24:00", as seconds after midnight.
func clock(s string) (int, bool) {
	if s == "24:00" {
		return model.DaySeconds, true
	}
	t, err := time.Parse("15:04", s)
	return t.Hour()*3600 + t.Minute()*60, err == nil && len(s) == len("15:04")
}

// weekdays are the days as a file names them, by time.Weekday.
var weekdays = [7]string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"}

func weekday(s string) (int, bool) {
	for i, name := range weekdays {
		if s == name {
			return i, true
		}
	}
	return 0, false
}

// days reads days of the week.
func (r *reader) days(h *model.Hours, n *tomltree.Node, key string) {
	h.Days = [7]bool{}
	all := n.OneOrMore()
	if len(all) == 0 {
		r.bad(n, key, wantDays)
	}
	for _, e := range all {
		text, _ := e.Value.(string)
		first, last, isRange := strings.Cut(text, "-")
		a, good := weekday(first)
		b, fine := weekday(last)
		switch {
		case !good || isRange && !fine:
			r.bad(e, key, wantDays)
			continue
		case !isRange:
			b = a
		}
		for d := a; ; d = (d + 1) % 7 { // "sat-mon" too
			h.Days[d] = true
			if d == b {
				break
			}
		}
	}
}

// holidays reads dates. Where nobody says which year is simulated, they are
// days of every year.
func (r *reader) holidays(h *model.Hours, n *tomltree.Node, key string) {
	if n.Kind != tomltree.List || len(n.Children) > maxDates {
		r.bad(n, key, "a list of at most "+strconv.Itoa(maxDates)+" dates such as [2027-01-01]")
		return
	}
	for _, e := range n.Children {
		d, ok := r.date(e, key)
		if !ok {
			continue
		}
		if !r.dated() {
			d.Year = 0
		} else if at := d.Midnight(h.Zone); at.Before(r.out.Service.Starts.AddDate(0, 0, -2)) || at.After(r.out.Service.Starts.AddDate(0, 0, 366)) {
			r.warn(key + ": " + d.String() + " does not lie in the year that begins on " + r.out.Service.Starts.Format(time.DateOnly))
		}
		h.Holidays = append(h.Holidays, d)
	}
}

// dated reports whether the file says when the simulated year begins.
func (r *reader) dated() bool { return r.root.Child("service").Has("starts") }

// freezes reads the times of the year in which changes rest.
func (r *reader) freezes(h *model.Hours, n *tomltree.Node, key string) {
	if n.Kind != tomltree.List || len(n.Children) > maxDates {
		r.bad(n, key, wantFreeze)
		return
	}
	sec := sectionOf(formKey("from", calendarForm), formKey("to", calendarForm))
	for _, e := range n.Children {
		if e.Kind != tomltree.Table {
			r.bad(e, key, wantFreeze)
			continue
		}
		c := cursor{r, e, key, sec}
		c.checkKeys()
		from, good := r.dayOfYear(c, "from")
		to, fine := r.dayOfYear(c, "to")
		if good && fine {
			h.Freezes = append(h.Freezes, model.Freeze{From: from, To: to})
		}
	}
}

// dayOfYear reads "12-15".
func (r *reader) dayOfYear(c cursor, name string) (model.Date, bool) {
	n := c.n.Child(name)
	if n == nil {
		r.missing(c.n, c.key(name), "both from and to as in "+wantFreeze)
		return model.Date{}, false
	}
	s, _ := n.Value.(string)
	t, err := time.Parse("2006-01-02", "2004-"+s) // a leap year has every day
	if err != nil {
		r.bad(n, c.key(name), wantDay)
		return model.Date{}, false
	}
	return model.Date{Year: 0, Month: t.Month(), Day: t.Day()}, true
}
