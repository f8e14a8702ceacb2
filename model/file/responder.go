package file

import (
	"nines/model"
	"nines/model/dist"
)

func responderSection() section {
	type R = model.Responder
	return partSection("responder", "a responder", func(s *model.Scenario) *[]*R { return &s.Responders },
		func(name string) *R { return &R{Name: name} }, func(p *R) string { return p.Name },
		func(c cursor, p *R) {
			c.fill(p)
			c.r.onDuty(c, p)
		},
		append([]key{
			textKey("title", func(p *R) *string { return &p.Title }).asLabel(),
			lawKey("ack", func(p *R) *dist.Distribution { return &p.Ack }),
			formKey("hours", calendarForm),
			formKey("days", calendarForm),
			formKey("timezone", calendarForm),
			formKey("holidays", calendarForm),
			maybeLawKey("ack_off_hours", func(p *R) *dist.Distribution { return &p.AckOffHours }),
			numberKey("cost_per_hour", wantMoney, func(p *R) *float64 { return &p.CostPerHour }),
		}, laterKeys("escalate_after", "escalate_to", "rotation", "capacity", "people", "cost_per_year")...)...)
}

// onDuty reads when a responder is on duty.
func (r *reader) onDuty(c cursor, p *model.Responder) {
	before := r.found
	h := r.calendarKeys(c)
	if h == nil {
		zone := r.out.Service.Zone
		if n := c.n.Child("timezone"); n != nil && r.found == before {
			zone = r.zone(n, c.key("timezone"))
		}
		p.Office = r.timetable(model.OfficeHours(zone))
		if p.AckOffHours != nil {
			r.warnIdleAt(c.key("ack_off_hours"), c.key("ack_off_hours")+" changes nothing: "+p.Name+" has no hours, and is on duty around the clock")
			p.AckOffHours = nil
		}
		return
	}
	if r.found > before {
		return
	}
	p.Hours = r.timetable(h)
	p.Office = p.Hours
	if p.Hours.Open() == 0 {
		r.fail(c.n.At, c.n.Patch, c.path, "no time at all", "hours, days and holidays that leave some time of the year",
			"is never on duty, want hours, days and holidays that leave some time of the year")
	}
}
