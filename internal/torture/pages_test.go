package torture

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"runtime"
	"slices"
	"testing"
	"time"

	"groupwork/access"
	"groupwork/app"
	"groupwork/people"
	"groupwork/phrase"
	"groupwork/practice"
	"groupwork/session"
	"groupwork/store"
	"groupwork/web"
)

// open is a served book with a worker signed in.
type open struct {
	house  *app.House
	server *httptest.Server
	caller *http.Client
	who    access.Who
	book   libraryBook
}

// serve opens a book and signs its worker in.
func serve(tb testing.TB, b libraryBook, records *store.House) *open {
	tb.Helper()
	library, err := practice.Load()
	if err != nil {
		tb.Fatal(err)
	}
	phrases, err := phrase.Load()
	if err != nil {
		tb.Fatal(err)
	}
	began := time.Now()
	now := func() time.Time { return b.today.Add(time.Since(began)) }
	house := app.New(app.Config{Store: records, Phrases: phrases, Library: library, Now: now, NewID: newID, Random: rand.Reader, Demo: true})
	pages, err := web.New(web.Config{App: house, Phrases: phrases, Now: now, Demo: true, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		tb.Fatal(err)
	}
	in, err := house.SignInAs(tb.Context(), string(bookSlug), people.ID(b.worker), "bench")
	if err != nil {
		tb.Fatal(err)
	}
	o := &open{house: house, server: httptest.NewServer(pages), who: in.Who, book: b}
	tb.Cleanup(o.server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	at, err := url.Parse(o.server.URL)
	if err != nil {
		tb.Fatal(err)
	}
	jar.SetCookies(at, []*http.Cookie{{Name: "gw", Value: in.Token, Path: "/"}})
	o.caller = &http.Client{Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 64}}
	return o
}

// get asks for a page and fails unless it is there.
func (o *open) get(tb testing.TB, path string) time.Duration {
	began := time.Now()
	r, err := o.caller.Get(o.server.URL + path)
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
func (o *open) pages() map[string]string {
	return map[string]string{"today": "/today", "group": "/groups/" + string(o.book.group), "write-up": "/sessions/" + string(o.book.writeUp) + "/write-up"}
}

// load asks at a steady rate, whether or not earlier answers have come, and reports median and p99.
func load(b *testing.B, o *open, path string) {
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
	slices.Sort(took)
	b.ReportMetric(float64(took[n/2].Microseconds())/1000, "median-ms")
	b.ReportMetric(float64(took[n*99/100].Microseconds())/1000, "p99-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkPages measures the three pages at 50 requests a second, in the large book and in one of a hundredth.
func BenchmarkPages(b *testing.B) {
	for _, s := range []struct {
		name string
		size size
	}{{"large", large}, {"small", small}} {
		began := time.Now()
		bound := bind(b, s.size)
		b.Logf("%s book made in %v", s.name, time.Since(began).Round(time.Second))
		began = time.Now()
		records := bound.opens(b)
		o := serve(b, bound, records)
		o.get(b, "/healthz")
		b.Logf("%s: start to first answer %v", s.name, time.Since(began).Round(time.Millisecond))
		for name, path := range o.pages() {
			o.get(b, path)
			b.Run(s.name+"/"+name, func(b *testing.B) { load(b, o, path) })
		}
		b.Logf("%s: %s", s.name, memory())
		o.server.Close()
		_ = records.Close()
	}
}

// memory tells how much the process holds.
func memory() string {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return fmt.Sprintf("heap in use %d MB, from the system %d MB", m.HeapInuse>>20, m.Sys>>20)
}

// BenchmarkClose measures closing a ten-member session, which drafts its eleven notes.
func BenchmarkClose(b *testing.B) {
	bound := bind(b, small)
	records := bound.opens(b)
	defer records.Close()
	o := serve(b, bound, records)
	ids := make([]session.ID, b.N)
	for i := range b.N {
		id, err := o.house.PlanSession(b.Context(), o.who, bound.group, app.SessionInput{Starts: "2026-11-22T11:00", Minutes: 60})
		if err != nil {
			b.Fatal(err)
		}
		v, err := o.house.Session(b.Context(), o.who, id)
		if err != nil {
			b.Fatal(err)
		}
		if err := o.house.BeginSession(b.Context(), o.who, id, v.Session.Version); err != nil {
			b.Fatal(err)
		}
		ids[i] = id
	}
	b.ResetTimer()
	for _, id := range ids {
		v, err := o.house.Session(b.Context(), o.who, id)
		if err != nil {
			b.Fatal(err)
		}
		if err := o.house.CloseSession(b.Context(), o.who, id, v.Session.Version); err != nil {
			b.Fatal(err)
		}
	}
}

func TestASmallBookOpensItsPages(t *testing.T) {
	bound := bind(t, size{groups: 2, members: 3, sessions: 2, entries: 10, workers: 1})
	records := bound.opens(t)
	defer records.Close()
	o := serve(t, bound, records)
	for name, path := range o.pages() {
		if o.get(t, path); t.Failed() {
			t.Fatalf("%s does not open", name)
		}
	}
}
