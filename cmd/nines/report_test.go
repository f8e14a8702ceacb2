package main

import (
	"bytes"
	"context"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"nines/cmd/nines/internal/version"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/plots/words"
	"nines/sim/stat"
)

// shop is a scenario with all parts of a report, whose texts hold markup.
var shop = filepath.Join("testdata", "report", "shop.toml")

// called runs nines and returns what it printed.
func called(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, said bytes.Buffer
	if status := run(context.Background(), args, strings.NewReader(""), &out, &said); status != 0 {
		t.Fatalf("nines %s: exit status %d: %s", strings.Join(args, " "), status, said.String())
	}
	return out.Bytes()
}

// shopReport returns the shop's report as HTML. It is made once.
var shopReport = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "nines-report-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	var said bytes.Buffer
	at := filepath.Join(dir, "report.html")
	run(context.Background(), []string{"report", shop, "--years", "5000", "-o", at}, strings.NewReader(""), &said, &said)
	page, err := os.ReadFile(at)
	return string(page), err
})

func shopHTML(t *testing.T) string {
	t.Helper()
	page, err := shopReport()
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// rowsOf returns the cells of all table rows of a page, as a reader sees them.
func rowsOf(page string) [][]string {
	var rows [][]string
	for _, row := range regexp.MustCompile(`(?s)<tr[ >].*?</tr>`).FindAllString(page, -1) {
		var cells []string
		for _, c := range regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`).FindAllStringSubmatch(row, -1) {
			cells = append(cells, strings.ReplaceAll(html.UnescapeString(c[1]), "\u00a0", " "))
		}
		rows = append(rows, cells)
	}
	return rows
}

// drawn returns the texts of a page's charts.
func drawn(page string) []string {
	var texts []string
	for _, m := range regexp.MustCompile(`(?s)<text[^>]*>(.*?)</text>`).FindAllStringSubmatch(page, -1) {
		texts = append(texts, html.UnescapeString(m[1]))
	}
	return texts
}

// What the tables and the charts say is what run and compare answer in JSON.
func TestReportAgreesWithJSON(t *testing.T) {
	page := shopHTML(t)
	rows, texts := rowsOf(page), drawn(page)
	has := func(cells ...string) {
		t.Helper()
		for i, cell := range cells {
			cells[i] = words.Plain(cell)
		}
		if !slices.ContainsFunc(rows, func(row []string) bool {
			return len(row) >= len(cells) && slices.Equal(row[:len(cells)], cells)
		}) {
			t.Errorf("no table has the row %q", cells)
		}
	}
	var ran wire.Run
	if err := json.Unmarshal(called(t, "run", shop, "--years", "5000", "--json"), &ran); err != nil {
		t.Fatal(err)
	}
	for _, x := range ran.SLO.Targets {
		target, err := model.ParseTarget(strconv.FormatFloat(float64(x.Target), 'f', -1, 64))
		if err != nil {
			t.Fatal(err)
		}
		met := stat.Estimate{Value: float64(x.MetAllYear), SE: float64(x.MetAllYearSE), Low: float64(x.MetAllYearLow), High: float64(x.MetAllYearHigh)}
		name, allows := words.Target(target), words.Duration(float64(x.Budget))
		has(name, allows, words.KeptPart(met, "years"), x.Verdict)
		for _, text := range []string{name, allows, words.Kept(met), x.Verdict} {
			if !slices.Contains(texts, words.Plain(text)) {
				t.Errorf("no chart says %q", text)
			}
		}
	}
	a := ran.SLO.AttainableAllYear
	attained := words.Plain(words.Attainable(stat.Estimate{Value: float64(a.Target), Low: float64(a.Low), High: float64(a.High)}))
	if n := strings.Count(strings.ReplaceAll(page, "\u00a0", " "), attained); n < 3 {
		t.Errorf("%q stands on the page %d times, want it in the answer and on charts", attained, n)
	}
	for _, k := range ran.Risks {
		has(k.Title, words.Share(float64(k.Share)), words.PerYear(float64(k.Incidents)))
	}
	for _, p := range ran.SLA[0].Promises {
		if p.BreachYear == 0 { // told as a bound, which JSON does not hold
			continue
		}
		name := words.Ratio(float64(p.Target))
		if p.Target == 0.9995 { // the shop's own
			name += ", as it is"
		}
		has(name,
			words.Chance(stat.Estimate{Value: float64(p.BreachYear), SE: float64(p.BreachYearSE), Low: float64(p.BreachYear) - 1.96*float64(p.BreachYearSE), High: float64(p.BreachYear) + 1.96*float64(p.BreachYearSE)})+" of years")
	}
	var compared wire.Compare
	if err := json.Unmarshal(called(t, "compare", shop, "--years", "5000", "--json"), &compared); err != nil {
		t.Fatal(err)
	}
	if len(compared.Options) != 3 {
		t.Errorf("%d options, want both investments alone and together", len(compared.Options))
	}
	for _, o := range compared.Options {
		net := stat.Estimate{Value: float64(o.Net), Low: float64(o.NetLow), High: float64(o.NetHigh)}
		saved := slices.IndexFunc(rows, func(row []string) bool {
			return row[0] == strings.Join(o.Names, " + ") && len(row) > 3 && row[3] == words.Plain(words.WithDoubt(net))
		})
		if saved < 0 {
			t.Errorf("no row of %q with the net of %v", o.Names, o.Net)
		}
	}
	has("its SHA-256", ran.Scenario.SHA256)
}

// Text of the scenario is text of the page, nothing else.
func TestReportEscapes(t *testing.T) {
	page := shopHTML(t)
	for _, tag := range regexp.MustCompile(`<[^>]*>`).FindAllString(page, -1) {
		for _, never := range []string{"<script", "<b>", "<i>", "<u>", "<img", "<a", " src=", " href=", " onload=", "@import", "example.invalid"} {
			if strings.Contains(tag, never) {
				t.Errorf("the page has the tag %q", tag)
			}
		}
	}
	if strings.Contains(page, "url(") || strings.Contains(page, "@import") {
		t.Error("the page's style asks for something from elsewhere")
	}
	for _, said := range []string{
		`<title>&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; *stars* _lines_`,
		`Roll back &lt;script&gt;by itself&lt;/script&gt; | at once`,
		`&lt;u&gt;counted&lt;/u&gt; | in 2025`,
		`A deploy &lt;b&gt;breaks&lt;/b&gt;`,
		"결제: try each deploy first",
	} {
		if !strings.Contains(page, said) {
			t.Errorf("the page does not say %s", said)
		}
	}
	// Charts that refer to parts of their own by name would meet others'.
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if seen[m[1]] {
			t.Errorf("two elements are called %q", m[1])
		}
		seen[m[1]] = true
	}
	if !strings.Contains(page, `content="default-src &#39;none&#39;;`) && !strings.Contains(page, `content="default-src 'none';`) {
		t.Error("the page does not forbid requests")
	}
}

// The Markdown is golden: what is said, in which order, and how it is escaped.
func TestReportMarkdown(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("the golden figures are those of amd64; other machines may round the last digit otherwise")
	}
	dir := t.TempDir()
	at := filepath.Join(dir, "decision.md")
	called(t, "report", shop, "--years", "5000", "--seed", "7", "--author", "Ada *Lovelace*", "--date", "2026-03-31", "-o", at)
	got, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	got = bytes.ReplaceAll(got, []byte(version.String()), []byte("1.2.3"))
	golden := filepath.Join("testdata", "report", "shop.md")
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := gocmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the report differs from %s (-want +got); go test ./cmd/nines -run ReportMarkdown -update takes it over:\n%s", golden, diff)
	}
	for _, m := range regexp.MustCompile(`\]\(<([^>]*)>\)`).FindAllStringSubmatch(string(got), -1) {
		if _, err := os.Stat(filepath.Join(dir, m[1])); err != nil {
			t.Errorf("the chart %s is not there: %v", m[1], err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != 5 {
		t.Errorf("%d files were written, want the text and four charts", len(left))
	}
}

// Neither a clock nor a map's order shows in a report.
func TestReportBytes(t *testing.T) {
	for _, ending := range []string{".html", ".pdf"} {
		var first []byte
		for _, workers := range []string{"1", "2"} {
			at := filepath.Join(t.TempDir(), "report"+ending)
			called(t, "report", "one-failure-a-year", "--years", "300", "--workers", workers, "--author", "Ada", "--date", "2026-03-31", "-o", at)
			got, err := os.ReadFile(at)
			if err != nil {
				t.Fatal(err)
			}
			if first != nil && !bytes.Equal(first, got) {
				t.Errorf("two reports in %s of one file differ", ending)
			}
			first = got
		}
	}
}
