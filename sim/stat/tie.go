package stat

// Tie is how far, in seconds, downtime may exceed a budget and still count as
// met: sums of constant phases that equal the budget on paper differ from it
// by rounding.
const Tie = 1e-6
