package outcome

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"groupwork/sociometry/vectors"
)

func TestVectorsOfGroupAgainstIndividuals(t *testing.T) {
	vectors.Run(t, vectors.Family{ID: "11", Shapes: map[string]vectors.Compute{
		"group individual max_score": comparisonVector,
		"group individual":           comparisonVector,
		"teams":                      teamsVector,
		"group member_by_item":       itemsVector,
		"group_size p_individual":    combineVector,
		"ideas_by_person nominal_sizes real_group_of_4_unique_ideas": ideasVector(4),
		"ideas_by_person nominal_sizes real_group_of_3_unique_ideas": ideasVector(3),
		"ideas_by_person nominal_sizes real_group_of_5_unique_ideas": ideasVector(5),
		"estimates group_estimate truth":                             judgeVector,
		"expert group members":                                       rankVector,
		"groups_by_task":                                             factorVector,
	}})
}

func TestVectorsOfProgrammes(t *testing.T) {
	optional := func(key string) bool {
		return strings.Contains(key, "kenward_roger") || strings.Contains(key, "satterthwaite") ||
			strings.HasPrefix(key, "reml_heteroscedastic") || slices.Contains([]string{"fixed", "se",
			"var_member_intercept", "var_member_slope", "cov_member", "var_group", "sigma2",
			"reml_criterion"}, key) // the last eight: three-level growth
	}
	vectors.Run(t,
		vectors.Family{ID: "12", Optional: optional, Shapes: map[string]vectors.Compute{
			"cluster_size icc mean_c mean_t n_c n_t sd_total_pooled": hedgesVector,
			"cluster_size icc n_total":                               designVector,
			"cluster_sizes icc":                                      designVector,
			"arm group post pre":                                     armsVector,
			"arm group model post pre":                               modelsVector,
			"group treated y":                                        partlyNestedVector,
			"group member model session y":                           growthVector,
			"group post pre":                                         changeVector,
		}},
		vectors.Family{ID: "13", Shapes: map[string]vectors.Compute{
			"changes_by_group":   poolVector,
			"vi yi":              poolVector,
			"rows":               wilsonVector,
			"members responders": respondersVector,
		}},
	)
}

type asked = func(string) bool

// asMap is a result by the names it has in JSON, with more results folded in.
func asMap(t testing.TB, results ...any) map[string]any {
	t.Helper()
	m := map[string]any{}
	for _, r := range results {
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatalf("not a JSON value: %v", err)
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
	}
	return m
}

func comparisonVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var individual []float64
	var group float64
	var full *float64
	in.Into(t, "individual", &individual)
	in.Into(t, "group", &group)
	in.Into(t, "max_score", &full)
	c, _ := Compare(individual, group, full)
	p, ok := Potentials(individual, group)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, c, p)
}

func teamsVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var teams []Team
	in.Into(t, "teams", &teams)
	s, ok := Teams(teams)
	if !ok {
		t.Fatal("refused")
	}
	got := asMap(t, s)
	got["df"] = s.Teams - 1
	if s.TestMean != nil {
		got["ci95_gain_over_mean"], got["t_gain_over_mean"] = s.TestMean.CI, s.TestMean.T
	}
	if s.TestBest != nil {
		got["ci95_gain_over_best"], got["t_gain_over_best"] = s.TestBest.CI, s.TestBest.T
	}
	return got
}

func itemsVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var members [][]int
	var group []int
	in.Into(t, "member_by_item", &members)
	in.Into(t, "group", &group)
	right := func(row []int) (out []bool) {
		for _, x := range row {
			out = append(out, x == 1)
		}
		return out
	}
	var rows [][]bool
	for _, row := range members {
		rows = append(rows, right(row))
	}
	table, ok := Items(rows, right(group))
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, table)
}

func combineVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var p float64
	var r int
	in.Into(t, "p_individual", &p)
	in.Into(t, "group_size", &r)
	s, ok := Combine(p, r)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, s)
}

func ideasVector(real int) vectors.Compute {
	return func(t testing.TB, in vectors.Input, _ asked) map[string]any {
		var ideas [][]int
		var sizes []int
		var unique int
		in.Into(t, "ideas_by_person", &ideas)
		in.Into(t, "nominal_sizes", &sizes)
		in.Into(t, fmt.Sprintf("real_group_of_%d_unique_ideas", real), &unique)
		got := map[string]any{}
		var expected []float64
		for _, k := range sizes {
			g, ok := NominalGroup(ideas, k)
			if !ok {
				t.Fatal("refused")
			}
			expected = append(expected, g.Expected)
			got[fmt.Sprintf("max_over_subsets_%d", k)] = g.Most
			got[fmt.Sprintf("min_over_subsets_%d", k)] = g.Fewest
		}
		same, _ := NominalGroup(ideas, real)
		got["expected_unique"] = expected
		got["productivity_loss_ratio"] = maybe(IdeaLoss(unique, same.Expected))
		return got
	}
}

func judgeVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var estimates []float64
	var group, truth float64
	in.Into(t, "estimates", &estimates)
	in.Into(t, "group_estimate", &group)
	in.Into(t, "truth", &truth)
	j, ok := Judge(estimates, group, truth)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, j)
}

func rankVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var expert, group []float64
	var members [][]float64
	in.Into(t, "expert", &expert)
	in.Into(t, "members", &members)
	in.Into(t, "group", &group)
	r, ok := Rank(expert, members, group)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, r)
}

func factorVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var groups [][]float64
	in.Into(t, "groups_by_task", &groups)
	f, ok := GeneralFactor(groups)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, f)
}
