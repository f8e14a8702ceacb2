package doc

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"nines/model/visible"
	"nines/plots"
)

// Markdown makes a text and its charts beside it: a wiki shows pictures
// that are files, and none that stand in the text.
func Markdown(p *Page, output string) ([]File, error) {
	stem := strings.TrimSuffix(output, filepath.Ext(output))
	var charts []File
	for _, c := range p.charts() {
		var b bytes.Buffer
		if err := c.Write(&b, plots.SVG, plots.Document); err != nil {
			return nil, err
		}
		charts = append(charts, File{stem + "-" + c.Name() + ".svg", b.Bytes()})
	}
	m := &marked{base: filepath.Base(stem)}
	m.page(p)
	return append([]File{{Path: output, Data: []byte(visible.Text(m.b.String()))}}, charts...), nil
}

// A marked writes a page as CommonMark with the tables of GitHub.
type marked struct {
	b    bytes.Buffer
	base string // what the charts' names begin with
}

// paragraph writes a text with an empty line below it.
func (m *marked) paragraph(format string, args ...any) {
	fmt.Fprintf(&m.b, format+"\n\n", args...)
}

func (m *marked) page(p *Page) {
	m.paragraph("# %s", inline(p.Title))
	by := ""
	if b := p.Byline(); b != "" {
		by = " · " + inline(b)
	}
	m.paragraph("**%s**%s", inline(p.Service), by)
	m.paragraph("%s", literal(strings.Join(p.Answer, " ")))
	for _, a := range p.Asks {
		m.paragraph("- **%s: %s.** %s", inline(a.Label), inline(a.Title), inline(a.Text))
	}
	for _, s := range p.Sections {
		m.paragraph("## %s", inline(s.Title))
		for _, b := range s.Blocks {
			m.block(b)
		}
	}
	fmt.Fprintf(&m.b, "---\n\n%s\n", literal(p.Foot))
}

func (m *marked) block(b Block) {
	switch {
	case b.Text != "":
		m.paragraph("%s", literal(b.Text))
	case len(b.Items) > 0:
		for _, item := range b.Items {
			fmt.Fprintf(&m.b, "- %s\n", literal(item))
		}
		m.b.WriteByte('\n')
	case b.Chart != nil:
		m.paragraph("![%s](<%s>)", inline(b.Chart.Title()), address(m.base+"-"+b.Chart.Name()+".svg"))
	case b.Table != nil:
		m.table(b.Table)
	case b.Command != "":
		fence := strings.Repeat("`", max(3, 1+longestRun(b.Command, '`')))
		m.paragraph("%ssh\n%s\n%s", fence, b.Command, fence)
	}
}

func (m *marked) table(t *Table) {
	row := func(cells []string, strong bool) {
		for _, c := range cells {
			text := inline(c)
			if strong && text != "" {
				text = "**" + text + "**"
			}
			m.b.WriteString("| " + text + " ")
		}
		m.b.WriteString("|\n")
	}
	row(t.Head(), false)
	for i := range t.Head() {
		if t.Right(i) {
			m.b.WriteString("| ---: ")
		} else {
			m.b.WriteString("| --- ")
		}
	}
	m.b.WriteString("|\n")
	for n, cells := range t.Body() {
		row(cells, t.IsStrong(n))
	}
	m.b.WriteByte('\n')
}

// inline spells a text so that Markdown shows it as it is, on one line: a
// backslash before what may mean something, entities for what HTML reads.
func inline(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		switch {
		case r == '<':
			b.WriteString("&lt;")
		case r == '&':
			b.WriteString("&amp;")
		case strings.ContainsRune("\\`*_[]|~$", r):
			b.WriteByte('\\')
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// leading finds what means something where a line begins: a heading, a
// quotation, a list.
var leading = regexp.MustCompile(`^(\d+)([.)](?: |$))|^()([#>=:+-])`)

// literal is inline for a text that begins a line.
func literal(text string) string { return leading.ReplaceAllString(inline(text), `$1$3\$2$4`) }

// address spells a file's name as the target of a link in angle brackets.
func address(name string) string {
	var b strings.Builder
	for _, c := range []byte(filepath.ToSlash(name)) {
		if c <= ' ' || c >= 0x7f || strings.IndexByte("%<>\\#?&", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// longestRun returns how many times a character stands in a row at most.
func longestRun(s string, of rune) int {
	longest, now := 0, 0
	for _, r := range s {
		if now++; r != of {
			now = 0
		}
		longest = max(longest, now)
	}
	return longest
}
