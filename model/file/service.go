package file

import (
	"time"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// What is right in place of an amount of money.
const (
	wantMoney    = "an amount of money of 0 or more, as a plain number"
	wantSomeCost = "an amount of money above 0, as a plain number"
)

func serviceSection() section {
	type S = model.Service
	return section{
		name: "service", noun: "the service",
		find: func(s *model.Scenario, _ string) any { return &s.Service },
		keys: append([]key{
			textKey("name", func(s *S) *string { return &s.Name }).asLabel(),
			textKey("currency", func(s *S) *string { return &s.Currency }),
			numberKey("revenue_per_hour", wantMoney, func(s *S) *float64 { return &s.RevenuePerHour }),
			ratioKey("revenue_lost", 1, func(s *S) *float64 { return &s.RevenueLost }),
			numberKey("users", "a count of users, as a plain number", func(s *S) *float64 { return &s.Users }),
			formKey("starts", calendarForm),
			formKey("timezone", calendarForm),
		}, laterKeys("traffic")...),
	}
}

// service reads [service].
func (r *reader) service() {
	s := &r.out.Service
	s.Zone, s.Starts = time.UTC, model.DefaultStart.Midnight(time.UTC)
	c, ok := r.table("service")
	if !ok {
		if !r.root.Has("service") {
			r.missing(r.root, "service.name", "the service's name in a table [service]")
		}
		return
	}
	c.fill(s)
	if n := c.n.Child("timezone"); n != nil {
		s.Zone = r.zone(n, c.key("timezone"))
	}
	s.Starts = model.DefaultStart.Midnight(s.Zone)
	if n := c.n.Child("starts"); n != nil {
		r.starts(n, s)
	}
	if !c.has("name") {
		r.missing(c.n, c.key("name"), "the service's name")
	}
	if c.has("revenue_lost") && !c.has("revenue_per_hour") {
		r.warn("service.revenue_lost means nothing without revenue_per_hour")
	}
	if c.has("revenue_per_hour") && !c.has("currency") {
		r.warn("service.revenue_per_hour has no currency")
	}
}

// starts reads on which day the simulated year begins.
func (r *reader) starts(n *tomltree.Node, s *model.Service) {
	const key = "service.starts"
	switch d, ok := r.date(n, key); {
	case !ok:
	case d.Year < 1970 || d.Year > 2200:
		r.bad(n, key, "a date from 1970-01-01 to 2200-12-31")
	case d.IsLeapDay():
		r.bad(n, key, "another date: a simulated year has 365 days and leaves 29 February out")
	default:
		s.Starts = d.Midnight(s.Zone)
	}
}
