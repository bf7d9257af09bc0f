package web

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"path"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"groupwork/fault"
)

// policyHeader lets nothing in but our own files, and nothing run that is not one.
const policyHeader = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

// outer puts the headers on every answer, writes the log, and turns a panic into an answer.
func (s *Site) outer(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		h := w.Header()
		h.Set("Content-Security-Policy", policyHeader)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store")
		if s.Secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		seen := &watcher{ResponseWriter: w}
		defer func() {
			if p := recover(); p != nil {
				s.Log.Error("panic", "kind", fmt.Sprintf("%T", p), "stack", string(debug.Stack()))
				if seen.status == 0 {
					s.fails(seen, r, fault.New(fault.Broken, "web", ""))
				}
			}
			s.Log.Info("answered", "method", r.Method, "route", r.Pattern, "status", seen.status, "ms", time.Since(began).Milliseconds())
		}()
		next.ServeHTTP(seen, r)
	})
}

// watcher remembers the status of an answer.
type watcher struct {
	http.ResponseWriter
	status int
}

// WriteHeader remembers the status.
func (w *watcher) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write remembers that the answer was 200 when nobody said otherwise.
func (w *watcher) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the writer below.
func (w *watcher) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// reference names one broken answer, for the person to tell and the log to find.
func reference() string {
	b := make([]byte, 4)
	_, _ = rand.Read(b)
	return hex.EncodeToString(b)
}

// shelf serves the embedded files under names that hold a hash of their content.
type shelf struct {
	files map[string][]byte // hashed path to content
	named map[string]string // plain name to hashed path
}

// The style sheet and the script are each put together from these files, in this order.
var (
	styleFiles  = []string{"base.css", "session.css", "writeup.css", "own.css", "compose.css", "measure.css", "report.css", "activity.css", "together.css"}
	scriptFiles = []string{"base.js", "session.js", "writeup.js", "compose.js"}
)

func newShelf(all fs.FS) (*shelf, error) {
	s := &shelf{files: map[string][]byte{}, named: map[string]string{}}
	fonts, err := fs.Glob(all, "static/*.woff2")
	if err != nil {
		return nil, err
	}
	swap := []string{}
	for _, f := range fonts {
		raw, err := fs.ReadFile(all, f)
		if err != nil {
			return nil, err
		}
		swap = append(swap, path.Base(f), path.Base(s.put(path.Base(f), raw)))
	}
	for name, parts := range map[string][]string{"style.css": styleFiles, "script.js": scriptFiles} {
		var whole strings.Builder
		for _, part := range parts {
			raw, err := fs.ReadFile(all, "static/"+part)
			if err != nil {
				return nil, err
			}
			whole.Write(raw)
			whole.WriteByte('\n')
		}
		s.named[strings.TrimSuffix(name, path.Ext(name))] = s.put(name, []byte(strings.NewReplacer(swap...).Replace(whole.String())))
	}
	return s, nil
}

// put shelves one file and gives its path.
func (s *shelf) put(name string, content []byte) string {
	sum := sha256.Sum256(content)
	ext := path.Ext(name)
	at := "/static/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:6]) + ext
	s.files[at] = content
	return at
}

func (s *shelf) path(name string) string { return s.named[name] }

// ServeHTTP serves one file, to be kept for a year: another content has another name.
func (s *shelf) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	content, ok := s.files[r.URL.Path]
	if !ok {
		http.NotFound(w, r)
		return
	}
	kinds := map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2"}
	w.Header().Set("Content-Type", kinds[path.Ext(r.URL.Path)])
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	_, _ = w.Write(content)
}

// limits keeps a bucket for each device and class. Twenty phones in one room share an address, so a signed-in
// device has a bucket of its own.
type limits struct {
	mu      sync.Mutex
	behind  bool
	now     func() time.Time
	buckets map[string]*rate.Limiter
}

func newLimits(now func() time.Time, behind bool) *limits {
	return &limits{now: now, behind: behind, buckets: map[string]*rate.Limiter{}}
}

// address is where a request comes from. Behind a proxy it is the last address of its header: those before it are
// only what the asker says.
func (l *limits) address(r *http.Request) string {
	if l.behind {
		said := strings.Split(r.Header.Get("X-Forwarded-For"), ",")
		if last := strings.TrimSpace(said[len(said)-1]); last != "" {
			return last
		}
	}
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// mostBuckets is when the buckets are thrown away and begun anew, so that nobody can fill the memory with them.
const mostBuckets = 50000

func (l *limits) allow(class Rate, r *http.Request, token string) bool {
	every, burst := map[Rate]rate.Limit{Read: 50, Write: 50, Guess: 1, Static: 200}[class], map[Rate]int{Read: 500, Write: 500, Guess: 60, Static: 1000}[class]
	who := token
	if who == "" {
		who = l.address(r)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.buckets) > mostBuckets {
		l.buckets = map[string]*rate.Limiter{}
	}
	key := string(class) + "|" + who
	if l.buckets[key] == nil {
		l.buckets[key] = rate.NewLimiter(every, burst)
	}
	return l.buckets[key].AllowN(l.now(), 1)
}
