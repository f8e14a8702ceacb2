package engine

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"nines/model"
	"nines/sim/internal/simtest"
)

// A stretch is a piece of downtime as the naive method sees it: from a moment
// to another, one phase, one owner.
type stretch struct {
	from, to, impact float64
	owner            int32
	phase            Phase
}

// A ledger is what a year's downtime comes to, however it was added up.
type ledger struct {
	full    float64
	charged [][NumPhases]float64 // per owner
	windows []float64
}

// stage is a plan of so many risks, without any of their laws, and a year
// that pieces can be laid into by hand.
func stage(risks int, edges []float64) *Year {
	p := &Plan{Risks: make([]RiskPlan, risks), Edges: edges}
	return NewYear(p, NewTally(p))
}

// play lays outages into a staged year and lets the engine add them up.
// Stretches of one owner that follow one another are the phases of a life.
func (y *Year) play(lives [][]stretch) ledger {
	y.Open(0)
	y.Tally = NewTally(y.Plan)
	for _, life := range lives {
		p := y.NewPiece()
		p.Start, p.Impact, p.Owner = life[0].from, life[0].impact, life[0].owner
		p.segs = int32(len(y.Life.Segs))
		for _, s := range life {
			y.Life.Segs = append(y.Life.Segs, Segment{s.to - life[0].from, s.phase})
		}
		p.nsegs = int32(len(life))
		p.Length = life[len(life)-1].to - life[0].from
		if len(life) == 1 {
			p.nsegs, p.phase = 0, life[0].phase
		}
		y.Lay(p, life[0].from)
	}
	l := ledger{windows: make([]float64, max(0, len(y.Plan.Edges)-1))}
	if y.Windows = nil; y.Plan.Edges != nil {
		y.Windows = l.windows
	}
	l.full = y.Overlap()
	l.charged = y.Tally.Phases
	return l
}

// naive adds the same outages up the slow way: it cuts the year at all
// boundaries, and asks of each part who is down in its middle.
func naive(lives [][]stretch, owners int, edges []float64) ledger {
	var all []stretch
	cuts := append([]float64{0, model.Year}, edges...)
	for _, life := range lives {
		for _, s := range life {
			s.from, s.to = max(s.from, 0), min(s.to, model.Year)
			if s.from < s.to {
				all = append(all, s)
				cuts = append(cuts, s.from, s.to)
			}
		}
	}
	slices.Sort(cuts)
	l := ledger{charged: make([][NumPhases]float64, owners), windows: make([]float64, max(0, len(edges)-1))}
	for i := 1; i < len(cuts); i++ {
		a, b := cuts[i-1], cuts[i]
		middle := a + (b-a)/2
		up, weights := 1.0, 0.0
		for _, s := range all {
			if s.from <= middle && middle < s.to && b > a {
				up *= 1 - s.impact
				weights += s.impact
			}
		}
		down := (1 - up) * (b - a)
		l.full += down
		for _, s := range all {
			if s.from <= middle && middle < s.to && b > a {
				l.charged[s.owner][s.phase] += down * s.impact / weights
			}
		}
		for w := range l.windows {
			if edges[w] <= a && b <= edges[w+1] {
				l.windows[w] += down
			}
		}
	}
	return l
}

// randomLives returns outages of one to four phases. grain, where it is not
// 0, puts all moments on multiples of it, so that many coincide.
func randomLives(rng *rand.Rand, owners int, grain float64) [][]stretch {
	var lives [][]stretch
	typical := model.Year / math.Pow(10, 4*rng.Float64())
	for range 1 + rng.IntN(12) {
		at := (1.2*rng.Float64() - 0.2) * model.Year
		impact := []float64{1, 1, 0.5, rng.Float64(), rng.Float64(), 1e-6}[rng.IntN(6)]
		owner := int32(rng.IntN(owners))
		var life []stretch
		for range 1 + rng.IntN(4) {
			to := at + rng.ExpFloat64()*typical
			if grain > 0 {
				at = math.Round(at/grain) * grain
				to = math.Max(at+grain, math.Round(to/grain)*grain)
			}
			life = append(life, stretch{at, to, impact, owner, Phase(rng.IntN(int(NumPhases)))})
			at = to
		}
		if life[0].from < model.Year {
			lives = append(lives, life)
		}
	}
	return lives
}

// agree reports a difference of two ledgers beyond rounding.
func agree(t *testing.T, what string, got, want ledger) bool {
	t.Helper()
	const most = 1e-5 // seconds: a moment late in the year has an ulp of 4e-9
	ok := math.Abs(got.full-want.full) < most
	total := 0.0
	for o := range want.charged {
		for p := range want.charged[o] {
			ok = ok && math.Abs(got.charged[o][p]-want.charged[o][p]) < most
			total += got.charged[o][p]
		}
	}
	ok = ok && math.Abs(total-got.full) < most
	for w := range want.windows {
		ok = ok && math.Abs(got.windows[w]-want.windows[w]) < most
	}
	if !ok {
		t.Errorf("%s:\n  got  %v\n  want %v", what, got, want)
	}
	return ok
}

func TestOverlapByHand(t *testing.T) {
	const h, y = 3600.0, model.Year
	one := func(owner int32, from, to, impact float64) []stretch {
		return []stretch{{from: from, to: to, impact: impact, owner: owner, phase: Recover}}
	}
	for _, c := range []struct {
		why   string
		lives [][]stretch
		full  float64
		owner []float64 // recover seconds of each
	}{
		{"two that do not touch add up", [][]stretch{one(0, 0, h, 1), one(1, 2*h, 3*h, 1)}, 2 * h, []float64{h, h}},
		{"two that touch add up", [][]stretch{one(0, 0, h, 1), one(1, h, 2*h, 1)}, 2 * h, []float64{h, h}},
		{"full impact counts once, and is shared", [][]stretch{one(0, 0, 2*h, 1), one(1, h, 3*h, 1)}, 3 * h, []float64{1.5 * h, 1.5 * h}},
		{"20 % and 50 % are 60 % of the users, shared 2 to 5", [][]stretch{one(0, 0, h, 0.2), one(1, 0, h, 0.5)}, 0.6 * h, []float64{0.6 * h * 2 / 7, 0.6 * h * 5 / 7}},
		{"full impact hides the rest but shares with it, 1 to 0.5", [][]stretch{one(0, 0, h, 1), one(1, 0, h, 0.5)}, h, []float64{h / 1.5, h * 0.5 / 1.5}},
		{"one within the other", [][]stretch{one(0, 0, 4*h, 0.5), one(1, h, 2*h, 0.5)}, 1.5*h + 0.75*h, []float64{1.5*h + 0.375*h, 0.375 * h}},
		{"what runs past the year's end is cut", [][]stretch{one(0, y-h, y+2*h, 1), one(1, h, 3*h, 1)}, 3 * h, []float64{h, 2 * h}},
		{"what began before the year is cut, and meets what is there", [][]stretch{one(0, -5*h, 2*h, 1), one(1, h, 3*h, 1)}, 3 * h, []float64{1.5 * h, 1.5 * h}},
		{"half the users for two years and a half", [][]stretch{one(0, -y, 1.5*y, 0.5)}, y / 2, []float64{y / 2, 0}},
		{"over before the year begins", [][]stretch{one(0, -2*h, -h, 1), one(1, 0, h, 1)}, h, []float64{0, h}},
	} {
		g := stage(2, nil).play(c.lives)
		want := ledger{full: c.full, charged: make([][NumPhases]float64, 2)}
		for o, s := range c.owner {
			want.charged[o][Recover] = s
		}
		agree(t, c.why, g, want)
		if n := naive(c.lives, 2, nil); math.Abs(n.full-c.full) > 1e-5 {
			t.Errorf("%s: the naive method gets %g, want %g", c.why, n.full, c.full)
		}
	}
}

func TestOverlapAgainstNaive(t *testing.T) {
	const owners = 4
	for name, edges := range map[string][]float64{
		"year":     nil,
		"months":   model.NewWindow(model.MonthWindow, 0).Edges(),
		"quarters": model.NewWindow(model.QuarterWindow, 0).Edges(),
		"weeks":    model.NewWindow(model.WeekWindow, 0).Edges(),
		"1000h":    model.NewWindow(model.EveryWindow, 1000*3600).Edges(),
	} {
		rng := rand.New(rand.NewPCG(7, uint64(len(edges))))
		y := stage(owners, edges)
		for range simtest.Enough(1500, 40_000) {
			lives := randomLives(rng, owners, []float64{0, 0, 3600, 86400}[rng.IntN(4)])
			want := naive(lives, owners, edges)
			if !agree(t, name, y.play(lives), want) {
				t.Fatalf("%+v", lives)
			}
			var pieces []Piece
			pieces = append(pieces, y.Pieces...)
			slices.SortStableFunc(pieces, func(a, b Piece) int {
				return int(math.Copysign(1, a.Start-b.Start)) * map[bool]int{true: 1}[a.Start != b.Start]
			})
			if u := Union(pieces, new(Endings)); math.Abs(u-want.full) > 1e-5 {
				t.Fatalf("union of %+v: got %g, want %g", lives, u, want.full)
			}
		}
	}
}

// TestManyPieces holds years too full for the quick ways (buckets, calendar)
// against the naive method.
func TestManyPieces(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 8))
	y := stage(3, nil)
	for range simtest.Enough(4, 40) {
		var lives [][]stretch
		for range 700 {
			from := model.Year * math.Pow(rng.Float64(), 3) // crowded at the start
			lives = append(lives, []stretch{{from, from + rng.ExpFloat64()*20_000, rng.Float64(), int32(rng.IntN(3)), Recover}})
		}
		agree(t, "700 outages", y.play(lives), naive(lives, 3, nil))
	}
}
