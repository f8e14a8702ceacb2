package file

import (
	"nines/model"
	"nines/model/dist"
)

func recoverySection() section {
	type R = model.Recovery
	return partSection("recovery", "a recovery", func(s *model.Scenario) *[]*R { return &s.Recoveries },
		func(name string) *R { return &R{Name: name} }, func(a *R) string { return a.Name },
		readRecovery,
		append([]key{
			textKey("title", func(a *R) *string { return &a.Title }).asLabel(),
			lawKey("time", func(a *R) *dist.Distribution { return &a.Time }),
			ratioKey("success", 1, func(a *R) *float64 { return &a.Success }).orDoubt(),
			partKey("responder", "responder").keepingNone(),
			flagKey("before_diagnosis", func(a *R) *bool { return &a.BeforeDiagnosis }),
		}, laterKeys("residual_impact", "cost_per_year")...)...)
}

// readRecovery reads one [recovery.X].
func readRecovery(c cursor, a *model.Recovery) {
	c.fill(a)
	if !c.has("time") {
		c.r.missing(c.n, c.key("time"), `the time that it takes such as "5m"`)
	}
	if n := c.n.Child("responder"); n != nil && n.Value != "none" {
		if ref, ok := c.reference(n, "responder", "responder"); ok {
			a.Responder = partOf[model.Responder](c.r, "responder", ref.name)
		}
	}
}
