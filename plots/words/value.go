package words

import "nines/model"

// isTime reports whether values of a kind are told as durations; factors are,
// as the times that they make.
func isTime(kind model.ValueKind) bool {
	return kind == model.DurationValue || kind == model.FactorValue
}

// timesSign stands before a factor of what several parts of the file say.
const timesSign = "×" + nbsp

// Value spells a value of a kind of key in full: "1.027 %", "2.5 a year", "8 min
// 40 s".
func Value(kind model.ValueKind, v float64) string {
	switch {
	case isTime(kind):
		return Setting(Significant(v, 4))
	case kind == model.RatioValue:
		return Ratio(v)
	case kind == model.RateValue:
		return Digits(v, 5) + " a year"
	case kind == model.TimesValue:
		return timesSign + Digits(v, 5)
	}
	return Digits(v, 5)
}

// AboutValue spells a value of a kind of key to about three digits.
func AboutValue(kind model.ValueKind, v float64) string {
	if isTime(kind) {
		return Value(kind, v)
	}
	return Value(kind, Significant(v, 3))
}

// Reading spells a value as it is read off an axis: "8 min 40 s", "1.03 %".
func Reading(kind model.ValueKind, v float64) string {
	if isTime(kind) {
		return Duration(v)
	}
	return ShortReading(kind, v)
}

// ShortReading is Reading with durations in one unit: "8.7 min".
func ShortReading(kind model.ValueKind, v float64) string {
	switch {
	case isTime(kind):
		return ShortDuration(v)
	case kind == model.RatioValue:
		return Short(100*v) + percentSign
	case kind == model.RateValue:
		return Short(v) + " a year"
	case kind == model.TimesValue:
		return timesSign + Short(v)
	}
	return Short(v)
}
