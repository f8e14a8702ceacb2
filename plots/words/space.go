package words

import "strings"

// nbsp joins a number and its unit, so that no line ends between them.
const nbsp = "\u00a0"

// percentSign stands behind a percentage.
const percentSign = nbsp + "%"

// Plain returns a text with spaces in place of those that no line may be broken
// at, for where lines are broken already, or never are.
func Plain(text string) string { return strings.ReplaceAll(text, nbsp, " ") }

// InTwoUnits reports whether a word is one that a smaller unit may follow, as
// "8 min" in "8 min 40 s".
func InTwoUnits(word string) bool {
	return strings.HasSuffix(word, nbsp+"min") || strings.HasSuffix(word, nbsp+"h")
}
