package torture

import (
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"groupwork/internal/served"
)

// house is a sample agency that the shipped binary serves, is killed on, and serves again.
type house struct {
	binary, dir, key string
	caller           *http.Client // signed in as a worker; a sign-in outlives the process
	groups           []string
}

// settle makes the sample and signs a worker in. Its key is then moved out of the folder, as "serve" wants it.
func settle(t *testing.T) house {
	t.Helper()
	root := t.TempDir()
	s := house{binary: binary.Path(t), dir: filepath.Join(root, "data"), key: filepath.Join(root, "master.key")}
	h := served.Start(t, s.binary, "demo", "--addr", "127.0.0.1:0", "--data", s.dir)
	s.caller = h.As(t, "worker")
	body, _ := page(t, s.caller, h.Base+"/groups")
	h.Kill()
	seen := map[string]bool{}
	for _, m := range regexp.MustCompile(`href="/groups/([0-9a-f-]{36})"`).FindAllSubmatch(body, -1) {
		if id := string(m[1]); !seen[id] {
			seen[id], s.groups = true, append(s.groups, id)
		}
	}
	if len(s.groups) < 2 {
		t.Fatalf("the worker has %d groups", len(s.groups))
	}
	if err := os.Rename(filepath.Join(s.dir, "sample.key"), s.key); err != nil {
		t.Fatal(err)
	}
	s.caller.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return s
}

// serves starts the process anew.
func (s house) serves(t *testing.T) *served.House {
	t.Helper()
	return served.Start(t, s.binary, "serve", "--addr", "127.0.0.1:0", "--data", s.dir, "--key", s.key)
}

// TestEveryAcknowledgedWriteSurvivesAKill kills the shipped binary with SIGKILL at random moments while two people
// write entries, people, sessions, signed notes and addenda. Whatever was acknowledged is there, once; what was not is
// sent again under the same id and is there once too.
func TestEveryAcknowledgedWriteSurvivesAKill(t *testing.T) {
	began := time.Now()
	s := settle(t)
	rng := rand.New(rand.NewPCG(7, 7))
	writers := []*writer{newWriter(s, 0, rng.Uint64()), newWriter(s, 1, rng.Uint64())}
	for cycle := range *kills {
		killed(t, s.serves(t), writers, 1+rng.IntN(16), time.Duration(rng.IntN(20))*time.Millisecond)
		if last := cycle == *kills-1; last || cycle%100 == 99 {
			s.checks(t, writers, last)
		}
		if t.Failed() {
			t.Fatalf("after %d kills", cycle+1)
		}
	}
	s.sendsAgain(t, writers)
	s.checks(t, writers, true)
	sum := map[string]int{}
	for _, w := range writers {
		w.ledger.count(sum)
	}
	t.Logf("%d kills in %v; acknowledged: %v", *kills, time.Since(began).Round(time.Second), sum)
	for what, least := range map[string]int{"entries": *kills, "people": *kills / 10, "sessions": *kills / 10, "sessions signed": *kills / 15, "addenda": *kills / 20} {
		if sum[what] < least {
			t.Errorf("only %d %s were acknowledged: the test kills too early to tell anything", sum[what], what)
		}
	}
}

// killed lets the writers begin some acts, and kills the process under them a random moment later. Acts are counted,
// because on a busy machine no time is long enough to tell anything.
func killed(t *testing.T, h *served.House, writers []*writer, acts int, after time.Duration) {
	stop, begun := make(chan struct{}), make(chan struct{})
	var busy sync.WaitGroup
	for _, w := range writers {
		busy.Go(func() {
			for {
				select {
				case <-stop:
					return
				case begun <- struct{}{}:
				}
				w.writes(h.Base)
			}
		})
	}
	for range acts {
		select {
		case <-begun:
		case <-time.After(time.Minute):
			t.Error("nothing was answered for a minute")
		}
	}
	go func() {
		for range begun { // the writers go on
		}
	}()
	time.Sleep(after)
	h.Kill()
	close(stop)
	busy.Wait()
	close(begun)
	writers[0].house.caller.CloseIdleConnections()
}
