package doc

import "slices"

// A Kind says what the cells of a column are, by which they line up.
type Kind int

// The kinds of columns.
const (
	TextKind Kind = iota
	NumberKind
	DurationKind
	PercentKind
	VerdictKind
)

// A Column is the head of a column, and what stands below it.
type Column struct {
	Head string
	Kind Kind
}

// Text, Number, Duration, Percent and Verdict are columns with a head.
func Text(head string) Column     { return Column{head, TextKind} }
func Number(head string) Column   { return Column{head, NumberKind} }
func Duration(head string) Column { return Column{head, DurationKind} }
func Percent(head string) Column  { return Column{head, PercentKind} }
func Verdict(head string) Column  { return Column{head, VerdictKind} }

// A Table has rows of spelt cells below the heads of its columns. The first
// column names its row; a row may lack cells at its end.
type Table struct {
	Name    string // for those who cannot see it
	Columns []Column
	Rows    [][]string
	Strong  int // the row to be marked, from 1; 0 for none

	// Folds says that the names of the rows may be broken in a text that no
	// terminal shows, too. Narrow, if set, is shown with its legend where the
	// table is too wide.
	Folds  bool
	Narrow func() (rows [][]string, legend string)
}

// NewTable returns a table without rows.
func NewTable(name string, columns ...Column) *Table { return &Table{Name: name, Columns: columns} }

// Add adds a row.
func (t *Table) Add(cells ...string) { t.Rows = append(t.Rows, cells) }

// Once takes out the columns in which every row that says anything says the
// same, and returns them as clauses, "pays back never": what is the same in
// every row is said once. Two rows must say it, and the names of the rows stay.
func (t *Table) Once() (says []string) {
	for c := len(t.Columns) - 1; c > 0; c-- {
		value, cells := "", 0
		same := true
		for _, row := range t.Rows {
			if c >= len(row) || row[c] == "" {
				continue
			}
			same = same && (cells == 0 || row[c] == value)
			value, cells = row[c], cells+1
		}
		if !same || cells < 2 {
			continue
		}
		says = append(says, t.Columns[c].Head+" "+value)
		t.Columns = slices.Delete(t.Columns, c, c+1)
		for i, row := range t.Rows {
			if c < len(row) {
				t.Rows[i] = slices.Delete(row, c, c+1)
			}
		}
	}
	slices.Reverse(says)
	return says
}

// Head returns the heads of the columns.
func (t *Table) Head() []string {
	out := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = c.Head
	}
	return out
}

// Body returns the rows, all of the same length.
func (t *Table) Body() [][]string {
	out := make([][]string, len(t.Rows))
	for i, row := range t.Rows {
		out[i] = make([]string, len(t.Columns))
		copy(out[i], row)
	}
	return out
}

// Right reports whether the cells of a column stand in line at their right
// ends: those that are no text, but for names of rows. An only row has nothing
// to stand in line with.
func (t *Table) Right(column int) bool {
	kind := t.Columns[column].Kind
	return column > 0 && kind != TextKind && kind != VerdictKind && len(t.Rows) > 1
}

// IsStrong reports whether a row is to be marked.
func (t *Table) IsStrong(row int) bool { return t.Strong == row+1 }

// Short reports whether a table is to stay on one sheet of paper.
func (t *Table) Short() bool { return len(t.Rows) <= 8 }

// Many reports whether a table has more columns than a phone has room for.
func (t *Table) Many() bool { return len(t.Columns) > 5 }
