package outcome

import "math"

// ItemTable is a task item by item: the only place where strict synergy shows.
type ItemTable struct {
	Right          []int `json:"n_correct_by_item"` // members right, per item
	Group          int   `json:"group_total"`
	Members        []int `json:"member_totals"`
	TruthWins      int   `json:"truth_wins_potential"`           // items at least one member had
	TruthSupported int   `json:"truth_supported_wins_potential"` // items at least two had
	Majority       int   `json:"majority_potential"`             // items more than half had

	Gain         int `json:"process_gain_items"`            // group right, nobody was
	Loss         int `json:"process_loss_items_truth_wins"` // group wrong, somebody was right
	Retrieved    int `json:"retrieved_items"`               // group right, somebody was
	LoneRight    int `json:"lone_correct_items"`
	LoneAdopted  int `json:"lone_correct_adopted"`
	MajorityLost int `json:"majority_correct_lost"` // group wrong, most were right
	NetTruthWins int `json:"net_vs_truth_wins"`
	NetMajority  int `json:"net_vs_majority"`
	// Scheme is how often the group was right when c = 0, 1, … of its members were; nil where that never
	// happened. SchemeItems counts the items.
	Scheme      []*float64 `json:"decision_scheme"`
	SchemeItems []int      `json:"decision_scheme_n"`
}

// Items reads members × items and the group's answers, true = right. ok is false without members or items, or
// when a row has another length.
//
// Formula: with c members of r right: truth wins c ≥ 1, truth supported c ≥ 2, majority c > r/2; gain: group
// right and c = 0; loss: group wrong and c ≥ 1; scheme P(group right | c).
func Items(members [][]bool, group []bool) (t ItemTable, ok bool) {
	// Source: Laughlin & Ellis 1986; Tindale & Larson 1992.
	if len(members) == 0 || len(group) == 0 {
		return ItemTable{}, false
	}
	t.Members = make([]int, len(members))
	t.Right = make([]int, len(group))
	for m, row := range members {
		if len(row) != len(group) {
			return ItemTable{}, false
		}
		for i, right := range row {
			if right {
				t.Members[m]++
				t.Right[i]++
			}
		}
	}
	hits := make([]int, len(members)+1)
	t.SchemeItems = make([]int, len(members)+1)
	for i, c := range t.Right {
		t.count(c, group[i])
		t.SchemeItems[c]++
		hits[c] += whole(group[i])
	}
	for c, n := range t.SchemeItems {
		t.Scheme = append(t.Scheme, maybe(ratio(float64(hits[c]), float64(n))))
	}
	t.NetTruthWins, t.NetMajority = t.Group-t.TruthWins, t.Group-t.Majority
	return t, true
}

func (t *ItemTable) count(c int, right bool) {
	most := 2*c > len(t.Members)
	t.Group += whole(right)
	t.TruthWins += whole(c >= 1)
	t.TruthSupported += whole(c >= 2)
	t.Majority += whole(most)
	t.Gain += whole(right && c == 0)
	t.Loss += whole(!right && c >= 1)
	t.Retrieved += whole(right && c >= 1)
	t.LoneRight += whole(c == 1)
	t.LoneAdopted += whole(c == 1 && right)
	t.MajorityLost += whole(most && !right)
}

func whole(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Schemes is the chance that a group is right under five ways of deciding.
type Schemes struct {
	TruthWins       float64 `json:"truth_wins"`
	TruthSupported  float64 `json:"truth_supported_wins"`
	Majority        float64 `json:"majority_strict"`
	Unanimous       float64 `json:"unanimous"`
	Proportionality float64 `json:"proportionality"`
}

// Combine gives those chances for r members who are each right with chance p, independently. ok is false
// unless 0 ≤ p ≤ 1 and 1 ≤ r ≤ 1000.
//
// Formula: 1 − (1−p)^r; that − r·p(1−p)^(r−1); P(Binomial(r, p) > r/2); p^r; p.
func Combine(p float64, r int) (s Schemes, ok bool) {
	// Source: Lorge & Solomon 1955; Davis 1973.
	if !(p >= 0 && p <= 1) || r < 1 || r > 1000 {
		return Schemes{}, false
	}
	n := float64(r)
	s.TruthWins = 1 - math.Pow(1-p, n)
	s.TruthSupported = max(0, s.TruthWins-n*p*math.Pow(1-p, n-1))
	s.Unanimous, s.Proportionality = math.Pow(p, n), p
	for c := r/2 + 1; c <= r; c++ {
		s.Majority += math.Exp(logChoose(r, c)) * math.Pow(p, float64(c)) * math.Pow(1-p, n-float64(c))
	}
	s.Majority = min(1, s.Majority)
	return s, true
}

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// Nominal is what k people would have had together by working alone: unique ideas.
type Nominal struct {
	Size     int     `json:"size"`
	Expected float64 `json:"expected"` // mean over all sets of k people, exactly
	// Fewest and Most over all sets; nil when there are more than two million sets.
	Fewest *int `json:"fewest"`
	Most   *int `json:"most"`
}

// NominalGroup counts unique ideas over all sets of k of the N people, each with the codes of their ideas. ok is
// false unless 1 ≤ k ≤ N.
//
// Formula: expected = Σ_ideas [1 − C(N−m, k)/C(N, k)], m = people who had the idea.
func NominalGroup(ideas [][]int, k int) (g Nominal, ok bool) {
	// Source: Diehl & Stroebe 1987 (nominal groups); exact by the hypergeometric distribution.
	n := len(ideas)
	if k < 1 || k > n {
		return Nominal{}, false
	}
	had := map[int]int{} // code → people
	number := map[int]int{}
	lists := make([][]int, n)
	for i, list := range ideas {
		seen := map[int]bool{}
		for _, code := range list {
			if seen[code] {
				continue
			}
			seen[code] = true
			had[code]++
			if _, ok := number[code]; !ok {
				number[code] = len(number)
			}
			lists[i] = append(lists[i], number[code])
		}
	}
	people := make([]int, n+1)
	for _, m := range had {
		people[m]++
	}
	g.Size = k
	for m, codes := range people {
		g.Expected += float64(codes) * (1 - chanceNone(n, m, k))
	}
	if math.Exp(logChoose(n, k)) <= 2e6 {
		s := subsets{lists: lists, times: make([]int, len(number)), fewest: len(number)}
		s.choose(0, k)
		g.Fewest, g.Most = &s.fewest, &s.most
	}
	return g, true
}

// chanceNone is C(n−m, k)/C(n, k): none of the m is among k of n.
func chanceNone(n, m, k int) float64 {
	c := 1.0
	for j := range k {
		c *= max(0, float64(n-m-j)) / float64(n-j)
	}
	return c
}

type subsets struct {
	lists                [][]int
	times                []int // how many of the chosen had each idea
	unique, fewest, most int
}

func (s *subsets) choose(from, left int) {
	if left == 0 {
		s.fewest, s.most = min(s.fewest, s.unique), max(s.most, s.unique)
		return
	}
	for i := from; i <= len(s.lists)-left; i++ {
		for _, code := range s.lists[i] {
			if s.times[code]++; s.times[code] == 1 {
				s.unique++
			}
		}
		s.choose(i+1, left-1)
		for _, code := range s.lists[i] {
			if s.times[code]--; s.times[code] == 0 {
				s.unique--
			}
		}
	}
}

// IdeaLoss is the share of ideas that working as a real group cost; below zero is a gain. ok is false
// unless expected is above zero.
//
// Formula: 1 − real / expected.
func IdeaLoss(unique int, expected float64) (loss float64, ok bool) {
	// Source: Diehl & Stroebe 1987.
	if unique < 0 || !(expected > 0) {
		return 0, false
	}
	share, ok := ratio(float64(unique), expected)
	if !ok {
		return 0, false
	}
	return 1 - share, true
}
