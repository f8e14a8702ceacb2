package plots

import _ "embed"

//go:embed README.md
var readme string

// README returns the page on the charts, in Markdown.
func README() string { return readme }
