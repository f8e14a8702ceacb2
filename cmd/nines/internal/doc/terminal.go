package doc

import (
	"fmt"
	"io"
	"strings"

	"github.com/rivo/uniseg"

	"nines/plots/words"
)

// The form of an answer on a terminal, in characters.
const (
	LineWidth   = 110 // of a paragraph
	leastName   = 20  // how narrow the names of a table may be
	columnSpace = 3
)

// Terminal writes a page for people who look at a terminal: paragraphs, and
// tables with an empty line around them. It has no charts.
func Terminal(w io.Writer, p *Page) {
	t := &screen{w: w}
	for _, text := range []string{p.Service, p.Title, strings.Join(p.Answer, " ")} {
		t.paragraph(text)
	}
	for _, a := range p.Asks {
		t.paragraph(a.Label + ": " + a.Title + ". " + a.Text)
	}
	for _, s := range p.Sections {
		t.paragraph(s.Title)
		for _, b := range s.Blocks {
			t.block(b)
		}
	}
	t.paragraph(p.Foot)
}

// A screen is a page on its way onto one.
type screen struct {
	w     io.Writer
	begun bool
	gap   bool // whether an empty line comes before what follows
}

// open begins a block.
func (t *screen) open(gap bool) {
	if t.begun && (t.gap || gap) {
		fmt.Fprintln(t.w)
	}
	t.begun, t.gap = true, gap
}

// paragraph writes a text; an empty one is none.
func (t *screen) paragraph(text string) {
	if text != "" {
		t.open(false)
		fmt.Fprintln(t.w, Wrap(text, LineWidth))
	}
}

func (t *screen) block(b Block) {
	switch {
	case b.Text != "" && b.Command != "":
		t.open(false)
		t.behind(b)
	case b.Text != "":
		t.paragraph(b.Text)
	case len(b.Items) > 0:
		for _, item := range b.Items {
			t.paragraph("  " + item)
		}
	case b.Command != "":
		t.open(false)
		fmt.Fprintln(t.w, labelled(b)) // whole, to be copied
	case b.Table != nil:
		t.table(b.Table)
	}
}

// behind writes a paragraph and a command behind it where the line has room, and
// else on a line of its own: it stays whole.
func (t *screen) behind(b Block) {
	line, command := Wrap(b.Text, LineWidth), labelled(b)
	if !strings.Contains(line, "\n") && len(line)+2+len(command) <= LineWidth {
		fmt.Fprintln(t.w, line+"  "+command)
		return
	}
	fmt.Fprintln(t.w, line+"\n"+command)
}

// labelled spells a command behind its label.
func labelled(b Block) string {
	if b.Label == "" {
		return b.Command
	}
	return b.Label + ": " + b.Command
}

// table writes a table, and what it needs to be understood.
func (t *screen) table(tab *Table) {
	rows := tab.Rows
	if strings.Join(tab.Head(), "") != "" {
		rows = append([][]string{tab.Head()}, rows...)
	}
	legend := ""
	switch {
	case tab.Folds:
		rows = fitted(rows)
	case tab.Narrow != nil && tooWide(rows):
		rows, legend = tab.Narrow()
		rows = append([][]string{tab.Head()}, rows...)
	}
	t.open(true)
	writeRows(t.w, rows)
	t.paragraph(legend)
}

// fitted wraps the names in the first column to what the line has room for.
func fitted(rows [][]string) [][]string {
	room := LineWidth - 2
	for i, w := range widths(rows) {
		if i > 0 {
			room -= w + columnSpace
		}
	}
	var out [][]string
	for _, row := range rows {
		name := Folded(row[0], max(room, leastName))
		out = append(out, append([]string{name[0]}, row[1:]...))
		for _, more := range name[1:] {
			out = append(out, []string{more})
		}
	}
	return out
}

// tooWide reports whether a table does not fit the line.
func tooWide(rows [][]string) bool {
	width := 2
	for _, w := range widths(rows) {
		width += w + columnSpace
	}
	return width-columnSpace > LineWidth
}

// writeRows writes rows as columns, indented. Cells that a row lacks at its
// end stay empty.
func writeRows(w io.Writer, rows [][]string) {
	wide := widths(rows)
	for _, row := range rows {
		line := " "
		for i, cell := range row {
			line += " " + words.Plain(cell) + strings.Repeat(" ", wide[i]-uniseg.StringWidth(cell)+columnSpace-1)
		}
		fmt.Fprintln(w, strings.TrimRight(line, " "))
	}
}

// widths returns how wide each column of a table is on a terminal.
func widths(rows [][]string) []int {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], uniseg.StringWidth(cell))
		}
	}
	return wide
}
