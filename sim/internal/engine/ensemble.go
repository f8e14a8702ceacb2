package engine

import (
	"context"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"nines/model"
	"nines/model/file"
)

// An ensemble is several plans that are simulated on the same years with the
// same random numbers: a service, and what becomes of it after changes. What
// several plans have in common, a risk with its alarms and its ladder or the
// planned work of a change, is simulated once for all of them; for each plan only
// the overlap of its own outages is left. All subsets of eight investments are 256
// plans, but rarely more than some dozens of different risks.
type ensemble struct {
	plans    []*Plan
	variants []variant
	planned  [][]int32 // per plan: the variants of its planned work
	owners   [][]int32 // per plan: whose each of them is, as pieces have it
	risks    [][]int32 // per plan: those of its risks
	pairsOf  [][]int32 // per plan: the pairs of its planned work with all else
	pairs    []pair
	clocks   []changeTimes
	arrivals []arrivals
	columns  []column

	falseAlarms []falseAlarm
	peopleWork  [][]int32 // per plan: what people are paid for
}

// A variant is a risk, or a change's planned work, as one plan has it.
type variant struct {
	plan, part int // whose it is, and its index there
	clock      int // of the planned work, or -1
	arrivals   int // of the risk, or -1
	columns    []int
}

// A pair is two variants of one plan, the first of them planned work. Planned work
// may be so frequent that whether the other one overlaps it is found once for all
// plans.
type pair struct{ planned, other int32 }

// A changeTimes is when a change happens and for how long, as one plan has it.
type changeTimes struct{ plan, part int }

// Arrivals are when a risk strikes, before any gate, as one plan has it, and
// before the year as far back as any plan asks.
type arrivals struct {
	plan, part, clock int
	past              PastPlan
}

// A column is a quantity drawn for every onset of some arrivals.
type column struct {
	*draw
	arrivals int
}

// columnsOf returns which columns a risk's quantities are.
func (e *ensemble) columnsOf(r *RiskPlan, arrivals int) []int {
	var out []int
	for _, d := range r.Columns {
		at := slices.IndexFunc(e.columns, func(c column) bool {
			return c.arrivals == arrivals && c.role == d.role && c.scale == d.scale && reflect.DeepEqual(c.law, d.law)
		})
		if at < 0 {
			at = len(e.columns)
			e.columns = append(e.columns, column{d, arrivals})
		}
		out = append(out, at)
	}
	return out
}

// ensembleYears is how many years a worker takes at a time: few enough that
// what they hold stays in the processor's cache.
const ensembleYears = 64

// ensemblePieces is about the most pieces that a worker holds: it takes fewer
// years at a time where each has many.
const ensemblePieces = 150_000

// An interner gives equal signatures one number.
type interner map[string]int

func (r interner) of(signature string) (id int, fresh bool) {
	id, ok := r[signature]
	if !ok {
		id = len(r)
		r[signature] = id
	}
	return id, !ok
}

// newEnsemble returns the ensemble of plans, which must have one seed.
func newEnsemble(plans []*Plan) *ensemble {
	n := len(plans)
	e := &ensemble{plans: plans, planned: make([][]int32, n), owners: make([][]int32, n), risks: make([][]int32, n), pairsOf: make([][]int32, n)}
	variants, clocks, onsets := interner{}, interner{}, interner{}
	pairs := make(map[pair]int32)
	for i, p := range plans {
		sc := p.Scenario
		// Data files lie beside the scenario, windows cut the tapes, and hours
		// are those of the service's year and zone.
		common := fmt.Sprint(filepath.Dir(sc.File), sc.SLO.Window.Kind, sc.SLO.Window.Length, sc.Service.Starts.Unix(), sc.Service.Zone)
		clockOf := make([]int, len(sc.Changes))
		signed := make(map[*model.Change]string)
		for c, ch := range sc.Changes {
			signed[ch] = common + "change\x00" + ch.Name + "\x00" + file.Spelling(sc, "change", ch.Name)
			id, fresh := clocks.of(signed[ch])
			if fresh {
				e.clocks = append(e.clocks, changeTimes{i, c})
			}
			clockOf[c] = id
			if p.Changes[c].downtime.nothing() {
				continue
			}
			v, fresh := variants.of(signed[ch])
			if fresh {
				e.variants = append(e.variants, variant{i, c, id, -1, nil})
			}
			e.planned[i], e.owners[i] = append(e.planned[i], int32(v)), append(e.owners[i], int32(len(p.Risks)+c))
		}
		for k, r := range sc.Risks {
			on, clock := "", -1
			if a, ok := r.Arrival.(model.OnChange); ok {
				on, clock = signed[a.Change], clockOf[p.Risks[k].Arrival.Change]
			}
			id, fresh := onsets.of(common + on + arrivalSignature(sc, r))
			if fresh {
				e.arrivals = append(e.arrivals, arrivals{i, k, clock, p.Risks[k].Past})
			}
			if a, reach := &e.arrivals[id], p.Risks[k].Past.Reach; reach > a.past.Reach {
				a.past = a.past.Reaching(reach)
			}
			v, fresh := variants.of(common + on + riskSignature(sc, r))
			if fresh {
				e.variants = append(e.variants, variant{i, k, -1, id, e.columnsOf(&p.Risks[k], id)})
			}
			e.risks[i] = append(e.risks[i], int32(v))
		}
		for n, v := range e.planned[i] {
			for _, u := range slices.Concat(e.planned[i][n+1:], e.risks[i]) {
				m := pair{v, u}
				if _, ok := pairs[m]; !ok {
					pairs[m] = int32(len(e.pairs))
					e.pairs = append(e.pairs, m)
				}
				e.pairsOf[i] = append(e.pairsOf[i], pairs[m])
			}
		}
	}
	e.planPeopleCost()
	return e
}

// arrivalSignature spells all that the onsets of a risk depend on besides its
// change.
func arrivalSignature(sc *model.Scenario, r *model.Risk) string {
	switch a := r.Arrival.(type) {
	case model.Poisson:
		return fmt.Sprint(r.Name, "\x00rate", a.Rate)
	case model.OnChange:
		return fmt.Sprint(r.Name, "\x00chance", a.Chance)
	}
	return r.Name + "\x00" + file.Spelling(sc, "risk", r.Name)
}

// riskSignature spells all that the outages of a risk depend on besides its
// change.
func riskSignature(sc *model.Scenario, r *model.Risk) string {
	parts := []string{
		"risk", r.Name, file.Spelling(sc, "risk", r.Name),
		strconv.FormatFloat(sc.DetectFactor, 'g', -1, 64), strconv.FormatFloat(sc.RecoverFactor, 'g', -1, 64),
	}
	for _, g := range r.Gates {
		parts = append(parts, file.Spelling(sc, "gate", g.Name))
	}
	for _, a := range r.Alarms {
		parts = append(parts, file.Spelling(sc, "alarm", a.Name))
	}
	for _, a := range r.Ladder {
		parts = append(parts, file.Spelling(sc, "recovery", a.Name))
		if a.Responder != nil {
			parts = append(parts, file.Spelling(sc, "responder", a.Responder.Name))
		}
	}
	return strings.Join(parts, "\x00")
}

// run simulates the first years of every plan. The error is ErrInterrupted.
func (e *ensemble) run(ctx context.Context, years, workers int, done func()) ([]Account, error) {
	out := make([]Account, len(e.plans))
	for i, p := range e.plans {
		out[i] = newAccount(p, years)
	}
	chunks, block := ChunksOf(years), min(ensembleYears, max(1, int(ensemblePieces/e.piecesPerYear())))
	Each(ctx, chunks, workers, func() func(int) {
		w := newEnsembleWorker(e)
		return func(chunk int) {
			end := min(years, (chunk+1)*ensembleYears)
			for from := chunk * ensembleYears; from < end && ctx.Err() == nil; from += block {
				to := min(from+block, end)
				w.live(from, to)
				for i := range e.plans {
					for y := from; y < to; y++ {
						w.play(&out[i], i, y, y-from)
					}
					w.pay(&out[i], i, from, to)
				}
			}
			done()
		}
	})
	if ctx.Err() != nil {
		return nil, ErrInterrupted
	}
	return out, nil
}

// piecesPerYear returns how many pieces all variants bring to a mean year.
func (e *ensemble) piecesPerYear() float64 {
	sum := 1.0
	for _, v := range e.variants {
		p := e.plans[v.plan]
		if v.arrivals < 0 {
			sum += model.Year / p.Changes[v.part].period
			continue
		}
		switch a := &p.Risks[v.part].Arrival; {
		case a.Change >= 0:
			sum += a.chance * model.Year / p.Changes[a.Change].period
		case a.gap != nil:
			sum += model.Year / a.gap.Mean()
		default:
			sum += a.rate
		}
	}
	return sum
}

// ChunksOf returns how many chunks an ensemble takes so many years in.
func ChunksOf(years int) int { return (years + ensembleYears - 1) / ensembleYears }
