package doc

import (
	"slices"
	"strings"
	"testing"

	"nines/plots/words"
)

func TestWrapKeepsNumbersWithUnits(t *testing.T) {
	text := "Planned work takes 8\u00a0min 40\u00a0s a year; 99.999\u00a0% allows 5\u00a0min 15\u00a0s."
	for width := 10; width < 70; width++ {
		for line := range strings.Lines(Wrap(text, width)) {
			first := strings.Fields(line)[0]
			if slices.Contains([]string{"min", "s", "%", "s."}, first) {
				t.Errorf("width %d: a line begins with the unit %q", width, first)
			}
		}
		if got := strings.Join(strings.Fields(Wrap(text, width)), " "); got != words.Plain(text) {
			t.Errorf("width %d: words are lost: %q", width, got)
		}
	}
}

// TestFolded breaks behind spaces, else behind dots, else anywhere; nothing is
// lost.
func TestFolded(t *testing.T) {
	for _, c := range []struct {
		text string
		room int
		want []string
	}{
		{"a deploy", 8, []string{"a deploy"}},
		{"a deploy breaks", 10, []string{"a deploy", "breaks"}},
		{"a deploy breaks", 8, []string{"a deploy", "breaks"}},
		{"recovery.rollback.time", 12, []string{"recovery.", "rollback.", "time"}},
		{"abcdefgh", 3, []string{"abc", "def", "gh"}},
		{"결제가 느려진다", 15, []string{"결제가 느려진다"}},
		{"결제가 느려진다", 10, []string{"결제가", "느려진다"}},
		{"결제가느려진다", 5, []string{"결제", "가느", "려진", "다"}},
		{"결", 1, []string{"결"}},
	} {
		if got := Folded(c.text, c.room); !slices.Equal(got, c.want) {
			t.Errorf("%d columns: got %q, want %q", c.room, got, c.want)
		}
	}
}

func TestTableAlignsWideLetters(t *testing.T) {
	var b strings.Builder
	(&screen{w: &b}).writeRows(&Table{}, [][]string{{"name", "share"}, {"결제", "1 %"}, {"disk", "2 %"}})
	if want := "  name   share\n  결제   1 %\n  disk   2 %\n"; b.String() != want {
		t.Errorf("got\n%swant\n%s", &b, want)
	}
}

// TestTerminal: tables have an empty line around them, commands stay whole, and
// what is to be called next stands behind the last line where that has room.
func TestTerminal(t *testing.T) {
	long := "nines explain " + strings.Repeat("x", 120)
	var s Section
	s.Say("It is so.")
	table := NewTable("Promises", Percent("promise"), Text("verdict"))
	table.Add(words.Ratio(0.999), "yes")
	s.Tabulate(table)
	s.Tabulate(NewTable("nothing", Text("head")))
	s.Offer("Try it", long)
	s.Put(Block{Items: []string{"one", "two"}}, Block{Text: "2,000 years.", Label: "Why", Command: "nines explain x"}, Block{Text: "More.", Label: "Why", Command: long})
	var b strings.Builder
	Screen{}.Write(&b, Answer(s))
	want := "It is so.\n\n  promise   verdict\n  99.9 %    yes\n\nTry it: " + long + "\n  one\n  two\n2,000 years.  Why: nines explain x\nMore.\nWhy: " + long + "\n"
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", &b, want)
	}
}

// TestTableLinesUp: columns of amounts line up at their right ends, names and
// texts at their left, and so does an only row.
func TestTableLinesUp(t *testing.T) {
	table := NewTable("Causes", Text("cause"), Percent("share"), Number("a year"), Duration("one costs"), Text("kept in"))
	table.Add("a", "1 %")
	for _, rows := range []int{1, 2} {
		for i, want := range []bool{false, true, true, true, false} {
			if got := table.Right(i); got != (want && rows > 1) {
				t.Errorf("%d rows: column %d: got %v", rows, i, got)
			}
		}
		table.Add("b", "2 %", "3")
	}
	if body := table.Body(); len(body[0]) != 5 {
		t.Errorf("a row lacks cells: %q", body[0])
	}
}
