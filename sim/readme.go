package sim

import _ "embed"

//go:embed README.md
var readme string

// README returns the page on what the numbers mean, in Markdown.
func README() string { return readme }
