package torture

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"groupwork/demo"
	"groupwork/group"
	"groupwork/internal/served"
	"groupwork/people"
	"groupwork/private"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

// canaries are texts of the sample that must not get out, by the person they are about.
type canaries struct {
	names map[people.ID][]string // register names: unique, improbable
	tales []string               // goals, purposes, note sections, journal texts
}

func (c canaries) all() []string {
	all := append([]string(nil), c.tales...)
	for _, names := range c.names {
		all = append(all, names...)
	}
	return all
}

// hatch reads the canaries out of the records, through the front door.
func hatch(t *testing.T, dir string) canaries {
	t.Helper()
	master, err := seal.ReadMaster(filepath.Join(dir, "sample.key"))
	if err != nil {
		t.Fatal(err)
	}
	h, err := store.OpenSQLite(t.Context(), dir, master, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	c := canaries{names: map[people.ID][]string{}}
	err = h.Look(t.Context(), demo.Slug, func(tx *store.Tx) error { return c.read(t.Context(), tx) })
	if err != nil {
		t.Fatal(err)
	}
	if len(c.names) < 20 || len(c.tales) < 100 {
		t.Fatalf("only %d names and %d tales: the sample is too small to tell anything", len(c.names), len(c.tales))
	}
	return c
}

func (c *canaries) read(ctx context.Context, tx *store.Tx) error {
	staff, err := tx.Staff(ctx)
	if err != nil {
		return err
	}
	seen := map[group.ID]bool{}
	for _, s := range staff {
		groups, err := tx.GroupsOf(ctx, s.ID, time.Now())
		if err != nil {
			return err
		}
		for _, g := range groups {
			if !seen[g.ID] {
				seen[g.ID] = true
				if err := c.readGroup(ctx, tx, g); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (c *canaries) readGroup(ctx context.Context, tx *store.Tx, g group.Group) error {
	c.tell(g.Purpose)
	stays, err := tx.StaysIn(ctx, g.ID)
	if err != nil {
		return err
	}
	for _, s := range stays {
		p, err := tx.Person(ctx, s.Person)
		if err != nil {
			return err
		}
		if !p.Register.Empty() {
			c.names[p.ID] = []string{p.Register.Reveal()}
		}
		c.tell(p.Reach, p.Emergency, s.Goal)
	}
	heads, err := tx.SessionsIn(ctx, g.ID)
	if err != nil {
		return err
	}
	for _, head := range heads {
		if head.State != session.Held {
			continue
		}
		notes, err := tx.NotesIn(ctx, head.ID)
		if err != nil {
			return err
		}
		for _, n := range notes {
			for _, s := range n.Sections {
				c.tell(s.Text)
			}
		}
	}
	return nil
}

// tell keeps texts that are long enough to be nobody else's.
func (c *canaries) tell(texts ...private.Text) {
	for _, t := range texts {
		if t.Len() >= 24 {
			c.tales = append(c.tales, t.Reveal())
		}
	}
}

// forms are the shapes in which a text could get out.
func forms(s string) [][]byte {
	wide := make([]byte, 0, 2*len(s))
	for _, b := range []byte(s) {
		wide = append(wide, b, 0)
	}
	return [][]byte{[]byte(s), []byte(strings.ToLower(s)), wide, []byte(base64.StdEncoding.EncodeToString([]byte(s)))[:len(s)]}
}

// finds gives the first canary that stands in some bytes.
func finds(in []byte, all []string) (string, bool) {
	for _, c := range all {
		for _, f := range forms(c) {
			if bytes.Contains(in, f) {
				return c, true
			}
		}
	}
	return "", false
}

// files searches every file below a folder and gives the names of those that leak.
func files(t *testing.T, dir string, all []string) []string {
	t.Helper()
	var leaking []string
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if _, ok := finds(raw, all); ok {
			leaking = append(leaking, filepath.Base(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return leaking
}

var link = regexp.MustCompile(`(?:href|action)="(/[^"#?]*)`)

// crawl opens every page that a role can reach by links, at most a number, and gives their text by path.
func crawl(t *testing.T, h *served.House, role string, most int) map[string][]byte {
	t.Helper()
	c := h.As(t, role)
	seen, queue := map[string][]byte{}, []string{"/today", "/my", "/groups", "/people", "/agency"}
	for len(queue) > 0 && len(seen) < most {
		path := queue[0]
		queue = queue[1:]
		if _, ok := seen[path]; ok || strings.HasPrefix(path, "/sign-out") || strings.HasPrefix(path, "/static") {
			continue
		}
		body, ok := page(t, c, h.Base+path)
		seen[path] = body
		if !ok {
			continue
		}
		for _, m := range link.FindAllSubmatch(body, -1) {
			queue = append(queue, string(m[1]))
		}
	}
	return seen
}

func page(t *testing.T, c *http.Client, at string) ([]byte, bool) {
	t.Helper()
	r, err := c.Get(at)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	if r.StatusCode >= 500 {
		t.Errorf("%s answers %s", at, r.Status)
	}
	return body, r.StatusCode == http.StatusOK
}

func TestNoCanaryGetsOut(t *testing.T) {
	dir := t.TempDir()
	h := served.Start(t, binary.Path(t), "demo", "--addr", "127.0.0.1:0", "--data", dir)
	worker := crawl(t, h, "worker", 400)
	boss := crawl(t, h, "administrator", 400)
	member := crawl(t, h, "member", 100)
	live := files(t, dir, nil)
	h.Kill()
	c := hatch(t, dir)
	if leaking := files(t, dir, c.all()); len(leaking) > 0 || len(live) > 0 {
		t.Errorf("names or narratives stand in the clear in %v", leaking)
	}
	if text, ok := finds([]byte(h.Log()), c.all()); ok {
		t.Errorf("the log holds %q", text)
	}
	found := 0
	for _, body := range worker {
		if _, ok := finds(body, c.all()); ok {
			found++
		}
	}
	if found < 10 {
		t.Errorf("a worker's pages show canaries on %d pages: the search does not see what is there", found)
	}
	for path, body := range boss {
		if text, ok := finds(body, c.all()); ok {
			t.Errorf("the administrator reads %q at %s", text, path)
		}
	}
	self := whoami(h.Links["member"])
	for path, body := range member {
		for id, names := range c.names {
			if text, ok := finds(body, names); ok && string(id) != self {
				t.Errorf("a member reads another's name %q at %s", text, path)
			}
		}
	}
	t.Logf("%d canaries searched in %d pages of a worker, %d of the administrator, %d of a member, and in every file", len(c.all()), len(worker), len(boss), len(member))
}

// whoami takes the person out of a sign-in link.
func whoami(link string) string { return link[strings.LastIndex(link, "/")+1:] }
