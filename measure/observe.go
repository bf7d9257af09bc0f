package measure

import (
	"slices"
	"strings"
)

// Interaction is a profile of acts counted in twelve categories: 1–3 warm, 4–6 answers, 7–9 questions, 10–12 cool.
// The wording of the categories is the product's own. An undefined entry has nothing to divide by.
type Interaction struct {
	Total         float64  `json:"total"`
	Percent       []Number `json:"percent"`
	Warm          Number   `json:"positive_socioemotional_1_3"`
	Answers       Number   `json:"task_answers_4_6"`
	Questions     Number   `json:"task_questions_7_9"`
	Cool          Number   `json:"negative_socioemotional_10_12"`
	Communication Number   `json:"difficulty_communication"`
	Evaluation    Number   `json:"difficulty_evaluation"`
	Control       Number   `json:"difficulty_control"`
	Decision      Number   `json:"difficulty_decision"`
	Tension       Number   `json:"difficulty_tension"`
	Integration   Number   `json:"difficulty_integration"`
	WarmToCool    Number   `json:"positivity_ratio"`
	QuestionShare Number   `json:"question_share_of_task"`
}

// TwelveCategories profiles counts of acts in categories 1 to 12. ok is false for another number of categories, a
// negative count, or no act at all.
//
// Formula: shares of the total; difficulty = c/(c+c') for the pairs 7/6, 8/5, 9/4, 10/3, 11/2, 12/1;
// warm to cool Σ1–3/Σ10–12; question share Σ7–9/Σ4–9.
func TwelveCategories(counts []float64) (p Interaction, ok bool) {
	// Source: Bales 1950, the problem areas of interaction.
	if len(counts) != 12 || !allFinite(counts) || slices.Min(counts) < 0 {
		return Interaction{}, false
	}
	p.Total = sum(counts)
	if p.Total == 0 || !finite(p.Total) {
		return Interaction{}, false
	}
	for _, c := range counts {
		p.Percent = append(p.Percent, Some(100*c/p.Total))
	}
	area := func(from, to int) float64 { return sum(counts[from-1 : to]) }
	pair := func(hard, easy int) Number { return Some(counts[hard-1] / (counts[hard-1] + counts[easy-1])) }
	p.Warm, p.Answers = Some(area(1, 3)/p.Total), Some(area(4, 6)/p.Total)
	p.Questions, p.Cool = Some(area(7, 9)/p.Total), Some(area(10, 12)/p.Total)
	p.Communication, p.Evaluation, p.Control = pair(7, 6), pair(8, 5), pair(9, 4)
	p.Decision, p.Tension, p.Integration = pair(10, 3), pair(11, 2), pair(12, 1)
	p.WarmToCool = Some(area(1, 3) / area(10, 12))
	p.QuestionShare = Some(area(7, 9) / area(4, 9))
	return p, true
}

// Field is a place in the space of three directions: up–down, positive–negative, forward–backward.
type Field struct {
	Up       float64 `json:"U_minus_D"`
	Positive float64 `json:"P_minus_N"`
	Forward  float64 `json:"F_minus_B"`
	Range    [3]int  `json:"range"` // how far each can go from 0, either way, with ratings 0 to 2
}

// ThreeDirections sums ratings of 0 to 2 by the letters of their codes (U, D, P, N, F, B; several in one code). ok is
// false for lists of different length, a rating outside 0 to 2, an unknown letter or an empty code.
//
// Formula: Σ ratings of codes with U − Σ of codes with D; so for P − N and F − B.
func ThreeDirections(codes []string, ratings []float64) (f Field, ok bool) {
	// Source: Bales & Cohen 1979, the field diagram; codes only, no item of theirs.
	if len(codes) != len(ratings) || len(codes) == 0 {
		return Field{}, false
	}
	total, count := map[rune]float64{}, map[rune]int{}
	for i, code := range codes {
		if code == "" || strings.Trim(code, "UDPNFB") != "" || !(ratings[i] >= 0 && ratings[i] <= 2) {
			return Field{}, false
		}
		for _, letter := range code {
			total[letter] += ratings[i]
			count[letter] += 2
		}
	}
	return Field{total['U'] - total['D'], total['P'] - total['N'], total['F'] - total['B'],
		[3]int{max(count['U'], count['D']), max(count['P'], count['N']), max(count['F'], count['B'])}}, true
}

// Contribution is how a team sees who contributed, corrected for lenient and strict raters.
type Contribution struct {
	Normalised  [][]Number `json:"normalised"`
	WithSelf    []Number   `json:"factor_incl_self"` // 1 = an even share
	WithoutSelf []Number   `json:"factor_excl_self"`
	FromPeers   []Number   `json:"mean_peer_rating"`
	SelfGap     []Number   `json:"self_minus_peer"`
	Mean        Number     `json:"team_mean_factor"`
}

// PeerFactors reads ratings[i][j], member i rates member j, 0 or more. ok is false below two members, for a table
// that is not square, or a negative rating. A rater who gave only zeros leaves the factors undefined.
//
// Formula: share x_ij/Σ_j x_ij; factor of j = Σ_i share_ij; without self: the shares leave x_ii out.
func PeerFactors(ratings [][]float64) (c Contribution, ok bool) {
	// Source: Loddington et al. 2009 (WebPA).
	n := len(ratings)
	if n < 2 || !rectangular(ratings) || len(ratings[0]) != n {
		return Contribution{}, false
	}
	with, without, peers := make([]float64, n), make([]float64, n), make([]float64, n)
	for i, row := range ratings {
		if slices.Min(row) < 0 {
			return Contribution{}, false
		}
		shares, whole := []Number{}, sum(row)
		for j, x := range row {
			shares = append(shares, Some(x/whole))
			with[j] += x / whole
			if i != j {
				without[j] += x / (whole - row[i])
				peers[j] += x / float64(n-1)
			}
		}
		c.Normalised = append(c.Normalised, shares)
	}
	for j := range n {
		c.WithSelf, c.WithoutSelf = append(c.WithSelf, Some(with[j])), append(c.WithoutSelf, Some(without[j]))
		c.FromPeers = append(c.FromPeers, Some(peers[j]))
		c.SelfGap = append(c.SelfGap, Some(ratings[j][j]-peers[j]))
	}
	c.Mean = Some(mean(with))
	return c, true
}

// Attendance is who was there. LastAttended is 0-based, undefined for never.
type Attendance struct {
	ByMember     []float64 `json:"rate_by_member"`
	BySession    []float64 `json:"rate_by_session"`
	Overall      float64   `json:"overall"`
	LastAttended []Number  `json:"last_attended_session"`
	LongestGap   []int     `json:"longest_absence_run"`
}

// Attended sums up presence: there[i][s] says whether member i was at session s. ok is false without members,
// sessions, or for ragged rows.
//
// Formula: shares of true by row, by column and over all; the longest run of absences of each member.
func Attended(there [][]bool) (a Attendance, ok bool) {
	// Source: counting; shown beside every outcome.
	if len(there) == 0 || len(there[0]) == 0 {
		return Attendance{}, false
	}
	n, m := len(there), len(there[0])
	a.BySession = make([]float64, m)
	for _, row := range there {
		if len(row) != m {
			return Attendance{}, false
		}
		present, last, run, longest := 0, Number{}, 0, 0
		for s, was := range row {
			if !was {
				run++
				longest = max(longest, run)
				continue
			}
			present, last, run = present+1, Some(float64(s)), 0
			a.BySession[s] += 1 / float64(n)
		}
		a.ByMember = append(a.ByMember, float64(present)/float64(m))
		a.LastAttended, a.LongestGap = append(a.LastAttended, last), append(a.LongestGap, longest)
	}
	a.Overall = mean(a.ByMember)
	return a, true
}
