package plots

import (
	"bytes"
	"image"
	"image/color"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"nines/model/visible"
	"nines/plots/internal/canvas"
	"nines/plots/words"
)

// A recorder is a canvas that keeps the texts and the lines drawn on it.
type recorder struct {
	w, h    vg.Length
	color   color.Color
	texts   []textBox
	strokes []stroke
}

// A textBox is a line of text and the room that it takes.
type textBox struct {
	text string
	size vg.Length
	vg.Rectangle
}

// A stroke is a line and its colour.
type stroke struct {
	color  color.Color
	points []vg.Point
}

var _ vg.CanvasSizer = (*recorder)(nil)

func (r *recorder) Size() (w, h vg.Length)              { return r.w, r.h }
func (r *recorder) SetLineWidth(vg.Length)              {}
func (r *recorder) SetLineDash([]vg.Length, vg.Length)  {}
func (r *recorder) SetColor(c color.Color)              { r.color = c }
func (r *recorder) Rotate(float64)                      { panic("text stands upright") }
func (r *recorder) Translate(vg.Point)                  { panic("unused") }
func (r *recorder) Scale(float64, float64)              { panic("unused") }
func (r *recorder) Push()                               {}
func (r *recorder) Pop()                                {}
func (r *recorder) Fill(vg.Path)                        {}
func (r *recorder) DrawImage(vg.Rectangle, image.Image) { panic("unused") }
func (r *recorder) FillString(f font.Face, at vg.Point, s string) {
	w := canvas.NewTypeface(nil).Measure(f.Font, s)
	size := f.Font.Size
	r.texts = append(r.texts, textBox{s, size, vg.Rectangle{
		Min: vg.Point{X: at.X, Y: at.Y - descent*size},
		Max: vg.Point{X: at.X + w, Y: at.Y + capHeight*size},
	}})
}

func (r *recorder) Stroke(p vg.Path) {
	s := stroke{color: r.color}
	for _, c := range p {
		if c.Type == vg.ArcComp || c.Type == vg.CloseComp {
			return // a circle's rim
		}
		s.points = append(s.points, c.Pos)
	}
	r.strokes = append(r.strokes, s)
}

// record draws a chart on a recorder, as for a format.
func record(c *Chart, s Size, f Format) *recorder {
	r := &recorder{}
	r.w, r.h = s.extent()
	t := canvas.NewTypeface(canvas.Legible)
	if f == SVG {
		t = canvas.NewTypeface(visible.Line)
	}
	c.draw(r, s, t)
	return r
}

// TestTextHasRoom takes every text of every chart: it lies inside of the
// page, no two cross, no line but the light grid runs through one, and on
// slides none is smaller than 14 pt.
func TestTextHasRoom(t *testing.T) {
	for name, c := range charts(t) {
		for size, s := range map[string]Size{"document": Document, "slide": Slide, "phone": Phone} {
			if s == Phone && c.name == "tornado" {
				continue // no report holds it, and its axis wants more room
			}
			for _, f := range []Format{SVG, PDF} {
				r := record(c, s, f)
				spelled := slices.ContainsFunc(r.texts, func(a textBox) bool { return !Drawable(a.text) })
				t.Run(name+"/"+size+"/"+string(f), func(t *testing.T) {
					if len(r.texts) < 4 {
						t.Fatalf("only %d texts", len(r.texts))
					}
					page := grown(vg.Rectangle{Max: vg.Point{X: r.w, Y: r.h}}, -6)
					for i, a := range r.texts {
						if !inside(a.Rectangle, page) {
							t.Errorf("%q leaves the page: %v", a.text, a.Rectangle)
						}
						if s == Slide && a.size < 14 {
							t.Errorf("%q has only %.1f pt", a.text, a.size)
						}
						if strings.TrimSpace(a.text) == "" {
							t.Errorf("an empty text at %v", a.Min)
						}
						for _, b := range r.texts[:i] {
							if overlap(grown(a.Rectangle, -0.2), b.Rectangle) {
								t.Errorf("%q crosses %q", a.text, b.text)
							}
						}
						for _, l := range r.strokes {
							if l.color != faint && crosses(l.points, grown(a.Rectangle, -0.4)) {
								t.Errorf("a line of colour %06x runs through %q", l.color, a.text)
							}
						}
					}
				})
				if !spelled {
					break // PDF draws the same
				}
			}
		}
	}
}

// TestSameBytes writes charts twice, from results that were made twice.
func TestSameBytes(t *testing.T) {
	write := func(f Format) map[string]string {
		out := map[string]string{}
		r, s := fiveNines().result(t), plane(t, 15, sums)
		for _, c := range []*Chart{Promise(r), Attainment(r), Phases(r), Exceedance(r), LatencyRollback(s)} {
			var b strings.Builder
			if err := c.Write(&b, f, Document); err != nil {
				t.Fatal(err)
			}
			out[c.Name()] = b.String()
		}
		return out
	}
	for _, f := range []Format{SVG, PNG, PDF} {
		a, b := write(f), write(f)
		for name := range a {
			if a[name] != b[name] {
				t.Errorf("%s.%s differs from one time to the next", name, f)
			}
		}
	}
}

// TestPDFText reads the text of a PDF back, Unicode and bold included.
func TestPDFText(t *testing.T) {
	tool, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip("NOT CHECKED: the text in PDF, for want of pdftotext (poppler-utils)")
	}
	read := func(c *Chart) string {
		var pdf, out bytes.Buffer
		if err := c.Write(&pdf, PDF, Slide); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(tool, "-enc", "UTF-8", "-", "-")
		cmd.Stdin, cmd.Stdout = &pdf, &out
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
		return strings.Join(strings.Fields(out.String()), " ")
	}
	promise := Promise(fiveNines().result(t))
	korean := Phases(services()["korean"].result(t))
	size := LatencyRollback(plane(t, 15, sums))
	for _, tt := range []struct{ got, want string }{
		{read(promise), words.Plain(promise.Title())},
		{read(korean), "“baepoga gyeoljereul jungdansikinda” takes"},
		{read(size), "15 × 15 points"},
	} {
		if !strings.Contains(tt.got, tt.want) {
			t.Errorf("the PDF lacks %q:\n%s", tt.want, tt.got)
		}
	}
}

// TestWriteErrors meets a format that does not exist and a full disk.
func TestWriteErrors(t *testing.T) {
	c := Promise(fiveNines().result(t))
	if err := c.Write(io.Discard, "gif", Document); err == nil || !strings.Contains(err.Error(), "want svg, png or pdf") {
		t.Errorf("a GIF gives %v", err)
	}
	for _, f := range []Format{SVG, PNG, PDF} {
		if err := c.Write(full{}, f, Document); err != io.ErrShortWrite {
			t.Errorf("%s on a full disk gives %v", f, err)
		}
	}
	for in, want := range map[string]Format{"svg": SVG, ".PNG": PNG, " pdf ": PDF} {
		if f, err := ParseFormat(in); f != want || err != nil {
			t.Errorf("ParseFormat(%q) = %q, %v", in, f, err)
		}
	}
	if _, err := ParseFormat("jpeg"); err == nil {
		t.Error("jpeg is no format")
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
