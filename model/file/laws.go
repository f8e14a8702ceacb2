package file

import "nines/model/dist"

// A way is one set of parameters by which a law can be given.
type way struct {
	names []string // "quantile" stands for any one of them
	text  string   // for messages
	build func(p *parameters) (dist.Distribution, error)
}

// lawKinds are the names that dist takes for a quantity.
func lawKinds(q quantity) []string {
	kinds := []string{
		"constant", "exponential", "lognormal", "gamma", "weibull", "loglogistic", "pareto", "lomax",
		"uniform", "triangular", "pert", "empirical", "mixture",
	}
	if q == share {
		kinds = append(kinds, "beta")
	}
	return kinds
}

// lawWays returns the ways in which the law of a name can be given, the one
// without a name among them; nil for a name that there is not.
func lawWays(kind string, q quantity) []way {
	switch kind {
	case "":
		ways := []way{twoQuantiles(func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
			return quantileLaw(q, p1, x1, p2, x2)
		})}
		if q == duration {
			ways = append(ways, quantileSigma())
		}
		return ways
	case "constant":
		return []way{one("value", func(v float64) (dist.Distribution, error) { return dist.NewConstant(v) })}
	case "exponential":
		return []way{
			one("mean", func(m float64) (dist.Distribution, error) { return dist.NewExponential(m) }),
			{[]string{"quantile"}, "one quantile", func(p *parameters) (dist.Distribution, error) {
				order, x := p.quantile(0)
				return dist.ExponentialFromQuantile(order, x)
			}},
		}
	case "lognormal":
		return []way{
			twoQuantiles(func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
				return dist.LogNormalFromQuantiles(p1, x1, p2, x2)
			}),
			two("mean", "sd", func(m, s float64) (dist.Distribution, error) { return dist.LogNormalFromMeanSD(m, s) }),
			two("mean", "cv", func(m, c float64) (dist.Distribution, error) { return dist.LogNormalFromMeanCV(m, c) }),
			quantileSigma(),
		}
	case "gamma":
		return shaped(
			func(k, m float64) (dist.Distribution, error) { return dist.GammaFromShapeMean(k, m) },
			func(k, s float64) (dist.Distribution, error) { return dist.NewGamma(k, s) },
			func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
				return dist.GammaFromQuantiles(p1, x1, p2, x2)
			})
	case "weibull":
		return shaped(
			func(k, m float64) (dist.Distribution, error) { return dist.WeibullFromShapeMean(k, m) },
			func(k, s float64) (dist.Distribution, error) { return dist.NewWeibull(k, s) },
			func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
				return dist.WeibullFromQuantiles(p1, x1, p2, x2)
			})
	case "loglogistic":
		return shaped(
			func(k, m float64) (dist.Distribution, error) { return dist.LogLogisticFromShapeMean(k, m) },
			func(k, s float64) (dist.Distribution, error) { return dist.NewLogLogistic(k, s) },
			func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
				return dist.LogLogisticFromQuantiles(p1, x1, p2, x2)
			})
	}
	return otherWays(kind, q)
}

// otherWays is lawWays for the laws that can be given in one way only.
func otherWays(kind string, q quantity) []way {
	switch kind {
	case "pareto":
		return []way{two("alpha", "min", func(a, m float64) (dist.Distribution, error) { return dist.NewPareto(a, m) })}
	case "lomax":
		return []way{two("alpha", "scale", func(a, s float64) (dist.Distribution, error) { return dist.NewLomax(a, s) })}
	case "uniform":
		return []way{two("min", "max", func(a, b float64) (dist.Distribution, error) { return dist.NewUniform(a, b) })}
	case "triangular":
		return []way{{[]string{"min", "mode", "max"}, "min, mode and max", func(p *parameters) (dist.Distribution, error) {
			return dist.NewTriangular(p.values["min"], p.values["mode"], p.values["max"])
		}}}
	case "pert":
		return []way{{[]string{"min", "mode", "max", "lambda"}, "min, mode, max and perhaps lambda", func(p *parameters) (dist.Distribution, error) {
			lambda := 4.0
			if p.has("lambda") {
				lambda = p.values["lambda"]
			}
			return dist.NewPERT(p.values["min"], p.values["mode"], p.values["max"], lambda)
		}}}
	case "beta":
		if q != share {
			return nil
		}
		return []way{
			two("alpha", "beta", func(a, b float64) (dist.Distribution, error) { return dist.NewBeta(a, b) }),
			two("mean", "sd", func(m, s float64) (dist.Distribution, error) { return dist.BetaFromMeanSD(m, s) }),
		}
	case "empirical":
		return []way{
			{[]string{"values"}, "values", (*parameters).empiricalList},
			{[]string{"file", "column"}, "file and column", (*parameters).empiricalColumn},
		}
	case "mixture":
		return []way{{[]string{"of"}, "of = [ { weight = 0.8, dist = ... }, ... ]", (*parameters).mixture}}
	}
	return nil
}

// one is the way of a single parameter.
func one(name string, build func(v float64) (dist.Distribution, error)) way {
	return way{[]string{name}, name, func(p *parameters) (dist.Distribution, error) {
		return build(p.values[name])
	}}
}

// two is the way of two parameters.
func two(a, b string, build func(x, y float64) (dist.Distribution, error)) way {
	return way{[]string{a, b}, a + " and " + b, func(p *parameters) (dist.Distribution, error) {
		return build(p.values[a], p.values[b])
	}}
}

// twoQuantiles is the way of any two quantiles.
func twoQuantiles(build func(p1, x1, p2, x2 float64) (dist.Distribution, error)) way {
	return way{[]string{"quantile", "quantile"}, `two quantiles such as p50 and p95`, func(p *parameters) (dist.Distribution, error) {
		p1, x1 := p.quantile(0)
		p2, x2 := p.quantile(1)
		return build(p1, x1, p2, x2)
	}}
}

// quantileSigma is the lognormal's way of a quantile and the spread.
func quantileSigma() way {
	return way{[]string{"quantile", "sigma"}, "one quantile and sigma", func(p *parameters) (dist.Distribution, error) {
		order, x := p.quantile(0)
		return dist.LogNormalFromQuantileSigma(order, x, p.values["sigma"])
	}}
}

// shaped are the ways of the laws that have a shape.
func shaped(mean, scale func(shape, x float64) (dist.Distribution, error), quantiles func(p1, x1, p2, x2 float64) (dist.Distribution, error)) []way {
	return []way{two("shape", "mean", mean), two("shape", "scale", scale), twoQuantiles(quantiles)}
}
