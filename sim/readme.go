package sim

import _ "embed"

//go:embed README.md
var page string

// README returns the page on what the numbers mean, in Markdown.
func README() string { return page }
