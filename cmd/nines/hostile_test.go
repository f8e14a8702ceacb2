package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nines/cmd/nines/internal/wire"
	"nines/model/visible"
)

// Titles that are markup to one renderer or another.
var hostileTitles = []string{
	`<script>alert(1)</script>`,
	`"><img src=x onerror=alert(1)>`,
	`</text></svg><svg onload=alert(1)>`,
	`</title><style>*{display:none}</style>`,
	"[click](javascript:alert(1)) ![x](http://example.invalid/x.png)",
	"`code` **strong** | a cell | <!-- gone",
	`]]><a href="http://example.invalid/">x</a>&amp;&#x202e;`,
	`{{.Answer}} $(touch owned) ) Tj ET (`,
}

// hostile is a scenario with a hostile title wherever it may have one, and
// with characters that nobody sees in its comments.
func hostile() string {
	quoted := func(i int) string { return strconv.Quote(hostileTitles[i]) }
	return "# A turned \u202eword\u202c and one \u200b without width\n\ntitle = " + quoted(0) + `
[service]
name = ` + quoted(1) + `
currency = "<b>"
revenue_per_hour = 100 # \x1b is no escape, but ` + "\u009b31m\u2066 is\n" + `
[slo]
targets = ["99%", "99.9%"]
[alarm.pager]
title = ` + quoted(2) + `
delay = { p50 = "1m", p95 = "5m" }
[responder.oncall]
title = ` + quoted(3) + `
ack = "3m"
[recovery.restart]
title = ` + quoted(4) + `
time = { p50 = "5m", p95 = "30m" }
responder = "oncall"
[change.deploy]
title = ` + quoted(5) + `
per_year = 10
downtime = "10s"
[risk.crash]
title = ` + quoted(6) + `
rate = "2/year"
alarms = ["pager"]
recovery = ["restart"]
[investment.standby]
title = ` + quoted(7) + `
build_cost = 10
lifetime = "1y"
set.recovery.restart.time = "1m"
[sla.gold]
title = ` + quoted(0) + `
fee_per_month = 10
credits = [ { below = "99%", credit = "10%" } ]
[sweep]
x = { path = "risk.crash.rate", from = "1/year", to = "100/year", points = 3 }
y = { path = "recovery.restart.time", from = "1m", to = "60m", points = 3 }
`
}

// Whatever a scenario, a file's name or a flag holds: no renderer lets it
// through as anything but text that can be seen.
func TestHostileScenario(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its files cannot be named so")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	name := "evil\x1b[2J\u202e\xff`|<b>.toml"
	if err := os.WriteFile(name, []byte(hostile()), 0o600); err != nil {
		t.Skip(err)
	}
	few := []string{"--years", "200", "--set", "alarm.pager.title='><u>\"'"}
	calls, least := [][]string{
		{"check", name},
		{"run", name, "--json"},
		{"report", name, "-o", "evil\x1b[2J`|<b>\u202e.md"},
	}, 5
	if os.Getenv("NINES_PROOF") != "" {
		calls, least = append(calls,
			[]string{"run", name, "--charts", "charts"},
			[]string{"explain", name},
			[]string{"compare", name},
			[]string{"solve", name, "--vary", "recovery.restart.time"},
			[]string{"report", name, "-o", "page.html"},
			[]string{"report", name, "-o", "page.pdf"},
		), 15
	}
	for _, args := range calls {
		if args[0] != "check" {
			args = append(args, few...)
		}
		out := call(t, nil, statusDone, args...)
		if spelled := visible.Text(out); spelled != out {
			t.Errorf("%q tells what nobody sees: %s", args, visible.First(strings.ReplaceAll(out, "\n", " ")))
		}
		var answer struct{ Scenario wire.Scenario }
		if slices.Contains(args, "--json") {
			if err := json.Unmarshal([]byte(out), &answer); err != nil || answer.Scenario.Service != hostileTitles[1] {
				t.Errorf("%q: %v, %q", args, err, answer.Scenario.Service)
			}
		}
	}
	found := 0
	_ = filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || path == name {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		found++
		switch text := string(data); filepath.Ext(path) {
		case ".svg":
			harmlessSVG(t, path, text)
		case ".html":
			harmlessHTML(t, path, text)
		case ".md":
			harmlessMarkdown(t, path, text)
		case ".pdf":
			for _, action := range []string{"/JavaScript", "/JS", "/URI", "/Launch", "/OpenAction", "/AA"} {
				if bytes.Contains(data, []byte(action)) {
					t.Errorf("%s holds %s", path, action)
				}
			}
			return nil
		}
		if visible.Text(string(data)) != string(data) {
			t.Errorf("%q holds what nobody sees", path)
		}
		return nil
	})
	if found < least {
		t.Errorf("%d files, want at least %d charts and reports", found, least)
	}
}

// harmlessSVG checks that a picture holds shapes and texts alone.
func harmlessSVG(t *testing.T, path, text string) {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Errorf("%q is no XML: %v", path, err)
			return
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if !slices.Contains([]string{"svg", "title", "g", "path", "text", "rect", "image", "clipPath", "defs"}, start.Name.Local) {
			t.Errorf("%q has the element %s", path, start.Name.Local)
		}
		for _, a := range start.Attr {
			own := a.Name.Space == "xmlns" || strings.HasPrefix(a.Value, "data:image/png;base64,")
			if strings.HasPrefix(a.Name.Local, "on") || !own && strings.Contains(a.Name.Local, "href") || strings.Contains(a.Value, "url(") {
				t.Errorf("%q has the attribute %s=%q", path, a.Name.Local, a.Value)
			}
		}
	}
}

// tags finds what a browser takes for tags.
var tags = regexp.MustCompile(`</?[a-zA-Z!?][^>]*>`)

// harmlessHTML checks that a page has the tags of its form alone.
func harmlessHTML(t *testing.T, path, text string) {
	t.Helper()
	for _, tag := range tags.FindAllString(text, -1) {
		element := regexp.MustCompile(`^</?([a-zA-Z!]+)`).FindStringSubmatch(tag)[1]
		if slices.Contains([]string{"script", "img", "a", "b", "u", "iframe", "object", "embed", "form", "base", "link"}, strings.ToLower(element)) {
			t.Errorf("%q has the tag %s", path, tag)
		}
		if strings.Contains(tag, "http-equiv") {
			continue // the page's own policy
		}
		// Outside of its values, a tag names its attributes.
		names := regexp.MustCompile(`"[^"]*"|'[^']*'`).ReplaceAllString(tag, "")
		if regexp.MustCompile(`(?i)[\s/](on\w+|href|src)\s*=`).MatchString(names) {
			t.Errorf("%q has the tag %s", path, tag)
		}
	}
}

// harmlessMarkdown checks that a text has no tags, and links to its own charts
// alone.
func harmlessMarkdown(t *testing.T, path, text string) {
	t.Helper()
	outside := regexp.MustCompile("(?ms)^(`{3,})sh\n.*?^(`{3,})$").ReplaceAllString(text, "")
	if strings.Contains(outside, "```") {
		t.Errorf("%q has code that does not end", path)
	}
	plain := regexp.MustCompile(`\\[[:punct:]]`).ReplaceAllString(outside, "")
	links := regexp.MustCompile(`!\[[^\]]*\]\(<[^<>\s]*\.svg>\)`)
	if got := len(links.FindAllString(plain, -1)); got < 4 {
		t.Errorf("%q has %d charts", path, got)
	}
	rest := links.ReplaceAllString(plain, "")
	for _, never := range []string{"<", "[", "`"} {
		if i := strings.Index(rest, never); i >= 0 {
			t.Errorf("%q has markup: %q", path, rest[max(0, i-40):min(len(rest), i+40)])
		}
	}
}

// What nobody can see is refused where it is meant to be shown, with its place.
func TestUnseenTitles(t *testing.T) {
	for text, want := range map[string]string{
		"pay\u202eload": `\u202e`, "ad\u200bmin": `\u200b`, "red \\u001b[31m": `\x1b`, "a\\nb": `\n`, "x\\u0085y": `\u0085`, "\u2066x": `\u2066`,
	} {
		for _, line := range []string{"title = \"" + text + "\"\n", "title = \"T\"\n[service]\nname = \"" + text + "\"\n"} {
			var told bytes.Buffer
			status := run(context.Background(), []string{"check", "-"}, strings.NewReader(line), &told, &told)
			if status != statusInput || !strings.Contains(told.String(), "which holds "+want) || !regexp.MustCompile(`(?m)^<stdin>:[13]:[89]: (title|service\.name): `).MatchString(told.String()) {
				t.Errorf("%q: exit status %d:\n%s", line, status, told.String())
			}
		}
	}
	for _, set := range []string{"risk.bad-deploy.title=\xff", "risk.bad-deploy.title=a\u202eb", "risk.bad-deploy.\x1b[31m=1", "\xff=1"} {
		told := call(t, nil, statusInput, "run", "one-failure-a-year", "--set", set)
		if visible.Text(told) != told {
			t.Errorf("--set %q tells %q", set, told)
		}
	}
}
