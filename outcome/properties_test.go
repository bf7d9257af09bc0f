package outcome

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// odd makes a number out of a fuzzed byte: mostly small and tied, sometimes nothing that a score can be.
func odd(b byte) float64 {
	switch b {
	case 255:
		return math.NaN()
	case 254:
		return math.Inf(-1)
	case 253:
		return 1e308
	case 252:
		return 5e-324
	case 251:
		return 1e99
	case 250:
		return -3
	}
	return float64(b%16) / 4
}

func odds(data []byte) []float64 {
	x := make([]float64, min(len(data), 200))
	for i := range x {
		x[i] = odd(data[i])
	}
	return x
}

// sound fails unless a result is JSON: no NaN, no Inf.
func sound(t *testing.T, result any) {
	t.Helper()
	if _, err := json.Marshal(result); err != nil {
		t.Errorf("%T: %v", result, err)
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(b)) }

func FuzzTeamsAreNeverUndefinedNumbers(f *testing.F) {
	f.Add([]byte{1, 2, 3}, byte(7), byte(2))
	f.Add([]byte{0, 0}, byte(0), byte(0))
	f.Add([]byte{252, 253, 251}, byte(250), byte(9))
	f.Fuzz(func(t *testing.T, data []byte, together, truth byte) {
		x, g, full := odds(data), odd(together), odd(truth)
		c, ok := Compare(x, g, &full)
		sound(t, c)
		if ok && (c.Strong && !c.Weak && c.Best > c.Mean || c.Best < c.Worst) {
			t.Errorf("strong without weak synergy: %+v", c)
		}
		p, _ := Potentials(x, g)
		s, _ := Teams([]Team{{Individual: x, Group: g, After: x, Earlier: x}, {Individual: x, Group: full}})
		j, ok := Judge(x, g, full)
		sound(t, []any{p, s, j})
		if ok && math.Abs(j.CollectiveSquared-j.IndividualSquared+j.Diversity) > 1e-9*(1+j.IndividualSquared) {
			t.Errorf("diversity theorem broken: %+v", j)
		}
		r, _ := Rank(x, [][]float64{x, x}, x)
		w, _ := Wilson(g, full)
		schemes, _ := Combine(g, len(data))
		sound(t, []any{r, w, schemes})
		if h, ok := Hedges(Arms{MeanT: g, MeanC: 1, SD: full, NT: 8, NC: float64(len(x)),
			ClusterSize: 4, ICC: math.Abs(g) / 4}); ok {
			sound(t, h)
		}
	})
}

func FuzzItemsIdeasAndTasksTakeAnything(f *testing.F) {
	f.Add([]byte{1, 0, 1, 1}, 2)
	f.Add([]byte{}, 1)
	f.Fuzz(func(t *testing.T, data []byte, k int) {
		n := min(len(data), 12)
		members, ideas, tasks := make([][]bool, n), make([][]int, n), make([][]float64, n)
		group := make([]bool, n)
		for i := range n {
			group[i] = data[i]%2 == 1
			for j := range n {
				b := data[(i*n+j)%len(data)] ^ byte(j)
				members[i] = append(members[i], b&1 == 1)
				ideas[i] = append(ideas[i], int(b%9))
				tasks[i] = append(tasks[i], odd(b))
			}
		}
		table, ok := Items(members, group)
		sound(t, table)
		if ok && (table.Retrieved+table.Loss != table.TruthWins || table.Gain+table.Retrieved != table.Group) {
			t.Errorf("items do not add up: %+v", table)
		}
		nominal, ok := NominalGroup(ideas, k)
		sound(t, nominal)
		if ok && (nominal.Expected > float64(*nominal.Most)+1e-9 || nominal.Expected < float64(*nominal.Fewest)-1e-9) {
			t.Errorf("expected outside all sets: %+v", nominal)
		}
		factor, _ := GeneralFactor(tasks)
		sound(t, factor)
	})
}

func FuzzProgrammesAreNeverUndefinedNumbers(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, byte(3))
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, byte(2))
	f.Add([]byte{253, 251, 252}, byte(1))
	f.Fuzz(func(t *testing.T, data []byte, size byte) {
		post := odds(data)
		var group, arm []int
		for i := range post {
			g := i / (1 + int(size%7))
			group, arm = append(group, g), append(arm, g%2)
		}
		pre := slices.Clone(post)
		slices.Reverse(pre)
		for _, d := range []Data{{group, arm, nil, post}, {group, arm, pre, post}, {group, nil, pre, post}} {
			r, _ := Programme(d)
			sound(t, r)
			if r.Rule == Describe && (r.Corrected != nil || r.Naive != nil || r.Effect != nil) {
				t.Errorf("said too much of %d groups", r.Groups)
			}
		}
		means, naive, clustering, _ := PartlyNestedMeans(post, group, arm)
		growth, _ := Slopes(pre, group, arm, post)
		sound(t, []any{means, naive, clustering, growth})
		if m, ok := Pool(post, pre); ok {
			sound(t, m)
			if m.REML.Report.SE < m.REML.SE-1e-12 {
				t.Errorf("narrower than the plain interval: %+v", m.REML)
			}
		}
		responders, members := make([]int, len(data)), make([]int, len(data))
		for i, b := range data {
			responders[i], members[i] = int(b%5), int(b%9)
		}
		rate, _ := Responders(responders, members)
		sound(t, rate)
	})
}

func TestChangingTheOrderOfMembersAndTheNamesOfGroupsChangesNothing(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	for trial := range 20 {
		d := manyGroups(6+trial, 4, uint64(trial))
		order := random.Perm(len(d.Post))
		var e Data
		for _, i := range order {
			e.Group = append(e.Group, 1000-7*d.Group[i])
			e.Arm, e.Pre, e.Post = append(e.Arm, d.Arm[i]), append(e.Pre, d.Pre[i]), append(e.Post, d.Post[i])
		}
		a, _ := Programme(d)
		b, _ := Programme(e)
		if !near(a.Estimate, b.Estimate) || !near(a.Corrected.P, b.Corrected.P) || !near(a.ICC.ICC, b.ICC.ICC) {
			t.Errorf("trial %d: %+v, then %+v", trial, a.Corrected, b.Corrected)
		}
	}
}

func TestAnotherUnitScalesTheEstimateAndNothingElse(t *testing.T) {
	d := manyGroups(14, 5, 9)
	a, _ := Programme(d)
	for i := range d.Post {
		d.Post[i], d.Pre[i] = 1e4+10*d.Post[i], 1e4+10*d.Pre[i]
	}
	b, _ := Programme(d)
	if !near(b.Estimate, 10*a.Estimate) || !near(b.Corrected.P, a.Corrected.P) ||
		!near(b.Corrected.DF, a.Corrected.DF) || !near(b.Effect.G, a.Effect.G) {
		t.Errorf("%+v, then %+v", a.Corrected, b.Corrected)
	}
	if math.Abs(b.Mixed.Tau2/(100*a.Mixed.Tau2)-1) > 1e-4 {
		t.Errorf("variance between groups %v, then %v", a.Mixed.Tau2, b.Mixed.Tau2)
	}
}

func TestUnderNoDifferenceTheCorrectedTestErrsFiveTimesInAHundred(t *testing.T) {
	naive, corrected := 0, 0
	const runs = 400
	for run := range runs {
		d := manyGroups(12, 8, uint64(run)+1)
		for i := range d.Post {
			d.Post[i] += 1.5 * float64(d.Arm[i]) // takes the built-in difference away
		}
		r, _ := Programme(d)
		naive += whole(r.Naive.P < .05)
		corrected += whole(r.Corrected.P < .05)
	}
	if corrected < runs*2/100 || corrected > runs*8/100 {
		t.Errorf("corrected test errs in %d of %d", corrected, runs)
	}
	if naive < 2*corrected {
		t.Errorf("naive test errs in %d, corrected in %d: groups made no difference", naive, corrected)
	}
}

func TestRefusals(t *testing.T) {
	one := []float64{1, 2, 3, 4}
	for name, ok := range map[string]bool{
		"a group in two arms":              okOf(ICC(one, []int{1, 1, 2, 2}, []int{0, 1, 0, 0})),
		"lists of different length":        okOf(ICC(one, []int{1, 1, 2}, nil)),
		"columns that repeat":              okOf(Regress(one, []int{1, 1, 2, 2}, one, one)),
		"a constant column":                okOf(Regress(one, []int{1, 1, 2, 2}, []float64{1e9, 1e9, 1e9, 1e9})),
		"one group":                        okOf(Regress(one, []int{1, 1, 1, 1})),
		"no spread":                        okOf(RandomIntercept([]float64{2, 2, 2, 2}, []int{1, 1, 2, 2}, nil)),
		"a variance of zero":               okOf(Pool(one, []float64{1, 1, 1, 0})),
		"an arm called 2":                  okOf(CompareArms(one, []int{1, 1, 2, 2}, []int{0, 0, 2, 2})),
		"a programme without pre and arms": okOf(Programme(Data{Group: []int{1, 1, 2, 2}, Post: one})),
		"more responders than members":     okOf(Responders([]int{5}, []int{4})),
		"nominal groups of nobody":         okOf(NominalGroup([][]int{{1}}, 0)),
	} {
		if ok {
			t.Errorf("%s is accepted", name)
		}
	}
}

func okOf[T any](_ T, ok bool) bool { return ok }
