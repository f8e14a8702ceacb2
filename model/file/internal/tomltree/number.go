package tomltree

import (
	"strings"

	"nines/model/internal/decimal"
)

// Number returns how TOML spells a number that is no TOML, and why; the
// reason is "" for a text that is no number, or a well spelled one.
func Number(text string) (number, why string) {
	number, rest, why := decimal.Respell(text)
	exponent := strings.TrimLeft(rest, "eE")
	exponent = strings.TrimPrefix(strings.TrimPrefix(exponent, "-"), "+")
	if rest != "" && (len(rest)-len(exponent) < 1 || exponent == "" || strings.Trim(exponent, "0123456789") != "") {
		return "", ""
	}
	return number + rest, why
}
