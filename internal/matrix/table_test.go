package matrix

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// answer is how a route answers somebody.
type answer string

// The answers. Open means that permission was given: the page came, or the form was taken or found wrong.
const (
	open    answer = "open"
	refused answer = "refused" // 403: may know of it, may not do it
	hidden  answer = "hidden"  // 404, the same bytes as for a thing that is not there
	signIn  answer = "sign-in" // led to the sign-in page
)

// actors are the kinds of person, in the order of the table's columns.
var actors = []string{"anonymous", "expired", "asked", "member", "fellow", "left", "lead", "co", "observer", "overseer", "stranger", "other-overseer", "boss", "abroad"}

// relations are the kinds of thing.
var relations = []string{"own", "other", "ended", "abroad", "private", "missing"}

// table is the expected answers: class of routes, relation, actor.
type table struct {
	classes map[string]map[string]map[string]answer
	routes  map[string]string // "METHOD pattern" to class
}

// letters are the table's one-letter answers.
var letters = map[byte]answer{'o': open, 'f': refused, 'h': hidden, 's': signIn}

// readTable reads table.txt: "class NAME" with a line for each relation (one letter an actor), then "route METHOD PATTERN CLASS".
func readTable(t *testing.T) table {
	t.Helper()
	f, err := os.Open("table.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got := table{classes: map[string]map[string]map[string]answer{}, routes: map[string]string{}}
	class := ""
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		words := strings.Fields(strings.SplitN(lines.Text(), "#", 2)[0])
		switch {
		case len(words) == 0:
		case words[0] == "class" && len(words) == 2:
			class = words[1]
			got.classes[class] = map[string]map[string]answer{}
		case words[0] == "route" && len(words) == 4:
			got.routes[words[1]+" "+words[2]] = words[3]
		case len(words) == 2 && class != "":
			cells := row(words[1])
			if cells == nil {
				t.Fatalf("table.txt:%d: %q wants one of o f h s for each of %d actors", n, words[1], len(actors))
			}
			for _, relation := range strings.Split(words[0], ",") {
				got.classes[class][relation] = cells
			}
		default:
			t.Fatalf("table.txt:%d: not understood: %q", n, lines.Text())
		}
	}
	return got
}

func row(letterRow string) map[string]answer {
	if len(letterRow) != len(actors) {
		return nil
	}
	cells := map[string]answer{}
	for i, a := range actors {
		c, ok := letters[letterRow[i]]
		if !ok {
			return nil
		}
		cells[a] = c
	}
	return cells
}

// want gives the expected answer; ok is false for a cell that nobody wrote down.
func (t table) want(route, relation, actor string) (answer, bool) {
	class, ok := t.classes[t.routes[route]]
	if !ok {
		return "", false
	}
	a, ok := class[relation][actor]
	return a, ok
}
