package engine

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"nines/model/file"
	"nines/sim/internal/simtest"
)

// A toy is a ladder with constant times in whole seconds, to be lived by the
// engine and, second by second, by the letter of the scenario reference.
type toy struct {
	alarm, diagnose, heal int // heal 0: does not
	acks                  []int
	actions               []toyAction
}

type toyAction struct {
	who    int // -1: runs by itself
	time   int
	works  bool
	before bool // before_diagnosis
}

func randomToy(rng *rand.Rand) toy {
	y := toy{alarm: rng.IntN(6), diagnose: rng.IntN(12)}
	if rng.IntN(3) == 0 {
		y.heal = 1 + rng.IntN(60)
	}
	for range 1 + rng.IntN(3) {
		y.acks = append(y.acks, rng.IntN(15))
	}
	n := 1 + rng.IntN(5)
	for i := range n {
		y.actions = append(y.actions, toyAction{
			who: rng.IntN(len(y.acks)+1) - 1, time: rng.IntN(10),
			works: i == n-1 && y.heal == 0 || rng.IntN(4) == 0, before: rng.IntN(2) == 0,
		})
	}
	return y
}

// text writes the toy as a scenario.
func (y toy) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "[alarm.a]\ndelay = \"%ds\"\n", y.alarm)
	for i, ack := range y.acks {
		fmt.Fprintf(&b, "[responder.p%d]\nack = \"%ds\"\n", i, ack)
	}
	var names []string
	for i, a := range y.actions {
		fmt.Fprintf(&b, "[recovery.r%d]\ntime = \"%ds\"\nbefore_diagnosis = %v\n", i, a.time, a.before)
		fmt.Fprintf(&b, "success = %d\n", map[bool]int{true: 1}[a.works])
		if a.who >= 0 {
			fmt.Fprintf(&b, "responder = \"p%d\"\n", a.who)
		}
		names = append(names, fmt.Sprintf("%q", fmt.Sprint("r", i)))
	}
	fmt.Fprintf(&b, "[risk.fault]\nrate = \"1/year\"\nalarms = [\"a\"]\ndiagnose = \"%ds\"\n", y.diagnose)
	fmt.Fprintf(&b, "recovery = [%s]\n", strings.Join(names, ", "))
	if y.heal > 0 {
		fmt.Fprintf(&b, "self_heal_time = \"%ds\"\n", y.heal)
	}
	return b.String()
}

// A clerk follows a toy's outage from moment to moment and applies the
// sentences of the reference to what he sees.
type clerk struct {
	toy
	now    int
	paged  []int // per responder: when he answers; -1 before he is paged
	next   int   // the action whose turn it is, or that runs
	runs   bool
	ends   int // of the action that runs
	left   int // of the diagnosis
	phases []Phase
}

const longAgo = -1

// follow returns the phase of every second of the outage.
func (y toy) follow() []Phase {
	c := &clerk{toy: y, left: y.diagnose, paged: slices.Repeat([]int{longAgo}, len(y.acks))}
	for ; ; c.now++ {
		if y.heal > 0 && c.now == y.heal {
			return c.phases
		}
		if c.now < y.alarm {
			c.phases = append(c.phases, Detect)
			continue
		}
		if c.now == y.alarm {
			// "The page to the ladder's first responder goes out at detection."
			for _, a := range y.actions {
				if a.who >= 0 {
					c.page(a.who)
					break
				}
			}
			c.turn()
		}
		for c.step() {
		}
		if c.next == len(y.actions) && y.heal == 0 || c.next > len(y.actions) {
			return c.phases
		}
		c.phases = append(c.phases, c.phase())
		if c.idle() {
			c.left = max(0, c.left-1)
		}
	}
}

func (c *clerk) page(who int) {
	if c.paged[who] == longAgo {
		c.paged[who] = c.now + c.acks[who]
	}
}

// turn pages the responder of the action whose turn has come.
func (c *clerk) turn() {
	if c.next < len(c.actions) && c.actions[c.next].who >= 0 {
		c.page(c.actions[c.next].who)
	}
}

func (c *clerk) answered(who int) bool { return c.paged[who] != longAgo && c.paged[who] <= c.now }

// step applies one sentence that applies now, and reports whether there was.
func (c *clerk) step() bool {
	if c.next >= len(c.actions) {
		// No action is left: somebody may still take the diagnosis up,
		// which changes nothing any more.
		return false
	}
	a := c.actions[c.next]
	if c.runs && c.ends == c.now {
		c.runs = false
		if c.next++; a.works {
			c.next = len(c.actions) + 1
			return false
		}
		c.turn()
		return true
	}
	// "An action without responder starts as soon as the one before it has
	// ended. An action with one starts when the one before it has ended, its
	// responder has acknowledged, and the diagnosis is done."
	ready := a.who < 0 || c.answered(a.who) && (a.before || c.left == 0)
	if !c.runs && ready {
		c.runs, c.ends = true, c.now+a.time
		return true
	}
	return false
}

// idle reports whether somebody works on the diagnosis: "from the first moment
// at which a responder has acknowledged and is not busy with an action", and
// resting while all who have are busy, so that acting sooner never costs time.
func (c *clerk) idle() bool {
	for who := range c.acks {
		if c.answered(who) && !(c.runs && c.actions[c.next].who == who) {
			return true
		}
	}
	return false
}

// phase says what the second that begins now belongs to: "to the action that
// runs in it; else to acknowledge until somebody has; else to diagnose. Where
// nobody of the ladder is on the way (no responder, or none left), it belongs to
// wait."
func (c *clerk) phase() Phase {
	if c.runs {
		return Recover
	}
	if c.next == len(c.actions) {
		return Wait
	}
	for who := range c.acks {
		if c.answered(who) {
			return Diagnose
		}
	}
	return Acknowledge
}

// TestLaddersByTheLetter lets the engine and the clerk live the same random
// ladders: up to five actions, three responders, everything that may fail,
// and many things that happen at the same moment.
func TestLaddersByTheLetter(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 2))
	wrong := 0
	for range simtest.Enough(1500, 100_000) {
		y := randomToy(rng)
		var want []Segment
		for i, p := range y.follow() {
			want = append(want, Segment{float64(i + 1), p})
		}
		want = joined(want)
		sc, err := file.Read("toy.toml", []byte(simtest.Head+y.text()))
		if err != nil {
			t.Fatal(err)
		}
		if got := liveOnce(sc, 0); !slices.Equal(got, want) {
			if wrong++; wrong <= 3 {
				t.Errorf("%s\n  got  %s\n  want %s", y.text(), tell(got), tell(want))
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d lives differ", wrong)
	}
}
