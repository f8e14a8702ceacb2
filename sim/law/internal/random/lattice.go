package random

import (
	"math"
	"math/cmplx"
	"sync"

	"nines/sim/law/internal/effort"
	"nines/sim/law/internal/measure"
)

// A lattice carries laws as masses on the points k·h, k from 0 to n-1, and
// adds independent quantities by multiplying transforms. What lies beyond is
// dropped: the law up to a point depends on the durations up to there alone.
//
//   - Masses are tilted by exp(-tilt·k/n) before a transform, so that what
//     wraps around comes back smaller by exp(-tilt) (Grübel and Hermesmeier,
//     ASTIN Bulletin 29, 1999; Embrechts and Frei, Mathematical Methods of
//     Operations Research 69, 2009). Untilting blows rounding errors up
//     towards the end, so only the first part of the range is used.
//   - A smooth duration goes to the two lattice points beside each of its
//     values so that the mean is kept (Gerber, Insurance: Mathematics and
//     Economics 1, 1982), which multiplies its transform at s by
//     (sinh(z/2)/(z/2))², z = s·h. That factor is divided out, as a series in
//     q = sinh²(z/2), 1 - q/3 + 8q²/45: a filter of five points, exact to the
//     sixth order. Jumps of a density need not lie on lattice points: they cost
//     the third order, the variance that they add being known and taken out.
//   - A jump of a distribution function goes to the six points around it with
//     the weights of Lagrange interpolation, which never enlarge a transform.
type lattice struct {
	allow  *effort.Allowance
	n      int
	h      float64
	tables *tables
	ready  map[*Duration]spectra // of those that occur more than once
	uses   map[*Duration]int     // how often each duration occurs

	points, single bool // tell the exact part's points and singles apart
}

func newLattice(al *effort.Allowance, t *tables, h float64) *lattice {
	return &lattice{allow: al, n: len(t.decay), h: h, tables: t, ready: map[*Duration]spectra{}}
}

const (
	steep  = 24.0 // the tilt
	usable = 0.6  // the part of the range in which values are read
	before = 16   // how many points before 0 filters may reach
)

// A tables is what depends on the number of points alone, and room to work in.
// It serves one lattice at a time.
type tables struct {
	tilt   float64
	fft    *measure.RealFFT
	decay  []float64    // exp(-tilt·k/n)
	growth []float64    // its inverse, by n
	bend   []complex128 // sinh²(z/2)
	bin    []complex128 // turns values at points into masses of cells around them
	above  []complex128 // turns masses into the integral of what lies above them, by step
	room   []float64
	spare  [][]complex128 // spectra, of which the first used are in use
	used   int
	area   []float64 // room for limited means
}

// spares holds, for each size, a pool of tables that are not in use.
var spares sync.Map

type size struct {
	n    int
	tilt float64
}

// acquireTables returns tables for n points, to be released.
func acquireTables(n int, tilt float64) *tables {
	of := size{n, tilt}
	pool, ok := spares.Load(of)
	if !ok {
		pool, _ = spares.LoadOrStore(of, &sync.Pool{New: func() any { return newTables(n, tilt) }})
	}
	t := pool.(*sync.Pool).Get().(*tables)
	t.used = 0
	return t
}

// giveBack says that nothing of the tables is in use any more.
func (t *tables) release() {
	if pool, ok := spares.Load(size{len(t.decay), t.tilt}); ok {
		pool.(*sync.Pool).Put(t)
	}
}

// spectrum returns room for a spectrum, with anything in it.
func (t *tables) spectrum() []complex128 {
	if t.used == len(t.spare) {
		t.spare = append(t.spare, make([]complex128, len(t.bend)))
	}
	t.used++
	return t.spare[t.used-1]
}

func newTables(n int, tilt float64) *tables {
	t := &tables{
		tilt:   tilt,
		fft:    measure.NewRealFFT(n),
		decay:  make([]float64, n),
		growth: make([]float64, n),
		bend:   make([]complex128, n/2+1),
		bin:    make([]complex128, n/2+1),
		above:  make([]complex128, n/2+1),
		room:   make([]float64, n),
		area:   make([]float64, n+1),
	}
	for k := range n {
		t.decay[k] = math.Exp(-tilt * float64(k) / float64(n))
		t.growth[k] = 1 / (t.decay[k] * float64(n))
	}
	for j := range t.bend {
		half := complex(tilt/2, math.Pi*float64(j)) / complex(float64(n), 0)
		root := cmplx.Sinh(half)
		q := root * root
		t.bend[j] = q
		t.bin[j] = 1 + q/6 - 17*q*q/360
		// Beyond masses on points the trapezium rule is exact; the series
		// turns that into 1/z to the sixth order for what lies between them.
		t.above[j] = cmplx.Cosh(half) / root / 2 * (1 - q/3 + 11*q*q/45)
	}
	return t
}

// transform returns the spectrum of the masses.
func (l *lattice) transform(masses []float64) []complex128 {
	out := l.tables.spectrum()
	l.tables.fft.Coefficients(out, masses, l.tables.decay)
	return out
}

// masses returns the masses of a spectrum, points before 0 at the end. The
// slice is good until the next transform.
func (l *lattice) masses(spectrum []complex128) []float64 {
	m := l.tables.room
	l.tables.fft.Sequence(m, spectrum)
	for k, tilted := range m {
		m[k] = tilted * l.tables.growth[k]
	}
	for k := l.n - before; k < l.n; k++ {
		m[k] *= math.Exp(-l.tables.tilt)
	}
	return m
}

// scatter returns the spectrum of a measure on points.
func (l *lattice) scatter(s measure.Steps) []complex128 {
	if k := s.At[0] / l.h; len(s.At) == 1 && k == math.Floor(k) && k < float64(l.n) {
		return l.turn(k, s.Sum[0])
	}
	m := l.tables.room
	clear(m)
	for i, at := range s.At {
		x := at / l.h
		whole := math.Floor(x)
		k := int(whole)
		if x >= float64(l.n-before-6) {
			break
		}
		for j, w := range lagrange(x - whole) {
			at := k + j - 2
			if at < 0 {
				m[at+l.n] += s.Mass(i) * w * math.Exp(l.tables.tilt)
			} else {
				m[at] += s.Mass(i) * w
			}
		}
	}
	return l.transform(m)
}

// turn returns the spectrum of a mass on lattice point k: its phase turns by the
// same angle from one frequency to the next.
func (l *lattice) turn(k, mass float64) []complex128 {
	out := l.tables.spectrum()
	angle := -2 * math.Pi * k / float64(l.n)
	step := cmplx.Rect(1, angle)
	at := complex(0, 0)
	for j := range out {
		if j%64 == 0 { // or rounding adds up
			at = cmplx.Rect(mass*math.Exp(-l.tables.tilt*k/float64(l.n)), math.Mod(float64(j)*k, float64(l.n))*-2*math.Pi/float64(l.n))
		}
		out[j] = at
		at *= step
	}
	return out
}

// lagrange returns the weights with which the points -2 to 3 give the value
// of a polynomial of degree 5 at u in [0, 1).
func lagrange(u float64) [6]float64 {
	a, b, c, d, e, f := u+2, u+1, u, u-1, u-2, u-3
	return [6]float64{
		-b * c * d * e * f / 120,
		a * c * d * e * f / 24,
		-a * b * d * e * f / 12,
		a * b * c * e * f / 12,
		-a * b * c * d * f / 24,
		a * b * c * d * e / 120,
	}
}

// spread returns the spectrum of a duration's smooth part.
func (l *lattice) spread(d *Duration) []complex128 {
	area, m := l.tables.area, l.tables.room
	d.areas(area, l.h)
	m[0] = d.SmoothWeight() - area[1]/l.h
	for k := 1; k < l.n; k++ {
		m[k] = ((area[k] - area[k-1]) - (area[k+1] - area[k])) / l.h
	}
	excess := l.excess(d, area)
	spectrum := l.transform(m)
	second := 8.0 / 45
	if math.Abs(excess-1.0/6) > 0.02 {
		second = 0 // the lattice is too coarse for more than the variance
	}
	// Sharpening must not enlarge the transform, or counts of many would
	// blow up.
	sharp := l.tables.spectrum()
	bend := l.tables.bend[:len(sharp)]
	most := math.Inf(1)
	for j, v := range spectrum[:len(sharp)] {
		q := bend[j]
		u := q * (complex(second*real(q)-2*excess, second*imag(q)))
		v += v * u
		sharp[j] = v
		if j == 0 {
			most = real(v) * real(v) * (1 + 2e-9)
		}
		if real(v)*real(v)+imag(v)*imag(v) > most {
			return spectrum
		}
	}
	return sharp
}

// excess returns by how much the variance of the masses exceeds that of the
// duration's smooth part, as far as the lattice reaches, in units of h² and of
// the weight: the mean of u(1 - u), u being how far in its cell a value lies.
// It is 1/6 except for jumps of the density and for what is narrow beside h.
//
// By parts, that mean is twice the error of the trapezium rule for the integral
// of the limited mean.
func (l *lattice) excess(d *Duration, area []float64) float64 {
	if d.fine == nil {
		return 1.0 / 6
	}
	last := len(area) - 1
	reach := float64(last) * l.h
	trapezia := (area[0] + area[last]) / 2
	for _, v := range area[1:last] {
		trapezia += v
	}
	integral := reach*area[last] - d.fine.LimitedSquare(reach)/2
	all := d.fine.At(reach)
	if all <= 0 {
		return 1.0 / 6
	}
	return math.Min(math.Max(2*(integral/l.h-trapezia)/(l.h*all), 0), 0.25) // 1/4 half way between two points
}
