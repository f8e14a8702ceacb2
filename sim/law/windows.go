package law

import (
	"fmt"
	"math"
	"slices"

	"nines/model"
)

// Windows are the laws of the downtime in the windows of a year. What strikes
// at a rate does so in each window independently of the others. A change does
// not: its events come a period apart, and where the first falls decides how
// many each window holds. So all windows together are a mixture over the
// phases of the changes, within which they are independent.
//
// An incident counts whole in the window in which it begins, one that a change
// brings in the window in which the change's event begins.
type Windows struct {
	kinds  []kind
	phases []phase
	count  float64 // of windows in a year
}

// A kind is windows that have one law: of one length, with so many events of
// each change.
type kind struct {
	length float64 // seconds
	*Law
}

// A phase is where the first events of all changes fall, as far as it decides
// how many windows of each kind there are.
type phase struct {
	probability float64
	windows     []int // of each kind
}

// instant is how far apart, in seconds, moments are told apart.
const instant = 1e-6

// mostPhases bounds how many phases are told apart.
const mostPhases = 4096

// OfWindows returns the laws of the windows between edges (seconds from the
// year's start, ascending). A model that it cannot do is an *Unsupported error.
func OfWindows(sc *model.Scenario, edges []float64, opt Options) (*Windows, error) {
	alignments, err := align(sc, edges)
	if err != nil {
		return nil, err
	}
	w := &Windows{count: float64(len(edges) - 1)}
	builders := map[float64]*builder{}
	known := map[string]int{}
	for _, a := range alignments {
		p := phase{probability: a.probability}
		for i := range len(edges) - 1 {
			length := math.Round((edges[i+1]-edges[i])/instant) * instant
			key := fmt.Sprint(length, a.events[i])
			at, ok := known[key]
			if !ok {
				b := builders[length]
				if b == nil {
					b = newBuilder(sc, length, opt.tolerance())
					builders[length] = b
				}
				b.events = a.events[i]
				q, err := b.window()
				if err != nil {
					return nil, err
				}
				at = len(w.kinds)
				known[key] = at
				w.kinds = append(w.kinds, kind{length, solve(q, opt.tolerance(), 0)})
			}
			p.windows = append(p.windows, make([]int, max(0, at+1-len(p.windows)))...)
			p.windows[at]++
		}
		w.phases = append(w.phases, p)
	}
	return w, nil
}

// One returns the probability that a window is down for at most the part u of
// its length, and a bound on its error.
func (w *Windows) One(u float64) (p, bound float64) {
	f, bound := w.at(u)
	for _, ph := range w.phases {
		for k, n := range ph.windows {
			p += ph.probability * float64(n) / w.count * f[k]
		}
	}
	return math.Min(p, 1), bound
}

// All returns the probability that every window of a year is down for at most
// the part u of its length, and a bound on its error.
func (w *Windows) All(u float64) (p, bound float64) {
	f, bound := w.at(u)
	for _, ph := range w.phases {
		all := ph.probability
		for k, n := range ph.windows {
			all *= math.Pow(f[k], float64(n))
		}
		p += all
	}
	return math.Min(p, 1), bound * w.count
}

// at returns the probability of each kind of window.
func (w *Windows) at(u float64) (f []float64, bound float64) {
	f = make([]float64, len(w.kinds))
	for i, k := range w.kinds {
		f[i] = k.CDF(u * k.length)
		bound = math.Max(bound, k.Bound())
	}
	return f, bound
}

// An alignment is a phase of the changes before the laws are known: how many
// events of each each window holds.
type alignment struct {
	probability float64
	events      []map[*model.Change]int
}

// align goes through the phases of all changes that cost anything.
func align(sc *model.Scenario, edges []float64) ([]alignment, error) {
	all := []alignment{{1, make([]map[*model.Change]int, len(edges)-1)}}
	for _, c := range sc.Changes {
		if !costs(sc, c) {
			continue
		}
		parts := phasesOf(c.Period, evenly(c, edges))
		if len(all)*len(parts) > mostPhases {
			return nil, &Unsupported{"change." + c.Name,
				"the events of so many changes fall into the windows in too many ways to go through"}
		}
		var next []alignment
		for _, a := range all {
			for _, part := range parts {
				n := alignment{a.probability * part.probability, make([]map[*model.Change]int, len(edges)-1)}
				for i := range n.events {
					n.events[i] = map[*model.Change]int{c: part.events[i]}
					for other, k := range a.events[i] {
						n.events[i][other] = k
					}
				}
				next = append(next, n)
			}
		}
		all = next
	}
	return all, nil
}

// evenly returns the edges on the scale on which the events of a change are a
// period apart: the open time of its calendar, stretched to a year.
func evenly(c *model.Change, edges []float64) []float64 {
	if c.Calendar == nil {
		return edges
	}
	out := make([]float64, len(edges))
	for i, e := range edges {
		out[i] = c.Calendar.Share(e) * model.Year
	}
	return out
}

// costs reports whether a change costs anything, by itself or by what it
// brings.
func costs(sc *model.Scenario, c *model.Change) bool {
	_, most := c.Downtime.Support()
	return most > 0 || slices.ContainsFunc(sc.Risks, func(r *model.Risk) bool {
		a, ok := r.Arrival.(model.OnChange)
		return ok && a.Change == c && a.Chance > 0
	})
}

// A phasePart is the first moments of one change with which each window holds
// certain numbers of its events.
type phasePart struct {
	probability float64
	events      []int // per window
}

// phasesOf cuts the period, in which the first event falls anywhere, where a
// window gains or loses an event.
func phasesOf(period float64, edges []float64) []phasePart {
	cuts := []float64{0, period}
	for _, e := range edges {
		if at := math.Mod(e, period); at > instant && period-at > instant {
			cuts = append(cuts, at)
		}
	}
	slices.Sort(cuts)
	cuts = slices.CompactFunc(cuts, func(a, b float64) bool { return math.Abs(b-a) < instant })
	parts := make([]phasePart, len(cuts)-1)
	for i := range parts {
		first := (cuts[i] + cuts[i+1]) / 2
		before := func(t float64) int { return max(0, int(math.Ceil((t-first)/period))) }
		parts[i].probability = (cuts[i+1] - cuts[i]) / period
		for k := range len(edges) - 1 {
			parts[i].events = append(parts[i].events, before(edges[k+1])-before(edges[k]))
		}
	}
	return parts
}
