package plots

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"

	"nines/sim/stat"
	"nines/sim/worlds"
)

// What is not known has ends of its own in the chart, and a word in its footing; a
// service of which all is known has the chart as it was.
func TestAttainmentOverWorlds(t *testing.T) {
	r := service{
		name: "shop", years: 4000, targets: []string{"99.9%"}, promise: "99.9%", confidence: 0.9,
		year: func(r *rand.Rand) float64 { return 6 * 3600 * r.ExpFloat64() },
	}.result(t)
	plain, again := svgOf(t, Attainment(r)), svgOf(t, AttainmentOver(r, nil))
	if plain != again {
		t.Error("a service of which all is known is drawn otherwise")
	}
	d := &worlds.Doubt{
		Attainable: worlds.Band{Low: stat.Certain(0.998), High: stat.Certain(0.9999)},
		Met:        worlds.Band{Low: stat.Certain(0.3), High: stat.Certain(0.9)},
	}
	over := svgOf(t, AttainmentOver(r, d))
	if strings.Contains(plain, "nine worlds of ten") || !strings.Contains(over, "nine worlds of ten") {
		t.Error("the footing does not tell what the brackets are")
	}
	if n, m := strings.Count(plain, "<path"), strings.Count(over, "<path"); m < n+6 {
		t.Errorf("%d strokes, and without what is not known %d: want two brackets of three", m, n)
	}
}

func svgOf(t *testing.T, c *Chart) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b, SVG, Document); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
