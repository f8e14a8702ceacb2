// Package canvas draws charts into files: PNG, SVG and PDF, with the two faces of
// the house style.
package canvas

import (
	"fmt"
	"strings"
	"sync"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	xfont "golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"

	"nines/plots/words"
)

// Sans and SansBold name the two faces of the house style.
func Sans() font.Font { return font.Font{Typeface: "Liberation", Variant: "Sans"} }
func SansBold() font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Weight: xfont.WeightBold}
}

// faces returns the two faces, parsed once. The cache is the package's own:
// the defaults of gonum/plot stay as they are.
var faces = sync.OnceValue(func() *font.Cache {
	parse := func(ttf []byte) *opentype.Font {
		f, err := opentype.Parse(ttf)
		if err != nil {
			panic(fmt.Sprintf("plots: a font that is compiled in does not parse: %v", err))
		}
		return f
	}
	return font.NewCache(font.Collection{
		{Font: Sans(), Face: parse(liberationsansregular.TTF)},
		{Font: SansBold(), Face: parse(liberationsansbold.TTF)},
	})
})

// A Typeface draws and measures text for one format. It is the text handler
// of gonum/plot, with a spelling for what the faces have no glyphs for.
type Typeface struct {
	fonts *font.Cache
	spell func(string) string
}

var _ text.Handler = Typeface{}

// NewTypeface returns the typeface of the house style with a spelling.
func NewTypeface(spell func(string) string) Typeface { return Typeface{faces(), spell} }

// Cache, Extents and Lines implement text.Handler.
func (t Typeface) Cache() *font.Cache { return t.fonts }

func (t Typeface) Extents(f font.Font) font.Extents {
	face := t.fonts.Lookup(f, f.Size)
	return face.Extents()
}

func (t Typeface) Lines(s string) []string { return strings.Split(strings.TrimRight(s, "\n"), "\n") }

// Box implements text.Handler.
func (t Typeface) Box(s string, f font.Font) (width, height, depth vg.Length) {
	e := t.Extents(f)
	return t.Measure(f, t.shown(s)), e.Ascent, e.Descent
}

// shown returns a line as it is drawn, where lines are broken already.
func (t Typeface) shown(s string) string { return t.spell(words.Plain(s)) }

// Draw implements text.Handler for text without rotation. Lines stand as far
// apart as the plain handler of gonum/plot puts them, on whose habits the
// layout of its axes relies.
func (t Typeface) Draw(c vg.Canvas, s string, sty text.Style, at vg.Point) {
	lines := t.Lines(s)
	at.Y += sty.Height(s)*vg.Length(sty.YAlign) - t.Extents(sty.Font).Ascent
	for i, line := range lines {
		t.Write(c, sty, vg.Point{X: at.X, Y: at.Y + vg.Length(len(lines)-i)*sty.Font.Size}, line)
	}
}

// Write draws one line of text with its baseline at at.
func (t Typeface) Write(c vg.Canvas, sty text.Style, at vg.Point, s string) {
	s = t.shown(s)
	at.X += vg.Length(sty.XAlign) * t.Measure(sty.Font, s)
	c.SetColor(sty.Color)
	c.FillString(t.fonts.Lookup(sty.Font, sty.Font.Size), at, s)
}

// Measure returns the width of a text. A character without a glyph, which an
// SVG's reader draws in some other face, counts as a full em.
func (t Typeface) Measure(f font.Font, s string) vg.Length {
	face := t.fonts.Lookup(f, f.Size)
	var width vg.Length
	known := glyphsOf(face.Face)
	for s != "" {
		n := strings.IndexFunc(s, func(r rune) bool { return !known(r) })
		if n < 0 {
			return width + face.Width(s)
		}
		width += face.Width(s[:n])
		s = s[n:]
		n = strings.IndexFunc(s, known)
		if n < 0 {
			n = len(s)
		}
		width += f.Size * vg.Length(len([]rune(s[:n])))
		s = s[n:]
	}
	return width
}

// glyphsOf returns a function, for one goroutine, that reports whether a face has a
// glyph for a character.
func glyphsOf(f *opentype.Font) func(rune) bool {
	var buf sfnt.Buffer // the face's tables are read into it, letter by letter
	return func(r rune) bool {
		g, err := f.GlyphIndex(&buf, r)
		return err == nil && g != 0
	}
}
