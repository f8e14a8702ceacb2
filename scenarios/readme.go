package scenarios

import _ "embed"

//go:embed README.md
var readme string

// README returns the reference of the scenario file, in Markdown.
func README() string { return readme }
