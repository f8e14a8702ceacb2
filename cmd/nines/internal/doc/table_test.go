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
		{"one column stays beside the names", [][]string{{"a", "1", "never"}, {"b", "1", "never"}}, []string{"pays back never"}, [][]string{{"a", "1"}, {"b", "1"}}},
		{"a column that says nothing goes", [][]string{{"a", "", "1"}, {"b", "", "2"}}, nil, [][]string{{"a", "1"}, {"b", "2"}}},
		{"one row is no pattern", [][]string{{"today", "0", ""}, {"a", "1", "never"}}, nil, [][]string{{"today", "0", ""}, {"a", "1", "never"}}},
		{"the names of the rows stay", [][]string{{"a", "1", "x"}, {"a", "2", "y"}}, nil, [][]string{{"a", "1", "x"}, {"a", "2", "y"}}},
	} {
		table := NewTable("options", Text("option"), Number("costs"), Duration("pays back"))
		table.Rows = c.rows
		if says := table.once(); !reflect.DeepEqual(says, c.says) || !reflect.DeepEqual(table.Rows, c.left) || len(table.Columns) != len(c.left[0]) {
			t.Errorf("%s: says %q and leaves %q below %q, want %q and %q", c.why, says, table.Rows, table.Head(), c.says, c.left)
		}
	}
}

// What all rows say stands above the table, and once: a second page of the same
// table has nothing more to say.
func TestTabulate(t *testing.T) {
	table := NewTable("options", Text("option"), Number("costs"), Duration("pays back"))
	table.Each = "option"
	table.Rows = [][]string{{"a", "1", "never"}, {"b", "2", "never"}}
	var s Section
	s.Tabulate(table)
	s.Tabulate(NewTable("nothing", Text("of it")))
	if len(s.Blocks) != 2 || s.Blocks[0].Text != "The same for every option: pays back never." || !s.Blocks[0].Leads || s.Blocks[1].Table != table || len(table.Columns) != 2 {
		t.Errorf("got %+v", s.Blocks)
	}
}
