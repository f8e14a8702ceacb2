package file

// Bounds of a document. They lie far above what a person writes, and keep
// whatever reads the document from taking long over it.
const (
	mostProblems = 200       // errors listed; more help nobody
	mostMeasured = 64 << 20  // bytes of a file of measured values
	mostRows     = 1_000_000 // of such a file
)

// MostBytes is how many bytes a scenario file may have. Who reads one can stop
// at the next byte.
const MostBytes = 1 << 20
