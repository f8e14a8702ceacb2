package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"nines/cmd/nines/internal/answer"
	"nines/cmd/nines/internal/doc"
	"nines/cmd/nines/internal/wire"
	"nines/model"
	"nines/model/file"
	"nines/sim"
)

// The forms of an answer: for people, on a report's page, and for programs.
type forms struct {
	text, page string
	wire       struct {
		Availability struct{ Mean float64 }
		SLO          struct {
			Targets []struct {
				Target, Met float64
				MetAllYear  float64 `json:"met_all_year"`
			}
			AllYear *struct{ Target *float64 } `json:"attainable_all_year"`
		}
		SLA []struct {
			Name          string
			AlternativeTo string                 `json:"alternative_to"`
			Credits       struct{ Mean float64 } `json:"credits_per_year"`
		}
		Cost *struct {
			Credits *float64 `json:"credits_per_year"`
		}
	}
}

// formsOf returns what is said of a result.
func formsOf(t *testing.T, r *sim.Result) (f forms) {
	t.Helper()
	var text, object bytes.Buffer
	doc.Screen{}.Write(&text, (&answer.Run{Result: r, Call: []string{"x.toml"}}).Page())
	page := (&answer.Report{Result: r}).Page()
	page.DropCharts()
	files, err := doc.Markdown(page, "x.md")
	if err == nil {
		err = wire.Write(&object, wire.NewRun(r, wire.Parts{}))
	}
	if err == nil {
		err = json.Unmarshal(object.Bytes(), &f.wire)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.text, f.page = text.String(), strings.ReplaceAll(string(files[0].Data), `\`, "")
	return f
}

// spoken are figures that stand in several places, each behind the words before
// it.
var spoken = []*regexp.Regexp{
	regexp.MustCompile(`ears in [a-z0-9.]+ stay above ([0-9.]+) %`),
	regexp.MustCompile(`long-run mean is ([0-9.]+) %`),
	regexp.MustCompile(`Downtime, ([0-9., a-z]+) in a mean year`),
	regexp.MustCompile(`mean year loses ([A-Z]{3} [0-9.,]+) `),
	regexp.MustCompile(`On call: ([^;]+);`),
}

// oneSpelling reports figures that are told in two ways.
func (f forms) oneSpelling(t *testing.T) {
	t.Helper()
	all := strings.Join(strings.Fields(f.text+" "+f.page), " ")
	for _, figure := range spoken {
		told := ""
		for _, m := range figure.FindAllStringSubmatch(all, -1) {
			if told != "" && m[1] != told {
				t.Errorf("%v: %q and %q", figure, told, m[1])
			}
			told = m[1]
		}
	}
	page := pageRows(f.page)
	for row, cells := range textRows(f.text) {
		if there := page[row]; there != nil && !slices.Equal(there, cells) {
			t.Errorf("row %q: the text has %q, the page %q", row, cells, there)
		}
	}
}

// pageRows returns the rows of a page's tables by the table's heads and the row's
// name.
func pageRows(page string) map[string][]string {
	rows, head := map[string][]string{}, ""
	for line := range strings.Lines(strings.NewReplacer("&lt;", "<", "&amp;", "&").Replace(page)) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			head = ""
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), " | ")
		for i := range cells {
			cells[i] = strings.Trim(cells[i], "* ")
		}
		if head == "" {
			head = strings.Join(cells, "|")
		}
		rows[head+": "+cells[0]] = slices.DeleteFunc(cells[1:], func(c string) bool { return c == "" })
	}
	return rows
}

// textRows returns the rows of the tables of a text in the same way, but for those
// that take several lines.
func textRows(text string) map[string][]string {
	rows, head, broken := map[string][]string{}, "", false
	gap := regexp.MustCompile(` {3,}`)
	for line := range strings.Lines(text) {
		if line = strings.TrimRight(line, "\n"); !strings.HasPrefix(line, "  ") {
			head, broken = "", line != ""
			continue
		}
		cells := gap.Split(strings.TrimSpace(line), -1)
		switch {
		case broken: // the further lines of a paragraph
		case head == "":
			head = strings.Join(cells, "|")
		case len(cells) > 1:
			rows[head+": "+cells[0]] = cells[1:]
		}
	}
	return rows
}

// percent is a figure with nothing before it.
var percent = regexp.MustCompile(`^([0-9.]+) %`)

// asProgramsRead reports figures in the text that are not those of the JSON, to
// the last digit that is told, and returns how many it held.
func (f forms) asProgramsRead(t *testing.T) (held int) {
	t.Helper()
	near := func(what, text string, pattern *regexp.Regexp, ratio float64) {
		m := pattern.FindStringSubmatch(text)
		if m == nil {
			return
		}
		told, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			t.Error(err)
		}
		_, decimals, _ := strings.Cut(m[1], ".")
		if last := math.Pow(10, -float64(len(decimals))); math.Abs(told-100*ratio) > last*(1+1e-6) {
			t.Errorf("%s: the text has %s %%, the JSON %v", what, m[1], ratio)
		}
		held++
	}
	all := strings.Join(strings.Fields(f.text), " ")
	if a := f.wire.SLO.AllYear; a != nil && a.Target != nil {
		near("attainable", all, spoken[0], *a.Target)
	}
	near("mean", all, spoken[1], f.wire.Availability.Mean)
	for row, cells := range textRows(f.text) {
		head, name, _ := strings.Cut(row, ": ")
		for _, x := range f.wire.SLO.Targets {
			target := strconv.FormatFloat(math.Round(1e9*x.Target)/1e7, 'f', -1, 64) + " %"
			for _, cell := range cells {
				if strings.HasPrefix(head, "promise|allows") && name == target && strings.Contains(cell, " of years") {
					near(name+" is kept", cell, percent, x.MetAllYear)
				}
			}
		}
	}
	return held
}

// nothingTwice reports sums that hold both of two agreements of which one applies.
func (f forms) nothingTwice(t *testing.T) {
	t.Helper()
	sum, all := 0.0, 0.0
	for _, a := range f.wire.SLA {
		if all += a.Credits.Mean; a.AlternativeTo == "" {
			sum += a.Credits.Mean
		}
	}
	if c := f.wire.Cost; c != nil && c.Credits != nil && math.Abs(*c.Credits-sum) > 1e-9*(1+all) {
		t.Errorf("a mean year's credits are %v, of the agreements that apply %v, of all %v", *c.Credits, sum, all)
	}
}

// moneyFile returns a random scenario in which downtime has prices: agreements,
// and others that would apply in their place.
func moneyFile(rng *rand.Rand) string {
	pick := func(texts ...string) string { return texts[rng.IntN(len(texts))] }
	terms := func(name, more string) string {
		return fmt.Sprintf("[sla.%s]\nwindow = %q\nfee_per_month = %s\n%s\n%s\n", name, pick("month", "quarter"), pick("100", "40_000", "7_000_000"),
			pick(`credits = [ { below = "99.9%", credit = "10%" }, { below = "99%", credit = "25%" } ]`, "clauses = [ { any_outage_over = \"3h\" }, { total_over = \"6h\" } ]\npays = { sum = 5_000 }"), more)
	}
	text := smallFile(rng)
	if rng.IntN(3) > 0 {
		text += terms("gold", "")
		if rng.IntN(2) == 0 {
			text += terms("silver", `alternative_to = "gold"`)
		}
		if rng.IntN(2) == 0 {
			text += terms("other", "")
		}
	}
	return text
}

// TestFiguresAgree tells of random files for people, on a page and for programs:
// a figure is rounded in the same way wherever it stands, is that of the JSON, and
// no sum holds two agreements of which one applies.
func TestFiguresAgree(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(8, 5))
	files := 40
	if os.Getenv("NINES_PROOF") != "" {
		files = 600
	}
	held := 0
	for range files {
		text := moneyFile(rng)
		sc, err := file.Read("x.toml", []byte(text))
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		opt := sim.Options{Years: 100 + rng.IntN(900), Seed: rng.Uint64(), Method: []sim.Method{sim.Simulate, sim.Simulate, sim.Auto}[rng.IntN(3)]}
		if sc.SLO.Window.Kind != model.YearWindow {
			opt.Method = sim.Simulate // laws of windows take their time
		}
		r, err := sim.Run(context.Background(), sc, opt)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		f := formsOf(t, r)
		f.oneSpelling(t)
		held += f.asProgramsRead(t)
		f.nothingTwice(t)
		if t.Failed() {
			t.Fatalf("the file:\n%s\nthe text:\n%s\nthe page:\n%s", text, f.text, f.page)
		}
	}
	if held < 2*files {
		t.Errorf("%d figures of %d files were held against the JSON", held, files)
	}
}
