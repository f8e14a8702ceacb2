package doc

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"nines/plots/words"
)

// The form of a table on a terminal, in columns of it.
const (
	leastName   = 20 // how narrow the names of its rows may be
	columnSpace = 3
	leastSpace  = 2 // between columns, where there is no room for more
)

// width returns how many columns of a terminal a text takes.
func width(text string) int { return uniseg.StringWidth(text) }

// widths returns how wide each column of a table is on a terminal.
func widths(rows [][]string) []int {
	var wide []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(wide) {
				wide = append(wide, 0)
			}
			wide[i] = max(wide[i], width(cell))
		}
	}
	return wide
}

// tableWidth returns how wide a table with such columns is, with so much space
// between them.
func tableWidth(wide []int, space int) int {
	all := 2 - space
	for _, w := range wide {
		all += w + space
	}
	return all
}

// fitted breaks the cells of a table that is too wide for the screen into lines,
// and returns them with the space between columns: first the names of its rows,
// which are the longest texts, then, column by column, what is widest: between
// words, and at last between numbers and their units. What no break makes narrow
// enough stays wider than the screen.
func fitted(rows [][]string, room int) ([][]string, int) {
	wide, space := widths(rows), columnSpace
	if len(wide) == 0 || tableWidth(wide, space) <= room {
		return rows, space
	}
	if wide[0] = nameWidth(wide, max(leastName, room/5), room); tableWidth(wide, space) > room {
		space = leastSpace
	}
	rows = glued(rows)
	whole, parts := longest(rows, " "), longest(rows, " \u00a0")
	narrow := func(least []int) {
		for tableWidth(wide, space) > room {
			widest := -1
			for c := 1; c < len(wide); c++ {
				if wide[c] > least[c] && (widest < 0 || wide[c] > wide[widest]) {
					widest = c
				}
			}
			if widest < 0 {
				return
			}
			wide[widest]--
		}
	}
	narrow(whole)
	narrow(parts)
	var out [][]string
	for _, row := range rows {
		out = append(out, foldedRow(row, wide, whole)...)
	}
	return out, space
}

// nameWidth returns how wide the names of rows are in a table that has so much
// room: as wide as they are, or as what the other columns leave, but not below the
// least.
func nameWidth(wide []int, least, room int) int {
	left := wide[0] - (tableWidth(wide, columnSpace) - room)
	return min(wide[0], max(least, left))
}

// named breaks the names of the rows of a table that is too wide, and nothing else.
func named(rows [][]string, room int) [][]string {
	wide := widths(rows)
	if len(wide) == 0 {
		return rows
	}
	wide[0] = nameWidth(wide, leastName, room)
	var out [][]string
	for _, row := range rows {
		out = append(out, foldedRow(row, wide, wide)...)
	}
	return out
}

// glued keeps intervals, "(57 to 65)", on one line.
func glued(rows [][]string) [][]string {
	out := make([][]string, len(rows))
	for i, row := range rows {
		out[i] = slices.Clone(row)
		for c, cell := range row {
			open, end := strings.LastIndex(cell, "("), len(cell)-1
			if c > 0 && open >= 0 && cell[end] == ')' {
				out[i][c] = cell[:open] + strings.ReplaceAll(cell[open:], " ", "\u00a0")
			}
		}
	}
	return out
}

// longest returns the widest part of each column's cells, which end at spaces of
// these kinds: the column may be as narrow.
func longest(rows [][]string, spaces string) []int {
	var wide []int
	for _, row := range rows {
		for c, cell := range row {
			if c == len(wide) {
				wide = append(wide, 0)
			}
			for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(spaces, r) }) {
				wide[c] = max(wide[c], width(part))
			}
		}
	}
	return wide
}

// foldedRow returns the lines of a row whose cells are that wide. Numbers part
// with their units in columns that are narrower than their longest word.
func foldedRow(row []string, wide, longest []int) [][]string {
	var lines [][]string
	for c, cell := range row {
		if c > 0 && wide[c] < longest[c] {
			cell = words.Plain(cell)
		}
		for n, part := range Folded(cell, wide[c]) {
			if n == len(lines) {
				lines = append(lines, make([]string, len(row)))
			}
			lines[n][c] = part
		}
	}
	return lines
}
