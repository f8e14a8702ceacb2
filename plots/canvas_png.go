package plots

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
)

// newPNG returns a canvas of points at the size's resolution.
func newPNG(s Size) vg.CanvasWriterTo {
	w, h := s.extent()
	return vgimg.PngCanvas{Canvas: vgimg.NewWith(vgimg.UseWH(w, h), vgimg.UseDPI(s.dpi()))}
}
