package torture

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"html"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// canary is a text that exists once in the world, and who may read it on a page. Nobody may read it anywhere else:
// not in a log, a file of the records, or a backup.
type canary struct {
	what  string
	text  string
	knows []string // actors
}

// cage searches bytes for canaries.
type cage struct {
	canaries []canary
	shapes   [][][]byte // of each canary: how it could be written down
}

func newCage(all []canary) cage {
	c := cage{canaries: all}
	for _, one := range all {
		c.shapes = append(c.shapes, shapes(one.text))
	}
	return c
}

// shapes are a text plain and folded, escaped for JSON, addresses and HTML, in hexadecimal, and in base64 wherever it
// may begin in it.
func shapes(s string) [][]byte {
	ascii, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	slash := ""
	for _, r := range s {
		if r < 0x80 {
			slash += string(r)
		} else {
			slash += `\u00` + hex.EncodeToString([]byte{byte(r)})
		}
	}
	all := []string{s, strings.ToLower(s), strings.Trim(string(ascii), `"`), slash, url.QueryEscape(s), url.PathEscape(s), html.EscapeString(s), hex.EncodeToString([]byte(s))}
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding} {
		for shift := range 3 { // what stands before it moves the letters; the first and the last may mix with others
			text := enc.EncodeToString(append(make([]byte, shift), s...))
			all = append(all, text[4:len(text)-4])
		}
	}
	slices.Sort(all)
	var out [][]byte
	for _, a := range slices.Compact(all) {
		out = append(out, []byte(a))
	}
	return out
}

// finds names the canaries that stand in some bytes and that one reader may not know; "" is a reader who may know none.
func (c cage) finds(in []byte, reader string) []string {
	var out []string
	for i, one := range c.canaries {
		if reader != "" && slices.Contains(one.knows, reader) {
			continue
		}
		if slices.ContainsFunc(c.shapes[i], func(s []byte) bool { return bytes.Contains(in, s) }) {
			out = append(out, one.what)
		}
	}
	return out
}

// leaks is where canaries got out.
type leaks map[string][]string // place → what

func (l leaks) add(where string, what []string) {
	if len(what) > 0 {
		l[where] = append(l[where], what...)
	}
}

// searchFiles searches every file below a folder, the write-ahead files too.
func (c cage) searchFiles(t *testing.T, dir string, into leaks) (files int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		files++
		into.add("files", c.finds(raw, ""))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTheSearchSeesACanaryHoweverItIsWritten(t *testing.T) {
	const text = "Qzabrö Velmint"
	c := newCage([]canary{{what: "name", text: text, knows: []string{"ana"}}})
	js, err := json.Marshal(map[string]string{"a": text})
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range []string{"x" + text + "y", string(js), `{"a":"Qzabr\u00f6 Velmint"}`, "/find?q=" + url.QueryEscape(text), "/people/" + url.PathEscape(text),
		hex.EncodeToString([]byte(text)), base64.StdEncoding.EncodeToString([]byte("a" + text)), base64.URLEncoding.EncodeToString([]byte("ab" + text + "c")), strings.ToLower(text)} {
		if len(c.finds([]byte(in), "")) != 1 || len(c.finds([]byte(in), "ben")) != 1 {
			t.Errorf("not seen in %q", in)
		}
		if len(c.finds([]byte(in), "ana")) != 0 {
			t.Errorf("ana may know it")
		}
	}
	if len(c.finds([]byte("Qzabr Velmint"), "")) != 0 {
		t.Error("seen where it is not")
	}
}

// TestNoCanaryGetsOut lets everybody ask the shipped binary for everything and searches all that it answers, logs,
// keeps and backs up.
func TestNoCanaryGetsOut(t *testing.T) {
	got := sow(t).flies(t, binary.Path(t))
	for where, what := range got {
		slices.Sort(what)
		t.Errorf("%s: %v", where, slices.Compact(what))
	}
}

// TestALeakingBuildIsCaught builds the binary with its sealing, its log and its policy broken; the same search finds
// each of them.
func TestALeakingBuildIsCaught(t *testing.T) {
	got := sow(t).flies(t, leaking(t))
	if len(got["files"]) == 0 {
		t.Error("what is not sealed is not found in the files of the records")
	}
	if len(got["backup"]) == 0 {
		t.Error("what is not sealed is not found in the backup")
	}
	if len(got["log"]) == 0 {
		t.Error("a name in the log is not found")
	}
	for _, who := range []string{"otto", "ben", "priya", "stranger"} {
		if len(got["pages of "+who]) == 0 && who != "stranger" {
			t.Errorf("%s may read everything in this build, and that is not found", who)
		}
	}
	t.Logf("found: %v in files, %v in the log, %d on otto's pages", got["files"], got["log"], len(got["pages of otto"]))
}
