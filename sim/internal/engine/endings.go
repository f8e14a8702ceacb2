package engine

// An expiry is when something that is open ends, or changes.
type expiry struct {
	at, impact float64
	id         int32 // of what it is the ending of

	up, weight float64 // Π(1 - impact) and Σ impact of it and of all below it in the heap
}

// Endings holds what is open as a heap with the next ending first. Each place
// of it knows the product and the sum of all below, so that a beginning or an
// ending costs steps by the logarithm of how many are open. Nothing is divided
// out or subtracted when something ends: an impact of 1 could not be, and what
// rounding leaves would add up.
type Endings []expiry

// up returns Π(1 - impact) of all that is open.
func (h Endings) up() float64 {
	if len(h) == 0 {
		return 1
	}
	return h[0].up
}

// push opens something.
func (h *Endings) push(at, impact float64, id int32) {
	*h = append(*h, expiry{at: at, impact: impact, id: id})
	h.rise(len(*h) - 1)
}

// pop closes what ends first.
func (h *Endings) pop() {
	last := len(*h) - 1
	moved := (*h)[last]
	*h = (*h)[:last]
	if last == 0 {
		return
	}
	h.refresh((last - 1) / 2)
	(*h)[0].at, (*h)[0].impact, (*h)[0].id = moved.at, moved.impact, moved.id
	h.sink(0)
}

// delay moves the ending that is first to a later moment.
func (h Endings) delay(at float64) {
	h[0].at = at
	h.sink(0)
}

// rise brings the ending at a place to where it belongs above.
func (h Endings) rise(i int) {
	for i > 0 {
		above := (i - 1) / 2
		if h[above].at <= h[i].at {
			break
		}
		h.swap(i, above)
		h.sum(i)
		i = above
	}
	h.refresh(i)
}

// sink brings the ending at a place to where it belongs below.
func (h Endings) sink(i int) {
	for {
		first := 2*i + 1
		if first >= len(h) {
			break
		}
		if right := first + 1; right < len(h) && h[right].at < h[first].at {
			first = right
		}
		if h[i].at <= h[first].at {
			break
		}
		h.swap(i, first)
		i = first
	}
	h.refresh(i)
}

// refresh takes the products and sums anew from a place up to the first.
func (h Endings) refresh(i int) {
	for h.sum(i); i > 0; h.sum(i) {
		i = (i - 1) / 2
	}
}

// sum takes the product and the sum of a place from those right below it.
func (h Endings) sum(i int) {
	e := &h[i]
	e.up, e.weight = 1-e.impact, e.impact
	for below := 2*i + 1; below <= 2*i+2 && below < len(h); below++ {
		e.up *= h[below].up
		e.weight += h[below].weight
	}
}

// swap exchanges two endings, but for their products and sums.
func (h Endings) swap(i, j int) {
	a, b := &h[i], &h[j]
	a.at, b.at = b.at, a.at
	a.impact, b.impact = b.impact, a.impact
	a.id, b.id = b.id, a.id
}
