// Package version tells which program gave an answer.
package version

import "runtime/debug"

// number is set by the linker in releases:
// -ldflags "-X nines/cmd/nines/internal/version.number=1.0.0".
var number string

// String returns the version that --version, every JSON object and every
// report tell.
func String() string {
	if number != "" {
		return number
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
