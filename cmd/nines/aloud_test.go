package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"nines/model"
	"nines/model/file"
	"nines/scenarios"
)

// wrongAloud is what no answer may say, whatever the file.
var wrongAloud = []struct {
	why  string
	what *regexp.Regexp
}{
	{"a number that is none", regexp.MustCompile(`NaN|\bInf\b|∞|%!`)},
	{"nothing is counted as one", regexp.MustCompile(`(?i)\bnone incidents?\b|\b0 incidents of\b`)},
	{"a worth below nothing", regexp.MustCompile(`(?i)(worth|saves?|costs?|pays|loses|of revenue) (about |anything from )?([A-Z]{3} )?−`)},
	{"something is cut", regexp.MustCompile(`…`)},
	{"one of many", regexp.MustCompile(`(^|[^0-9.,–−])1 (years|months|weeks|quarters|incidents|outages|pages|risks|alarms|recoveries|responders|combinations|changes|values|times|hours|more matter |others)\b`)},
	{"a part above all or below nothing", regexp.MustCompile(`(^|[^0-9.,])(1[0-9][0-9]\.[0-9]*[1-9]|10[1-9]|[2-9][0-9][0-9]) % of (years|months|weeks)|−[0-9.]+ % of (years|months)`)},
	{"minus nothing", regexp.MustCompile(`−0(\.0+)?( |$|,|%)`)},
}

// humanPhases are what people's time is spent on.
var humanPhases = regexp.MustCompile(`waiting for somebody|diagnosing|people who answer|diagnoses in half`)

// heard runs a command and returns what it prints; "" where the file has
// nothing for it to answer.
func heard(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	switch status := run(context.Background(), args, strings.NewReader(""), &out, &errs); status {
	case 0:
		return out.String() + errs.String()
	case statusInput:
		return errs.String()
	default:
		t.Errorf("%q ends with %d: %s", args, status, errs.String())
		return ""
	}
}

// readAloud looks for what is wrong in what commands say of a file: those that
// are quick, or all.
func readAloud(t *testing.T, name string, sc *model.Scenario, quick, explained, all bool) {
	t.Helper()
	people := false
	for _, r := range sc.Risks {
		for _, a := range r.Ladder {
			people = people || a.Responder != nil
		}
	}
	years := "1000" // enough for advice
	if quick {
		years = "200"
	}
	calls := [][]string{{"run", name, "--years", years, "--quiet", "--method", "simulate"}}
	if all || !quick && explained {
		calls = append(calls, []string{"explain", name, "--years", "20", "--quiet"})
	}
	if len(sc.Investments) > 0 {
		calls = append(calls, []string{"compare", name, "--years", "200", "--quiet"})
	}
	if all {
		calls = append(calls,
			[]string{"run", name, "--years", "300", "--quiet"},
			[]string{"solve", name, "--vary", "risk." + sc.Risks[0].Name + ".impact", "--years", "200", "--quiet", "--method", "simulate"},
			[]string{"sweep", name, "--years", "20", "--quiet", "--method", "simulate"},
			[]string{"report", name, "--years", "200", "--quiet", "-o", filepath.Join(t.TempDir(), "report.md")})
	}
	for _, call := range calls {
		said := heard(t, call...)
		if call[0] == "report" {
			page, err := os.ReadFile(call[len(call)-1])
			if err != nil {
				t.Error(err)
			}
			said += string(page)
		}
		said = strings.Join(strings.Fields(said), " ")
		for _, w := range wrongAloud {
			if at := w.what.FindStringIndex(said); at != nil {
				t.Errorf("%q: %s: … %s …", call, w.why, said[max(0, at[0]-90):min(len(said), at[1]+60)])
			}
		}
		if at := humanPhases.FindStringIndex(said); at != nil && !people {
			t.Errorf("%q: nobody is there: … %s …", call, said[max(0, at[0]-90):min(len(said), at[1]+60)])
		}
	}
}

// TestReadAloud reads what is said of the shipped scenarios and of random small
// ones: no sentence counts nothing or one as many, is worth less than nothing,
// loses its end, spells what is no number, or speaks of people who are not there.
func TestReadAloud(t *testing.T) {
	t.Parallel()
	thorough := os.Getenv("NINES_PROOF") != ""
	for i, name := range scenarios.Names() {
		text, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		sc, err := file.Read(name+".toml", text)
		if err != nil {
			t.Fatal(err)
		}
		// To explain is dear, above all the contract of sla-enterprise.
		readAloud(t, name, sc, false, i%2 == 0 && name != "sla-enterprise", thorough)
	}
	rng := rand.New(rand.NewPCG(3, 4))
	files := 20
	if thorough {
		files = 60
	}
	for i := range files {
		text := smallFile(rng)
		name := filepath.Join(t.TempDir(), "small.toml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		sc, err := file.Read("small.toml", []byte(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		readAloud(t, name, sc, i%10 > 0, true, thorough)
		if t.Failed() {
			t.Fatalf("the file:\n%s", text)
		}
	}
}

// smallFile returns a random scenario of a few parts: with and without people,
// planned work, money, short windows; rare and frequent, short and endless.
func smallFile(rng *rand.Rand) string {
	var b strings.Builder
	pick := func(texts ...string) string { return texts[rng.IntN(len(texts))] }
	fmt.Fprintf(&b, "title = \"Small\"\n[service]\nname = \"small\"\n%s", pick("", "currency = \"EUR\"\nrevenue_per_hour = 1_000\n", "subscribers = 7\nrevenue_per_user_month = 9.90\n", "users = 1_000\n"))
	fmt.Fprintf(&b, "[slo]\ntargets = [%s]\nwindow = %q\n", pick(`"99.9%"`, `"99%", "99.99%"`, `"99.999%"`, `"90%"`), pick("year", "month", "week", "quarter"))
	fmt.Fprintf(&b, "[change.deploy]\nper_year = %s\n%s", pick("1", "12", "200"), pick("", "downtime = \"10s\"\n", "downtime = \"1h\"\n"))
	fmt.Fprintf(&b, "[alarm.probe]\ndelay = %s\n[alarm.customers]\ndelay = \"1h\"\n", pick(`"1m"`, `{ p50 = "2m", p95 = "10m" }`))
	people := rng.IntN(2) == 0
	who := ""
	if people {
		b.WriteString("[responder.oncall]\nack = \"5m\"\n")
		who = "responder = \"oncall\"\n"
	}
	fmt.Fprintf(&b, "[recovery.fix]\ntime = %s\n%s", pick(`"10m"`, `"18h30m"`, `{ p50 = "1h", p95 = "20h" }`), who)
	for i := range 1 + rng.IntN(3) {
		fmt.Fprintf(&b, "[risk.r%d]\ntitle = \"A risk of which the title is so long that no table has room for all of it at once, number %d\"\n", i, i)
		b.WriteString(pick("rate = \"1/year\"\n", "rate = \"1/50y\"\n", "rate = \"20/year\"\n", "on = \"deploy\"\nchance = \"2%\"\n"))
		b.WriteString(pick("alarms = [\"probe\", \"customers\"]\nrecovery = [\"fix\"]\ndiagnose = \"5m\"\n", "self_heal_time = \"2h\"\n",
			"alarms = [\"probe\"]\nself_heal_time = { p50 = \"20m\", p95 = \"3h\" }\n", "self_heal_time = { dist = \"pareto\", alpha = 1.5, min = \"1m\" }\n"))
	}
	if rng.IntN(2) == 0 {
		fmt.Fprintf(&b, "[investment.half]\ncost_per_year = %s\nset.risk.r0.impact = \"50%%\"\n", pick("1", "1_000", "1_000_000"))
	}
	return b.String()
}
