// Package served builds the shipped binary and runs it for tests, on a free port of this machine, and gives it up
// by its process id.
package served

import (
	"bufio"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// built is the binary, made once a test run.
type built struct {
	once sync.Once
	path string
	err  error
}

// Binary is a builder of the shipped binary; keep one a test package.
type Binary struct{ b built }

// Path builds the binary on first use, into a folder that lives as long as the test process.
func (b *Binary) Path(tb testing.TB) string {
	tb.Helper()
	b.b.once.Do(func() {
		dir, err := os.MkdirTemp("", "groupwork-built-")
		if err != nil {
			b.b.err = err
			return
		}
		b.b.path = filepath.Join(dir, "groupwork")
		out, err := exec.Command("go", "build", "-o", b.b.path, "groupwork/cmd/groupwork").CombinedOutput()
		if err != nil {
			b.b.err = fmt.Errorf("%w\n%s", err, out)
		}
	})
	if b.b.err != nil {
		tb.Fatalf("build: %v", b.b.err)
	}
	return b.b.path
}

// Remove deletes the built binary; call it at the end of TestMain.
func (b *Binary) Remove() {
	if b.b.path != "" {
		_ = os.RemoveAll(filepath.Dir(b.b.path))
	}
}

// House is a running binary.
type House struct {
	Base  string            // http://127.0.0.1:port
	Links map[string]string // role to sign-in link
	SetUp string            // the link of the first run, when there is one
	cmd   *exec.Cmd
	log   *tail
}

// Start runs the binary and waits until it is ready.
func Start(tb testing.TB, binary string, args ...string) *House {
	tb.Helper()
	h, err := start(binary, args...)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(h.Kill)
	return h
}

func start(binary string, args ...string) (*House, error) {
	h := &House{Links: map[string]string{}, cmd: exec.Command(binary, args...), log: &tail{}}
	h.cmd.Stderr = h.log
	out, err := h.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := h.cmd.Start(); err != nil {
		return nil, err
	}
	ready := make(chan error, 1)
	go h.listen(out, ready)
	select {
	case err := <-ready:
		if err != nil {
			h.Kill()
			return nil, fmt.Errorf("%w\n%s", err, h.log)
		}
		return h, nil
	case <-time.After(5 * time.Minute):
		h.Kill()
		return nil, fmt.Errorf("not ready in five minutes\n%s", h.log)
	}
}

// listen reads what the binary prints. The links come before the line "ready".
func (h *House) listen(out io.Reader, ready chan<- error) {
	lines := bufio.NewScanner(out)
	said := false
	for lines.Scan() {
		line := lines.Text()
		if role, link, ok := strings.Cut(strings.TrimPrefix(line, "sign in as "), ": "); ok && strings.HasPrefix(line, "sign in as ") {
			h.Links[role] = link
		}
		if _, link, ok := strings.Cut(line, ": http"); ok && strings.HasPrefix(line, "set up ") {
			h.SetUp = "http" + link
		}
		if base, ok := strings.CutPrefix(line, "ready "); ok && !said {
			h.Base, said = base, true
			ready <- nil
		}
	}
	if !said {
		ready <- fmt.Errorf("the binary ended before it was ready")
	}
}

// Kill ends the process with SIGKILL and waits for it.
func (h *House) Kill() {
	if h.cmd.Process != nil {
		_ = h.cmd.Process.Kill()
		_ = h.cmd.Wait()
	}
}

// PID is the process of the running binary.
func (h *House) PID() int { return h.cmd.Process.Pid }

// Log is what the binary wrote to its log, its last part.
func (h *House) Log() string { return h.log.String() }

// As signs in by a role's link and gives a browser-like caller.
func (h *House) As(tb testing.TB, role string) *http.Client {
	tb.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		tb.Fatal(err)
	}
	c := &http.Client{Jar: jar, Timeout: 30 * time.Second}
	link, err := url.Parse(h.Links[role])
	if err != nil || h.Links[role] == "" {
		tb.Fatalf("no sign-in link for %s", role)
	}
	r, err := c.Get(h.Base + link.Path)
	if err != nil {
		tb.Fatal(err)
	}
	defer r.Body.Close()
	if r.StatusCode != http.StatusOK {
		tb.Fatalf("sign in as %s: %s", role, r.Status)
	}
	return c
}

// tail keeps the last part of a log.
type tail struct {
	mu   sync.Mutex
	text []byte
}

// Write keeps at most eight megabytes.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	if n := len(t.text) - 1<<23; n > 0 {
		t.text = t.text[n:]
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}
