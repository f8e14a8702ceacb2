package plots

import "image/color"

// A shade is an opaque colour, 0xRRGGBB.
type shade uint32

// RGBA implements color.Color.
func (s shade) RGBA() (r, g, b, a uint32) {
	return uint32(s>>16&0xff) * 0x101, uint32(s>>8&0xff) * 0x101, uint32(s&0xff) * 0x101, 0xffff
}

// The shades of text and lines.
const (
	white shade = 0xffffff
	ink   shade = 0x22262b
	muted shade = 0x5f6670
	rule  shade = 0xaab0b8 // axis lines
	faint shade = 0xe2e5e9 // grid
	tint  shade = 0xf1f5f9 // the row that matters
)

// The palette of Okabe and Ito (Color Universal Design, 2008), which readers
// with any kind of colour vision tell apart.
const (
	blue       shade = 0x0072b2
	sky        shade = 0x56b4e9
	orange     shade = 0xe69f00
	green      shade = 0x009e73
	yellow     shade = 0xf0e442
	purple     shade = 0xcc79a7
	vermillion shade = 0xd55e00
	grey       shade = 0x9aa1aa
)

// over returns the shade that s takes on when it is laid over white with the
// given opacity: bands drawn so need no transparency.
func (s shade) over(opacity float64) shade { return mix(white, s, opacity) }

// mix returns the shade that lies the part t of the way from a to b.
func mix(a, b shade, t float64) shade {
	channel := func(shift uint) shade {
		x, y := float64(a>>shift&0xff), float64(b>>shift&0xff)
		return shade(x+(y-x)*t+0.5) << shift
	}
	return channel(16) | channel(8) | channel(0)
}

// ylGnBu returns n shades of ColorBrewer's YlGnBu scale from light to dark,
// without its darkest three, so that dark text reads on each.
func ylGnBu(n int) []shade {
	scale := [...]shade{0xffffd9, 0xedf8b1, 0xc7e9b4, 0x7fcdbb, 0x41b6c4, 0x1d91c0}
	shades := make([]shade, n)
	for i := range shades {
		at := 0.0
		if n > 1 {
			at = float64(i) / float64(n-1) * float64(len(scale)-1)
		}
		k := min(int(at), len(scale)-2)
		shades[i] = mix(scale[k], scale[k+1], at-float64(k))
	}
	return shades
}

var _ color.Color = ink
