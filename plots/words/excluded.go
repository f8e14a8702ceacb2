package words

import "nines/sim/compare"

// Excluded spells why investments are not combined, as a clause.
func Excluded(e compare.Excluded) string {
	switch {
	case e.Key == "" && len(e.Names) == 2:
		return "the file is wrong with both: " + e.Wrong.String()
	case e.Key == "":
		return "the file is wrong with all of them: " + e.Wrong.String()
	case e.Key == e.Other:
		return "both set " + e.Key
	}
	return "one sets " + e.Key + ", the other " + e.Other
}
