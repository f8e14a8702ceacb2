package plots

import (
	"slices"
	"strings"
	"testing"

	"nines/plots/words"
	"nines/sim/compare"
)

// TestInvestments reads off the chart what the comparison says.
func TestInvestments(t *testing.T) {
	all := options(t)
	for _, tt := range []struct {
		why, name, title string
		says             []string
	}{
		{"the best of it is worth its money", "usual", "99.94 % is worth its money: fund auto-rollback and faster-alert",
			[]string{"auto-rollback", "+ faster-alert", "today", "the promise", "lowest: 151,000, at 99.94 %"}},
		{"what costs more than it saves", "one", "No investment pays for itself; today’s 99.91 % is not enough for 99.95 %", []string{"lowest: 180,000, at 99.91 %", "a-second-region"}},
		{"no money is known", "poor", "Nothing here makes 99.95 % safe; auto-rollback and faster-alert come closest", []string{"today", "auto-rollback"}},
		{"nothing to compare", "none", "There is nothing to invest in", []string{"today"}},
		{"a service that never fails", "flawless", "100 % is worth its money: fund a-second-region", []string{"100 %, none", "a-second-region"}},
		{"advice is free", "free", "99.92 % is worth its money: fund advice", []string{"advice", "0"}},
	} {
		c := Investments(all[tt.name])
		if words.Plain(c.Title()) != tt.title {
			t.Errorf("%s: %q, want %q", tt.why, words.Plain(c.Title()), tt.title)
		}
		got := textsOf(t, c)
		for _, w := range tt.says {
			if !slices.Contains(got, words.Plain(w)) {
				t.Errorf("%s: the chart lacks %q: %q", tt.why, w, got)
			}
		}
	}
	for _, w := range textsOf(t, Investments(all["poor"])) {
		if strings.Contains(w, "lowest") {
			t.Errorf("without money the chart says %q", w)
		}
	}
}

// TestInvestmentsFrontier leaves out of the line what promises less for more.
func TestInvestmentsFrontier(t *testing.T) {
	v := newInvestments(options(t)["usual"])
	line := v.frontier()
	if len(line) < 4 || !line[0].today {
		t.Fatalf("the line has %d points, the first of today: %v", len(line), line[0].today)
	}
	for i := 1; i < len(line); i++ {
		if line[i].Attainable.Value <= line[i-1].Attainable.Value || line[i].YearlyCost < line[i-1].YearlyCost {
			t.Errorf("%v does not follow %v", line[i].Names, line[i-1].Names)
		}
	}
	// The lowest total is the one with the highest net benefit.
	best := slices.MaxFunc(v.Options, func(a, b compare.Option) int { return int(a.Net.Value - b.Net.Value) })
	if low := v.points[v.lowest]; !slices.Equal(low.Names, best.Names) {
		t.Errorf("lowest is %v, the highest net has %v", low.Names, best.Names)
	}
}

// TestPricedLosses names what a mean year of a comparison is made of.
func TestPricedLosses(t *testing.T) {
	for _, tt := range []struct {
		priced compare.Priced
		want   string
	}{
		{compare.Priced{Revenue: true}, "outages"}, {compare.Priced{Credits: true}, "credits"}, {compare.Priced{Revenue: true, Credits: true}, "outages and credits"},
		{compare.Priced{Revenue: true, Credits: true, People: true}, "outages, credits and people’s time"},
	} {
		c := options(t)["usual"]
		c.Priced = tt.priced
		if said := textsOf(t, Investments(c)); !slices.Contains(said, tt.want) {
			t.Errorf("the chart lacks %q: %q", tt.want, said)
		}
	}
}
