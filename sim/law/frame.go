package law

import (
	"encoding/binary"
	"math"
	"slices"

	"nines/model"
	"nines/sim/law/internal/effort"
)

// A frame says which windows a year has: of which kinds, and how many of each
// in every phase of the changes. It does not depend on what incidents cost.
type frame struct {
	changes []*model.Change // those that cost anything
	kinds   []kind
	phases  []phase
	count   float64 // of windows in a year
}

// A kind is windows that have one law: of one length, with so many events of
// each change.
type kind struct {
	length float64 // seconds
	events []int   // by change of the frame
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
const maxPhases = 4096

// newFrame goes through the phases of all changes that cost anything, for the
// windows between edges.
func newFrame(al *effort.Allowance, sc *model.Scenario, edges []float64) (*frame, error) {
	f := &frame{count: float64(len(edges) - 1)}
	at := &alignment{probability: 1, kinds: make([]int, len(edges)-1)}
	for i := range at.kinds {
		length := math.Round((edges[i+1]-edges[i])/instant) * instant
		at.kinds[i] = slices.IndexFunc(f.kinds, func(k kind) bool { return k.length == length })
		if at.kinds[i] < 0 {
			at.kinds[i] = len(f.kinds)
			f.kinds = append(f.kinds, kind{length: length})
		}
	}
	all := []*alignment{at}
	for _, c := range sc.Changes {
		if !costs(sc, c) {
			continue
		}
		al.On("change." + c.Name)
		n := float64(len(edges))
		al.Memory(8 * n * n)
		al.Spend(25 * n * n)
		parts := phasesOf(c.Period, evenly(c, edges))
		if len(all)*len(parts) > maxPhases {
			return nil, &Unsupported{Part: "change." + c.Name, Reason: TooManyPhases}
		}
		al.Memory(8 * n * float64(len(all)*len(parts)))
		al.Spend(100 * n * float64(len(all)*len(parts)))
		f.changes = append(f.changes, c)
		all = f.with(all, parts)
	}
	f.settle(all)
	return f, nil
}

// An alignment is a phase of the changes that tells which kind each window of
// the year is.
type alignment struct {
	probability float64
	kinds       []int
}

// with goes on with the next change: each phase so far with each of its own.
// Phases in which every window is of the same kind are one.
func (f *frame) with(all []*alignment, parts []phasePart) []*alignment {
	type finer struct{ kind, events int }
	known := map[finer]int{}
	var kinds []kind
	var next []*alignment
	same := map[string]*alignment{}
	for _, a := range all {
		for _, part := range parts {
			n := &alignment{a.probability * part.probability, make([]int, len(a.kinds))}
			for i, k := range a.kinds {
				key := finer{k, part.events[i]}
				at, ok := known[key]
				if !ok {
					at = len(kinds)
					known[key] = at
					kinds = append(kinds, kind{f.kinds[k].length, append(slices.Clone(f.kinds[k].events), part.events[i])})
				}
				n.kinds[i] = at
			}
			if twin := same[n.key()]; twin != nil {
				twin.probability += n.probability
				continue
			}
			same[n.key()] = n
			next = append(next, n)
		}
	}
	f.kinds = kinds
	return next
}

// key tells which kind each window is.
func (a *alignment) key() string { return spell(a.kinds) }

// spell returns a text that is another one for other numbers.
func spell(numbers []int) string {
	var b []byte
	for _, n := range numbers {
		b = binary.AppendUvarint(b, uint64(n))
	}
	return string(b)
}

// settle counts the windows of each kind. It does not matter where in the year
// they stand.
func (f *frame) settle(all []*alignment) {
	same := map[string]int{}
	for _, a := range all {
		p := phase{a.probability, make([]int, len(f.kinds))}
		for _, k := range a.kinds {
			p.windows[k]++
		}
		key := spell(p.windows)
		if at, ok := same[key]; ok {
			f.phases[at].probability += p.probability
			continue
		}
		same[key] = len(f.phases)
		f.phases = append(f.phases, p)
	}
}

// eventsOf returns how many events of each change a window of a kind holds.
func (f *frame) eventsOf(k kind) map[*model.Change]int {
	events := map[*model.Change]int{}
	for i, c := range f.changes {
		events[c] = k.events[i]
	}
	return events
}

// one returns the probability that a window keeps within a limit which those of
// each kind do with probability within.
func (f *frame) one(within []float64) (p float64) {
	for _, ph := range f.phases {
		for k, n := range ph.windows {
			p += ph.probability * float64(n) / f.count * within[k]
		}
	}
	return math.Min(p, 1)
}

// all returns the probability that every window of a year does. It changes
// within.
func (f *frame) all(within []float64) (p float64) {
	for k, v := range within {
		within[k] = math.Log(v)
	}
	for _, ph := range f.phases {
		log := 0.0
		for k, n := range ph.windows {
			if n > 0 { // nothing of a kind that cannot keep it is nothing
				log += float64(n) * within[k]
			}
		}
		p += ph.probability * math.Exp(log)
	}
	return math.Min(p, 1)
}

// longest returns the length of the longest window.
func (f *frame) longest() (length float64) {
	for _, k := range f.kinds {
		length = math.Max(length, k.length)
	}
	return length
}

// evenly returns the edges on the scale on which the events of a change are a
// period apart: the axis of its calendar, stretched to a year.
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
