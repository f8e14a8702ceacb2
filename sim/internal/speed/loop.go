//go:build unix

package main

import (
	"math"
	"math/rand/v2"
	"runtime"
	"sync"

	"nines/model"
)

// loop is what somebody writes by hand for one model: years of 24 Poisson incidents
// with a lognormal time until the alarm and another one until the end, on all cores.
// It returns the mean downtime of a year in seconds.
func loop(years int) float64 {
	const gap = model.Year / 24
	downtimes := make([]float64, years)
	cores := runtime.GOMAXPROCS(0)
	var wg sync.WaitGroup
	for w := range cores {
		wg.Go(func() {
			source := rand.NewPCG(1, 0)
			rng := rand.New(source)
			detect, recover := math.Log(300), math.Log(900)
			for y := w * years / cores; y < (w+1)*years/cores; y++ {
				source.Seed(1, uint64(y))
				for at := gap * rng.ExpFloat64(); at < model.Year; at += gap * rng.ExpFloat64() {
					downtimes[y] += math.Exp(detect+0.9*rng.NormFloat64()) + math.Exp(recover+0.8*rng.NormFloat64())
				}
			}
		})
	}
	wg.Wait()
	sum := 0.0
	for _, d := range downtimes {
		sum += d
	}
	return sum / float64(years)
}
