package file

import (
	"nines/model"
	"nines/model/dist"
)

// A form says how the value of a key is written.
type form uint8

const (
	textForm     form = iota // a line of text
	flagForm                 // true or false
	durationForm             // a plain duration: "90s"
	lawForm                  // a duration or a distribution of durations: "4m to 15m"
	shareForm                // a ratio or a distribution of ratios: "20%"
	ratioForm                // a plain ratio: "2%" or 0.02
	rateForm                 // "4/year"
	numberForm               // a count or an amount of money: 40_000
	targetForm               // an availability: "99.95%"
	targetsForm              // a list of availabilities
	partForm                 // the name of a part: "oncall"
	partsForm                // a list of names of parts
	windowForm               // "month", "every 30d"
	calendarForm             // a time of the day, the week or the year, a date or a zone
	tableForm                // a table that is one value
	listForm                 // a list of values or tables that is no list of names
	laterForm                // reserved
)

// valueKind returns what a sweep over a key of this form varies; false for a
// form that cannot be swept.
func (f form) valueKind() (model.ValueKind, bool) {
	switch f {
	case durationForm, lawForm:
		return model.DurationValue, true
	case ratioForm, shareForm:
		return model.RatioValue, true
	case rateForm:
		return model.RateValue, true
	case numberForm:
		return model.NumberValue, true
	}
	return 0, false
}

// A key is one key of a section, and all there is to say of it: its name, how
// its value is written, where the value goes and what it excludes. Reading,
// suggestions, the lookup of paths, patches, sweeps and differences go by it.
type key struct {
	name string
	form form
	of   string // the section whose parts a partForm or partsForm names

	// read reads the key into its part, or what is assumed where it is missing
	// or wrong. A key without it is read by its section's reader.
	read func(c cursor, part any)

	// joint says that the section's reader calls read, once it knows the keys
	// that this one depends on.
	joint bool

	// value returns the number that the part holds, which a sweep varies; nil
	// where there is none.
	value func(part any) (float64, bool)

	// group holds keys of which a part may have one only: a patch that sets one
	// takes the others away.
	group string

	// whole names the keys of which this one is the whole: they cannot stand
	// beside it, and a patch that sets it takes them away.
	whole []string

	// ends names keys that mean nothing beside this one: a patch that sets it
	// takes them away.
	ends []string

	// always says that a part has such a value whether or not the file writes it,
	// so that it can be multiplied.
	always bool

	// doubtful says that evidence can stand in place of the ratio.
	doubtful bool

	keepsNone bool // "none" is a value of the key, not its removal
	label     bool // the value is shown and means nothing
}

// The functions below return keys of a part of type P whose value goes into a
// field of it.

func textKey[P any](name string, field func(*P) *string) key {
	return key{name: name, form: textForm, read: func(c cursor, part any) { *field(part.(*P)) = c.text(name) }}
}

func flagKey[P any](name string, field func(*P) *bool) key {
	return key{name: name, form: flagForm, read: func(c cursor, part any) { *field(part.(*P)) = c.flag(name) }}
}

func durationKey[P any](name string, field func(*P) *float64) key {
	return plainKey(name, durationForm, field, func(c cursor) float64 { return c.duration(name) })
}

func rateKey[P any](name string, field func(*P) *float64) key {
	return plainKey(name, rateForm, field, func(c cursor) float64 { return c.rate(name) })
}

// ratioKey is unless where it is missing or wrong.
func ratioKey[P any](name string, unless float64, field func(*P) *float64) key {
	return plainKey(name, ratioForm, field, func(c cursor) float64 { return c.ratio(name, unless) })
}

// numberKey says of a value that is wrong what is wanted.
func numberKey[P any](name, want string, field func(*P) *float64) key {
	return plainKey(name, numberForm, field, func(c cursor) float64 { return c.number(name, want) })
}

func plainKey[P any](name string, f form, field func(*P) *float64, read func(c cursor) float64) key {
	return key{
		name: name, form: f,
		read:  func(c cursor, part any) { *field(part.(*P)) = read(c) },
		value: func(part any) (float64, bool) { return *field(part.(*P)), true },
	}
}

// lawKey is a constant 0 where it is missing or wrong.
func lawKey[P any](name string, field func(*P) *dist.Distribution) key {
	return spreadKey(name, lawForm, field, func(c cursor) dist.Distribution { return c.law(name) })
}

// maybeLawKey is nil where it is missing.
func maybeLawKey[P any](name string, field func(*P) *dist.Distribution) key {
	return spreadKey(name, lawForm, field, func(c cursor) dist.Distribution {
		if !c.has(name) {
			return nil
		}
		return c.law(name)
	})
}

// shareKey is a constant 1 where it is missing or wrong.
func shareKey[P any](name string, field func(*P) *dist.Distribution) key {
	return spreadKey(name, shareForm, field, func(c cursor) dist.Distribution { return c.share(name) })
}

// A spreadKey holds a distribution, which is varied by its median.
func spreadKey[P any](name string, f form, field func(*P) *dist.Distribution, read func(c cursor) dist.Distribution) key {
	return key{
		name: name, form: f,
		read:  func(c cursor, part any) { *field(part.(*P)) = read(c) },
		value: func(part any) (float64, bool) { return median(*field(part.(*P))) },
	}
}

// median returns the median of a law; false for none.
func median(law dist.Distribution) (float64, bool) {
	if law == nil {
		return 0, false
	}
	return law.Quantile(0.5), true
}

// partKey holds the name of a part of a section, partsKey a list of them.
func partKey(name, of string) key  { return key{name: name, form: partForm, of: of} }
func partsKey(name, of string) key { return key{name: name, form: partsForm, of: of} }

// formKey is a key that its section's reader reads.
func formKey(name string, f form) key { return key{name: name, form: f} }

// laterKeys are reserved: they are told apart from typing errors.
func laterKeys(names ...string) []key {
	var out []key
	for _, name := range names {
		out = append(out, formKey(name, laterForm))
	}
	return out
}

// The methods below return the key with one more thing said of it.

func (k key) jointly() key                { k.joint = true; return k }
func (k key) among(group string) key      { k.group = group; return k }
func (k key) wholeOf(names ...string) key { k.whole = names; return k }
func (k key) ending(names ...string) key  { k.ends = names; return k }
func (k key) keepingNone() key            { k.keepsNone = true; return k }
func (k key) alwaysThere() key            { k.always = true; return k }
func (k key) asLabel() key                { k.label = true; return k }
func (k key) orDoubt() key                { k.doubtful = true; return k }

// unvaried takes away what a sweep would vary.
func (k key) unvaried() key { k.value = nil; return k }

// valued gives the key the number that a part of type P holds.
func valued[P any](k key, value func(*P) (float64, bool)) key {
	k.value = func(part any) (float64, bool) { return value(part.(*P)) }
	return k
}
