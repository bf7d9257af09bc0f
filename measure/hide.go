package measure

// FewestShown is the smallest count that a picture of a group may show.
const FewestShown = 5

// HideSmall hides counts so that nobody can be told from them, though the total stands beside them. Hidden counts are
// undefined. Zero is shown unless it has to cover for another; the total is hidden too when it is below least itself.
//
// Formula: hide counts from 1 to least−1; then hide the next smallest until at least two are hidden that together make
// least or more, so that no hidden count follows from the total. If that cannot be had, all are hidden.
func HideSmall(counts []int, least int) (shown []Number, total Number) {
	// Source: primary and complementary suppression, Willenborg & de Waal 2001.
	hidden, sum, hiddenSum, hiddenCount := make([]bool, len(counts)), 0, 0, 0
	hide := func(i int) {
		hidden[i], hiddenSum, hiddenCount = true, hiddenSum+counts[i], hiddenCount+1
	}
	for i, c := range counts {
		sum += c
		if c < 0 || c > 0 && c < least {
			hide(i)
		}
	}
	for hiddenCount > 0 && hiddenCount < len(counts) && (hiddenCount < 2 || hiddenSum < least) {
		next := -1
		for i, c := range counts {
			if !hidden[i] && (next < 0 || c < counts[next]) {
				next = i
			}
		}
		hide(next)
	}
	for i, c := range counts {
		if hidden[i] || sum < least {
			shown = append(shown, Number{})
		} else {
			shown = append(shown, Some(float64(c)))
		}
	}
	if sum < least || hiddenCount == 1 || hiddenCount > 0 && hiddenSum < least {
		return make([]Number, len(counts)), Number{}
	}
	return shown, Some(float64(sum))
}
