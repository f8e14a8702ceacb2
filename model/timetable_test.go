package model_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"nines/model"
	"nines/model/file"
)

const calendarFile = `title = "T"
[service]
name = "shop"
%s
[slo]
targets = ["99.9%%"]
[change.deploy]
per_week = 1
downtime = "10s"
%s
[responder.oncall]
ack = "5m"
%s
[recovery.restart]
time = "2m"
responder = "oncall"
[alarm.probe]
interval = "30s"
[risk.crash]
rate = "4/year"
alarms = ["probe"]
recovery = ["restart"]
`

func withCalendar(t *testing.T, service, change, responder string) *model.Scenario {
	t.Helper()
	return read(t, fmt.Sprintf(calendarFile, service, change, responder))
}

// momentOf returns the moment so long after the start of a scenario's year,
// which leaves 29 February out.
func momentOf(s *model.Scenario, after time.Duration) time.Time {
	at := s.Service.Starts.Add(after).In(s.Service.Zone)
	for year := range 2 {
		leap := time.Date(s.Service.Starts.Year()+year, time.February, 29, 0, 0, 0, 0, s.Service.Zone)
		if leap.Day() == 29 && leap.After(s.Service.Starts) && !at.Before(leap) {
			at = at.Add(24 * time.Hour)
		}
	}
	return at
}

// A wall says, of a moment as the clock and the calendar on the wall show it,
// whether it is open: the second method beside the timetable's.
type wall func(at time.Time) bool

// onDays returns the wall of spans (minutes of the day; a second number
// smaller than the first crosses midnight) on days that a predicate allows.
func onDays(works func(time.Time) bool, spans ...[2]int) wall {
	return func(at time.Time) bool {
		minute := at.Hour()*60 + at.Minute()
		noon := time.Date(at.Year(), at.Month(), at.Day(), 12, 0, 0, 0, time.UTC)
		for _, s := range spans {
			from, to := s[0], s[1]
			if from < to && minute >= from && minute < to && works(noon) ||
				from > to && (minute >= from && works(noon) || minute < to && works(noon.AddDate(0, 0, -1))) {
				return true
			}
		}
		return false
	}
}

func weekdaysOnly(d time.Time) bool {
	return d.Weekday() != time.Saturday && d.Weekday() != time.Sunday
}

// TestTimetableMinuteByMinute compares timetables with the clock on the wall
// at every minute of the year. Hours, and what clocks are changed by, are whole
// fives of minutes: in the plain run the wall is read at the first and the last
// minute of each five, and stands still between them.
func TestTimetableMinuteByMinute(t *testing.T) {
	thorough := os.Getenv("NINES_PROOF") != ""
	always := func(time.Time) bool { return true }
	for _, c := range []struct {
		why, service, responder, zone string
		wall                          wall
	}{
		{"office hours in UTC", ``, "hours = \"09:00-17:00\"\ndays = \"mon-fri\"", "UTC", onDays(weekdaysOnly, [2]int{540, 1020})},
		{"clocks that change by an hour", `timezone = "Europe/Berlin"`, "hours = \"09:00-17:00\"\ndays = \"mon-fri\"", "Europe/Berlin", onDays(weekdaysOnly, [2]int{540, 1020})},
		{"a zone of the responder's own", `timezone = "Europe/Berlin"`, "timezone = \"America/New_York\"\nhours = \"09:00-17:00\"\ndays = \"mon-fri\"", "America/New_York", onDays(weekdaysOnly, [2]int{540, 1020})},
		{"hours that begin and end in the lost hour", `timezone = "America/New_York"`, `hours = ["02:15-02:45", "01:30-02:10"]`, "America/New_York", onDays(always, [2]int{135, 165}, [2]int{90, 130})},
		{"clocks that change at midnight", "starts = 2018-01-01\ntimezone = \"America/Sao_Paulo\"", `hours = ["23:30-00:45", "12:00-13:00"]`, "America/Sao_Paulo", onDays(always, [2]int{1410, 45}, [2]int{720, 780})},
		{"half an hour of daylight saving, the year from July", "starts = 2027-07-15\ntimezone = \"Australia/Lord_Howe\"", `hours = "22:00-06:00"`, "Australia/Lord_Howe", onDays(always, [2]int{1320, 360})},
		{"a weekend that wraps the week, nights that belong to the day they begin on", `timezone = "Asia/Kolkata"`, "hours = \"20:00-08:00\"\ndays = \"sat-mon\"", "Asia/Kolkata",
			onDays(func(d time.Time) bool { return d.Weekday() <= time.Monday || d.Weekday() == time.Saturday }, [2]int{1200, 480})},
		{"holidays of every year where none is named", ``, "holidays = [2026-12-25, 1999-12-26]\nhours = [\"08:00-12:00\", \"11:00-16:00\"]", "UTC",
			onDays(func(d time.Time) bool { return d.Month() != time.December || d.Day() != 25 && d.Day() != 26 }, [2]int{480, 960})},
		{"holidays of one year where it is named", "starts = 2026-07-01", "days = \"mon-fri\"\nholidays = [2026-07-03, 2027-05-03]", "UTC",
			onDays(func(d time.Time) bool {
				return weekdaysOnly(d) && d.Format(time.DateOnly) != "2026-07-03" && d.Format(time.DateOnly) != "2027-05-03"
			}, [2]int{0, 1440})},
		{"a leap day is left out: nights of the day before end on the day after", "starts = 2028-01-01", "hours = \"22:00-06:00\"\nholidays = [2028-02-28]", "UTC",
			func(at time.Time) bool {
				md, hour := at.Format("01-02"), at.Hour()
				return hour >= 22 && md != "02-28" || hour < 6 && md != "03-01"
			}},
		{"a leap day in a zone of the responder's own that is ahead", "starts = 2027-06-05\ntimezone = \"America/Los_Angeles\"", "timezone = \"Asia/Tokyo\"\nhours = \"09:00-17:00\"\ndays = \"mon-fri\"", "Asia/Tokyo", onDays(weekdaysOnly, [2]int{540, 1020})},
		{"a leap day in one that is behind", "starts = 2027-06-05\ntimezone = \"Asia/Tokyo\"", "timezone = \"America/Los_Angeles\"\nhours = \"09:00-17:00\"\ndays = \"mon-fri\"", "America/Los_Angeles", onDays(weekdaysOnly, [2]int{540, 1020})},
		{"whole days and a holiday around a leap day in another zone", "starts = 2028-01-01\ntimezone = \"Asia/Tokyo\"", "timezone = \"America/Los_Angeles\"\ndays = \"mon-fri\"\nholidays = [2028-02-28]", "America/Los_Angeles",
			onDays(func(d time.Time) bool { return weekdaysOnly(d) && d.Format(time.DateOnly) != "2028-02-28" }, [2]int{0, 1440})},
		{"the night into a leap day ends on the day after in another zone too", "starts = 2028-01-01", "timezone = \"Europe/Berlin\"\nhours = \"22:00-06:00\"\nholidays = [2028-02-28]", "Europe/Berlin",
			func(at time.Time) bool { // an hour of that night lies before what is left out, five behind it
				md, hour := at.Format("01-02"), at.Hour()
				return hour >= 22 && md != "02-28" || hour < 6 && md != "02-29" && md != "03-01"
			}},
		{"a year from the day after a leap day", "starts = 2028-03-01", "hours = \"22:00-06:00\"\nholidays = [2028-02-28]", "UTC",
			func(at time.Time) bool {
				return at.Hour() >= 22 || at.Hour() < 6 && at.Format(time.DateOnly) != "2028-03-01"
			}},
		{"days of the week on both sides of a leap day", "starts = 2027-09-13\ntimezone = \"Asia/Tokyo\"", `days = ["mon", "wed"]`, "Asia/Tokyo",
			onDays(func(d time.Time) bool { return d.Weekday() == time.Monday || d.Weekday() == time.Wednesday }, [2]int{0, 1440})},
	} {
		t.Run(c.why, func(t *testing.T) {
			s := withCalendar(t, c.service, "", c.responder)
			zone, err := time.LoadLocation(c.zone)
			if err != nil {
				t.Fatal(err)
			}
			table := s.Responders[0].Hours
			const minutes = 365 * 24 * 60
			open := make([]bool, minutes)
			count := 0
			for m := range open {
				if m%5 == 0 || m%5 == 4 || thorough {
					open[m] = c.wall(momentOf(s, time.Duration(m)*time.Minute).In(zone))
				} else {
					open[m] = open[m-1]
				}
				if open[m] {
					count++
				}
				for _, at := range []float64{0, 29.5, 59.999} {
					if got := table.IsOpen(float64(m)*60 + at); got != open[m] {
						t.Fatalf("%v: open %v, the clock says %v", s.Service.Starts.Add(time.Duration(m)*time.Minute).In(zone), got, open[m])
					}
				}
			}
			if table.Open() != float64(count)*60 {
				t.Errorf("open for %v s, want %d", table.Open(), count*60)
			}
			// Backwards through two years, so that what comes after the end is known.
			wait, left := math.Inf(1), math.Inf(1)
			for m := 2*minutes - 1; m >= 0; m-- {
				if open[m%minutes] {
					wait, left = 0, left+60
				} else {
					wait, left = wait+60, 0
				}
				if m >= minutes {
					continue
				}
				at := float64(m) * 60
				if table.Wait(at) != wait || table.Left(at) != left {
					t.Fatalf("at %v s: wait %v and left %v, want %v and %v", at, table.Wait(at), table.Left(at), wait, left)
				}
				if far := at + 3*model.Year; table.Wait(far) != wait || table.IsOpen(far) != open[m] {
					t.Fatalf("at %v s and three years: wait %v, want %v", at, table.Wait(far), wait)
				}
			}
		})
	}
}

// TestDaylightSaving spells out what the scan above compares with: the same
// office hours are an hour earlier in universal time when the clocks are
// forward.
func TestDaylightSaving(t *testing.T) {
	s := withCalendar(t, "starts = 2026-01-01\ntimezone = \"Europe/Berlin\"", "", `hours = "09:00-17:00"`)
	if want := time.Date(2025, time.December, 31, 23, 0, 0, 0, time.UTC); !s.Service.Starts.Equal(want) {
		t.Fatalf("the year begins %v, want %v", s.Service.Starts.UTC(), want)
	}
	h := s.Responders[0].Hours
	for _, c := range []struct {
		day  string
		from int // hour in universal time
	}{{"2026-03-28", 8}, {"2026-03-29", 7}, {"2026-07-01", 7}, {"2026-10-24", 7}, {"2026-10-25", 8}} {
		midnight, err := time.Parse(time.DateOnly, c.day)
		if err != nil {
			t.Fatal(err)
		}
		at := midnight.Add(time.Duration(c.from) * time.Hour).Sub(s.Service.Starts).Seconds()
		if h.IsOpen(at-1) || !h.IsOpen(at) || h.Left(at) != 8*3600 {
			t.Errorf("%s: the hours do not begin at %d:00 UTC and last eight", c.day, c.from)
		}
	}
}

// TestPlace checks that even shares fall evenly on the open time, in order,
// and that Share leads back.
func TestPlace(t *testing.T) {
	s := withCalendar(t, "", "hours = [\"09:00-12:00\", \"22:00-01:00\"]\ndays = \"tue-thu\"", "")
	c := s.Changes[0].Calendar
	rng := rand.New(rand.NewPCG(4, 2))
	for range 20_000 {
		share := rng.Float64()
		at := c.Place(share)
		if !c.IsOpen(at) {
			t.Fatalf("share %v falls on %v s, which is closed", share, at)
		}
		if back := c.Share(at); math.Abs(back-share) > 1e-12 {
			t.Fatalf("share %v falls on %v s, before which %v is", share, at, back)
		}
	}
	before := -1.0
	for i := range c.Stretches() {
		from, to := c.Stretch(i)
		for _, at := range []float64{from, to} {
			if got := c.Place(math.Min(c.Share(at), 1-1e-15)); got < before {
				t.Fatalf("at the edge %v s: %v after %v", at, got, before)
			} else {
				before = got
			}
		}
	}
	if first := c.Place(0); first != model.Day+9*3600 {
		t.Errorf("the first open moment is %v s, want Tuesday at nine", first)
	}
}

// TestCalendarWarnings checks what is legal and does nothing.
func TestCalendarWarnings(t *testing.T) {
	for _, c := range []struct{ service, responder, want string }{
		{"", `ack_off_hours = "30m"`, "responder.oncall.ack_off_hours changes nothing: oncall has no hours, and is on duty around the clock"},
		{"starts = 2027-01-01", `holidays = [2028-12-25]`, "responder.oncall.holidays: 2028-12-25 does not lie in the year that begins on 2027-01-01"},
	} {
		s := withCalendar(t, c.service, "", c.responder)
		if got := strings.Join(s.Warnings, "\n"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.responder, got, c.want)
		}
	}
	s := withCalendar(t, "", "", "")
	p, err := file.ParseSet(`alarm.probe={ interval = "30s", false_alarms = "1/week" }`)
	if err != nil {
		t.Fatal(err)
	}
	automatic, err := file.ParseSet("recovery.restart.responder=none")
	if err != nil {
		t.Fatal(err)
	}
	if s, err = file.With(s, p, automatic); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(s.Warnings, "\n"), "responder.oncall is used by nothing\nalarm.probe.false_alarms pages nobody: no risk that it is an alarm of has a responder"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if w := withCalendar(t, "starts = 2027-01-01", "", `holidays = [2027-12-25]`).Warnings; len(w) > 0 {
		t.Errorf("warnings %q", w)
	}
}

// TestTimetablesAreShared: the cells of a sweep read the scenario again, but
// work no timetable out again.
func TestTimetablesAreShared(t *testing.T) {
	s := withCalendar(t, "", `days = "mon-fri"`, `hours = "09:00-17:00"`)
	other, err := file.With(s, file.Set("responder.oncall.ack", "1m"))
	if err != nil {
		t.Fatal(err)
	}
	if other.Responders[0].Hours != s.Responders[0].Hours || other.Changes[0].Calendar != s.Changes[0].Calendar {
		t.Error("a patch of something else made new timetables")
	}
	if other.Responders[0].Ack.Mean() != 60 {
		t.Error("the patch did nothing")
	}
}
