package doc

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"nines/model/visible"
	"nines/plots/words"
)

// LineWidth is how wide a paragraph is at most, in columns, and a table where
// nobody says how wide the screen is.
const LineWidth = 110

// A Screen says what a page for people may look like.
type Screen struct {
	Width  int  // of tables, in columns; 0 where this is no terminal
	Colour bool // verdicts have colours, and the answer is bold
}

// Write writes a page for people who look at a terminal, or at a file of what one
// would show: paragraphs, and tables with an empty line around them. It has no
// charts. What nobody can see is spelled out, so that all that a terminal obeys
// comes from here.
func (s Screen) Write(w io.Writer, p *Page) {
	t := &screen{w: w, Screen: s, line: LineWidth}
	if s.Width > 0 {
		t.line = min(s.Width, LineWidth)
	}
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

// A screen writes a page for a Screen.
type screen struct {
	Screen
	w     io.Writer
	line  int // how wide a paragraph is at most
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

// wrap breaks a paragraph into lines that the screen has room for.
func (t *screen) wrap(text string) string {
	return Wrap(visible.Text(text), t.line)
}

// paragraph writes a text; an empty one is none.
func (t *screen) paragraph(text string) {
	if text != "" {
		t.open(false)
		fmt.Fprintln(t.w, t.wrap(text))
	}
}

func (t *screen) block(b Block) {
	switch {
	case b.Text != "" && b.Command != "":
		t.open(false)
		t.behind(b)
	case b.Text != "" && b.Lead:
		t.open(false)
		fmt.Fprintln(t.w, t.strong(t.wrap(b.Text)))
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
	line, command := t.wrap(b.Text), labelled(b)
	if !strings.Contains(line, "\n") && len(line)+2+len(command) <= t.line {
		fmt.Fprintln(t.w, line+"  "+command)
		return
	}
	fmt.Fprintln(t.w, line+"\n"+command)
}

// labelled spells a command behind its label.
func labelled(b Block) string {
	text := b.Command
	if b.Label != "" {
		text = b.Label + ": " + text
	}
	return visible.Text(text)
}

// table writes a table, and what it needs to be understood.
func (t *screen) table(tab *Table) {
	rows, legend := seen(tab.Rows), ""
	headed := strings.Join(tab.Head(), "") != ""
	withHead := func() [][]string {
		if headed {
			return append(seen([][]string{tab.Head()}), rows...)
		}
		return rows
	}
	if tab.Narrow != nil && tableWidth(widths(withHead()), columnSpace) > cmp.Or(t.Width, LineWidth) {
		rows, legend = tab.Narrow()
		rows = seen(rows)
	}
	t.open(true)
	t.writeRows(tab, withHead())
	t.paragraph(legend)
}

// seen spells out what nobody can see in the cells of rows.
func seen(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = make([]string, len(row))
		for c, cell := range row {
			out[i][c] = visible.Line(cell)
		}
	}
	return out
}

// writeRows writes rows as columns, indented, as the screen has room for them.
// What nobody looks at on a screen stays on its line, where programs find it,
// but for names that may be broken. Cells that a row lacks at its end stay empty.
func (t *screen) writeRows(tab *Table, rows [][]string) {
	space := columnSpace
	switch {
	case t.Width > 0:
		rows, space = fitted(rows, t.Width)
	case tab.Folds:
		rows = named(rows, LineWidth)
	}
	wide := widths(rows)
	for _, row := range rows {
		line, last := " ", 0
		for c, cell := range row {
			if cell != "" {
				last = c
			}
		}
		for c, cell := range row[:min(last+1, len(row))] {
			text := words.Plain(cell)
			if c < len(tab.Columns) && tab.Columns[c].Kind == VerdictKind {
				text = t.verdict(text)
			}
			line += " " + text
			if c < last {
				line += strings.Repeat(" ", wide[c]-width(cell)+space-1)
			}
		}
		fmt.Fprintln(t.w, strings.TrimRight(line, " "))
	}
}
