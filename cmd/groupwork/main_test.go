package main_test

import (
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"

	"groupwork/internal/served"
)

var binary served.Binary

func TestMain(m *testing.M) {
	code := m.Run()
	binary.Remove()
	os.Exit(code)
}

// says runs the binary to its end and gives what it said and whether it was content.
func says(t *testing.T, args ...string) (said string, content bool) {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), binary.Path(t), args...).CombinedOutput()
	return string(out), err == nil
}

func TestWhatIsWrongIsToldAndNothingIsTouched(t *testing.T) {
	dir := t.TempDir()
	data, key := filepath.Join(dir, "data"), filepath.Join(dir, "key", "master.key")
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	h := served.Start(t, binary.Path(t), "serve", "--data", data, "--key", key, "--addr", "127.0.0.1:0")
	answer, err := http.Get(h.Base + "/healthz")
	if err != nil || answer.StatusCode != http.StatusOK {
		t.Fatalf("healthz: %v %v", answer, err)
	}
	_ = answer.Body.Close()
	if said, ok := says(t, "serve", "--data", data, "--key", key, "--addr", "127.0.0.1:0"); ok || !strings.Contains(said, "another server serves") {
		t.Errorf("a second server on the same folder said %q", said)
	}
	h.Kill()
	other := filepath.Join(dir, "other.key")
	if said, ok := says(t, "key", "master", other); !ok {
		t.Fatal(said)
	}
	pair, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"a port in use, and no key yet", []string{"serve", "--data", filepath.Join(dir, "fresh"), "--key", filepath.Join(dir, "fresh.key"), "--addr", taken.Addr().String()}, "cannot listen"},
		{"a backup that is there", []string{"backup", "--data", data, "--key", key, "--to", pair.Recipient().String(), other}, "is there already"},
		{"another key", []string{"serve", "--data", data, "--key", other, "--addr", "127.0.0.1:0"}, "key"},
		{"no key", []string{"serve", "--data", data, "--key", filepath.Join(dir, "none.key"), "--addr", "127.0.0.1:0"}, "bring the key back"},
		{"the key among the records", []string{"serve", "--data", data, "--key", filepath.Join(data, "master.key"), "--addr", "127.0.0.1:0"}, "lies inside"},
		{"a port in use", []string{"serve", "--data", data, "--key", key, "--addr", taken.Addr().String()}, "cannot listen"},
		{"a folder that is a file", []string{"serve", "--data", other, "--key", key, "--addr", "127.0.0.1:0"}, other},
		{"no records to verify", []string{"verify", "--data", filepath.Join(dir, "nowhere"), "--key", key}, "no records"},
		{"no records to back up", []string{"backup", "--data", filepath.Join(dir, "nowhere"), "--key", key, "--to", "age1nobody", filepath.Join(dir, "b.age")}, "public key"},
	} {
		t.Run(c.name, func(t *testing.T) {
			before := tree(t, dir)
			said, ok := says(t, c.args...)
			if ok || !strings.Contains(said, c.want) {
				t.Errorf("want an error with %q, got %q", c.want, said)
			}
			if strings.Contains(said, "goroutine") {
				t.Errorf("it broke: %s", said)
			}
			if after := tree(t, dir); after != before {
				t.Errorf("something was touched:\n%s\nbecame\n%s", before, after)
			}
		})
	}
}

// tree is every file below a folder with its size; journals that SQLite leaves when it looks are left out.
func tree(t *testing.T, dir string) string {
	t.Helper()
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !strings.HasSuffix(path, "-shm") && !strings.HasSuffix(path, "-wal") {
			b.WriteString(path + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
