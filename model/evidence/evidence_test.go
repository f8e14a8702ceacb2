package evidence

import (
	"math"
	"testing"

	"nines/model/dist"
)

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.10g, want %.10g within %g", what, got, want, tolerance)
	}
}

// The posteriors in closed form: what follows from them for the next year.
func TestPosteriors(t *testing.T) {
	rate, err := RateOf(3, 1.5)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean rate", rate.Mean(), 3.5/1.5, 1e-12)
	near(t, "variance of the rate", rate.Variance(), 3.5/1.5/1.5, 1e-12)
	// No incident in a term of three years, of one rate: (1.5/4.5)^3.5.
	none := 0.0
	const n = 200_000
	for i := range n {
		none += math.Exp(-3*rate.Quantile((float64(i)+0.5)/n)) / n
	}
	near(t, "no incident in three years", none, math.Pow(1.0/3, 3.5), 1e-6)
	near(t, "the same as it is told", none, 0.0214, 5e-5)

	chance, err := ChanceOf(3, 104)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "mean chance", chance.Mean(), 3.5/105, 1e-12)
	near(t, "variance of the chance", chance.Variance(), 3.5*101.5/105/105/106, 1e-12)

	within, err := FactorOf(2)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "p5 of a factor", within.Quantile(0.05), 0.5, 1e-12)
	near(t, "p95 of a factor", within.Quantile(0.95), 2, 1e-12)
	near(t, "mean of a factor", within.Mean(), 1.09285, 5e-6)

	guess, err := RatioIntervalOf(0.01, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "p5 of a guess", guess.Quantile(0.05), 0.01, 1e-12)
	near(t, "p95 of a guess", guess.Quantile(0.95), 0.05, 1e-12)
}

// What a lognormal's incidents leave open: sigma is that of a scaled inverse
// chi-squared, mu that of Student's t with n - 1 degrees of freedom.
func TestSample(t *testing.T) {
	const mu, s, n, draws = 3.2, 1.1, 12, 400_000
	parameters, turn, err := SampleOf(mu, s, n)
	if err != nil {
		t.Fatal(err)
	}
	u := &Unknown{Path: "x", Parameters: parameters, Factor: 1, Law: func(v []float64) dist.Distribution {
		law, err := dist.NewLogNormal(turn(v))
		if err != nil {
			return nil
		}
		return law
	}}
	stream := NewStream(7)
	var precision, mean, square, beyond float64
	for w := range World(draws) {
		m, sigma := stream.Law(u, w).(dist.LogNormal).Parameters()
		precision += 1 / (sigma * sigma) / draws
		mean += m / draws
		square += (m - mu) * (m - mu) / draws
		if (m-mu)/(s/math.Sqrt(n)) > 1.795885 { // t, 11 degrees, 95 %
			beyond += 1.0 / draws
		}
	}
	// E[1/σ²] = 1/s², with the variance 2/(n-1)/s⁴.
	near(t, "mean precision", precision, 1/(s*s), 4*math.Sqrt(2.0/(n-1)/draws)/(s*s))
	// Var[μ] = (n-1)/(n-3) s²/n.
	variance := float64(n-1) / (n - 3) * s * s / n
	near(t, "mean of mu", mean, mu, 4*math.Sqrt(variance/draws))
	near(t, "variance of mu", square, variance, 0.03*variance)
	near(t, "mu beyond its t quantile", beyond, 0.05, 4*math.Sqrt(0.05*0.95/draws))
}

// A chance that was seen behind gates is divided by what each world's own gates let
// through, and cut off at 1.
func TestSeenBehindGates(t *testing.T) {
	slipped, _ := ChanceOf(3, 104)
	catches, _ := RatioIntervalOf(0.3, 0.9)
	gate := &Unknown{Path: "gate.g.catches", Parameters: []Parameter{catches}, Number: func(v []float64) float64 { return v[0] }, Factor: 1, Most: 1}
	u := &Unknown{
		Path: "risk.k.chance", Parameters: []Parameter{slipped}, Number: gate.Number, Factor: 0.5, Most: 1,
		Over: []*Unknown{gate}, Through: 0.8,
	}
	let := 0.0 // E[1/(1 - c)]
	const n = 100_000
	for i := range n {
		let += 1 / (1 - catches.Quantile((float64(i)+0.5)/n)) / n
	}
	mean, cut := u.Mean()
	near(t, "mean", mean, 0.5*3.5/105/0.8*let, 2e-4)
	stream, other := NewStream(3), NewStream(3)
	for w := range World(1000) {
		x := stream.Number(u, w)
		slip := slipped.Draw(other.at(KeyOf(3, u.Path), w))
		want := min(1, 0.5*slip/0.8/(1-stream.Number(gate, w)))
		near(t, "a world", x, want, 1e-15)
	}
	if cut > 1e-3 {
		t.Errorf("cut off in %g of worlds", cut)
	}
	u.Factor = 40
	if mean, cut = u.Mean(); !(cut > 0.2) || mean > 1 {
		t.Errorf("a chance of forty times as much: mean %g, cut off in %g", mean, cut)
	}
}

// Draws belong to the seed, the path and the world, and to nothing else: an unknown
// that comes later, or is asked for again, moves none.
func TestWorldsMeetAgain(t *testing.T) {
	rate, _ := RateOf(2.5, 1)
	number := func(v []float64) float64 { return v[0] }
	a := &Unknown{Path: "risk.a.rate", Parameters: []Parameter{rate}, Number: number, Factor: 1}
	b := &Unknown{Path: "risk.b.rate", Parameters: []Parameter{rate}, Number: number, Factor: 1}
	twice := &Unknown{Path: "risk.a.rate", Parameters: []Parameter{rate}, Number: number, Factor: 2}
	s, r := NewStream(1), NewStream(1)
	same, sum := 0, 0.0
	for w := range World(1000) {
		x, y := s.Number(a, w), s.Number(b, w)
		if r.Number(b, w) != y || r.Number(a, w) != x || r.Number(twice, w) != 2*x {
			t.Fatal("a world is another one when it is met again")
		}
		if x == y || NewStream(2).Number(a, w) == x {
			same++
		}
		sum += (x - 3) * (y - 3)
	}
	if same > 0 {
		t.Errorf("%d worlds are shared by two paths, or by two seeds", same)
	}
	near(t, "covariance of two paths", sum/1000, 0, 4*3/math.Sqrt(1000))
}

// A predictive distribution is the mean of those of worlds.
func TestPredictive(t *testing.T) {
	factor, _ := FactorOf(2)
	base, _ := dist.LogNormalFromQuantileSigma(0.5, 600, 1)
	u := &Unknown{Path: "x", Parameters: []Parameter{factor}, Factor: 3, Law: func(v []float64) dist.Distribution { return dist.Scale(base, v[0]) }}
	law, err := u.Predictive()
	if err != nil {
		t.Fatal(err)
	}
	sigma := math.Hypot(1, math.Log(2)/normalQuantile(0.95))
	for _, p := range []float64{0.1, 0.5, 0.9} {
		want := 1800 * math.Exp(sigma*normalQuantile(p))
		near(t, "quantile", law.Quantile(p), want, 0.01*want)
	}
}
