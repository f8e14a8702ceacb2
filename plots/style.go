package plots

import (
	"image/color"
	"strings"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"nines/plots/internal/canvas"
	"nines/plots/words"
)

// A style holds the sizes of the house style on one page.
type style struct {
	typeface canvas.Typeface
	unit     vg.Length // what a point is on a document; all distances are multiples of it
	margin   vg.Length

	titleSize, subSize, bodySize, tickSize, footSize vg.Length
}

// newStyle returns the style for a page. Text on a slide is 14 pt or more.
func newStyle(s Size, t canvas.Typeface) style {
	if s == Slide {
		return style{typeface: t, unit: 1.6, margin: 40, titleSize: 27, subSize: 17.5, bodySize: 16, tickSize: 15, footSize: 14}
	}
	return style{typeface: t, unit: 1, margin: 19, titleSize: 15.5, subSize: 10.5, bodySize: 10, tickSize: 9.5, footSize: 8}
}

// plain and strong return text styles, aligned at the left.
func (s style) plain(size vg.Length, c color.Color) text.Style {
	return text.Style{Color: c, Font: font.From(canvas.Sans(), size), Handler: s.typeface}
}

func (s style) strong(size vg.Length, c color.Color) text.Style {
	return text.Style{Color: c, Font: font.From(canvas.SansBold(), size), Handler: s.typeface}
}

// centred and right change a style's alignment.
func centred(t text.Style) text.Style { t.XAlign = text.XCenter; return t }
func right(t text.Style) text.Style   { t.XAlign = text.XRight; return t }

// line returns a line style, its width in units.
func (s style) line(width vg.Length, c color.Color, dashes ...vg.Length) draw.LineStyle {
	l := draw.LineStyle{Color: c, Width: width * s.unit}
	for _, d := range dashes {
		l.Dashes = append(l.Dashes, d*s.unit)
	}
	return l
}

// Parts of a text's size: how far capitals reach above the baseline, and
// descenders below it (Liberation Sans).
const (
	capHeight = 0.72
	descent   = 0.21
	leading   = 1.22 // from baseline to baseline
)

// box returns the rectangle that one line of text covers when its baseline
// stands at at.
func box(t text.Style, at vg.Point, s string) vg.Rectangle {
	w, _, _ := t.Handler.Box(s, t.Font)
	x := at.X + vg.Length(t.XAlign)*w
	return vg.Rectangle{
		Min: vg.Point{X: x, Y: at.Y - descent*t.Font.Size},
		Max: vg.Point{X: x + w, Y: at.Y + capHeight*t.Font.Size},
	}
}

// wrap breaks a text into lines of at most the given width. A number stays
// with the word that follows it ("9 of", "10 years").
func wrap(t text.Style, width vg.Length, s string) []string {
	return filled(chunks(s), width, t.Width)
}

// filled joins parts of a text to lines of at most a width, as many to a line as it holds.
func filled(parts []string, width vg.Length, widthOf func(string) vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range parts {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && widthOf(longer) > width {
			lines = append(lines, line)
			longer = word
		}
		line = longer
	}
	return append(lines, line)
}

// balanced is wrap with lines of about the same length: no word is left alone
// on the last one. It tries up to 54 widths and measures each line once.
func balanced(t text.Style, width vg.Length, s string) []string {
	measured := map[string]vg.Length{}
	widthOf := func(line string) vg.Length {
		w, ok := measured[line]
		if !ok {
			w = t.Width(line)
			measured[line] = w
		}
		return w
	}
	parts := chunks(s)
	lines := filled(parts, width, widthOf)
	for narrower := width * 0.98; narrower > width/3; narrower *= 0.98 {
		tighter := filled(parts, narrower, widthOf)
		if len(tighter) > len(lines) {
			break
		}
		lines = tighter
	}
	return lines
}

// chunks splits a text where it may be broken.
func chunks(s string) []string {
	var out []string
	glue, unit := false, false
	for _, word := range strings.Split(s, " ") {
		if word == "" {
			continue
		}
		if glue || unit && word[0] >= '0' && word[0] <= '9' {
			out[len(out)-1] += " " + word
		} else {
			out = append(out, word)
		}
		last := word[len(word)-1]
		unit = words.InTwoUnits(word) // "8 min 40 s" stays together
		glue = last >= '0' && last <= '9' || word == ">" || word == "<" || word == "×"
	}
	return out
}
