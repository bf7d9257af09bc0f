package measure

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

type ruleInput struct {
	Scale      string    `json:"scale"`
	Min        float64   `json:"item_min"`
	Max        float64   `json:"item_max"`
	Items      int       `json:"n_items"`
	Reverse    []int     `json:"reverse_items_1based"`
	Aggregate  Aggregate `json:"aggregate"`
	MaxMissing int       `json:"max_missing"`
	Multiplier float64   `json:"multiplier"`
	Bounds     []float64 `json:"band_lower_bounds"`
	Labels     []string  `json:"band_labels"`
}

func scoringVector(t *testing.T, in given, want map[string]any) map[string]any {
	switch {
	case in.has("rule", "items"):
		return ruleVector(t, in)
	case in.has("subscales_1based", "items"):
		return subscaleVector(t, in)
	case in.has("items_coded_1_all_to_5_none"):
		var codes []string
		for _, c := range read[[]int](t, in, "items_coded_1_all_to_5_none") {
			codes = append(codes, fmt.Sprint(c))
		}
		k6 := instrument(t, "k6")
		answers, ok := k6.FromCodes(codes)
		if !ok {
			t.Fatal("refused")
		}
		return map[string]any{"k6_0_24": k6.Score(answers).Scales[0].Score}
	case in.has("satisfied", "worthwhile", "happy", "anxious"):
		got := map[string]any{}
		ons := instrument(t, "ons4")
		answers := []Number{}
		for _, s := range ons.Scales {
			answers = append(answers, read[Number](t, in, s.ID))
		}
		for _, s := range ons.Score(answers).Scales {
			got[s.ID] = wordOrNull(s.Band)
		}
		return got
	case in.has("items") && len(in) == 1:
		got := map[string]any{}
		for key := range want { // the key names the reversed items
			if list, ok := strings.CutPrefix(key, "score_order_reverse_"); ok {
				rule := instrument(t, "rses").Scales[0].Rule
				rule.Items, rule.Reverse = len(read[[]Number](t, in, "items")), nil
				for _, part := range strings.Split(list, "_") {
					var n int
					fmt.Sscan(part, &n)
					rule.Reverse = append(rule.Reverse, n)
				}
				got[key] = rule.Score(read[[]Number](t, in, "items")).Score
			}
		}
		return got
	}
	return nil
}

func instrument(t testing.TB, id string) Instrument {
	t.Helper()
	ins, err := Find(id)
	if err != nil {
		t.Fatal(err)
	}
	return ins
}

func ruleVector(t *testing.T, in given) map[string]any {
	r := read[ruleInput](t, in, "rule")
	answers := read[[]Number](t, in, "items")
	rule := Rule{Items: r.Items, Min: r.Min, Max: r.Max, Reverse: r.Reverse, Aggregate: r.Aggregate,
		MaxMissing: r.MaxMissing, Multiplier: r.Multiplier}
	for i, b := range r.Bounds {
		rule.Bands = append(rule.Bands, Band{b, r.Labels[i]})
	}
	got := fields(t, rule.Score(answers))
	ins, err := Find(r.Scale) // what an instrument says beyond its score is in its file
	if err != nil || len(answers) != len(ins.Items) {
		return got
	}
	result := ins.Score(answers)
	for _, s := range result.Scales[1:] {
		got[s.ID] = s.Score
		if s.Status == Complete {
			got[s.ID+"_positive"] = s.Band == "positive"
		}
	}
	if result.Pattern != "" {
		got["diagnostic_algorithm"] = result.Pattern
	}
	for _, item := range ins.Safety {
		got[fmt.Sprintf("item%d_positive", item)] = slices.Contains(result.Safety, item)
	}
	return got
}

func subscaleVector(t *testing.T, in given) map[string]any {
	answers := read[[]Number](t, in, "items")
	ins := Instrument{Items: make([]Item, len(answers)), MostMissing: Some(read[float64](t, in, "invalid_if_total_missing_gt"))}
	for id, items := range read[map[string][]int](t, in, "subscales_1based") {
		ins.Scales = append(ins.Scales, Scale{ID: id, Items: items, Rule: Rule{Aggregate: Mean, MaxMissing: len(items),
			Min: read[float64](t, in, "item_min"), Max: read[float64](t, in, "item_max")}})
	}
	result := ins.Score(answers)
	scores := map[string]Number{}
	for _, s := range result.Scales {
		scores[s.ID] = s.Score
	}
	return map[string]any{"valid": result.Valid, "n_missing": result.Missing, "scores": scores}
}

func reliabilityVector(t *testing.T, in given, _ map[string]any) map[string]any {
	switch {
	case in.has("items"):
		rows := read[[][]float64](t, in, "items")
		turn := read[float64](t, in, "item_min") + read[float64](t, in, "item_max")
		for _, r := range rows {
			for _, j := range read[[]int](t, in, "reverse_items_1based") {
				r[j-1] = turn - r[j-1]
			}
		}
		c, ok := InternalConsistency(rows)
		if !ok {
			return map[string]any{"error": true}
		}
		return fields(t, c)
	case in.has("reliability", "length_factor"):
		return map[string]any{"predicted": maybe(LengthenedReliability(read[float64](t, in, "reliability"),
			read[float64](t, in, "length_factor")))}
	case in.has("t1", "t2"):
		r, _ := TestRetest(read[[]float64](t, in, "t1"), read[[]float64](t, in, "t2"))
		return fields(t, r)
	}
	return nil
}

func changeVector(t *testing.T, in given, _ map[string]any) map[string]any {
	switch {
	case in.has("phq9_start", "gad7_start"):
		return twoMeasuresVector(t, in)
	case in.has("rows", "confidence"):
		var points [][]Number
		for _, row := range read[[]struct{ SD, Rel float64 }](t, in, "rows") {
			var each []Number
			for _, c := range read[[]float64](t, in, "confidence") {
				each = append(each, maybe(ReliablePoints(row.SD, row.Rel, c)))
			}
			points = append(points, each)
		}
		return map[string]any{"points": points}
	case in.has("pre", "post", "mean_pre"):
		return fields(t, CompareIndices(read[float64](t, in, "pre"), read[float64](t, in, "post"),
			read[float64](t, in, "mean_pre"), read[float64](t, in, "sd_pre"), read[float64](t, in, "reliability")))
	case in.has("pre", "post"):
		return courseOfMany(t, in)
	}
	return nil
}

func courseOfMany(t *testing.T, in given) map[string]any {
	y := Yardstick{SD: read[float64](t, in, "sd_pre"), Reliability: read[float64](t, in, "reliability"),
		HigherIsBetter: read[bool](t, in, "higher_is_better"), Critical: read[float64](t, in, "critical")}
	norms := Norms{read[float64](t, in, in.named("mean_dys")), read[float64](t, in, in.named("sd_dys")),
		read[float64](t, in, "mean_functional"), read[float64](t, in, "sd_functional")}
	cut := norms.Cutoffs(y.HigherIsBetter)
	got := map[string]any{}
	if in.has("mean_functional") {
		got = fields(t, cut)
		y.Cutoff = cut.C
		switch read[string](t, in, "cutoff_type") {
		case "a":
			y.Cutoff = cut.A
		case "b":
			y.Cutoff = cut.B
		}
	}
	if !in.list("pre") {
		j := y.Judge(read[float64](t, in, "pre"), read[float64](t, in, "post"))
		for k, v := range fields(t, j) {
			got[k] = v
		}
		got["error"], got["post_functional"] = !j.RCI.OK, j.PostWithin
		got["pre_"+"dys"+"functional"] = j.PreBeyond
		return got
	}
	var rci []Number
	var categories []Category
	counts := map[Category]int{Recovered: 0, Improved: 0, Unchanged: 0, Deteriorated: 0}
	post := read[[]float64](t, in, "post")
	for i, pre := range read[[]float64](t, in, "pre") {
		j := y.Judge(pre, post[i])
		rci, categories = append(rci, j.RCI), append(categories, j.Category)
		counts[j.Category]++
	}
	got["rci"], got["category"], got["counts"] = rci, categories, counts
	return got
}

func twoMeasuresVector(t *testing.T, in given) map[string]any {
	rule := TwoMeasures{read[float64](t, in, "caseness_phq9"), read[float64](t, in, "caseness_gad7"),
		read[float64](t, in, "reliable_phq9"), read[float64](t, in, "reliable_gad7")}
	p0, p1 := read[[]float64](t, in, "phq9_start"), read[[]float64](t, in, "phq9_end")
	g0, g1 := read[[]float64](t, in, "gad7_start"), read[[]float64](t, in, "gad7_end")
	var rows []TwoChange
	for i := range p0 {
		rows = append(rows, rule.Judge(p0[i], p1[i], g0[i], g1[i]))
	}
	return map[string]any{"rows": rows}
}

type goalsInput struct {
	Baseline   []Number  `json:"baseline"`
	Attainment []Number  `json:"attainment"`
	Weights    []float64 `json:"weights"`
}

func (g goalsInput) goals() []Goal {
	var out []Goal
	for i, a := range g.Attainment {
		goal := Goal{Attained: a, Weight: g.Weights[i]}
		if i < len(g.Baseline) {
			goal.Baseline = g.Baseline[i]
		}
		out = append(out, goal)
	}
	return out
}

func goalsVector(t *testing.T, in given, _ map[string]any) map[string]any {
	if in.has("members") {
		var members [][]Goal
		for _, m := range read[[]goalsInput](t, in, "members") {
			members = append(members, m.goals())
		}
		g, _ := GroupAttainment(members, read[float64](t, in, "rho"))
		return fields(t, g)
	}
	if !in.has("attainment") {
		return nil
	}
	goals := goalsInput{read[[]Number](t, in, "baseline"), read[[]Number](t, in, "attainment"),
		read[[]float64](t, in, "weights")}.goals()
	if in.list("rho") {
		var ts []Number
		for _, rho := range read[[]float64](t, in, "rho") {
			r, _ := GoalAttainment(goals, rho)
			ts = append(ts, r.T)
		}
		return map[string]any{"t_scores": ts}
	}
	r, ok := GoalAttainment(goals, read[float64](t, in, "rho"))
	got := fields(t, r)
	got["t_score"], got["error"] = r.T, !ok || !r.T.OK
	return got
}

func courseVector(t *testing.T, in given, _ map[string]any) map[string]any {
	if !in.has("A", "B") {
		return nil
	}
	p, ok := ComparePhases(read[[]float64](t, in, "A"), read[[]float64](t, in, "B"),
		read[string](t, in, "improvement") == "decrease")
	got := fields(t, p)
	got["error"] = !ok
	return got
}
