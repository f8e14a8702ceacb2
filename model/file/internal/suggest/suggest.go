// Package suggest finds what a misspelt word was meant to be.
package suggest

import (
	"strings"
	"unicode/utf8"
)

// maxKnown is how many known words a suggestion is sought among.
const maxKnown = 500

// maxName is the longest word that a suggestion is sought for, in bytes:
// the search costs the product of two lengths.
const maxName = 64

// Nearest returns the known word that word was probably meant to be, or "".
// A word is near when at most a third of its letters (and one at least, but not
// all) have to be changed, or else when it is a part of the known word, as "normal" is
// of "lognormal"; case does not count.
func Nearest(word string, known []string) string {
	if len(word) > maxName {
		return ""
	}
	known = known[:min(len(known), maxKnown)]
	letters := utf8.RuneCountInString(word)
	best, least := "", min(max(1, letters/3)+1, letters)
	for _, k := range known {
		d := editDistance(strings.ToLower(word), strings.ToLower(k))
		// Of two that are as near, one that goes on from what is written, as a
		// plural does, is meant rather than one with another letter.
		if d < least || d == least && best != "" && strings.HasPrefix(k, word) && !strings.HasPrefix(best, word) {
			best, least = k, d
		}
	}
	for _, k := range known {
		if best == "" && len(word) >= 4 && strings.Contains(strings.ToLower(k), strings.ToLower(word)) {
			best = k
		}
	}
	return best
}

// DidYouMean returns `, did you mean "x"?` for the nearest known word, or "".
func DidYouMean(word string, known []string) string {
	if near := Nearest(word, known); near != "" {
		return `, did you mean "` + near + `"?`
	}
	return ""
}

// editDistance counts the insertions, deletions, replacements and swaps of
// neighbours that turn a into b (optimal string alignment).
func editDistance(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last := make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row := make([]int, len(t)+1)
		row[0] = i + 1
		for j := range t {
			change := 1
			if s[i] == t[j] {
				change = 0
			}
			row[j+1] = min(row[j]+1, last[j+1]+1, last[j]+change)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(t)]
}
