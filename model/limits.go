package model

// Bounds of a document. They lie far above what a person writes, and keep
// whatever reads the document from taking long over it.
const (
	deepest      = 24      // tables and lists within one another
	longestKey   = 200     // bytes of one part of a key
	mostValues   = 100_000 // keys and elements
	mostBytes    = 1 << 20 // of a scenario file
	mostProblems = 200     // errors listed; more help nobody
)
