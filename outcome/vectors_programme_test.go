package outcome

import (
	"testing"

	"groupwork/sociometry/vectors"
)

func hedgesVector(t testing.TB, in vectors.Input, asks asked) map[string]any {
	var a Arms
	in.Into(t, "mean_t", &a.MeanT)
	in.Into(t, "mean_c", &a.MeanC)
	in.Into(t, "sd_total_pooled", &a.SD)
	in.Into(t, "n_t", &a.NT)
	in.Into(t, "n_c", &a.NC)
	in.Into(t, "cluster_size", &a.ClusterSize)
	in.Into(t, "icc", &a.ICC)
	e, ok := Hedges(a)
	within, okWithin := HedgesPartlyNested(a, EqualsWithin)
	total, okTotal := HedgesPartlyNested(a, EqualsTotal)
	if !ok || !okWithin || !okTotal {
		t.Fatal("refused")
	}
	got := asMap(t, e)
	if asks("gamma_1arm") { // groups in one arm only
		got = asMap(t, within)
		got["gamma_1arm"] = within.Gamma
		got["gamma_if_control_variance_equals_treatment_total"] = total.Gamma
		got["d_T_if_control_variance_equals_treatment_total"] = total.D
	}
	return got
}

func designVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var sizes []float64
	var n, size, icc float64
	in.Into(t, "cluster_sizes", &sizes)
	in.Into(t, "n_total", &n)
	in.Into(t, "cluster_size", &size)
	in.Into(t, "icc", &icc)
	if sizes == nil {
		sizes = []float64{size}
	}
	f, ok := DesignEffect(sizes, icc)
	if !ok {
		t.Fatal("refused")
	}
	got := asMap(t, f)
	got["deff_sum_of_squares"] = f.DesignEffect
	if n > 0 {
		got["effective_n"] = n / f.DesignEffect
	}
	return got
}

type trial struct {
	group, arm []int
	pre, post  []float64
}

func readTrial(t testing.TB, in vectors.Input) (x trial) {
	in.Into(t, "group", &x.group)
	in.Into(t, "arm", &x.arm)
	in.Into(t, "pre", &x.pre)
	in.Into(t, "post", &x.post)
	return x
}

func armsVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	x := readTrial(t, in)
	c, okICC := ICC(x.post, x.group, x.arm)
	g, ok := CompareArms(x.post, x.group, x.arm)
	a, okArms := ArmsOf(x.post, x.group, x.arm)
	e, okEffect := Hedges(a)
	if !ok || !okICC || !okArms || !okEffect {
		t.Fatal("refused")
	}
	got := asMap(t, g)
	got["n_groups"], got["n_total"] = c.Groups, c.Members
	got["icc_pooled_within_arm_anova"], got["n0_within_arm"] = c.ICC, c.N0
	got["ms_group_in_arm"], got["ms_within"] = c.Between, c.Within
	if g.Pooled != nil {
		got["t_group_means_pooled"], got["df_pooled"] = g.Pooled.T, g.Pooled.DF
		got["p_pooled"], got["ci95_pooled"] = g.Pooled.P, g.Pooled.CI
	}
	if g.Welch != nil {
		got["t_welch"], got["df_welch"], got["p_welch"] = g.Welch.T, g.Welch.DF, g.Welch.P
	}
	got["sd_total_pooled"], got["mean_cluster_size"] = a.SD, a.ClusterSize
	got["hedges"] = e
	return got
}

func modelsVector(t testing.TB, in vectors.Input, asks asked) map[string]any {
	x := readTrial(t, in)
	arm := floats(x.arm)
	r, ok := Regress(x.post, x.group, arm, x.pre)
	plain, okPlain := Regress(x.post, x.group, arm)
	m, okMixed := RandomIntercept(x.post, x.group, nil, arm, x.pre)
	null, okNull := RandomIntercept(x.post, x.group, nil)
	if !ok || !okPlain || !okMixed || !okNull {
		t.Fatal("refused")
	}
	got := asMap(t, r, m)
	got["coef_order"] = []string{"intercept", "arm", "pre"}
	got["unadjusted_arm"] = map[string]any{"coef": plain.Coefficients[1], "se_cr2": plain.CR2[1],
		"df": plain.DF[1], "p": plain.P[1]}
	nullMap := asMap(t, null)
	nullMap["intercept"] = null.Fixed[0]
	got["null_model"] = nullMap
	got["adjusted_d_total"] = maybe(m.Standardised(1, null))
	var df, p []float64
	for _, test := range m.Tests {
		df, p = append(df, test.DF), append(p, test.P)
	}
	if asks("tau2") && df != nil { // the mixed model's df, not the robust one's
		got["df_satterthwaite"], got["p_satterthwaite"] = df, p
	}
	return got
}

func partlyNestedVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var y []float64
	var treated, group []int
	in.Into(t, "y", &y)
	in.Into(t, "treated", &treated)
	in.Into(t, "group", &group)
	means, naive, clustering, ok := PartlyNestedMeans(y, group, treated)
	with := make([]bool, len(y))
	for i, x := range treated {
		with[i] = x == 1
	}
	m, okMixed := RandomIntercept(y, group, with, floats(treated))
	if !ok || !okMixed {
		t.Fatal("refused")
	}
	test := func(x *Test) map[string]any {
		if x == nil {
			return nil
		}
		return map[string]any{"diff": x.Difference, "t": x.T, "df": x.DF, "p": x.P}
	}
	got := map[string]any{"treatment_arm_icc_anova": nil, "n0": nil,
		"naive_welch": test(naive), "group_mean_welch": test(means)}
	if clustering != nil {
		got["treatment_arm_icc_anova"], got["n0"] = clustering.ICC, clustering.N0
	}
	mixed := map[string]any{"effect": m.Fixed[1], "se": m.SE[1]}
	if len(m.Tests) > 1 {
		mixed["df"], mixed["p"] = m.Tests[1].DF, m.Tests[1].P
	}
	got["reml_homoscedastic_satterthwaite"] = mixed
	return got
}

func growthVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var session, y []float64
	var member, group []int
	in.Into(t, "session", &session)
	in.Into(t, "member", &member)
	in.Into(t, "group", &group)
	in.Into(t, "y", &y)
	g, ok := Slopes(session, member, group, y)
	if !ok || g.Test == nil {
		t.Fatal("refused")
	}
	two := asMap(t, g)
	two["t"], two["df"], two["ci95"] = g.Test.T, g.Test.DF, g.Test.CI
	return map[string]any{"two_stage": two}
}

func changeVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	x := readTrial(t, in)
	c, ok := ChangeDuring(x.group, x.pre, x.post)
	if !ok {
		t.Fatal("refused")
	}
	got := asMap(t, c)
	got["mean_of_group_changes"] = c.GroupMeans
	if c.Groups != nil && c.Robust != nil && c.Naive != nil {
		got["ci95_group_level"], got["t"], got["df"] = c.Groups.CI, c.Groups.T, c.Groups.DF
		got["cr2_se"], got["cr2_df"] = c.Robust.CR2[0], c.Robust.DF[0]
		got["naive_se"] = c.Naive.SE
	}
	return got
}

func poolVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var groups [][]float64
	var yi, vi []float64
	in.Into(t, "changes_by_group", &groups)
	in.Into(t, "yi", &yi)
	in.Into(t, "vi", &vi)
	got := map[string]any{}
	if groups != nil {
		y, v, within, ok := PooledVariances(groups)
		if !ok {
			t.Fatal("refused")
		}
		yi, vi, got["pooled_within_variance"] = y, v, within
	}
	m, ok := Pool(yi, vi)
	if !ok {
		t.Fatal("refused")
	}
	got["yi"], got["vi"], got["k"], got["Q"], got["Q_p"] = yi, vi, m.K, m.Q, m.QP
	got["fixed"] = map[string]any{"estimate": m.Fixed, "se": m.FixedSE}
	got["dl"], got["dl_knapp_hartung"] = m.DL, m.DL.KnappHartung
	got["dl_knapp_hartung_not_below_wald"] = m.DL.Report
	got["reml"], got["reml_knapp_hartung"] = m.REML, m.REML.KnappHartung
	got["reml_knapp_hartung_not_below_wald"] = m.REML.Report
	return got
}

func wilsonVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var rows []struct{ X, N float64 }
	in.Into(t, "rows", &rows)
	var all []*Interval
	for _, r := range rows {
		ci, ok := Wilson(r.X, r.N)
		if !ok {
			all = append(all, nil)
			continue
		}
		all = append(all, &ci)
	}
	return map[string]any{"ci95": all}
}

func respondersVector(t testing.TB, in vectors.Input, _ asked) map[string]any {
	var responders, members []int
	in.Into(t, "responders", &responders)
	in.Into(t, "members", &members)
	r, ok := Responders(responders, members)
	if !ok {
		t.Fatal("refused")
	}
	return asMap(t, r)
}
