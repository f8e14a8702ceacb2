package main

import (
	"slices"
	"strings"

	"nines/plots"
)

// A page is a report without a form: three renderers give it one. All texts
// are plain; whoever renders them escapes them.
type page struct {
	Title, Service string
	Asks           []ask
	Answer         []string // two sentences
	Sections       []section
	Foot           string
}

// An ask is something that the reader is to decide.
type ask struct{ Label, Title, Text string }

// A section is a heading and what stands below it.
type section struct {
	ID, Title string
	Blocks    []block
}

// A block is one of a paragraph, a list, a table, a chart and a command.
type block struct {
	Text    string
	Items   []string
	Table   *table
	Chart   *plots.Chart
	Command string
}

// A table has a row of heads above its rows, which may lack cells at their
// ends.
type table struct {
	Name   string // for those who cannot see it
	Rows   [][]string
	Strong int  // the row to be marked; 0 for none
	Words  bool // no column holds amounts
}

// newTable takes the rows of a text table, of which the first is the head.
func newTable(name string, rows [][]string) block {
	return block{Table: &table{Name: name, Rows: rows}}
}

// Head returns the heads of the columns.
func (t *table) Head() []string { return t.Rows[0] }

// Body returns the rows below the head, all of the same length.
func (t *table) Body() [][]string {
	out := make([][]string, len(t.Rows)-1)
	for i := range out {
		out[i] = make([]string, len(t.Rows[0]))
		copy(out[i], t.Rows[i+1])
	}
	return out
}

// Right reports whether a column holds amounts, which stand in line at their
// right ends.
func (t *table) Right(column int) bool {
	if column == 0 || t.Words || len(t.Rows) < 3 {
		return false
	}
	for _, row := range t.Body() {
		switch cell := row[column]; {
		case cell == "" || cell == "never" || cell == "none" || cell == "unknown":
		case strings.Contains(cell, " of ") || strings.IndexAny(cell, "+−<>0123456789") != 0:
			return false
		}
	}
	return true
}

// add puts paragraphs into a section; empty ones say nothing.
func (s *section) add(texts ...string) {
	for _, text := range texts {
		if text != "" {
			s.Blocks = append(s.Blocks, block{Text: text})
		}
	}
}

// put puts other blocks into a section.
func (s *section) put(blocks ...block) { s.Blocks = append(s.Blocks, blocks...) }

// charts returns all charts in their order.
func (p *page) charts() []*plots.Chart {
	var out []*plots.Chart
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			if b.Chart != nil {
				out = append(out, b.Chart)
			}
		}
	}
	return out
}

// undrawable returns a text of the page that the fonts of a PDF have no letters
// for; "" where there is none.
func (p *page) undrawable() string {
	texts := []string{p.Title, p.Service}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			texts = append(append(texts, b.Text), b.Items...)
			if b.Table != nil {
				texts = append(texts, slices.Concat(b.Table.Rows...)...)
			}
		}
	}
	for _, text := range texts {
		if !plots.Drawable(text) {
			return text
		}
	}
	return ""
}

// IsStrong reports whether a row of the body is to be marked.
func (t *table) IsStrong(row int) bool { return t.Strong == row+1 }

// Short reports whether a table is to stay on one sheet of paper.
func (t *table) Short() bool { return len(t.Rows) <= 9 }

// Many reports whether a table has more columns than a phone has room for.
func (t *table) Many() bool { return len(t.Head()) > 5 }
