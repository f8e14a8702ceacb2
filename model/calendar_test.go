package model_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"nines/model"
	"nines/model/file"
)

// daily returns a change that happens so often on each day of a calendar.
func daily(t *testing.T, service, change string) (*model.Scenario, *model.Change) {
	t.Helper()
	s := read(t, strings.ReplaceAll(strings.ReplaceAll(strings.Replace(strings.Replace(calendarFile, "per_week = 1", change, 1), "%s", service, 1), "%s", ""), "%%", "%"))
	return s, s.Changes[0]
}

// TestSoManyADay counts the events of a year by the day on the wall on which
// they begin, for several phases: a year has as many as its allowed days times
// the number written, and each day has as many.
func TestSoManyADay(t *testing.T) {
	monFri := func(d time.Time) bool { return weekdaysOnly(d) }
	every := func(time.Time) bool { return true }
	for _, c := range []struct {
		why, service, change string
		perDay               float64
		allowed              func(time.Time) bool
		days                 float64
		shift                time.Duration // from the day on which hours begin to their end
	}{
		{"weekdays of a year that begins on a Monday", "", "per_day = 6\ndays = \"mon-fri\"", 6, monFri, 261, 0},
		{"weekdays of a year that begins on a Saturday and leaves a Tuesday out", "starts = 2028-01-01", "per_day = 6\ndays = \"mon-fri\"", 6, monFri, 259, 0},
		{"hours on weekdays, clocks that change", "timezone = \"America/New_York\"\nstarts = 2027-03-01", "per_day = 3\nhours = [\"09:00-12:00\", \"13:00-13:20\"]\ndays = \"mon-fri\"", 3, monFri, 261, 0},
		{"every day, two of which are of 23 and 25 h", "timezone = \"Europe/Berlin\"", "per_day = 4\ndays = \"mon-sun\"", 4, every, 365, 0},
		{"freezes take days away", "starts = 2027-01-01", "per_day = 2\nfreezes = [ { from = \"12-20\", to = \"01-05\" } ]", 2,
			func(d time.Time) bool { md := d.Format("01-02"); return md < "12-20" && md > "01-05" }, 365 - 17, 0},
		{"the lost hour takes its day away", "timezone = \"Europe/Berlin\"", "per_day = 5\nhours = \"02:10-02:50\"", 5,
			func(d time.Time) bool { return d.Format("01-02") != "03-25" }, 364, 0},
		{"hours across midnight belong to the day on which they begin", "", "per_day = 6\nhours = \"22:00-04:00\"\ndays = \"fri\"", 6,
			func(d time.Time) bool { return d.Weekday() == time.Friday }, 52, 4 * time.Hour},
	} {
		t.Run(c.why, func(t *testing.T) {
			s, ch := daily(t, c.service, c.change)
			if ch.Calendar.Days() != c.days || math.Abs(ch.Events()-c.perDay*c.days) > 1e-9 {
				t.Fatalf("%v days and %v events, want %v and %v", ch.Calendar.Days(), ch.Events(), c.days, c.perDay*c.days)
			}
			for _, phi := range []float64{1e-9, 0.31, 0.999} {
				counts := map[string]float64{}
				n := int(math.Round(ch.Events()))
				before := -1.0
				for j := range n {
					at := ch.Calendar.Place((float64(j) + phi) / float64(n))
					if !ch.Calendar.IsOpen(at) || at <= before {
						t.Fatalf("event %d at %v s, after %v: closed or out of order", j, at, before)
					}
					before = at
					wall := momentOf(s, time.Duration(at*1e9)).Add(-c.shift)
					counts[wall.Format(time.DateOnly)]++
				}
				for day := range 365 {
					d := momentOf(s, time.Duration(day)*24*time.Hour)
					want := 0.0
					if c.allowed(d) {
						want = c.perDay
					}
					if got := counts[d.Format(time.DateOnly)]; got != want {
						t.Errorf("phase %v: %v events on %s, want %v", phi, got, d.Format("Mon 2006-01-02"), want)
					}
				}
			}
		})
	}
}

// TestHalfADay is every other allowed day, at a place in that day's time that
// the phase says.
func TestHalfADay(t *testing.T) {
	_, ch := daily(t, "", "per_day = 0.5\nhours = \"10:00-12:00\"\ndays = \"mon-fri\"")
	if ch.Events() != 130.5 {
		t.Fatalf("%v events", ch.Events())
	}
	// j + φ = 3.25 stands at 6.5 on the axis: the seventh weekday, at noon's middle.
	if at, want := ch.Calendar.Place(3.25/130.5), 8*model.Day+11*3600; math.Abs(at-want) > 1e-6 {
		t.Errorf("at %v s, want %v", at, want)
	}
}

// TestDaysAtTheYearsEdge: the hours of the last day before the year reach into
// it, and those of its last day out of it; together they are one day.
func TestDaysAtTheYearsEdge(t *testing.T) {
	_, ch := daily(t, "", "per_day = 6\nhours = \"22:00-04:00\"")
	if ch.Calendar.Days() != 365 {
		t.Errorf("%v days, want 365", ch.Calendar.Days())
	}
	// Two thirds of a day are over when the first hours of the year's own begin.
	if at, want := ch.Calendar.Place((2.0/3+1e-12)/365), 22*3600.0; math.Abs(at-want) > 1e-3 {
		t.Errorf("at %v s, want %v", at, want)
	}
	for _, share := range []float64{0, 0.1, 0.5, 0.7123, 0.9999999} {
		if back := ch.Calendar.Share(ch.Calendar.Place(share)); math.Abs(back-share) > 1e-12 {
			t.Errorf("share %v comes back as %v", share, back)
		}
	}
}

// TestOftenKeepsItsNumber: other keys than per_day have as many events as
// without a calendar, and the value that a path holds is what the file says.
func TestOftenKeepsItsNumber(t *testing.T) {
	for key, want := range map[string]float64{"per_week = 5": 5 * 365.0 / 7, "per_month = 3": 36, "per_year = 7": 7, `every = "4h"`: 6 * 365} {
		if _, ch := daily(t, "", key+"\ndays = \"mon-fri\""); math.Abs(ch.Events()-want) > 1e-9 {
			t.Errorf("%s: %v events, want %v", key, ch.Events(), want)
		}
	}
	s, _ := daily(t, "", "per_day = 6\ndays = \"mon-fri\"")
	if v, _, ok := file.Value(s, "change.deploy.per_day"); !ok || math.Abs(v-6) > 1e-12 {
		t.Errorf("per_day holds %v", v)
	}
}

// TestSqueezedCalendars checks which calendars are warned of: those that bring
// many more events into the periods that they leave than the file writes.
func TestSqueezedCalendars(t *testing.T) {
	for change, want := range map[string]string{
		"per_week = 5\ndays = \"mon-fri\"":                                             "",
		"per_day = 6\nhours = \"09:00-10:00\"\ndays = \"mon\"":                         "",
		"per_year = 12\nfreezes = [ { from = \"02-01\", to = \"12-31\" } ]":            "",
		"per_month = 1\nfreezes = [ { from = \"12-15\", to = \"01-05\" } ]":            "",
		"per_week = 2\nfreezes = [ { from = \"02-01\", to = \"12-31\" } ]":             "change.deploy.per_week: its calendar leaves 8.493% of the year, into which all 104.3 events go: 20.86 in each week that is left, where the key says 2",
		"every = \"4h\"\nhours = \"08:00-12:00\"":                                      "change.deploy.every: its calendar leaves 16.67% of the year, into which all 2190 events go: 6 in each stretch of 4h that is left, where the key says 1",
		"per_day = 8\nhours = \"09:00-10:00\"\ndays = \"mon-fri\"\ndowntime = \"10m\"": "change.deploy lasts 10m on average but happens every 7m30s of the time that its calendar leaves: the service is never up between",
	} {
		file := strings.Replace(calendarFile, "per_week = 1", change, 1)
		if strings.Contains(change, "downtime") {
			file = strings.Replace(file, "\ndowntime = \"10s\"", "", 1)
		}
		s := read(t, strings.ReplaceAll(strings.ReplaceAll(file, "%%", "%"), "%s", ""))
		if got := strings.Join(s.Warnings, "\n"); got != want {
			t.Errorf("%q: got %q, want %q", change, got, want)
		}
	}
}

// TestPlaceIsFound: a place is where going through the axis finds it, and the
// inverse of the share before it, at the axis' joints too.
func TestPlaceIsFound(t *testing.T) {
	for _, change := range []string{"per_day = 6\ndays = \"mon-fri\"", "per_week = 1\nhours = [\"09:00-12:00\", \"13:00-13:20\"]", "per_month = 1\ndays = \"sun\"\nhours = \"02:00-05:00\""} {
		_, c := daily(t, "timezone = \"Europe/Berlin\"", change)
		last := 0.0
		const steps = 200_000
		for i := range steps {
			share := float64(i) / steps
			at := c.Calendar.Place(share)
			if at < last || !c.Calendar.IsOpen(at) {
				t.Fatalf("%s: %v of the axis is at %v after %v, open %v", change, share, at, last, c.Calendar.IsOpen(at))
			}
			if got := c.Calendar.Share(at); math.Abs(got-share) > 1e-9 {
				t.Fatalf("%s: %v of the axis is at %v, before which lies %v", change, share, at, got)
			}
			last = at
		}
	}
}
