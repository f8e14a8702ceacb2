package file

import (
	"nines/model"
	"nines/model/dist"
	"nines/model/file/internal/tomltree"
)

func gateSection() section {
	type G = model.Gate
	return partSection("gate", "a gate", func(s *model.Scenario) *[]*G { return &s.Gates },
		func(name string) *G { return &G{Name: name} }, func(g *G) string { return g.Name },
		readGate,
		append([]key{
			textKey("title", func(g *G) *string { return &g.Title }).asLabel(),
			ratioKey("catches", 0, func(g *G) *float64 { return &g.Catches }).orDoubt(),
			formKey("exposure", tableForm),
			lawKey("takes", func(g *G) *dist.Distribution { return &g.Takes }),
			ratioKey("false_stops", 0, func(g *G) *float64 { return &g.FalseStops }),
		}, laterKeys("cost_per_year")...)...)
}

// readGate reads one [gate.X].
func readGate(c cursor, g *model.Gate) {
	c.fill(g)
	if !c.has("catches") {
		c.r.missing(c.n, c.key("catches"), `the part of faulty changes that it catches such as "60%"`)
	}
	if g.FalseStops == 1 {
		c.r.bad(c.n.Child("false_stops"), c.key("false_stops"), "a ratio below 100%: some changes must get through")
	}
	if c.has("exposure") {
		g.Exposure = c.exposure()
	}
}

// exposure reads what catching costs the users; nil where it is no table.
func (c cursor) exposure() *model.Exposure {
	type E = model.Exposure
	const want = `{ impact = "5%", time = "10m" }`
	n := c.n.Child("exposure")
	if n.Kind != tomltree.Table {
		c.r.bad(n, c.key("exposure"), want)
		return nil
	}
	e := cursor{c.r, n, c.key("exposure"), sectionOf(
		shareKey("impact", func(e *E) *dist.Distribution { return &e.Impact }),
		lawKey("time", func(e *E) *dist.Distribution { return &e.Time }),
	)}
	e.checkKeys()
	out := &E{}
	e.fill(out)
	for i := range e.sec.keys {
		if name := e.sec.keys[i].name; !e.has(name) {
			c.r.missing(n, e.key(name), "both impact and time as in "+want)
		}
	}
	return out
}
