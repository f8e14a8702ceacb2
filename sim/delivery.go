package sim

// A Delivery is what the gates cost the changes that pass them, a year. Every
// event of a change passes each gate of the risks that it may carry; one that
// a gate stops with nothing wrong in it goes through that gate again, and
// takes as long there each time. It is made in the end, so neither the
// downtime nor the number of changes is another for it.
type Delivery struct {
	Hours   Estimate // that changes waited at gates
	Stopped Estimate // changes that some gate stopped, rightly or not
	False   Estimate // of those: with nothing wrong in them
}

// deliveryOf returns what gates cost; nil where none says so.
func deliveryOf(p *plan, h *history) *Delivery {
	if p.passes == nil {
		return nil
	}
	years := float64(len(h.full))
	m := &h.tally.delivered
	return &Delivery{
		Hours:   m[deliveryWaited].mean(years).Per(3600),
		Stopped: m[deliveryStopped].mean(years),
		False:   m[deliveryFalse].mean(years),
	}
}
