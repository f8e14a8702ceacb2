package file

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"nines/model"
)

// shop is a scenario without an agreement.
const shop = `
title = "T"
[service]
name = "shop"
currency = "USD"
[slo]
targets = ["99.9%"]
exclude = [{ part = "change.upgrade", at_most = "4h" }]
[change.upgrade]
per_month = 1
downtime = "5h"
[risk.crash]
rate = "4/year"
self_heal_time = "5m"
`

// agreements reads the agreements of the shop.
func agreements(t *testing.T, text string, values ...string) []*model.Agreement {
	t.Helper()
	s, err := Read("shop.toml", []byte(shop+text), sets(t, values...)...)
	if err != nil {
		t.Fatal(err)
	}
	return s.Agreements
}

func TestAgreement(t *testing.T) {
	all := agreements(t, `
[sla.enterprise]
title = "Enterprise"
window = "quarter"
fee_per_month = 40_000
credits = [ { below = "99.95%", credit = "10%" }, { below = "99%", credit = "25%" } ]
term = "3y"
credit_cap = "50%"
claimed = "80%"
min_outage = "1m"
whole_minutes = true
terminate_after = { breaches = 3, within = "12mo" }
exclude = ["risk.crash", { part = "change.upgrade", at_most = "4h" }]
[sla.carrier]
clauses = [ { total_over = "6h" }, { any_outage_over = "3h" } ]
pays = { sum = 5_000 }
`)
	a := all[0]
	if a.Name != "enterprise" || a.Title != "Enterprise" || a.Window.Kind != model.QuarterWindow || a.WindowFee() != 120_000 {
		t.Errorf("got %+v", a)
	}
	if len(a.Credits) != 2 || a.Credits[1].Below.Text() != "99%" || a.Credits[1].Share != 0.25 {
		t.Errorf("got credits %+v", a.Credits)
	}
	if a.Term != 3*model.Year || a.CreditCap != 0.5 || a.Claimed != 0.8 || a.MinOutage != 60 || !a.WholeMinutes {
		t.Errorf("got %+v", a)
	}
	if *a.Termination != (model.Termination{Breaches: 3, Within: 4}) {
		t.Errorf("12 months are %d quarters, want 4", a.Termination.Within)
	}
	x := a.Exclusions
	if len(x) != 2 || x[0].Risk == nil || x[0].Risk.Name != "crash" || !math.IsInf(x[0].AtMost, 1) || x[1].Change == nil || x[1].AtMost != 4*3600 {
		t.Errorf("got exclusions %+v", x)
	}
	b := all[1]
	if b.Window.Kind != model.MonthWindow || b.Term != model.Year || b.Claimed != 1 || !math.IsInf(b.CreditCap, 1) || b.Termination != nil {
		t.Errorf("unless told: got %+v", b)
	}
	if !slices.Equal(b.Clauses, []model.Clause{{Kind: model.TotalDowntime, Over: 6 * 3600}, {Kind: model.AnyOutage, Over: 3 * 3600}}) || b.Pays != (model.Payment{Kind: model.FixedSum, Amount: 5000}) {
		t.Errorf("got %+v that pay %+v", b.Clauses, b.Pays)
	}
}

// presetSection is what published terms may say: an agreement's own keys, and
// where they were found.
func (s *schema) presetSection() *section {
	sla := *s.byName["sla"]
	sla.keys = append(sla.keys[:len(sla.keys):len(sla.keys)], formKey("source", textForm), formKey("date", textForm))
	return &sla
}

// TestPresets reads each of the published terms as if a user had written them.
func TestPresets(t *testing.T) {
	dated := regexp.MustCompile(`^20\d\d(-\d\d(-\d\d)?)?$`)
	d := newDocument("agreements.toml", publishedTerms)
	if err := d.parse(publishedTerms); err != nil {
		t.Fatal(err)
	}
	sec := d.schema.presetSection()
	if n := len(d.root.Child("sla").Keys()); n != 8 || len(d.root.Children) != 1 {
		t.Fatalf("%d published terms, and %d sections", n, len(d.root.Children))
	}
	for _, part := range d.root.Child("sla").Children {
		r := &reader{doc: d, root: d.root, out: &model.Scenario{}, suggested: map[string]bool{}}
		c := cursor{r, part, "sla." + part.Key, sec}
		c.checkKeys()
		var raw model.Agreement
		if r.terms(c, &raw); r.found > 0 {
			t.Errorf("%v", r.errs)
		}
		a := agreements(t, "[sla.gold]\nfee_per_month = 100\npreset = \""+part.Key+"\"\n")[0]
		if a.Preset != part.Key || a.Title == "" || !strings.HasPrefix(a.Source, "http") || !dated.MatchString(a.Date) {
			t.Errorf("%s names no title, source or date: %+v", part.Key, a)
		}
		if len(a.Credits) != len(raw.Credits) || !slices.Equal(a.Clauses, raw.Clauses) || a.Pays != raw.Pays || a.WholeMinutes != raw.WholeMinutes {
			t.Errorf("%s reads %+v as a user's and %+v as itself", part.Key, a, raw)
		}
	}
}

// TestPublishedTerms holds the tiers against those of the sources.
func TestPublishedTerms(t *testing.T) {
	for preset, want := range map[string]string{
		"aws-ec2-region":   "99.99% 10%, 99% 30%, 95% 100%",
		"aws-ec2-instance": "99.5% 10%, 99% 30%, 95% 100%",
		"aws-s3-standard":  "99.9% 10%, 99% 25%, 95% 100%",
		"aws-rds-multi-az": "99.95% 10%, 99% 25%, 95% 100%",
		"azure-vm-zones":   "99.99% 10%, 99% 25%, 95% 100%",
		"google-alloydb":   "99.99% 10%, 99% 25%, 95% 50%",
	} {
		a := agreements(t, "[sla.gold]\nfee_per_month = 100\npreset = \""+preset+"\"\n")[0]
		var tiers []string
		for _, c := range a.Credits {
			tiers = append(tiers, c.Below.Text()+" "+model.FormatRatio(c.Share))
		}
		if got := strings.Join(tiers, ", "); got != want || a.WholeMinutes != (preset == "google-alloydb") {
			t.Errorf("%s: got %s", preset, got)
		}
	}
	for preset, want := range map[string][3]float64{"korea-mobile-until-2022": {3, 6, 8}, "korea-mobile": {2, 6, 10}} {
		a := agreements(t, "[sla.gold]\nfee_per_month = 100\npreset = \""+preset+"\"\n")[0]
		if !slices.Equal(a.Clauses, []model.Clause{{Kind: model.AnyOutage, Over: want[0] * 3600}, {Kind: model.TotalDowntime, Over: want[1] * 3600}}) || a.Pays != (model.Payment{Kind: model.FeeForDowntime, Amount: want[2]}) {
			t.Errorf("%s: got %+v that pay %+v", preset, a.Clauses, a.Pays)
		}
	}
}

// TestAgreementPatches overrides published terms, in the file and by patches.
func TestAgreementPatches(t *testing.T) {
	const text = "[sla.gold]\npreset = \"korea-mobile\"\nfee_per_month = 100\n"
	for _, c := range []struct {
		set string
		is  func(a *model.Agreement) bool
	}{
		{"sla.gold.fee_per_month=250", func(a *model.Agreement) bool { return a.FeePerMonth == 250 && a.Preset == "korea-mobile" }},
		{"sla.gold.fee_per_month={ times = 3 }", func(a *model.Agreement) bool { return a.FeePerMonth == 300 }},
		{"sla.*.window=week", func(a *model.Agreement) bool { return a.Window.Kind == model.WeekWindow && a.Pays.Amount == 10 }},
		{"sla.gold.title=Ours", func(a *model.Agreement) bool { return a.Title == "Ours" && a.Source != "" }},
		{"sla.gold.pays={ sum = 7 }", func(a *model.Agreement) bool {
			return a.Pays == (model.Payment{Kind: model.FixedSum, Amount: 7}) && len(a.Clauses) == 2
		}},
		{`sla.gold.credits=[ { below = "99%", credit = "5%" } ]`, func(a *model.Agreement) bool { return len(a.Credits) == 1 && a.Clauses == nil && a.Pays.Amount == 0 }},
		{"sla.gold.preset=aws-s3-standard", func(a *model.Agreement) bool { return len(a.Credits) == 3 && a.Clauses == nil }},
		{"sla.gold.term=2y", func(a *model.Agreement) bool { return a.Term == 2*model.Year }},
		{`sla.gold.exclude=["change.upgrade"]`, func(a *model.Agreement) bool { return len(a.Exclusions) == 1 }},
		{`sla.new={ preset = "google-alloydb", fee_per_month = 9 }`, func(a *model.Agreement) bool { return a.Name == "new" && a.WholeMinutes }},
		{"sla.gold=none", nil},
	} {
		all := agreements(t, text, c.set)
		if c.is == nil {
			if len(all) > 0 {
				t.Errorf("%s leaves %+v", c.set, all[0])
			}
			continue
		}
		if len(all) == 0 || !c.is(all[len(all)-1]) {
			t.Errorf("%s makes %+v", c.set, all)
		}
	}
	own := "[sla.gold]\nfee_per_month = 100\nclauses = [ { total_over = \"6h\" } ]\npays = { fee = \"50%\" }\nexclude = [\"risk.crash\"]\n"
	a := agreements(t, own, `sla.gold.credits=[ { below = "99%", credit = "5%" } ]`, `sla.gold.exclude={ append = ["change.upgrade"] }`)[0]
	if len(a.Credits) != 1 || a.Clauses != nil || len(a.Exclusions) != 2 {
		t.Errorf("credits in place of clauses: %+v", a)
	}
	s, err := Read("shop.toml", []byte(shop+text))
	if err != nil {
		t.Fatal(err)
	}
	if v, kind, ok := Value(s, "sla.gold.fee_per_month"); !ok || v != 100 || kind != model.NumberValue {
		t.Errorf("the fee's value is %v (%v, %v)", v, kind, ok)
	}
	if x := s.SLO.Exclusions; len(x) != 1 || x[0].Change != s.Changes[0] || x[0].AtMost != 4*3600 {
		t.Errorf("slo.exclude is %+v", x)
	}
}
