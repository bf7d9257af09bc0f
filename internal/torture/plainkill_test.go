package torture

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"sync"
	"testing"
	"time"

	"groupwork/app"
	"groupwork/demo"
	"groupwork/internal/served"
	"groupwork/seal"
	"groupwork/session"
	"groupwork/store"
)

// tally is what the writers sent and what was acknowledged.
type tally struct {
	mu      sync.Mutex
	sent    []app.EntryInput
	acked   map[string]bool
	unsure  []app.EntryInput // sent, but the answer never came: sent again next time
	persons map[string]bool  // called-name to acknowledged
	seq     int64
}

// next makes one entry, or takes an unsure one again.
func (l *tally) next(rng *rand.Rand) app.EntryInput {
	l.mu.Lock()
	defer l.mu.Unlock()
	if n := len(l.unsure); n > 0 {
		e := l.unsure[n-1]
		l.unsure = l.unsure[:n-1]
		return e
	}
	l.seq++
	e := app.EntryInput{ID: newID(), Device: "torture", Seq: l.seq, Kind: string(session.Mark), Word: session.Help, Seat: 1 + rng.IntN(4), To: 5 + rng.IntN(3), At: time.Now().UTC().Truncate(time.Millisecond)}
	l.sent = append(l.sent, e)
	return e
}

func (l *tally) settle(e app.EntryInput, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if ok {
		l.acked[e.ID] = true
		return
	}
	l.unsure = append(l.unsure, e)
}

// records sends one entry and tells whether it was acknowledged.
func sendsEntry(c *http.Client, base, id string, e app.EntryInput) bool {
	body, err := json.Marshal([]app.EntryInput{e})
	if err != nil {
		return false
	}
	r, err := c.Post(base+"/sessions/"+id+"/entries", "application/json", bytes.NewReader(body))
	if err != nil {
		return false
	}
	defer r.Body.Close()
	var answers []app.EntryAnswer
	if r.StatusCode != http.StatusOK || json.NewDecoder(r.Body).Decode(&answers) != nil || len(answers) != 1 {
		return false
	}
	return answers[0].State == "filed" || answers[0].State == "known"
}

// adds puts a person on record and tells whether that was acknowledged.
func addsPerson(c *http.Client, base, called string) bool {
	r, err := c.PostForm(base+"/people/new", url.Values{"called": {called}})
	if err != nil {
		return false
	}
	defer r.Body.Close()
	_, err = io.Copy(io.Discard, r.Body)
	return err == nil && r.StatusCode == http.StatusOK && r.Request.URL.Path != "/people/new"
}

var linkOfSession = regexp.MustCompile(`/sessions/([0-9a-f-]{36})`)

func TestEveryAcknowledgedEntryAndPersonSurvivesAKill(t *testing.T) {
	path, dir := binary.Path(t), t.TempDir()
	args := []string{"demo", "--addr", "127.0.0.1:0", "--data", dir}
	house := served.Start(t, path, args...)
	caller := house.As(t, "worker")
	id := sessionOfToday(t, caller, house.Base)
	house.Kill()
	l := &tally{acked: map[string]bool{}, persons: map[string]bool{}}
	rng := rand.New(rand.NewPCG(7, 7))
	for cycle := range *kills {
		house := served.Start(t, path, args...)
		writesOn(l, caller, house, id, rng)
		if cycle%50 == 49 || cycle == *kills-1 {
			checksAll(t, l, dir, id, cycle%250 == 249 || cycle == *kills-1)
		}
		if t.Failed() {
			return
		}
	}
	t.Logf("%d kills: %d entries sent, %d acknowledged; %d persons acknowledged", *kills, len(l.sent), len(l.acked), len(l.persons))
	if len(l.acked) < *kills/2 {
		t.Errorf("only %d writes were acknowledged: the test kills too early to tell anything", len(l.acked))
	}
}

// writes lets two writers write until the process is killed under them.
func writesOn(l *tally, caller *http.Client, house *served.House, id string, rng *rand.Rand) {
	stop := make(chan struct{})
	var writers sync.WaitGroup
	for w := range 2 {
		own := rand.New(rand.NewPCG(rng.Uint64(), uint64(w)))
		writers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				if own.IntN(5) == 0 {
					called := "Torture" + newID()
					if addsPerson(caller, house.Base, called) {
						l.mu.Lock()
						l.persons[called] = true
						l.mu.Unlock()
					}
					continue
				}
				e := l.next(own)
				l.settle(e, sendsEntry(caller, house.Base, id, e))
			}
		})
	}
	time.Sleep(time.Duration(10+rng.IntN(90)) * time.Millisecond)
	house.Kill()
	close(stop)
	writers.Wait()
	caller.CloseIdleConnections()
}

// checks opens the records while nobody serves them: every acknowledged write is there, once.
func checksAll(t *testing.T, l *tally, dir, id string, whole bool) {
	t.Helper()
	master, err := seal.ReadMaster(filepath.Join(dir, "sample.key"))
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	h, err := store.OpenSQLite(ctx, dir, master, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	have, called := map[string]int{}, map[string]int{}
	err = h.Look(ctx, demo.Slug, func(tx *store.Tx) error {
		entries, err := tx.Entries(ctx, session.ID(id))
		for _, e := range entries {
			have[string(e.ID)]++
		}
		if err != nil {
			return err
		}
		return countsPeople(ctx, tx, called)
	})
	if err != nil {
		t.Fatal(err)
	}
	for e := range l.acked {
		if have[e] != 1 {
			t.Errorf("an acknowledged entry is there %d times", have[e])
		}
	}
	for p := range l.persons {
		if called[p] != 1 {
			t.Errorf("an acknowledged person is there %d times", called[p])
		}
	}
	if !whole {
		return
	}
	report, err := h.Verify(ctx, func(int, int) {})
	if err != nil || !report.Sound() {
		t.Errorf("verify: %v %v", report, err)
	}
}

// countPeople counts the persons that the writers added, by name.
func countsPeople(ctx context.Context, tx *store.Tx, called map[string]int) error {
	staff, err := tx.Staff(ctx)
	if err != nil {
		return err
	}
	for _, s := range staff {
		added, err := tx.PeopleAddedBy(ctx, s.ID)
		if err != nil {
			return err
		}
		for _, p := range added {
			called[p.Called.Reveal()]++
		}
	}
	return nil
}

// todaysSession finds the meeting of today.
func sessionOfToday(t *testing.T, c *http.Client, base string) string {
	t.Helper()
	r, err := c.Get(base + "/today")
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	page, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range linkOfSession.FindAllSubmatch(page, -1) {
		if id := string(m[1]); !bytes.Contains(page, []byte("/sessions/"+id+"/write-up")) {
			return id
		}
	}
	t.Fatal("Today shows no meeting")
	return ""
}
