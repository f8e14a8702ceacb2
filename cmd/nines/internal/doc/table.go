package doc

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"
)

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

	// Stays says that the column stands where all of its rows say the same, too,
	// as one that adds up the rows above.
	Stays bool
}

// Text, Number, Duration, Percent and Verdict are columns with a head.
func Text(head string) Column     { return Column{Head: head, Kind: TextKind} }
func Number(head string) Column   { return Column{Head: head, Kind: NumberKind} }
func Duration(head string) Column { return Column{Head: head, Kind: DurationKind} }
func Percent(head string) Column  { return Column{Head: head, Kind: PercentKind} }
func Verdict(head string) Column  { return Column{Head: head, Kind: VerdictKind} }

// A Table has rows of spelt cells below the heads of its columns. The first
// column names its row; a row may lack cells at its end.
type Table struct {
	Name    string // for those who cannot see it
	Columns []Column
	Rows    [][]string
	Strong  int // the row to be marked, from 1; 0 for none

	// Each is what a row is about: "promise". What every row says the same is then
	// said once, above the table; "" leaves it in its column.
	Each string

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

// once takes out the columns in which every row that says anything says the
// same, and returns what they say: "pays back never". Two rows must say it, the
// names of the rows stay, and one column beside them; columns that say nothing
// go without a word.
func (t *Table) once() (says []string) {
	for c := len(t.Columns) - 1; c > 0 && len(t.Columns) > 2; c-- {
		value, cells := "", 0
		same := true
		for _, row := range t.Rows {
			if c >= len(row) || row[c] == "" {
				continue
			}
			same = same && (cells == 0 || row[c] == value)
			value, cells = row[c], cells+1
		}
		if !same || cells == 1 || t.Columns[c].Stays {
			continue
		}
		if cells > 0 {
			says = append(says, t.Columns[c].Head+" "+value)
		}
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

// sameLine says once what all rows of a table say, and takes it out of them; ""
// where that is nothing.
func (t *Table) sameLine() string {
	if t.Each == "" {
		return ""
	}
	says := t.once()
	if len(says) == 0 {
		return ""
	}
	return "The same for every " + t.Each + ": " + strings.Join(says, "; ") + "."
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

// mostLine is how many characters a cell has at most that a phone shows on one
// line.
const mostLine = 34

// Class returns how a page shows the table: "short" stays on one sheet of paper,
// "many" has more columns than a phone has room for, "prose" has cells of whole
// sentences, "pair" a value for each name.
func (t *Table) Class() string {
	var classes []string
	if t.Short() {
		classes = append(classes, "short")
	}
	if len(t.Columns) > 5 {
		classes = append(classes, "many")
	}
	long := slices.ContainsFunc(t.Rows, func(row []string) bool {
		return slices.ContainsFunc(row[1:], func(cell string) bool { return uniseg.StringWidth(cell) > mostLine })
	})
	switch {
	case len(t.Columns) == 2:
		classes = append(classes, "pair")
	case long:
		classes = append(classes, "prose")
	}
	return strings.Join(classes, " ")
}
