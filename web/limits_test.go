package web

import (
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

func cameFrom(from, forwarded string) *http.Request {
	r := httptest.NewRequest("POST", "/sign-in", nil)
	r.RemoteAddr = from
	if forwarded != "" {
		r.Header.Set("X-Forwarded-For", forwarded)
	}
	return r
}

func TestAnAddressIsOnePersonsAndCannotBeMadeUp(t *testing.T) {
	for _, c := range []struct {
		behind                bool
		from, forwarded, want string
	}{
		{false, "192.0.2.7:5100", "", "192.0.2.7"},
		{false, "[2001:db8::7]:5100", "", "2001:db8::7"},
		{false, "192.0.2.7:5100", "198.51.100.1", "192.0.2.7"},
		{true, "127.0.0.1:5100", "198.51.100.1", "198.51.100.1"},
		{true, "127.0.0.1:5100", "10.0.0.1, 198.51.100.1", "198.51.100.1"},
		{true, "127.0.0.1:5100", "", "127.0.0.1"},
	} {
		if got := newLimits(time.Now, c.behind).address(cameFrom(c.from, c.forwarded)); got != c.want {
			t.Errorf("behind %v, from %q, forwarded %q: %q, want %q", c.behind, c.from, c.forwarded, got, c.want)
		}
	}
}

func TestGuessingIsSlowedDownAndOthersAreNot(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	l := newLimits(func() time.Time { return now }, false)
	tries := 0
	for l.allow(Guess, cameFrom("192.0.2.7:1", ""), "") {
		if tries++; tries > 1000 {
			t.Fatal("one address may guess for ever")
		}
	}
	if !l.allow(Guess, cameFrom("192.0.2.8:1", ""), "") {
		t.Error("somebody else is kept out")
	}
	now = now.Add(2 * time.Second)
	if !l.allow(Guess, cameFrom("192.0.2.7:1", ""), "") {
		t.Error("waiting does not help")
	}
}
