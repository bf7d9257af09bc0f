package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"groupwork/app"
)

const roll = "name,age:number,gender,free:hours,apart\nAmbrosia,14,girl,Mon 16-18,Barnabas\nBarnabas,15,boy,Mon 16-18,\nCorisande,14,girl,Mon 16-18,\n" +
	"Desmond,15,boy,Mon 16-18,\nEudora,14,girl,Mon 16-18,\nFlorian,15,boy,Mon 16-18,\n"

// uploads begins a composition from a file.
func (w *world) uploads(as, preset, name, content string) answer {
	w.t.Helper()
	return w.upload(as, "/compose", name, content, "preset", preset, "source", "file")
}

// upload sends a form with a file and fields.
func (w *world) upload(as, path, name, content string, fields ...string) answer {
	w.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for i := 0; i+1 < len(fields); i += 2 {
		w.must(form.WriteField(fields[i], fields[i+1]))
	}
	part, err := form.CreateFormFile("file", name)
	w.must(err)
	_, err = part.Write([]byte(content))
	w.must(err)
	w.must(form.Close())
	r := httptest.NewRequest("POST", path, &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return w.ask(r, as)
}

var selects = regexp.MustCompile(`(?s)<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>`)
var chosen = regexp.MustCompile(`<option value="([^"]*)" selected`)
var plainInputs = regexp.MustCompile(`<input id="[^"]*" name="([^"]+)" type="(?:number|text)"[^>]* value="([^"]*)"`)

// filled is what a browser would send of a form of composing as it stands.
func (a answer) filled() url.Values {
	form := a.form()
	for _, m := range plainInputs.FindAllStringSubmatch(a.body, -1) {
		form.Set(m[1], unescape(m[2]))
	}
	for _, m := range selects.FindAllStringSubmatch(a.body, -1) {
		if one := chosen.FindStringSubmatch(m[2]); one != nil {
			form.Set(m[1], unescape(one[1]))
		}
	}
	return form
}

// composed waits until the search of a draft is over.
func (w *world) composed(as, path string) answer {
	w.t.Helper()
	for range 400 {
		if a := w.get(as, path).is(http.StatusOK); !strings.Contains(a.body, "data-live") {
			return a
		}
		time.Sleep(25 * time.Millisecond)
	}
	w.t.Fatal("the search does not end")
	return answer{}
}

func TestGroupsAreComposedByPlainForms(t *testing.T) {
	w := newWorld(t)
	w.get("lea", "/compose").is(http.StatusOK).says("Ottokar", "Zephyrine")
	wishes := w.uploads("lea", "class", "roll.csv", roll).is(http.StatusSeeOther).to
	path := strings.TrimSuffix(wishes, "/wishes")
	form := w.get("lea", wishes).is(http.StatusOK).says("nobody alone in gender", "Barnabas").filled()
	form.Set("groups", "0")
	form.Set("kind", "band")
	form.Set("of", "gender")
	w.send("lea", wishes, form).is(http.StatusUnprocessableEntity).says("groups-wrong", "limit-wrong", "of-wrong")
	form.Set("groups", "2")
	form.Set("from", "3")
	form.Set("to", "3")
	form.Set("kind", "")
	form.Set("do", "compose")
	w.send("lea", wishes, form).is(http.StatusSeeOther)
	bench := w.composed("lea", path)
	bench.says("Group 1", "Group 2", "proven", "Ambrosia", "<svg").hides("<script>", "style=")

	why := w.get("lea", path+"/person/0").is(http.StatusOK).says("Why here", "Ambrosia", "What other places would change")
	w.get("lea", path+"/try?person=0&to=waits").is(http.StatusOK).says("What this would change", "would break")
	w.get("lea", path+"/try?person=99&to=0").is(http.StatusUnprocessableEntity)
	w.get("lea", path+"/person/99").is(http.StatusNotFound)
	w.send("lea", path+"/move", why.form()).is(http.StatusSeeOther)
	w.get("lea", path).is(http.StatusOK).says("Moved by hand", "pinned", "Take the last move back")
	w.get("lea", path+"/take/groups.json").is(http.StatusOK).says("hand_moves", "Ambrosia").hides("points")
	w.send("lea", path+"/undo", w.get("lea", path).form()).is(http.StatusSeeOther)
	w.get("lea", path).hides("Take the last move back")

	w.get("lea", path+"/take/groups.csv").is(http.StatusOK).says("person,group", "Ambrosia,")
	w.get("lea", path+"/take/groups.json").is(http.StatusOK).says(`"seed": 1`).hides("worth", "decided_by")
	w.get("lea", path+"/take/groups.svg?colour=gender").is(http.StatusOK).says("<svg", "gender girl")
	w.get("lea", path+"/take/groups.txt").is(http.StatusOK).says("Score")
	w.get("lea", path+"/take/groups.exe").is(http.StatusNotFound)
	w.get("cosmo", path).is(http.StatusNotFound)
	w.get("Zephyrine", path).is(http.StatusNotFound)

	form = w.get("lea", path).form()
	form.Set("why", strings.Repeat("so ", 900))
	w.send("lea", path+"/decide", form).is(http.StatusUnprocessableEntity).says("so so so")
	form.Set("why", "They get on")
	to := w.send("lea", path+"/decide", form).is(http.StatusSeeOther).to
	w.get("lea", to).is(http.StatusOK).says("They get on", "\u2068Ambrosia\u2069 and \u2068Barnabas\u2069 apart", "Open this group")
	w.get("cosmo", to).is(http.StatusNotFound)
	w.get("lea", "/compose").says("Decided")
}

func TestWhatIsWrongWithAFileIsNamedByRowAndColumn(t *testing.T) {
	w := newWorld(t)
	w.uploads("lea", "class", "roll.csv", "name,age:number\nAda,old\nAda,12\n").is(http.StatusUnprocessableEntity).
		says("row 2, column “age”: “old” is not a number", "row 3: “Ada” is there already")
	w.uploads("lea", "class", "roll.xlsx", "no workbook").is(http.StatusUnprocessableEntity).says("cannot be read as a spreadsheet")
	w.uploads("lea", "", "roll.csv", roll).is(http.StatusUnprocessableEntity).says("Choose a way of composing")
	w.post("lea", "/compose", "preset", "class", "source", "people").is(http.StatusUnprocessableEntity).says("Choose at least two people")
}

func TestImpossibleWishesAreExplainedAndTheWorkerLetsOneGo(t *testing.T) {
	w := newWorld(t)
	wishes := w.uploads("lea", "class", "roll.csv", "name,apart\nAda,Bo;Cy\nBo,Cy\nCy,\nDi,\n").is(http.StatusSeeOther).to
	path := strings.TrimSuffix(wishes, "/wishes")
	form := w.get("lea", wishes).filled()
	form.Set("groups", "2")
	form.Set("from", "2")
	form.Set("to", "2")
	form.Set("do", "compose")
	w.send("lea", wishes, form).is(http.StatusSeeOther)
	clash := w.composed("lea", path).says("Not everything can be kept", "These 3 cannot be kept together", "Compose without it", "Not kept:")
	give := url.Values{}
	for _, field := range []string{"version", "part", "at"} {
		give.Set(field, regexp.MustCompile(`give-up[^~]*?name="` + field + `" value="([^"]*)"`).FindStringSubmatch(clash.body)[1])
	}
	w.send("lea", path+"/give-up", give).is(http.StatusSeeOther)
	w.composed("lea", path).hides("Not kept:", "Not everything can be kept")
	w.post("lea", path+"/drop").is(http.StatusSeeOther)
	w.get("lea", path).is(http.StatusNotFound)
}

var unsaid = regexp.MustCompile(`\[(compose|composition)\.[a-z_.0-9]+\]|%!|&lt;no value&gt;`)

func TestComposingSpeaksEveryLanguage(t *testing.T) {
	w := newWorld(t)
	path := strings.TrimSuffix(w.uploads("lea", "class", "roll.csv", roll).is(http.StatusSeeOther).to, "/wishes")
	w.send("lea", path+"/run", w.get("lea", path).form()).is(http.StatusSeeOther)
	w.composed("lea", path)
	w.send("lea", path+"/move", w.get("lea", path+"/person/0").form()).is(http.StatusSeeOther)
	for _, lang := range []string{"es", "ar", "en"} {
		w.must(w.house.ChooseLanguage(t.Context(), w.who["lea"], lang))
		for _, page := range []string{"/compose", path, path + "/people", path + "/wishes", path + "/person/1", path + "/try?person=0&to=waits"} {
			a := w.get("lea", page).is(http.StatusOK).says(`lang="` + lang + `"`)
			if bad := unsaid.FindString(a.body); bad != "" {
				t.Errorf("%s in %s says %s", page, lang, bad)
			}
		}
	}
	v, err := w.house.Draft(t.Context(), w.who["lea"], strings.TrimPrefix(path, "/compose/"))
	w.must(err)
	id, err := w.house.Decide(t.Context(), w.who["lea"], v.ID, v.Version, app.Decision{})
	w.must(err)
	for _, lang := range []string{"es", "ar"} {
		w.must(w.house.ChooseLanguage(t.Context(), w.who["lea"], lang))
		if bad := unsaid.FindString(w.get("lea", "/composed/"+string(id)).is(http.StatusOK).body); bad != "" {
			t.Errorf("the record in %s says %s", lang, bad)
		}
	}
}
