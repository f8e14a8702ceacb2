package doc

import "strings"

// How a terminal is told of colours (ECMA-48, SGR). The words say the same, for
// those who cannot tell them apart.
const (
	green  = "\x1b[32m"
	red    = "\x1b[31m"
	yellow = "\x1b[33m"
	bold   = "\x1b[1m"
	usual  = "\x1b[0m"
)

// verdict gives a verdict its colour: green for what can be promised, yellow for
// what is open, red for what cannot.
func (t *screen) verdict(text string) string {
	colour := ""
	switch text {
	case "yes":
		colour = green
	case "no", "impossible":
		colour = red
	case "too close to call":
		colour = yellow
	}
	if !t.Colour || colour == "" {
		return text
	}
	return colour + text + usual
}

// strong makes the first sentence of a broken paragraph bold.
func (t *screen) strong(text string) string {
	if !t.Colour {
		return text
	}
	end := len(text)
	for _, after := range []string{". ", ".\n"} {
		if i := strings.Index(text, after); i >= 0 {
			end = min(end, i+1)
		}
	}
	return bold + text[:end] + usual + text[end:]
}
