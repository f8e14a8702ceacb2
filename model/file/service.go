package file

import (
	"math"
	"time"

	"nines/model"
	"nines/model/file/internal/tomltree"
)

// What is right in place of an amount of money, and of a count.
const (
	wantMoney       = "an amount of money of 0 or more, as a plain number"
	wantSomeCost    = "an amount of money above 0, as a plain number"
	wantSubscribers = "a count of subscribers above 0, as a plain number"
)

func serviceSection() section {
	type S = model.Service
	return section{
		name: "service", noun: "the service",
		find: func(s *model.Scenario, _ string) any { return &s.Service },
		keys: append([]key{
			textKey("name", func(s *S) *string { return &s.Name }).asLabel(),
			textKey("currency", func(s *S) *string { return &s.Currency }),
			numberKey("revenue_per_hour", wantMoney, func(s *S) *float64 { return &s.RevenuePerHour }).ending("subscribers", "revenue_per_user_month"),
			numberKey("subscribers", wantSubscribers, func(s *S) *float64 { return &s.Subscribers }).ending("revenue_per_hour").jointly(),
			numberKey("revenue_per_user_month", wantMoney, func(s *S) *float64 { return &s.RevenuePerUserMonth }).ending("revenue_per_hour"),
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
	r.subscriptions(c, s)
	earns := ""
	for _, key := range []string{"revenue_per_hour", "revenue_per_user_month"} {
		if c.has(key) {
			earns = key
		}
	}
	if c.has("revenue_lost") && earns == "" {
		r.warn("service.revenue_lost means nothing without revenue_per_hour")
	}
	if earns != "" && !c.has("currency") {
		r.warn("service." + earns + " has no currency")
	}
}

// subscriptions works out the revenue of an hour from those who pay by the month:
// the other way to tell it, which takes both keys and none beside them.
func (r *reader) subscriptions(c cursor, s *model.Service) {
	const hourly, count, monthly = "revenue_per_hour", "subscribers", "revenue_per_user_month"
	if !c.has(count) && !c.has(monthly) {
		return
	}
	if c.has(hourly) {
		for _, key := range []string{count, monthly} {
			if n := c.n.Child(key); n != nil {
				r.fail(n.KeyAt, n.PatchedBy(), c.key(key), key+" beside "+hourly, "one of the two",
					"stands beside "+hourly+", which it is another way to tell, want one of the two")
			}
		}
		return
	}
	for _, pair := range [][2]string{{count, monthly}, {monthly, count}} {
		if n := c.n.Child(pair[0]); n != nil && !c.has(pair[1]) {
			r.fail(n.KeyAt, n.PatchedBy(), c.key(pair[0]), pair[0]+" alone", pair[1]+" beside it",
				"stands alone, want "+pair[1]+" beside it")
			return
		}
	}
	n := c.n.Child(count)
	switch ok := c.take(count, s); {
	case !ok:
		return
	case s.Subscribers == 0:
		r.bad(n, c.key(count), wantSubscribers)
		return
	}
	s.RevenuePerHour = model.RevenueOf(s.Subscribers, s.RevenuePerUserMonth)
	if math.IsInf(s.RevenuePerHour, 1) {
		r.badGot(n, c.key(count), "a revenue too large to tell", "fewer subscribers, or less revenue of each")
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
