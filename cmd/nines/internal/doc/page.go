// Package doc holds pages of sections, blocks and tables, and renders them on a
// terminal, as HTML, as Markdown and as PDF.
package doc

import (
	"slices"
	"time"

	"nines/plots"
)

// A Page is an answer, independent of its output format. All texts are plain;
// renderers escape them.
type Page struct {
	Title, Service string
	Author         string    // "" for nobody
	Date           time.Time // midnight in UTC; zero for none
	Asks           []Ask
	Answer         []string // two sentences
	Sections       []Section
	Foot           string
}

// Byline returns who made the page, and when: "Ada Lovelace, 31 March 2026"; ""
// for nothing known.
func (p *Page) Byline() string {
	if p.Date.IsZero() {
		return p.Author
	}
	date := p.Date.Format("2 January 2006")
	if p.Author == "" {
		return date
	}
	return p.Author + ", " + date
}

// Answer returns a page of a single section without a title, as commands print.
func Answer(s Section) *Page { return &Page{Sections: []Section{s}} }

// An Ask is a decision that the reader is asked for.
type Ask struct{ Label, Title, Text string }

// A Section is a heading and what stands below it.
type Section struct {
	ID, Title string
	Blocks    []Block
}

// A Block is one of a paragraph, a list, a table, a chart and a command; a
// command may stand behind a paragraph.
type Block struct {
	Text    string
	Lead    bool // whether the text is the answer
	Items   []string
	Table   *Table
	Chart   *plots.Chart
	Command string // to be copied whole
	Label   string // of the command: "Try it"
	Leads   bool   // the text belongs to the block behind it, and is not parted from that
}

// Say adds paragraphs to a section; empty ones are left out.
func (s *Section) Say(texts ...string) {
	for _, text := range texts {
		if text != "" {
			s.Blocks = append(s.Blocks, Block{Text: text})
		}
	}
}

// Lead puts the answer into a section.
func (s *Section) Lead(text string) { s.Put(Block{Text: text, Lead: true}) }

// Put puts other blocks into a section.
func (s *Section) Put(blocks ...Block) { s.Blocks = append(s.Blocks, blocks...) }

// Tabulate puts a table into a section, unless it has no rows, and above it what
// all of its rows say.
func (s *Section) Tabulate(t *Table) {
	if t != nil && len(t.Rows) > 0 {
		if same := t.sameLine(); same != "" {
			s.Put(Block{Text: same, Leads: true})
		}
		s.Put(Block{Table: t})
	}
}

// Offer puts a command to be copied into a section; none where it is empty.
func (s *Section) Offer(label, command string) {
	if command != "" {
		s.Put(Block{Label: label, Command: command})
	}
}

// charts returns all charts in their order.
func (p *Page) charts() []*plots.Chart {
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

// DropCharts takes all charts out of a page, and the sections that have nothing
// else.
func (p *Page) DropCharts() {
	for i := range p.Sections {
		s := &p.Sections[i]
		s.Blocks = slices.DeleteFunc(s.Blocks, func(b Block) bool { return b.Chart != nil })
	}
	p.Sections = slices.DeleteFunc(p.Sections, func(s Section) bool { return len(s.Blocks) == 0 })
}

// Undrawable returns a text of the page that the fonts of a PDF have no letters
// for; "" where there is none.
func (p *Page) Undrawable() string {
	texts := []string{p.Title, p.Service, p.Author}
	for _, s := range p.Sections {
		for _, b := range s.Blocks {
			texts = append(append(texts, b.Text), b.Items...)
			if b.Table != nil {
				texts = append(append(texts, b.Table.Head()...), slices.Concat(b.Table.Rows...)...)
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

// A File is what a renderer makes: its name and what it holds.
type File struct {
	Path string
	Data []byte
}

// A Renderer makes files of a page; output is the name of the first.
type Renderer func(p *Page, output string) ([]File, error)
