package file

import "nines/model/dist"

// A way is one set of parameters by which a law can be given.
type way struct {
	names []string // "quantile" stands for any one of them
	text  string   // for messages
	build func(p *parameters) (dist.Distribution, error)
}

// A namedLaw is a law that dist can name, with the ways in which it can be given.
type namedLaw struct {
	name string
	ways func() []way
}

// namedLaws returns the laws that dist can name for a quantity.
func namedLaws(q quantity) []namedLaw {
	laws := []namedLaw{
		{"constant", func() []way { return []way{one("value", dist.NewConstant)} }},
		{"exponential", func() []way {
			return []way{one("mean", dist.NewExponential), oneQuantile(dist.ExponentialFromQuantile)}
		}},
		{"lognormal", func() []way {
			return []way{
				twoQuantiles(dist.LogNormalFromQuantiles),
				two("mean", "sd", dist.LogNormalFromMeanSD), two("mean", "cv", dist.LogNormalFromMeanCV),
				quantileSigma(),
			}
		}},
		{"gamma", func() []way { return shaped(dist.GammaFromShapeMean, dist.NewGamma, dist.GammaFromQuantiles) }},
		{"weibull", func() []way {
			return shaped(dist.WeibullFromShapeMean, dist.NewWeibull, dist.WeibullFromQuantiles)
		}},
		{"loglogistic", func() []way {
			return shaped(dist.LogLogisticFromShapeMean, dist.NewLogLogistic, dist.LogLogisticFromQuantiles)
		}},
		{"pareto", func() []way { return []way{two("alpha", "min", dist.NewPareto)} }},
		{"lomax", func() []way { return []way{two("alpha", "scale", dist.NewLomax)} }},
		{"uniform", func() []way { return []way{two("min", "max", dist.NewUniform)} }},
		{"triangular", func() []way {
			return []way{{[]string{"min", "mode", "max"}, "min, mode and max", (*parameters).triangular}}
		}},
		{"pert", func() []way {
			return []way{{[]string{"min", "mode", "max", "lambda"}, "min, mode, max and perhaps lambda", (*parameters).pert}}
		}},
		{"empirical", func() []way {
			return []way{
				{[]string{"values"}, "values", (*parameters).empiricalList},
				{[]string{"file", "column"}, "file and column", (*parameters).empiricalColumn},
			}
		}},
		{"mixture", func() []way {
			return []way{{[]string{"of"}, "of = [ { weight = 0.8, dist = ... }, ... ]", (*parameters).mixture}}
		}},
	}
	if q == share {
		laws = append(laws, namedLaw{"beta", func() []way {
			return []way{two("alpha", "beta", dist.NewBeta), two("mean", "sd", dist.BetaFromMeanSD)}
		}})
	}
	return laws
}

// lawKinds are the names that dist takes for a quantity.
func lawKinds(q quantity) []string {
	var kinds []string
	for _, l := range namedLaws(q) {
		kinds = append(kinds, l.name)
	}
	return kinds
}

// lawWays returns the ways in which the law of a name can be given, the one
// without a name among them; nil for a name that there is not.
func lawWays(kind string, q quantity) []way {
	if kind == "" {
		return unnamedWays(q)
	}
	for _, l := range namedLaws(q) {
		if l.name == kind {
			return l.ways()
		}
	}
	return nil
}

// unnamedWays are those in which a law is given without a name.
func unnamedWays(q quantity) []way {
	ways := []way{twoQuantiles(func(p1, x1, p2, x2 float64) (dist.Distribution, error) {
		return quantileLaw(q, p1, x1, p2, x2)
	})}
	if q == duration {
		ways = append(ways, quantileSigma())
	}
	return ways
}

// The functions below make a way of a law's constructor.

// one is the way of a single parameter.
func one[D dist.Distribution](name string, build func(v float64) (D, error)) way {
	return way{[]string{name}, name, func(p *parameters) (dist.Distribution, error) {
		return built(build(p.values[name]))
	}}
}

// two is the way of two parameters.
func two[D dist.Distribution](a, b string, build func(x, y float64) (D, error)) way {
	return way{[]string{a, b}, a + " and " + b, func(p *parameters) (dist.Distribution, error) {
		return built(build(p.values[a], p.values[b]))
	}}
}

// oneQuantile is the way of any one quantile.
func oneQuantile[D dist.Distribution](build func(p, x float64) (D, error)) way {
	return way{[]string{"quantile"}, "one quantile", func(p *parameters) (dist.Distribution, error) {
		order, x := p.quantile(0)
		return built(build(order, x))
	}}
}

// twoQuantiles is the way of any two quantiles.
func twoQuantiles[D dist.Distribution](build func(p1, x1, p2, x2 float64) (D, error)) way {
	return way{[]string{"quantile", "quantile"}, `two quantiles such as p50 and p95`, func(p *parameters) (dist.Distribution, error) {
		p1, x1 := p.quantile(0)
		p2, x2 := p.quantile(1)
		return built(build(p1, x1, p2, x2))
	}}
}

// quantileSigma is the lognormal's way of a quantile and the spread.
func quantileSigma() way {
	return way{[]string{"quantile", "sigma"}, "one quantile and sigma", func(p *parameters) (dist.Distribution, error) {
		order, x := p.quantile(0)
		return built(dist.LogNormalFromQuantileSigma(order, x, p.values["sigma"]))
	}}
}

// shaped are the ways of the laws that have a shape.
func shaped[D dist.Distribution](mean, scale func(shape, x float64) (D, error), quantiles func(p1, x1, p2, x2 float64) (D, error)) []way {
	return []way{two("shape", "mean", mean), two("shape", "scale", scale), twoQuantiles(quantiles)}
}

// triangular is the law of min, mode and max.
func (p *parameters) triangular() (dist.Distribution, error) {
	return built(dist.NewTriangular(p.values["min"], p.values["mode"], p.values["max"]))
}

// pert is the law of min, mode, max and perhaps lambda.
func (p *parameters) pert() (dist.Distribution, error) {
	lambda := 4.0
	if p.has("lambda") {
		lambda = p.values["lambda"]
	}
	return built(dist.NewPERT(p.values["min"], p.values["mode"], p.values["max"], lambda))
}

// built returns what a constructor has made; nil where it has made nothing.
func built[D dist.Distribution](law D, err error) (dist.Distribution, error) {
	if err != nil {
		return nil, err
	}
	return law, nil
}
