package torture

import (
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/internal/served"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/store"
)

// opened is a book that the shipped binary serves, with its worker signed in.
type opened struct {
	base   string
	caller *http.Client
	book   libraryBook
	start  time.Duration // from the first instruction to the first answer
	house  *served.House
}

// rooms builds the acts over a book's records.
func rooms(tb testing.TB, records *store.House) *app.House {
	tb.Helper()
	library, err := practice.Load()
	if err != nil {
		tb.Fatal(err)
	}
	phrases, err := phrase.Load()
	if err != nil {
		tb.Fatal(err)
	}
	return app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: time.Now, NewID: newID, Random: rand.Reader, Demo: true})
}

// serve signs the book's worker in and starts the binary on the book.
func serve(tb testing.TB, b libraryBook) *opened {
	tb.Helper()
	records := b.opens(tb)
	in, err := rooms(tb, records).SignInAs(tb.Context(), string(bookSlug), b.Worker, "bench")
	if err != nil {
		tb.Fatal(err)
	}
	if err := records.Close(); err != nil {
		tb.Fatal(err)
	}
	path, began := binary.Path(tb), time.Now()
	h := served.Start(tb, path, "serve", "--addr", "127.0.0.1:0", "--data", b.data(), "--key", b.key())
	o := &opened{base: h.Base, caller: caller(tb, h.Base, in.Token), book: b, house: h}
	r, err := o.caller.Get(o.base + "/healthz")
	if err != nil {
		tb.Fatal(err)
	}
	_ = r.Body.Close()
	o.start = time.Since(began)
	return o
}

// get asks for a page and fails unless it is there.
func (o *opened) get(tb testing.TB, path string) time.Duration {
	began := time.Now()
	r, err := o.caller.Get(o.base + path)
	if err != nil {
		tb.Error(err)
		return 0
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK || r.Request.URL.Path != path {
		tb.Errorf("%s: %s at %s %v %.200s", path, r.Status, r.Request.URL.Path, err, body)
	}
	return time.Since(began)
}

// pages are the three that people open most.
func (o *opened) pages() [][2]string {
	return [][2]string{{"today", "/today"}, {"group", "/groups/" + string(o.book.Group)}, {"write-up", "/sessions/" + string(o.book.WriteUp) + "/write-up"}}
}

// load asks at a steady rate, whether or not earlier answers have come, and reports median and p99.
func load(b *testing.B, o *opened, path string) {
	const perSecond = 50
	n := max(b.N, 500)
	took := make([]time.Duration, n)
	done := make(chan struct{}, n)
	tick := time.NewTicker(time.Second / perSecond)
	defer tick.Stop()
	for i := range n {
		<-tick.C
		due := time.Now()
		go func() { o.get(b, path); took[i] = time.Since(due); done <- struct{}{} }()
	}
	for range n {
		<-done
	}
	report(b, took)
}

// report gives median and p99 in milliseconds instead of a mean.
func report(b *testing.B, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPages measures the three pages of the shipped binary at 50 requests a second, in the large book and in one
// of a hundredth, and one request after another.
func BenchmarkPages(b *testing.B) {
	for _, s := range []struct {
		name string
		size size
	}{{"small", small}, {"large", large}} {
		dir := b.TempDir()
		if *shelf != "" {
			dir = filepath.Join(*shelf, s.name)
		}
		began := time.Now()
		bound := keeps(b, dir, s.size)
		b.Logf("%s book there in %v", s.name, time.Since(began).Round(time.Second))
		o := serve(b, bound)
		for _, p := range o.pages() {
			first := o.get(b, p[1])
			b.Logf("%s/%s: first %v", s.name, p[0], first.Round(100*time.Microsecond))
			b.Run(s.name+"/"+p[0]+"/one_by_one", func(b *testing.B) {
				took := make([]time.Duration, 300)
				for i := range took {
					took[i] = o.get(b, p[1])
				}
				report(b, took)
			})
			time.Sleep(6 * time.Second) // the server's own limit of requests recovers
			b.Run(s.name+"/"+p[0]+"/50_a_second", func(b *testing.B) { load(b, o, p[1]) })
		}
		b.Logf("%s: start %v, memory at most %s", s.name, o.start.Round(time.Millisecond), o.memory(b))
		o.house.Kill()
	}
}

// memory is the most that the process ever held, in megabytes.
func (o *opened) memory(tb testing.TB) string {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", o.house.PID()))
	if err != nil {
		tb.Log(err)
		return "unknown"
	}
	out := ""
	for _, what := range []string{"VmHWM", "VmRSS"} {
		m := regexp.MustCompile(what + `:\s+(\d+) kB`).FindSubmatch(raw)
		if m == nil {
			continue
		}
		kb, err := strconv.Atoi(string(m[1]))
		if err != nil {
			continue
		}
		out += fmt.Sprintf(" %s %d MB", what, kb>>10)
	}
	return out
}

// BenchmarkClose measures closing a ten-member session, which drafts its eleven notes.
func BenchmarkClose(b *testing.B) {
	bound := bind(b, b.TempDir(), small)
	records := bound.opens(b)
	defer records.Close()
	house := rooms(b, records)
	in, err := house.SignInAs(b.Context(), string(bookSlug), bound.Worker, "bench")
	if err != nil {
		b.Fatal(err)
	}
	var took []time.Duration
	for range max(b.N, 40) {
		id, err := house.PlanSession(b.Context(), in.Who, bound.Group, app.SessionInput{Starts: time.Now().UTC().Format("2006-01-02T15:04"), Minutes: 60})
		if err != nil {
			b.Fatal(err)
		}
		if err := house.BeginSession(b.Context(), in.Who, id, 1); err != nil {
			b.Fatal(err)
		}
		took = append(took, closes(b, house, in, id))
	}
	report(b, took)
}

func closes(b *testing.B, house *app.House, in app.Entered, id session.ID) time.Duration {
	b.Helper()
	entries := make([]app.EntryInput, 50)
	for i := range entries {
		entries[i] = app.EntryInput{ID: newID(), Device: "b" + string(id), Seq: int64(i), Kind: string(session.Mark), Word: session.Help, Seat: 1 + i%10, To: 1 + (i+1)%10, At: time.Now().UTC().Truncate(time.Millisecond)}
	}
	if _, err := house.Record(b.Context(), in.Who, id, entries); err != nil {
		b.Fatal(err)
	}
	began := time.Now()
	if err := house.CloseSession(b.Context(), in.Who, id, 2); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

func TestASmallBookOpensItsPages(t *testing.T) {
	o := serve(t, bind(t, t.TempDir(), size{Groups: 2, Members: 3, Sessions: 4, Entries: 10, Workers: 1}))
	for _, p := range o.pages() {
		if o.get(t, p[1]); t.Failed() {
			t.Fatalf("%s does not open", p[0])
		}
	}
}
