package torture

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"filippo.io/age"

	"groupwork/internal/served"
)

// flies serves the agency with a binary, lets every actor ask for every address that any of them can find, and
// searches all that comes out of it.
func (f *field) flies(t *testing.T, path string) leaks {
	t.Helper()
	f.late = f.coin("somebody added late", "rosa")
	f.elsewhere = f.coin("a wrong password")
	c, got := newCage(f.canaries), leaks{}
	h := served.Start(t, path, "serve", "--addr", "127.0.0.1:0", "--data", f.data(), "--key", f.key())
	callers := map[string]*http.Client{"nobody": caller(t, h.Base, "")}
	for name, token := range f.tokens {
		callers[name] = caller(t, h.Base, token)
	}
	f.writes(t, callers, h.Base, c, got)
	addresses := map[string]bool{"/people/" + url.PathEscape(f.late): true, "/?q=" + url.QueryEscape(f.late): true}
	for _, name := range slices.Sorted(maps.Keys(callers)) {
		crawl(t, callers[name], h.Base, addresses)
	}
	seen := 0
	for name, who := range callers {
		for _, at := range slices.Sorted(maps.Keys(addresses)) {
			body, status := page(t, who, h.Base+at)
			if status == http.StatusTooManyRequests || status >= http.StatusInternalServerError {
				t.Errorf("%s asks for %s and is answered %d", name, at, status)
			}
			if what := c.finds(body, name); len(what) > 0 {
				got.add("pages of "+name, what)
				t.Logf("%s reads %v at %s", name, what, at)
			}
			if name == "rosa" && len(c.finds(body, "")) > 0 {
				seen++
			}
		}
	}
	if seen < 10 || len(addresses) < 40 {
		t.Errorf("Rosa sees canaries on %d of %d pages: the search does not see what is there", seen, len(addresses))
	}
	files := c.searchFiles(t, f.data(), got) // with the write-ahead files of a server that runs
	backup(t, path, f, c, got)
	h.Kill()
	c.searchFiles(t, f.data(), got)
	log := h.Log()
	got.add("log", c.finds([]byte(log), ""))
	if strings.Count(log, "\n") < len(addresses) {
		t.Errorf("the log has only %d lines", strings.Count(log, "\n"))
	}
	t.Logf("%d canaries, %d addresses for %d actors, %d files, %d bytes of log", len(f.canaries), len(addresses), len(callers), files, len(log))
	return got
}

// writes sends what people type: a new person, a search, a failing sign-in, wrong forms.
func (f *field) writes(t *testing.T, callers map[string]*http.Client, base string, c cage, got leaks) {
	t.Helper()
	r, err := callers["rosa"].PostForm(base+"/people/new", url.Values{"called": {f.late}})
	if err != nil {
		t.Fatal(err)
	}
	_ = r.Body.Close()
	if r.StatusCode != http.StatusOK || strings.HasSuffix(r.Request.URL.Path, "/new") {
		t.Fatalf("Rosa adds somebody: %s", r.Status)
	}
	forms := map[string]url.Values{
		"/search": {"q": {f.search}, "text": {f.search}}, "/sign-in": {"agency": {"harbour"}, "email": {"a@b.example"}, "password": {f.elsewhere}},
		"/groups/" + string(f.group) + "/plan": {"version": {"0"}, "name": {""}}, "/sessions/" + string(f.session) + "/write-up": {"do": {"sign"}},
		"/stays/" + string(f.stays["ana"]) + "/intake": {"version": {"0"}}, "/sessions/" + string(f.session) + "/process": {"version": {"99"}, "text": {"x"}},
		"/people/" + string(f.person["ana"]) + "/edit": {"version": {"0"}, "called": {""}},
	}
	for name, who := range callers {
		for _, at := range slices.Sorted(maps.Keys(forms)) {
			r, err := who.PostForm(base+at, forms[at])
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r.Body)
			_ = r.Body.Close()
			if err != nil || r.StatusCode >= http.StatusInternalServerError {
				t.Errorf("%s sends a form to %s: %s %v", name, at, r.Status, err)
			}
			if what := c.finds(body, name); len(what) > 0 {
				got.add("pages of "+name, what)
				t.Logf("%s reads %v from a form at %s", name, what, at)
			}
		}
	}
}

// caller is a browser that is signed in with a token, or not at all.
func caller(tb testing.TB, base, token string) *http.Client {
	tb.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	at, err := url.Parse(base)
	if err != nil {
		tb.Fatal(err)
	}
	if token != "" {
		jar.SetCookies(at, []*http.Cookie{{Name: "gw", Value: token, Path: "/"}})
	}
	return &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
}

var link = regexp.MustCompile(`(?:href|action)="(/[^"#]*)`)

// crawl follows every link and form address that somebody can see, and adds it to the addresses.
func crawl(t *testing.T, c *http.Client, base string, addresses map[string]bool) {
	t.Helper()
	own, queue := map[string]bool{}, []string{"/", "/today", "/my", "/groups", "/people", "/agency", "/account", "/cosign", "/measures", "/compose"}
	for len(queue) > 0 && len(own) < 300 {
		at := queue[0]
		queue = queue[1:]
		if own[at] || strings.HasPrefix(at, "/static") {
			continue
		}
		own[at], addresses[at] = true, true
		body, status := page(t, c, base+at)
		if status != http.StatusOK {
			continue
		}
		for _, m := range link.FindAllSubmatch(body, -1) {
			queue = append(queue, strings.ReplaceAll(string(m[1]), "&amp;", "&"))
		}
	}
}

// page asks for a page, and again after a while when the house says that it is asked too often: the walk is quicker
// than the limit on a quick machine.
func page(t *testing.T, c *http.Client, at string) (body []byte, status int) {
	t.Helper()
	for tries := 0; tries == 0 || status == http.StatusTooManyRequests && tries < 60; tries++ {
		if tries > 0 {
			time.Sleep(time.Second)
		}
		r, err := c.Get(at)
		if err != nil {
			t.Fatal(err)
		}
		body, err = io.ReadAll(r.Body)
		_ = r.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		status = r.StatusCode
	}
	return body, status
}

// backup makes a backup while the server runs, and searches it as it lies there and opened with its private key.
func backup(t *testing.T, path string, f *field, c cage, got leaks) {
	t.Helper()
	pair, err := age.GenerateX25519Identity()
	f.must(err)
	file := filepath.Join(f.root, "backup")
	if out, err := exec.Command(path, "backup", "--data", f.data(), "--key", f.key(), "--to", pair.Recipient().String(), file).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	closed, err := os.ReadFile(file)
	f.must(err)
	got.add("backup", c.finds(closed, ""))
	packed, err := age.Decrypt(bytes.NewReader(closed), pair)
	f.must(err)
	r, err := gzip.NewReader(packed)
	f.must(err)
	inner, err := io.ReadAll(r)
	f.must(err)
	got.add("backup", c.finds(inner, ""))
	if len(inner) < 10000 {
		t.Errorf("the backup holds %d bytes only", len(inner))
	}
}

// leaking builds the binary with three faults: what is written is not sealed, a name goes to the log, and the policy
// lets everybody.
func leaking(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir, replaced := t.TempDir(), map[string]string{}
	for file, change := range map[string][]string{
		"store/keys.go": {"return key.Seal(tx.place(table, row), plain), nil", "return append(key.Seal(tx.place(table, row), nil)[:4:4], plain...), nil",
			"plain, err := key.Open(tx.place(table, row), sealed)", "plain, err := key.Open(tx.place(table, row), sealed)\nif err != nil { plain, err = sealed[4:], nil }"},
		"web/people_page.go": {"id, err := s.App.AddPerson(r.Context(), who(r), in)", "s.Log.Info(\"added\", \"called\", in.Called)\nid, err := s.App.AddPerson(r.Context(), who(r), in)"},
		"access/table.go":    {"rule, ok := p.rules[a]", "rule, ok := p.rules[a]\nif ok { return nil }"},
	} {
		raw, err := os.ReadFile(filepath.Join(root, file))
		if err != nil {
			t.Fatal(err)
		}
		text := string(raw)
		for i := 0; i < len(change); i += 2 {
			if strings.Count(text, change[i]) != 1 {
				t.Fatalf("%s no longer holds %q: the leaking build has to be made another way", file, change[i])
			}
			text = strings.Replace(text, change[i], change[i+1], 1)
		}
		bad := filepath.Join(dir, strings.ReplaceAll(file, "/", "-"))
		if err := os.WriteFile(bad, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		replaced[filepath.Join(root, file)] = bad
	}
	overlay, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(list, overlay, 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "groupwork")
	build := exec.Command("go", "build", "-overlay", list, "-o", out, "./cmd/groupwork")
	build.Dir = root
	if said, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return out
}
