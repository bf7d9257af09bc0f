package measure

import (
	"fmt"
	"strconv"
	"strings"
)

// ItemList is a list of 1-based item numbers, written as "1-9" or "1,2,4,8,11".
type ItemList []int

// mostItems is the most items that an instrument may have.
const mostItems = 1000

// MarshalText writes the list with its stretches drawn together.
func (l ItemList) MarshalText() ([]byte, error) {
	var parts []string
	for i := 0; i < len(l); {
		j := i
		for j+1 < len(l) && l[j+1] == l[j]+1 {
			j++
		}
		if j > i+1 {
			parts = append(parts, fmt.Sprintf("%d-%d", l[i], l[j]))
			i = j + 1
			continue
		}
		parts = append(parts, strconv.Itoa(l[i]))
		i++
	}
	return []byte(strings.Join(parts, ",")), nil
}

// UnmarshalText reads the list.
func (l *ItemList) UnmarshalText(text []byte) error {
	*l = nil
	if len(text) == 0 {
		return nil
	}
	for _, part := range strings.Split(string(text), ",") {
		from, to, stretch := strings.Cut(part, "-")
		a, err := strconv.Atoi(from)
		b := a
		if err == nil && stretch {
			b, err = strconv.Atoi(to)
		}
		if err != nil || a < 1 || b < a || b > mostItems {
			return fmt.Errorf("%q is no list of items such as 1-9 or 1,2,4", text)
		}
		for n := a; n <= b; n++ {
			*l = append(*l, n)
		}
	}
	if len(*l) > mostItems {
		return fmt.Errorf("a list of more than %d items", mostItems)
	}
	return nil
}
