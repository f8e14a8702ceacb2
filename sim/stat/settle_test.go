package stat

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
)

// TestYearsToSettle asks of the years that are said to settle a verdict in
// nine runs of ten that they do, by the binomial law: neither in fewer than
// 87 % nor in more than 95 %, or in 80 % at least where the years are few.
func TestYearsToSettle(t *testing.T) {
	for _, confidence := range []float64{0.5, 0.9, 0.99} {
		for _, p := range []float64{0, 0.3, 0.45, 0.85, 0.88, 0.93, 0.97, 0.98, 0.996, 1} {
			n := float64(YearsToSettle(p, confidence))
			settled := 0.0
			for k := 0.0; k <= n; k++ {
				e := Wilson(k, n)
				if n == 0 || confidence >= e.Low && confidence <= e.High {
					continue
				}
				if p > 0 && p < 1 {
					settled += distuv.Binomial{N: n, P: p}.Prob(k)
				} else if k == p*n {
					settled = 1
				}
			}
			least, most := 0.87, 0.95
			if n < 60 || p == 1 { // few numbers of misses to choose among
				least, most = 0.8, 1
			}
			if settled < least || settled > most {
				t.Errorf("p = %g against %g: %g years, which settle it in %.1f %% of runs", p, confidence, n, 100*settled)
			}
		}
	}
	if n := YearsToSettle(0.9, 0.9); n != 0 {
		t.Errorf("p on the confidence: %d years, want none", n)
	}
}
