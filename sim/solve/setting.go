package solve

import (
	"math"
	"strconv"

	"nines/model"
	"nines/model/file"
	"nines/sim"
	"nines/sim/internal/engine"
	"nines/sim/stat"
)

// setting finds a value of few digits, on the safe side of the interval, with
// which the verdict on the promise is yes, and reports the service there.
func (s *search) setting(out *Solution, r roots) error {
	strictest, _ := s.ends()
	out.Step = s.step(out.Value.Value, out.Value)
	if math.IsInf(r.safe, -1) {
		return s.report(out, out.Value.Value)
	}
	v := s.loose(r.safe)
	step := s.step(v, out.Value)
	for _, farther := range []int{0, 1, 3, 9, 27, 81} {
		rounded := s.strict(v, step, farther)
		if past := s.position(rounded) < s.position(strictest.value); past {
			rounded = strictest.value
		}
		if err := s.report(out, rounded); err != nil {
			return err
		}
		if out.At.Promised().Verdict == sim.Yes {
			out.Safe = &Setting{Value: rounded, Set: s.set(rounded)}
			return nil
		}
	}
	return nil
}

// strict rounds a value to a multiple of a step on its safe side, and goes some
// steps farther. What lies a little beyond a multiple for rounding counts as
// the multiple.
func (s *search) strict(v, step float64, farther int) float64 {
	const rounding = 2e-5
	if s.up {
		return clean((math.Floor(v*(1+rounding)/step) - float64(farther)) * step)
	}
	return clean(min((math.Ceil(v*(1-rounding)/step)+float64(farther))*step, s.To))
}

// clean takes the error of a product of decimals out of a number.
func clean(v float64) float64 {
	x, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return v
	}
	return x
}

// step returns to what a value is rounded: to a step of its unit that half its
// interval does not exceed by much, and that people would put into a file.
func (s *search) step(v float64, e stat.Estimate) float64 {
	half := (e.High - e.Low) / 2
	if !s.plain() && s.Today > 0 { // a factor of three digits
		return s.Today * math.Pow(10, math.Floor(math.Log10(v/s.Today))-2)
	}
	if s.Kind == model.DurationValue {
		step := clockStep(max(half, v/200))
		if v >= 60 {
			step = max(step, 1) // nobody sets minutes and tenths of a second
		}
		return step
	}
	const digits = 5
	finest := math.Pow(10, math.Floor(math.Log10(v))+1-digits)
	if s.Kind == model.RatioValue && v > 0.5 { // what is missing counts
		finest = math.Pow(10, math.Floor(math.Log10(max(1-v, 1e-9)))+1-digits)
	}
	return math.Max(finest, math.Pow(10, math.Floor(math.Log10(math.Max(half, 1e-12))+1e-9)))
}

// clockStep returns the greatest step of a clock that is at most x seconds.
func clockStep(x float64) float64 {
	best := math.Pow(10, math.Floor(math.Log10(math.Max(x, 1e-6))))
	for _, s := range []float64{1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 2 * 3600, 6 * 3600, 12 * 3600, model.Day} {
		if s <= x {
			best = s
		}
	}
	return best
}

// set returns the patch that sets the value. What a plain value would replace, a
// distribution, is told by the factor that moves its median there.
func (s *search) set(v float64) file.Patch {
	p := file.SetKind(s.Path, s.Kind, v)
	if !s.plain() {
		if !(s.Today > 0) {
			return file.Patch{}
		}
		p = file.Times(s.Path, clean(v/s.Today))
	}
	if _, err := file.With(s.sc, p); err != nil {
		return file.Patch{}
	}
	return p
}

// plain reports whether a plain value says the same as a step of the search.
func (s *search) plain() bool {
	if s.Kind == model.FactorValue || s.Kind == model.TimesValue {
		return false
	}
	sc, err := file.With(s.sc, file.SetKind(s.Path, s.Kind, s.To))
	if err != nil {
		return false
	}
	stepped, err := s.at(s.To)
	return err == nil && same(engine.NewPlan(sc, s.opt.Seed), engine.NewPlan(stepped, s.opt.Seed))
}
