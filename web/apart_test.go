package web_test

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"groupwork/web"
)

var (
	ofOneRun = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}|value="[0-9a-f]{16,}"|(?s:<script.*?</script>)|/static/[^"]*`)
	aModel   = [...]string{"remedial", "reciprocal", "developmental", "social_goals"}
)

// beforeItBegins is what a model wants answered, besides what the world answers.
var beforeItBegins = map[string]map[string]float64{"remedial": {"competence_on_file": 1, "young": 0}, "social_goals": {"policy_recorded": 1}}

// screens are the pages of a group, of its first member and of its meeting, as the routes name them.
func (w *world) screens() map[string]string {
	all := map[string]string{}
	for _, r := range web.Routes() {
		under, _, _ := strings.Cut(strings.TrimPrefix(r.Pattern, "/"), "/")
		id, known := map[string]string{"groups": string(w.group), "sessions": string(w.meeting), "stays": string(w.stays["Marisol"])}[under]
		if r.Method != http.MethodGet || !known || strings.Count(r.Pattern, "{") != 1 || !strings.Contains(r.Pattern, "/{id}") {
			continue
		}
		if page := w.get("lea", strings.Replace(r.Pattern, "{id}", id, 1)); page.status == http.StatusOK {
			if raw := bracketed.FindString(page.body); raw != "" {
				w.t.Errorf("%s: the phrase %s is missing", r.Pattern, raw)
			}
			all[r.Pattern] = ofOneRun.ReplaceAllString(page.body, "")
		}
	}
	return all
}

func TestGroupsThatDifferOnlyInTheirModelAreToldApartOnEveryScreen(t *testing.T) {
	seen := map[string]map[string]string{}
	for _, model := range aModel {
		w := newWorldOf(t, os.DirFS("../practice/packs"), model)
		if answers := beforeItBegins[model]; answers != nil {
			w.must(w.house.NoteChecklist(t.Context(), w.who["lea"], w.group, 0, answers))
		}
		seen[model] = w.screens()
		for i, act := range []string{"/begin", "/close"} {
			w.post("lea", "/sessions/"+string(w.meeting)+act, "version", itoa(i+1)).is(http.StatusSeeOther)
			for pattern, body := range w.screens() {
				seen[model][pattern+" after "+act] = body
			}
		}
	}
	for pattern, body := range seen["remedial"] {
		for _, other := range aModel[1:] {
			if seen[other][pattern] == body {
				t.Errorf("%s is the same for %s", pattern, other)
			}
		}
	}
	if len(seen["remedial"]) < 3*40 {
		t.Errorf("only %d screens were looked at", len(seen["remedial"]))
	}
}
