package model_test

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"nines/model"
)

// TestWindowsAreTheCalendars walks through years half an hour at a time and
// notes where the calendar on the wall turns to another month, quarter or week:
// those are the edges, if the first and the last are taken for what they are.
func TestWindowsAreTheCalendars(t *testing.T) {
	turns := map[string]func(a, b time.Time) bool{
		"month":   func(a, b time.Time) bool { return a.Month() != b.Month() },
		"quarter": func(a, b time.Time) bool { return (a.Month()-1)/3 != (b.Month()-1)/3 },
		"week":    func(a, b time.Time) bool { return a.Weekday() == time.Sunday && b.Weekday() != time.Sunday },
	}
	whole := map[string]map[string]int{}
	for _, c := range []struct{ starts, zone string }{
		{"", "UTC"}, {"2028-03-01", "UTC"}, {"2028-01-01", "UTC"}, {"2027-03-01", "Europe/Berlin"}, {"2026-11-17", "America/New_York"},
		{"2027-12-31", "Australia/Lord_Howe"}, {"", "Europe/Berlin"}, {"2018-02-01", "America/Sao_Paulo"},
	} {
		service := fmt.Sprintf("timezone = %q", c.zone)
		if c.starts != "" {
			service += "\nstarts = " + c.starts
		}
		for kind, turn := range turns {
			file := fmt.Sprintf(calendarFile, service, "", "")
			s := read(t, strings.Replace(file, "[slo]\n", "[slo]\nwindow = \""+kind+"\"\n", 1))
			var want []float64
			before := s.Service.Starts.Add(-time.Minute).In(s.Service.Zone)
			for at := 0.0; at < model.Year+1; at += 1800 {
				// The first moment after the year may lie on a day that is left out.
				now := momentOf(s, time.Duration(at*1e9))
				if now.Month() == time.February && now.Day() == 29 {
					now = now.Add(24 * time.Hour)
				}
				if turn(before, now) {
					want = append(want, at)
				}
				before = now
			}
			w := s.SLO.Window
			got := w.Edges()
			if fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%ss of %q in %s:\n got %v\nwant %v", kind, c.starts, c.zone, got, want)
				continue
			}
			n := len(got) - 1
			if mean := (got[n] - got[0]) / float64(n); math.Abs(w.Length-mean) > 1e-6 {
				t.Errorf("%ss of %q: a mean length of %v, want %v", kind, c.starts, w.Length, mean)
			}
			if whole[c.starts+" "+c.zone] == nil {
				whole[c.starts+" "+c.zone] = map[string]int{}
			}
			whole[c.starts+" "+c.zone][kind] = n
		}
	}
	for key, want := range map[string]map[string]int{
		" UTC":                         {"month": 12, "quarter": 4, "week": 52},
		"2028-03-01 UTC":               {"month": 12, "quarter": 3, "week": 51},
		"2026-11-17 America/New_York":  {"month": 11, "quarter": 3, "week": 51},
		"2018-02-01 America/Sao_Paulo": {"month": 12, "quarter": 3, "week": 51},
	} {
		if fmt.Sprint(whole[key]) != fmt.Sprint(want) {
			t.Errorf("%s: whole windows %v, want %v", key, whole[key], want)
		}
	}
}

// TestMonthsOfAYearFromMarch spells lengths out: the clocks go forward in March
// and back in October, and February is last.
func TestMonthsOfAYearFromMarch(t *testing.T) {
	file := fmt.Sprintf(calendarFile, "timezone = \"Europe/Berlin\"\nstarts = 2027-03-01", "", "")
	s := read(t, strings.Replace(file, "[slo]\n", "[slo]\nwindow = \"month\"\n", 1))
	want := []float64{31*24 - 1, 30 * 24, 31 * 24, 30 * 24, 31 * 24, 31 * 24, 30 * 24, 31*24 + 1, 30 * 24, 31 * 24, 31 * 24, 28 * 24}
	edges := s.SLO.Window.Edges()
	for i := range want {
		if got := (edges[i+1] - edges[i]) / 3600; got != want[i] {
			t.Errorf("month %d has %v h, want %v", i, got, want[i])
		}
	}
	if got := s.SLO.Promise.Budget(edges[1]); math.Abs(got-743*3.6) > 1e-9 {
		t.Errorf("March allows %v s", got)
	}
}

// TestFit counts windows, whose months are twelfths of a year.
func TestFit(t *testing.T) {
	for _, c := range []struct {
		w    model.Window
		span float64
		want int
	}{
		{model.NewWindow(model.MonthWindow, 0), model.Year / 12, 1}, {model.NewWindow(model.MonthWindow, 0), 13 * model.Year / 12, 13}, {model.NewWindow(model.MonthWindow, 0), 30 * model.Day, 0},
		{model.NewWindow(model.QuarterWindow, 0), model.Year, 4}, {model.NewWindow(model.WeekWindow, 0), model.Year, 52}, {model.NewWindow(model.EveryWindow, 30*model.Day), 2 * model.Year, 24},
		{model.NewWindow(model.YearWindow, 0), 3 * model.Year, 3},
	} {
		if got := c.w.Fit(c.span); got != c.want {
			t.Errorf("%v in %v d: %d, want %d", c.w, c.span/model.Day, got, c.want)
		}
	}
}
