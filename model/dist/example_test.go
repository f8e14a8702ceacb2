package dist_test

import (
	"fmt"

	"nines/model/dist"
)

// A law is made of what is known of it, here two quantiles in seconds: half of
// all pages are answered within 4 minutes, 95 % within 15.
func Example() {
	ack, err := dist.LogNormalFromQuantiles(0.5, 240, 0.95, 900)
	if err != nil {
		fmt.Println(err) // which parameter is wrong, and what it should be
		return
	}
	fmt.Printf("mean %.0f s, 99 of 100 within %.0f s\n", ack.Mean(), ack.Quantile(0.99))
	fmt.Printf("later than half an hour: %.2f%%\n", 100*(1-ack.CDF(1800)))

	_, err = dist.LogNormalFromQuantiles(0.5, 900, 0.95, 240)
	fmt.Println(err)
	// Output:
	// mean 331 s, 99 of 100 within 1556 s
	// later than half an hour: 0.61%
	// p95: got 240, want a finite number above p50 (900)
}
