package doc

import (
	"reflect"
	"testing"
)

// TestOnce takes columns out of a table that say nothing of their rows.
func TestOnce(t *testing.T) {
	for _, c := range []struct {
		why  string
		rows [][]string
		says []string
		left [][]string
	}{
		{"the same in every row", [][]string{{"a", "1", "never"}, {"b", "2", "never"}}, []string{"pays back never"}, [][]string{{"a", "1"}, {"b", "2"}}},
		{"an empty cell says nothing", [][]string{{"today", "0", ""}, {"a", "1", "never"}, {"b", "2", "never"}}, []string{"pays back never"}, [][]string{{"today", "0"}, {"a", "1"}, {"b", "2"}}},
		{"several", [][]string{{"a", "1", "never"}, {"b", "1", "never"}}, []string{"costs 1", "pays back never"}, [][]string{{"a"}, {"b"}}},
		{"one row is no pattern", [][]string{{"today", "0", ""}, {"a", "1", "never"}}, nil, [][]string{{"today", "0", ""}, {"a", "1", "never"}}},
		{"the names of the rows stay", [][]string{{"a", "1", "x"}, {"a", "2", "y"}}, nil, [][]string{{"a", "1", "x"}, {"a", "2", "y"}}},
	} {
		table := NewTable("options", Text("option"), Number("costs"), Duration("pays back"))
		table.Rows = c.rows
		if says := table.Once(); !reflect.DeepEqual(says, c.says) || !reflect.DeepEqual(table.Rows, c.left) || len(table.Columns) != len(c.left[0]) {
			t.Errorf("%s: says %q and leaves %q below %q, want %q and %q", c.why, says, table.Rows, table.Head(), c.says, c.left)
		}
	}
}
