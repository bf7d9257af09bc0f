package measure

import (
	"encoding/json"
	"fmt"
	"testing"
)

func agreementVector(t *testing.T, in given, want map[string]any) map[string]any {
	o := Options{1, 5}
	if in.has("scale_min") {
		o = Options{read[float64](t, in, "scale_min"), read[float64](t, in, "scale_max")}
	}
	switch {
	case in.has("round1", "round2"):
		return roundsVector(t, in, o)
	case in.has("ratings_member_by_item"):
		return scaleVector(t, read[[][]float64](t, in, "ratings_member_by_item"), o, read[float64](t, in, "null_variance"))
	case in.has("group", "items"):
		return groupsOnScale(t, in, read[[][]float64](t, in, "items"), o)
	case in.has("group", "ratings"):
		return groupsOnScale(t, in, read[[][]float64](t, in, "ratings"), o)
	case in.has("group", "y"):
		return iccVector(t, in)
	case in.has("ratings"):
		return itemVector(t, in, o)
	case in.has("ranks_member_by_item"):
		c, ok := Concord(read[[][]float64](t, in, "ranks_member_by_item"))
		got := fields(t, c)
		got["error"], got["borda_order_1based"] = !ok, oneBased(c.Order)
		return got
	}
	return ratersVector(t, in)
}

func itemVector(t *testing.T, in given, o Options) map[string]any {
	nulls := Nulls(o.Count())
	if in.has("null_variances") {
		nulls = nil
		for name, v := range read[map[string]float64](t, in, "null_variances") {
			nulls = append(nulls, Null{name, v})
		}
	}
	a, ok := Agree(read[[]float64](t, in, "ratings"), o, nulls)
	got := fields(t, a)
	cut := map[string]Number{} // the vectors cut off at 0
	for name, r := range a.WithinGroup {
		cut[name] = Number{max(0, r.Value), r.OK}
	}
	v, _ := UniformNull(o.Count())
	open := maybe(WithinGroup(read[[]float64](t, in, "ratings"), v))
	got["rwg"], got["rwg_untruncated"], got["rwg_untruncated_uniform"] = cut, open, open
	got["rwg_uniform"] = Number{max(0, open.Value), open.OK}
	got["rwg_uniform_truncated"], got["agrmt_consensus"] = got["rwg_uniform"], got["consensus_tastle_wierman"]
	got[fmt.Sprintf("ad_practical_cutoff_%dpt_A_over_6", o.Count())] = a.ADLimit
	got["error"] = !ok
	return got
}

func scaleVector(t *testing.T, rows [][]float64, o Options, null float64) map[string]any {
	nulls := Nulls(o.Count())
	if null > 0 {
		nulls[0].Variance = null
	}
	s, ok := AgreeOnScale(rows, o, nulls)
	got := fields(t, s)
	for name, r := range s.WithinGroupJ {
		got["rwg_j_"+name] = r
	}
	got["rwg_j_lindell_r_star"], got["error"] = s.Star["uniform"], !ok
	return got
}

// byGroup keeps groups in the order in which they first come.
func byGroup[T any](t *testing.T, in given, values []T) (names []any, groups [][]T) {
	at := map[string]int{}
	for i, raw := range read[[]json.RawMessage](t, in, "group") {
		g, ok := at[string(raw)]
		if !ok {
			var name any
			if err := json.Unmarshal(raw, &name); err != nil {
				t.Fatal(err)
			}
			g, at[string(raw)] = len(groups), len(groups)
			names, groups = append(names, name), append(groups, nil)
		}
		groups[g] = append(groups[g], values[i])
	}
	return names, groups
}

func groupsOnScale(t *testing.T, in given, rows [][]float64, o Options) map[string]any {
	names, groups := byGroup(t, in, rows)
	var j, ad []Number
	var sizes []int
	for _, g := range groups {
		s, _ := AgreeOnScale(g, o, Nulls(o.Count()))
		j, ad, sizes = append(j, s.WithinGroupJ["uniform"]), append(ad, s.ADMean), append(sizes, len(g))
	}
	return map[string]any{"group": names, "rwg_j": j, "ad_m": ad, "group_size": sizes}
}

func iccVector(t *testing.T, in given) map[string]any {
	_, groups := byGroup(t, in, read[[]float64](t, in, "y"))
	b, ok := ShareByGroup(groups)
	got := fields(t, b)
	got["error"] = !ok
	return got
}

func ratersVector(t *testing.T, in given) map[string]any {
	switch {
	case in.has("rater_by_unit"):
		got := map[string]any{}
		for _, level := range []Level{Nominal, Ordinal, Interval, Ratio} {
			got[string(level)] = maybe(Krippendorff(read[[][]Number](t, in, "rater_by_unit"), level))
		}
		return got
	case in.has("rater_a", "rater_b", "categories"):
		k, ok := TwoRaters(read[[]float64](t, in, "rater_a"), read[[]float64](t, in, "rater_b"),
			read[[]float64](t, in, "categories"))
		got := fields(t, k)
		got["error"] = !ok
		return got
	case in.has("ratings_subject_by_rater"):
		kappa, z, ok := ManyRaters(read[[][]float64](t, in, "ratings_subject_by_rater"))
		return map[string]any{"kappa": maybe(kappa, ok), "z": maybe(z, ok), "error": !ok}
	case in.has("target_by_rater"):
		r, ok := RaterAgreement(read[[][]float64](t, in, "target_by_rater"))
		s, a := r.Single, r.Average
		return map[string]any{"icc_1_1": s.OneWay, "icc_2_1": s.Absolute, "icc_3_1": s.Consistent,
			"icc_1_k": a.OneWay, "icc_2_k": a.Absolute, "icc_3_k": a.Consistent, "error": !ok}
	}
	return nil
}

func roundsVector(t *testing.T, in given, o Options) map[string]any {
	c, ok := Converge(read[[]float64](t, in, "round1"), read[[]float64](t, in, "round2"), o)
	got := fields(t, c)
	for i, n := range []string{"1", "2"} {
		got["iqr"+n], got["sd"+n], got["consensus"+n] = c.IQR[i], c.SD[i], c.Consensus[i]
	}
	got["error"] = !ok
	return got
}

func observationVector(t *testing.T, in given, _ map[string]any) map[string]any {
	switch {
	case in.has("baseline") && in.named("scores_by_session_") != "":
		e, ok := FitExpected(read[[]float64](t, in, "baseline"), read[[][]Number](t, in, in.named("scores_by_session_")))
		got := fields(t, e)
		got["error"] = !ok
		return got
	case in.has("model", "baseline", "scores_by_session"):
		return followVector(t, in)
	case in.has("values", "baseline_n"):
		c, ok := OwnUsual(read[[]float64](t, in, "values"), read[int](t, in, "baseline_n"))
		got := fields(t, c)
		got["signals_1based"], got["error"] = oneBased(c.Signals), !ok
		return got
	case in.has("counts_category_1_to_12"):
		p, ok := TwelveCategories(read[[]float64](t, in, "counts_category_1_to_12"))
		got := fields(t, p)
		got["error"] = !ok
		return got
	case in.has("direction_codes", "ratings_0_2"):
		f, ok := ThreeDirections(read[[]string](t, in, "direction_codes"), read[[]float64](t, in, "ratings_0_2"))
		got := fields(t, f)
		got["range_each"], got["error"] = f.Range[0], !ok
		return got
	case in.has("ratings_row_rates_column_incl_self"):
		c, ok := PeerFactors(read[[][]float64](t, in, "ratings_row_rates_column_incl_self"))
		got := fields(t, c)
		got["error"] = !ok
		return got
	case in.has("member_by_session"):
		var there [][]bool
		for _, row := range read[[][]int](t, in, "member_by_session") {
			var was []bool
			for _, x := range row {
				was = append(was, x != 0)
			}
			there = append(there, was)
		}
		a, ok := Attended(there)
		got := fields(t, a)
		for i, n := range a.LastAttended {
			a.LastAttended[i] = maybe(n.Value+1, n.OK)
		}
		got["last_attended_session_1based"], got["error"] = a.LastAttended, !ok
		return got
	}
	return nil
}

func followVector(t *testing.T, in given) map[string]any {
	steps := read[ExpectedCourse](t, in, "model").Follow(read[float64](t, in, "baseline"),
		read[[]Number](t, in, "scores_by_session"), read[bool](t, in, "lower_is_better"),
		read[float64](t, in, "reliable_change_points"))
	var expected, lower, upper []float64
	var status []any
	for _, s := range steps {
		expected, status = append(expected, s.Expected), append(status, wordOrNull(string(s.Status)))
		lower, upper = append(lower, s.Lower), append(upper, s.Upper)
	}
	return map[string]any{"expected": expected, "lower80": lower, "upper80": upper, "status": status}
}
