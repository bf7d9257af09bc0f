package web_test

import (
	"bytes"
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// fifth gives the packs of the house with a fifth model beside them: one file of its own, in words of its own.
func fifth(t *testing.T) fstest.MapFS {
	files := fstest.MapFS{}
	names, err := os.ReadDir("../practice/packs")
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range names {
		raw, err := os.ReadFile("../practice/packs/" + n.Name())
		if err != nil {
			t.Fatal(err)
		}
		files[n.Name()] = &fstest.MapFile{Data: raw}
	}
	own := string(files["reciprocal.json"].Data)
	for from, to := range map[string]string{`"id": "reciprocal"`: `"id": "model_harbour"`, `"M-`: `"H-`,
		`"id": "tuning_in"`: `"id": "moor"`, `"name":`: `"words": {"en": {"process.tides": "What the tides brought", "plan.cargo": "What we carry",
			"pack.model_harbour.clause.boats": "Boats are shared"}, "es": {"pack.model_harbour.name": "Puerto"}}, "name":`} {
		n := -1
		if !strings.HasPrefix(from, `"M-`) {
			n = 1
		}
		own = strings.Replace(own, from, to, n)
	}
	for list, first := range map[string]string{"process": "tides", "session_plan_fields": "cargo", "clauses": "boats"} {
		own = regexp.MustCompile(`"`+list+`": \[`).ReplaceAllString(own, `"`+list+`": ["`+first+`",`)
	}
	clauses := regexp.MustCompile(`(?s)"clauses": \[.*?\]`)
	own = clauses.ReplaceAllString(own, `"clauses": ["boats"]`) // whose words stand in no catalogue
	files["model_harbour.json"] = &fstest.MapFile{Data: []byte(own)}
	return files
}

var bracketed = regexp.MustCompile(`\[[a-z0-9_]+(\.[a-z0-9_-]*)+\]`)

func TestAFifthModelIsOneFileAndEveryPageSpeaksItsWords(t *testing.T) {
	w := newWorldOf(t, fifth(t), "model_harbour")
	group, meeting := "/groups/"+string(w.group), "/sessions/"+string(w.meeting)
	speaks := func(path string, words ...string) {
		t.Helper()
		page := w.get("lea", path)
		page.is(http.StatusOK).says(words...)
		if found := bracketed.FindAllString(page.body, -1); len(found) > 0 {
			t.Errorf("%s: %v", path, found)
		}
	}
	for _, page := range []string{"", "/plan", "/phase", "/model", "/together", "/goals", "/measures", "/overlays", "/schedule", "/sessions/new", "/members/new"} {
		speaks(group + page)
	}
	speaks(group+"/contract", "Boats are shared")
	for _, stay := range w.stays {
		speaks("/stays/" + string(stay))
	}
	speaks(group+"/checklist", "Need and agency task meet")
	speaks(meeting)
	w.post("lea", group+"/checklist", "version", "1", "common_ground", "0").is(http.StatusSeeOther)
	w.post("lea", meeting+"/begin", "version", "1").is(http.StatusUnprocessableEntity).says("This stands in the way")
	w.post("lea", group+"/checklist", "version", "2", "common_ground", "1").is(http.StatusSeeOther)
	w.post("lea", meeting+"/begin", "version", "1").is(http.StatusSeeOther)
	speaks(meeting)
	w.post("lea", meeting+"/close", "version", "2").is(http.StatusSeeOther)
	speaks(meeting+"/write-up", "What the tides brought")
	speaks(meeting+"/reading", "How much real work")
	w.post("lea", meeting+"/reading", "version", "0", "message_days", "20").is(http.StatusSeeOther)
	for _, page := range []string{"/flags", "/indicators", "/reports", "/reports/group", "/reports/funder", "/phase", "/print", "/close"} {
		speaks(group + page)
	}
	speaks(group+"/flags", "unanswered for more than 14 days")
	if page := w.get("boss", "/packs/model_harbour"); bracketed.Match(bytes.ToLower([]byte(page.body))) {
		t.Error("the pack's own page has bracketed keys")
	}
}
