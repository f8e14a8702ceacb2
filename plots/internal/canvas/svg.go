package canvas

import (
	"bytes"
	"html"
	"io"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"

	"nines/model/visible"
)

// svgFamily is the family that SVG text asks for. The faces are not embedded
// (half a megabyte each); those after the first have the same widths.
const svgFamily = "Liberation Sans, Arial, Helvetica, sans-serif"

// An svgCanvas is gonum/plot's SVG canvas with a family that falls back and
// with a title for readers that do not see.
type svgCanvas struct {
	*vgsvg.Canvas
	title string
}

// NewSVG returns a canvas for SVG.
func NewSVG(w, h vg.Length, title string) vg.CanvasWriterTo {
	return svgCanvas{vgsvg.NewWith(vgsvg.UseWH(w, h), vgsvg.EmbedFonts(false)), visible.Line(title)}
}

// WriteTo implements io.WriterTo.
func (c svgCanvas) WriteTo(w io.Writer) (int64, error) {
	var b bytes.Buffer
	if _, err := c.Canvas.WriteTo(&b); err != nil {
		return 0, err
	}
	out := bytes.ReplaceAll(b.Bytes(), []byte("font-family:Liberation Sans;"), []byte("font-family:"+svgFamily+";"))
	const root = `xmlns:xlink="http://www.w3.org/1999/xlink">`
	title := root + "\n<title>" + html.EscapeString(c.title) + "</title>"
	out = bytes.Replace(out, []byte(root), []byte(title), 1)
	n, err := w.Write(out)
	return int64(n), err
}
