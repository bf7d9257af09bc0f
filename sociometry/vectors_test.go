package sociometry

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"groupwork/sociometry/vectors"
)

func TestVectorsOfInteraction(t *testing.T) {
	vectors.Run(t,
		vectors.Family{ID: "06", Shapes: map[string]vectors.Compute{
			"adjacency directed":          networkVector,
			"partition weighted_directed": modularityVector,
			"x y":                         correlationVector,
		}},
		vectors.Family{ID: "07", Shapes: map[string]vectors.Compute{
			"amounts":                                participationVector,
			"n_members speaker_sequence_1based":      turnsVector,
			"source_1based target_1based_0_is_group": shiftsVector,
			"counts":                                 exchangeVector,
		}},
		vectors.Family{ID: "08", Shapes: map[string]vectors.Compute{
			"dislike like restandardise": statusVector,
			"alpha choices_each n":       chanceVector,
		}},
		vectors.Family{ID: "09", Optional: func(key string) bool { return strings.HasPrefix(key, "se_") },
			Shapes: map[string]vectors.Compute{
				"diagonal_ignored ratings_row_rates_column": relationsVector,
				"ratings_row_rates_column":                  relationsVector,
				"groups":                                    groupsVector,
			}},
	)
}

func plusOne(at []int) []int {
	out := make([]int, len(at))
	for i, v := range at {
		out[i] = v + 1
	}
	return out
}

func networkVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var rows [][]float64
	var directed bool
	in.Into(t, "adjacency", &rows)
	in.Into(t, "directed", &directed)
	g, ok := New(rows, directed)
	p, okLook := Look(rows, directed)
	if !ok || !okLook {
		t.Fatal("refused")
	}
	c := p.Centralization
	got := map[string]any{
		"n": p.N, "arcs": p.Arcs, "density": p.Density,
		"isolates_1based": plusOne(p.Isolates), "no_indegree_1based": plusOne(p.Unchosen),
		"betweenness": p.Paths.Between, "centralization_betweenness": c.Between,
		"reachable_share": p.Paths.Reachable, "mean_geodesic_reachable": p.Paths.Distance,
	}
	if !directed {
		got["degree"], got["centralization_degree"] = p.In, c.In
		got["transitivity"], got["components"] = p.Transitivity, p.Components.Weak
		got["sizes"] = p.Components.Sizes
		got["closeness_if_connected"], got["centralization_closeness"] = p.Paths.Closeness, c.Closeness
		return got
	}
	d := g.Dyads()
	got["dyad_census"], got["reciprocity_edgewise"] = d, p.Reciprocity
	got["reciprocity_dyadic_nonnull"] = maybe(d.Answered())
	got["reciprocity_dyadic_all"] = maybe(d.CountingSilence())
	triads := map[string]int{}
	for k, name := range TriadNames() {
		triads[name] = p.Triads[k]
	}
	got["triad_census"] = triads
	got["indegree"], got["outdegree"] = p.In, p.Out
	got["centralization_indegree"], got["centralization_outdegree"] = c.In, c.Out
	got["transitivity_weak"] = p.Transitivity
	got["components_weak"], got["components_strong"] = p.Components.Weak, p.Components.Strong
	got["sizes_weak"] = p.Components.Sizes
	return got
}

func modularityVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var rows [][]float64
	var part []int
	in.Into(t, "weighted_directed", &rows)
	in.Into(t, "partition", &part)
	directed, _ := New(rows, true)
	undirected, ok := New(rows, false)
	if !ok {
		t.Fatal("refused")
	}
	return map[string]any{
		"modularity_binary_undirected":   maybe(undirected.Modularity(part, false)),
		"modularity_weighted_undirected": maybe(undirected.Modularity(part, true)),
		"modularity_binary_directed":     maybe(directed.Modularity(part, false)),
		"modularity_weighted_directed":   maybe(directed.Modularity(part, true)),
	}
}

func correlationVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var x, y [][]float64
	in.Into(t, "x", &x)
	in.Into(t, "y", &y)
	return map[string]any{"r": maybe(MatrixCorrelation(x, y))}
}

func participationVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var amounts []float64
	in.Into(t, "amounts", &amounts)
	p, ok := Participate(amounts)
	if !ok {
		return map[string]any{"error": "no participation recorded"}
	}
	return map[string]any{
		"n": p.N, "total": p.Total, "shares": p.Shares,
		"gini": p.Gini, "gini_n_corrected": p.GiniCorrected, "equality_index": p.Equality,
		"shannon_nats": p.Entropy, "evenness_pielou": p.Evenness, "simpson_1_minus_D": p.Simpson,
		"herfindahl": p.Herfindahl, "herfindahl_normalised": p.HerfindahlNormalised,
		"effective_speakers_hill1": p.EffectiveSpeakers,
		"effective_speakers_hill2": p.EffectiveSpeakersTwo,
		"max_share":                p.TopShare, "max_to_min_ratio": p.MostToLeast,
		"cv_population": p.Variation, "cv_sample": p.VariationSample,
		"sd_share_population": p.ShareDeviation, "variance_share_sample": p.ShareVarianceOfSample,
		"silent_1based": plusOne(p.Silent), "dominant_1based": plusOne(p.TwiceOn),
	}
}

func turnsVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var n int
	var speakers []int
	in.Into(t, "n_members", &n)
	in.Into(t, "speaker_sequence_1based", &speakers)
	for i := range speakers {
		speakers[i]--
	}
	turns, ok := TakeTurns(n, speakers)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, turns)
}

func shiftsVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var from, to []int
	in.Into(t, "source_1based", &from)
	in.Into(t, "target_1based_0_is_group", &to)
	said := make([]Said, len(from))
	for i := range from {
		said[i] = Said{from[i] - 1, to[i] - 1}
	}
	s, ok := PassOn(said)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, s)
}

func exchangeVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var counts [][]float64
	in.Into(t, "counts", &counts)
	e, ok := GiveAndTake(counts)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, e)
}

func statusVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var like, dislike [][]float64
	var again bool
	in.Into(t, "like", &like)
	in.Into(t, "dislike", &dislike)
	in.Into(t, "restandardise", &again)
	s, ok := Nominations(like, dislike, again)
	if !ok {
		t.Fatal("refused")
	}
	got := asMap(t, s)
	got["status_with_narrow_average"], got["cohesion_index"] = s.Narrow, s.Cohesion
	got["isolates_1based"], got["unchosen_1based"] = plusOne(s.Isolates), plusOne(s.Unchosen)
	got["stars_1based"] = plusOne(s.Stars)
	return got
}

func chanceVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var n, choices int
	var alpha float64
	in.Into(t, "n", &n)
	in.Into(t, "choices_each", &choices)
	in.Into(t, "alpha", &alpha)
	c, ok := ChanceChoices(n, choices, alpha)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, c)
}

func relationsVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var x [][]float64
	in.Into(t, "ratings_row_rates_column", &x)
	r, ok := Relate(x)
	if !ok {
		return map[string]any{}
	}
	got := asMap(t, r)
	got["share_actor"], got["share_partner"] = r.Shares.Actor, r.Shares.Partner
	got["share_relationship"], got["within_group_t_df"] = r.Shares.Relationship, r.N-1
	return got
}

func groupsVector(t testing.TB, in vectors.Input, _ func(string) bool) map[string]any {
	var groups [][][]float64
	in.Into(t, "groups", &groups)
	each, weighted, plain, ok := RelateGroups(groups)
	if !ok {
		t.Fatal("refused")
	}
	list := func(v Variances) []float64 {
		return []float64{v.Actor, v.Partner, v.Relationship, v.ActorPartner, v.WithinPair}
	}
	var per [][]float64
	for _, r := range each {
		per = append(per, list(r.Variances))
	}
	return map[string]any{
		"per_group_components": per,
		"component_order": []string{"actor", "partner", "relationship",
			"cov_actor_partner", "cov_relationship"},
		"weighted_mean_n_minus_1":     list(weighted),
		"unweighted_mean":             list(plain),
		"tripler_multigroup_estimate": list(weighted),
	}
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }

// asMap is a result by the names it has in JSON.
func asMap(t testing.TB, result any) map[string]any {
	t.Helper()
	raw, err := json.Marshal(result)
	if err != nil {
		t.Fatalf("not a JSON value: %v", err)
	}
	var m map[string]any
	if err := json.Unmarshal(raw, &m); err != nil {
		t.Fatal(err)
	}
	return m
}
