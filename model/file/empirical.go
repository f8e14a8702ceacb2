package file

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"nines/model"
	"nines/model/dist"
	"nines/model/file/internal/folder"
	"nines/model/file/internal/tomltree"
	"nines/model/internal/decimal"
)

// errRecorded says that the error has been recorded with its place already.
var errRecorded = errors.New("recorded")

// empiricalList is the law of values = [...].
func (p *parameters) empiricalList() (dist.Distribution, error) {
	list := p.n.Child("values")
	if list.Kind != tomltree.List || len(list.Children) == 0 {
		want := `a list of durations such as ["3m", "12m", "2h"]`
		if p.q == share {
			want = `a list of ratios such as ["5%", "100%"]`
		}
		p.r.bad(list, p.key+".values", want)
		return nil, errRecorded
	}
	before := p.r.found
	values := make([]float64, 0, len(list.Children))
	for _, element := range list.Children {
		v, _ := p.r.plainValue(element, p.key+".values", p.q)
		values = append(values, v)
	}
	if p.r.found > before {
		return nil, errRecorded
	}
	return dist.NewEmpirical(values)
}

// A columnKey names a column of a CSV file, read as one quantity.
type columnKey struct {
	file, column string
	q            quantity
}

// A column is a column of a CSV file once it has been read: its law, or what
// is wrong with it.
type column struct {
	law       dist.Distribution
	parameter string // "file" or "column", whichever is at fault
	got, want string
}

// empiricalColumn is the law of a column of a CSV file.
func (p *parameters) empiricalColumn() (dist.Distribution, error) {
	var names [2]string
	for i, name := range []string{"file", "column"} {
		n := p.n.Child(name)
		s, ok := n.Value.(string)
		if !ok || s == "" {
			p.r.bad(n, p.key+"."+name, "the name of a "+map[string]string{"file": "CSV file", "column": "column"}[name]+" in quotes")
			return nil, errRecorded
		}
		names[i] = s
	}
	key := columnKey{names[0], names[1], p.q}
	cached, ok := p.r.doc.columns.Load(key)
	if !ok {
		cached, _ = p.r.doc.columns.LoadOrStore(key, p.r.doc.readColumn(key))
	}
	c := cached.(*column)
	if c.law == nil {
		p.r.badGot(p.n.Child(c.parameter), p.key+"."+c.parameter, c.got, c.want)
		return nil, errRecorded
	}
	return c.law, nil
}

// readColumn reads a column of a CSV file. What stands in the file is never
// told, only where something is wrong: a scenario may name a file that is no
// table but somebody's secret, and errors end up in logs.
func (d *Document) readColumn(key columnKey) *column {
	file, err := d.open(key.file)
	if err != nil {
		return &column{parameter: "file", got: strconv.Quote(key.file) + ", which " + folder.Why(err), want: "a CSV file in the scenario's folder or below it"}
	}
	defer file.Close()
	rows := csv.NewReader(folder.Limited(file))
	rows.FieldsPerRecord = -1
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		return csvProblem(key.file, err)
	}
	at := slices.IndexFunc(header, func(name string) bool { return strings.TrimPrefix(name, "\ufeff") == key.column })
	if at < 0 {
		return &column{parameter: "column", got: strconv.Quote(key.column), want: "a name in the header of " + key.file}
	}
	var values []float64
	for {
		row, err := rows.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return csvProblem(key.file, err)
		}
		if at >= len(row) {
			line, _ := rows.FieldPos(0)
			return &column{parameter: "column", got: fmt.Sprintf("nothing in line %d of %s", line, key.file), want: measuredWant(key.q)}
		}
		v, ok := measured(strings.TrimSpace(row[at]), key.q)
		if !ok {
			line, at := rows.FieldPos(at)
			return &column{parameter: "column", got: fmt.Sprintf("other text in line %d, column %d of %s", line, at, key.file), want: measuredWant(key.q)}
		}
		if len(values) == maxRows {
			return &column{parameter: "file", got: fmt.Sprintf("%s, which has more than %d rows", key.file, maxRows), want: "fewer"}
		}
		values = append(values, v)
	}
	law, err := dist.NewEmpirical(values)
	if err != nil {
		return &column{parameter: "file", got: key.file + " without a row below its header", want: "at least one value"}
	}
	return &column{law: law}
}

// measured reads one cell: "90s", or 90 for seconds; "5%" or 0.05 for a share.
func measured(cell string, q quantity) (float64, bool) {
	if q == share {
		v, err := model.ParseRatio(cell)
		return v, err == nil
	}
	if decimal.Is(cell) {
		cell += "s"
	}
	v, err := model.ParseDuration(cell)
	return v, err == nil
}

// measuredWant is what a cell holds.
func measuredWant(q quantity) string {
	if q == share {
		return model.RatioForm
	}
	return `a duration such as "90s", or seconds as a plain number`
}

// csvProblem says what is wrong with a file that is no CSV.
func csvProblem(file string, err error) *column {
	var parse *csv.ParseError
	got := file + ", which cannot be read: " + folder.Why(err)
	switch {
	case err == io.EOF:
		got = file + ", which is empty"
	case errors.Is(err, folder.ErrTooLong):
		got = file + ", which " + folder.ErrTooLong.Error()
	case errors.As(err, &parse):
		got = fmt.Sprintf("%s, whose line %d, column %d is no CSV: %v", file, parse.Line, parse.Column, parse.Err)
	}
	return &column{parameter: "file", got: got, want: "a CSV file with a header"}
}

// mixture is the law of of = [ { weight = 0.8, dist = ... }, ... ].
func (p *parameters) mixture() (dist.Distribution, error) {
	list := p.n.Child("of")
	if list.Kind != tomltree.List || len(list.Children) == 0 {
		p.r.bad(list, p.key+".of", "a list of distributions, each with its weight")
		return nil, errRecorded
	}
	if p.depth == maxMixtures {
		p.r.bad(p.n, p.key, fmt.Sprintf("mixtures at most %d deep", maxMixtures))
		return nil, errRecorded
	}
	before := p.r.found
	var weights []float64
	var laws []dist.Distribution
	for i, element := range list.Children {
		key := fmt.Sprintf("%s.of[%d]", p.key, i)
		if element.Kind != tomltree.Table {
			p.r.bad(element, key, "{ weight = ..., dist = ... }")
			continue
		}
		weights = append(weights, p.weight(element, key))
		laws = append(laws, p.r.lawWritten(element, key, p.q, p.depth+1))
	}
	if p.r.found > before {
		return nil, errRecorded
	}
	return dist.NewMixture(weights, laws)
}

// weight reads the weight of a mixture's part: a number above 0, or a
// percentage.
func (p *parameters) weight(element *tomltree.Node, key string) float64 {
	n := element.Child("weight")
	if n == nil {
		p.r.missing(element, key+".weight", `the part's weight such as 0.8 or "80%"`)
		return 0
	}
	if s, ok := n.Value.(string); ok {
		if v, err := model.ParseRatio(s); err == nil && v > 0 {
			return v
		}
	} else if v, ok := p.r.number(n, key+".weight", `a weight above 0 such as 0.8 or "80%"`); !ok || v > 0 {
		return v
	}
	p.r.bad(n, key+".weight", `a weight above 0 such as 0.8 or "80%"`)
	return 0
}
