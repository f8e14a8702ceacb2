package model_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"nines/model"
)

// TestFreezes checks a change's calendar on the days at its edges, in a freeze
// across the year's end and before 29 February, which is left out.
func TestFreezes(t *testing.T) {
	s := withCalendar(t, "starts = 2028-01-01", `freezes = [ { from = "12-15", to = "01-05" }, { from = "02-28", to = "02-29" } ]`, "")
	c := s.Changes[0].Calendar
	frozen := func(d time.Time) bool {
		md := d.Format("01-02")
		return md >= "12-15" || md <= "01-05" || md == "02-28"
	}
	days := 0
	for day := range 365 {
		d := momentOf(s, time.Duration(day)*24*time.Hour)
		if c.IsOpen(float64(day)*model.Day) == frozen(d) || c.IsOpen(float64(day)*model.Day+model.Day-1) == frozen(d) {
			t.Errorf("%s: open is not the opposite of frozen", d.Format(time.DateOnly))
		}
		if !frozen(d) {
			days++
		}
	}
	if c.Open() != float64(days)*model.Day {
		t.Errorf("open for %v days, want %d", c.Open()/model.Day, days)
	}
	if s.Changes[0].Period != 7*model.Day {
		t.Errorf("a freeze changed the period to %v", s.Changes[0].Period)
	}
}

// TestFreezesTakeWholeNights compares a change's calendar with the clock on the
// wall at every minute: a frozen day's night goes with its hours after midnight,
// and the night before stays whole. So a year has as many events as nights that
// are left, of which none is clipped.
func TestFreezesTakeWholeNights(t *testing.T) {
	days := func(list ...string) string {
		for i, d := range list {
			list[i] = fmt.Sprintf("{ from = %q, to = %q }", d, d)
		}
		return "freezes = [" + strings.Join(list, ", ") + "]\n"
	}
	for _, c := range []struct {
		why, service, change string
		frozen               func(md string) bool
		week                 func(time.Time) bool
		days, events         float64
	}{
		{"eight days apart from each other", "", "per_day = 1\n" + days("06-02", "06-05", "06-08", "06-11", "06-14", "06-17", "06-20", "06-23"),
			func(md string) bool {
				return md[:2] == "06" && md <= "06-23" && strings.Contains("02 05 08 11 14 17 20 23", md[3:])
			}, nil, 357, 357},
		{"five days in a row", "starts = 2027-02-01", "per_day = 6\nfreezes = [ { from = \"07-07\", to = \"07-11\" } ]\n",
			func(md string) bool { return md >= "07-07" && md <= "07-11" }, nil, 360, 2160},
		{"weekdays, across the year's end, clocks that change", "starts = 2027-02-11\ntimezone = \"Europe/Berlin\"",
			"per_day = 2\ndays = \"mon-fri\"\nfreezes = [ { from = \"12-15\", to = \"01-10\" }, { from = \"07-01\", to = \"07-31\" } ]\n",
			func(md string) bool { return md >= "12-15" || md <= "01-10" || md[:2] == "07" }, weekdaysOnly, 220, 440},
		{"the day before a leap day", "starts = 2028-01-01", "per_day = 3\n" + days("02-28"),
			func(md string) bool { return md == "02-28" || md == "02-29" }, nil, 364, 1092}, // 1 March's first hours are that night's
		{"the year's last day, whose night ends on its first", "starts = 2027-07-01", "per_day = 4\n" + days("06-30"),
			func(md string) bool { return md == "06-30" }, nil, 364, 1456},
		{"the same with a leap day between", "starts = 2028-03-01", "per_day = 4\n" + days("02-28"),
			func(md string) bool { return md == "02-28" || md == "02-29" }, nil, 364, 1456},
	} {
		t.Run(c.why, func(t *testing.T) {
			s, ch := daily(t, c.service, c.change+"hours = \"22:00-04:00\"")
			if ch.Calendar.Days() != c.days || math.Abs(ch.Events()-c.events) > 1e-9 {
				t.Errorf("%v nights and %v events, want %v and %v", ch.Calendar.Days(), ch.Events(), c.days, c.events)
			}
			open := onDays(func(d time.Time) bool {
				return !c.frozen(d.Format("01-02")) && (c.week == nil || c.week(d))
			}, [2]int{1320, 240})
			for m := range 365 * 24 * 60 {
				at := momentOf(s, time.Duration(m)*time.Minute)
				if got, want := ch.Calendar.IsOpen(float64(m)*60), open(at); got != want {
					t.Fatalf("%v: open %v, the clock says %v", at, got, want)
				}
			}
		})
	}
}
