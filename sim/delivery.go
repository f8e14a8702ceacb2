package sim

import (
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// A Delivery is what the gates cost the changes that pass them, a year. Every
// event of a change passes each gate of the risks that it may carry; one that
// a gate stops with nothing wrong in it goes through that gate again, and
// takes as long there each time. It is made in the end, so neither the
// downtime nor the number of changes is another for it.
type Delivery struct {
	Hours   stat.Estimate // that changes waited at gates
	Stopped stat.Estimate // changes that some gate stopped, rightly or not
	False   stat.Estimate // of those: with nothing wrong in them
}

// deliveryOf returns what gates cost; nil where none says so.
func deliveryOf(p *engine.Plan, h *engine.History) *Delivery {
	if p.Passes == nil {
		return nil
	}
	years := float64(len(h.Full))
	m := &h.Tally.Delivered
	return &Delivery{
		Hours:   m[engine.DeliveryWaited].Mean(years).Per(3600),
		Stopped: m[engine.DeliveryStopped].Mean(years),
		False:   m[engine.DeliveryFalse].Mean(years),
	}
}
