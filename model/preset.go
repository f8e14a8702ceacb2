package model

// A Preset is a published figure, or an alarm or terms that somebody publishes,
// that a scenario file can use by its name.
type Preset struct {
	Name  string
	Kind  PresetKind
	Title string
	Value string // as a scenario file writes it

	Source string // who publishes it
	Where  string // in which place
	Date   string // as of when, where the source tells; a year, a month or a day
	Basis  string // how it was read: "read", "excerpt" or "measured"
}

// A PresetKind says where a preset may stand.
type PresetKind string

// The kinds of presets.
const (
	DurationPreset  PresetKind = "duration" // wherever a duration or a distribution of durations stands
	RatioPreset     PresetKind = "ratio"    // wherever a ratio stands
	RatePreset      PresetKind = "rate"     // wherever a rate stands
	AlarmPreset     PresetKind = "alarm"    // as preset of an [alarm.X]
	AgreementPreset PresetKind = "sla"      // as preset of an [sla.X]
)

// A PresetUse is a key of a scenario that holds a preset.
type PresetUse struct {
	Path string // "recovery.failover.time"
	Preset
}
