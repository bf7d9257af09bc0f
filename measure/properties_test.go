package measure

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"slices"
	"testing"
)

// numbersOf turns bytes into numbers: mostly small and whole, now and then enormous, tiny or not finite.
func numbersOf(raw []byte) []float64 {
	var out []float64
	for len(raw) > 0 {
		switch c := raw[0]; {
		case c == 255 && len(raw) >= 9:
			out = append(out, math.Float64frombits(binary.LittleEndian.Uint64(raw[1:9])))
			raw = raw[9:]
			continue
		case c > 240:
			out = append(out, []float64{math.NaN(), math.Inf(1), math.Inf(-1), 1e308, -1e308, 5e-324, 0.5, 1e16}[c%8])
		default:
			out = append(out, float64(c%8))
		}
		raw = raw[1:]
	}
	return out
}

func table(xs []float64, width int) [][]float64 {
	var rows [][]float64
	for len(xs) >= width && width > 0 {
		rows = append(rows, xs[:width])
		xs = xs[width:]
	}
	return rows
}

func maybes(xs []float64) []Number {
	var out []Number
	for _, x := range xs {
		out = append(out, Some(x))
	}
	return out
}

// everything runs every function of the package on the same numbers and gives all results.
func everything(xs []float64, width int) []any {
	rows, o := table(xs, width), Options{1, float64(width)}
	half := len(xs) / 2
	first, second := xs[:half], xs[half:2*half]
	x := func(i int) float64 {
		if i < len(xs) {
			return xs[i]
		}
		return 1
	}
	var out []any
	add := func(v any, ok bool) {
		if ok {
			out = append(out, v)
		}
	}
	number := func(v float64, ok bool) { add(v, ok) }
	rule := Rule{Items: len(xs), Min: x(0), Max: x(1), Multiplier: x(2), MaxMissing: width, Bands: []Band{{x(3), "a"}}}
	out = append(out, rule.Score(maybes(xs)), Yardstick{SD: x(0), Reliability: x(1), Cutoff: Some(x(2))}.Judge(x(3), x(4)),
		CompareIndices(x(0), x(1), x(2), x(3), x(4)), Norms{x(0), x(1), x(2), x(3)}.Cutoffs(width%2 == 0),
		TwoMeasures{x(0), x(1), x(2), x(3)}.Judge(x(4), x(5), x(6), x(7)), Nulls(width))
	number(MeasurementError(x(0), x(1)))
	number(DifferenceError(x(0), x(1)))
	number(ReliableChange(x(0), x(1), x(2), x(3)))
	number(ReliablePoints(x(0), x(1), x(2)))
	number(LengthenedReliability(x(0), x(1)))
	number(NullVariance(xs))
	number(WithinGroup(xs, x(0)))
	number(AgreementByMaximum(xs, o))
	number(Consensus(xs, o))
	low, high, ok := ErrorBand(x(0), x(1), x(2))
	add([]float64{low, high}, ok)
	if counts, ok := Tally(xs, o); ok {
		number(AgreementA(counts))
		number(LeikD(counts))
	}
	for _, level := range []Level{Nominal, Ordinal, Interval, Ratio, "none"} {
		var gaps [][]Number
		for _, r := range rows {
			gaps = append(gaps, maybes(r))
		}
		number(Krippendorff(gaps, level))
	}
	kappa, z, ok := ManyRaters(rows)
	add([]float64{kappa, z}, ok)
	return append(out, moreOfEverything(xs, first, second, rows, o)...)
}

func moreOfEverything(xs, first, second []float64, rows [][]float64, o Options) []any {
	var out []any
	add := func(v any, ok bool) {
		if ok {
			out = append(out, v)
		}
	}
	c, ok := InternalConsistency(rows)
	add(c, ok)
	r, ok := TestRetest(first, second)
	add(r, ok)
	p, ok := ComparePhases(first, second, len(xs)%2 == 0)
	add(p, ok)
	u, ok := OwnUsual(xs, len(first))
	add(u, ok)
	_, _ = PulseDrop(xs)
	a, ok := Agree(xs, o, Nulls(o.Count()))
	add(a, ok)
	s, ok := AgreeOnScale(rows, o, Nulls(o.Count()))
	add(s, ok)
	b, ok := ShareByGroup([][]float64{first, second, nil})
	add(b, ok)
	w, ok := Concord(rows)
	add(w, ok)
	icc, ok := RaterAgreement(rows)
	add(icc, ok)
	k, ok := TwoRaters(first, second, []float64{0, 1, 2, 3, 4, 5, 6, 7})
	add(k, ok)
	v, ok := Converge(first, second, o)
	add(v, ok)
	t, ok := BesideTruth(xs, float64(len(xs)))
	add(t, ok)
	i, ok := TwelveCategories(xs)
	add(i, ok)
	f, ok := PeerFactors(rows)
	add(f, ok)
	var goals []Goal
	for j := range first {
		goals = append(goals, Goal{Attained: Some(first[j] - 2), Baseline: Some(second[j] - 3), Weight: second[j]})
	}
	g, ok := GoalAttainment(goals, GoalRho)
	add(g, ok)
	gg, ok := GroupAttainment([][]Goal{goals, nil}, GoalRho)
	add(gg, ok)
	var courses [][]Number
	for _, row := range rows {
		courses = append(courses, maybes(row))
	}
	if len(rows) <= len(xs) {
		e, ok := FitExpected(xs[:len(rows)], courses)
		add(e, ok)
		if ok {
			out = append(out, e.Follow(xs[0], maybes(xs), true, 5))
		}
	}
	return out
}

func FuzzNothingPanicsAndNothingIsNotANumber(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2}, uint8(5))
	f.Add([]byte{241, 242, 243, 244, 245, 246, 1, 2}, uint8(2))
	f.Add([]byte{3, 3, 3, 3}, uint8(2))
	f.Add([]byte{244, 244, 245, 245}, uint8(2))
	f.Add([]byte{}, uint8(0))
	f.Fuzz(func(t *testing.T, raw []byte, width uint8) {
		if len(raw) > 400 {
			return
		}
		for _, result := range everything(numbersOf(raw), int(width%9)) {
			if _, err := json.Marshal(result); err != nil {
				t.Fatalf("%T: %v: %+v", result, err, result)
			}
		}
	})
}

// steady gives n numbers from 1 to 5 that look random and are the same each time.
func steady(n int, seed uint64) []float64 {
	out := make([]float64, n)
	for i := range out {
		seed = seed*6364136223846793005 + 1442695040888963407
		out[i] = float64(1 + (seed>>33)%5)
	}
	return out
}

func near(t *testing.T, what string, a, b float64) {
	t.Helper()
	if math.Abs(a-b) > 1e-9*max(1, math.Abs(b)) {
		t.Errorf("%s: %v and %v", what, a, b)
	}
}

func TestTheOrderOfMembersChangesNothing(t *testing.T) {
	o := Options{1, 5}
	for seed := range uint64(200) {
		xs := steady(24, seed)
		rows := table(xs, 4)
		turned := slices.Clone(rows)
		slices.Reverse(turned)
		a, _ := AgreeOnScale(rows, o, Nulls(5))
		b, _ := AgreeOnScale(turned, o, Nulls(5))
		near(t, "r*", a.Star["uniform"].Value, b.Star["uniform"].Value)
		near(t, "AD", a.ADMean.Value, b.ADMean.Value)
		c, _ := Concord(rows)
		d, _ := Concord(turned)
		near(t, "W", c.W.Value, d.W.Value)
		e, _ := RaterAgreement(rows)
		f, _ := RaterAgreement(turned)
		near(t, "ICC", e.Single.Absolute.Value, f.Single.Absolute.Value)
		g, _ := InternalConsistency(rows)
		h, _ := InternalConsistency(turned)
		near(t, "alpha", g.Alpha.Value, h.Alpha.Value)
	}
}

func TestScalingAndShiftingAnswersChangesWhatItShould(t *testing.T) {
	for seed := range uint64(200) {
		xs := steady(24, seed)
		double := make([]float64, len(xs))
		for i, x := range xs {
			double[i] = 2*x + 3
		}
		a, _ := AgreeOnScale(table(xs, 4), Options{1, 5}, []Null{{"u", 2}})
		b, _ := AgreeOnScale(table(double, 4), Options{5, 13}, []Null{{"u", 8}})
		near(t, "r* under scaling", b.Star["u"].Value, a.Star["u"].Value)
		near(t, "AD under scaling", b.ADMean.Value, 2*a.ADMean.Value)
		p, _ := ComparePhases(xs[:12], xs[12:], false)
		q, _ := ComparePhases(double[:12], double[12:], false)
		near(t, "NAP under scaling", q.NAP.Value, p.NAP.Value)
		back, _ := ComparePhases(xs[:12], xs[12:], true)
		near(t, "NAP turned round", back.NAP.Value, 1-p.NAP.Value)
		g, _ := ShareByGroup(table(xs, 6))
		h, _ := ShareByGroup(table(double, 6))
		near(t, "ICC(1) under scaling", h.ICC1.Value, g.ICC1.Value)
	}
}

func TestBoundsHold(t *testing.T) {
	o := Options{1, 5}
	for seed := range uint64(500) {
		xs := steady(3+int(seed%20), seed)
		a, _ := Agree(xs, o, Nulls(5))
		for what, n := range map[string]Number{"consensus": a.Consensus, "leik": a.Leik, "modal": a.Modal} {
			if !n.OK || n.Value < -1e-12 || n.Value > 1+1e-12 {
				t.Errorf("%s of %v: %v", what, xs, n)
			}
		}
		if a.A.Value < -1-1e-12 || a.A.Value > 1+1e-12 || a.WithinGroup["uniform"].Value > 1 {
			t.Errorf("A or r_wg of %v: %v %v", xs, a.A, a.WithinGroup)
		}
		c, _ := Concord(table(steady(20, seed), 4))
		if c.W.OK && (c.W.Value < -1e-12 || c.W.Value > 1+1e-12) {
			t.Errorf("W: %v", c.W)
		}
	}
}

// No hidden count follows from the total: at least two are hidden, and what they hold together is no small count.
func TestHiddenCountsCannotBeSolvedFor(t *testing.T) {
	for seed := range uint64(2000) {
		var counts []int
		for _, x := range steady(1+int(seed%7), seed) {
			counts = append(counts, int(x-1)*int(1+seed%4))
		}
		shown, total := HideSmall(counts, FewestShown)
		hidden, together, whole := 0, 0, 0
		for i, n := range shown {
			whole += counts[i]
			if !n.OK {
				hidden++
				together += counts[i]
			} else if counts[i] > 0 && counts[i] < FewestShown {
				t.Errorf("%v shows %d", counts, counts[i])
			}
		}
		if total.OK && hidden > 0 && (hidden == 1 || together < FewestShown) || total.OK && whole < FewestShown {
			t.Errorf("%v can be solved: %v of %v", counts, shown, total)
		}
	}
}
