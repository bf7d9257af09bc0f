package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"groupwork/agency"
	"groupwork/fault"
	"groupwork/group"
	"groupwork/note"
	"groupwork/people"
	"groupwork/private"
	"groupwork/session"
	"groupwork/store"
)

func everythingComesBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	check := func(t *testing.T, h *store.House) {
		err := h.Look(t.Context(), "north", func(tx *store.Tx) error {
			got, err := readAll(t.Context(), tx)
			if err != nil {
				return err
			}
			for i := range s.entries {
				s.entries[i].Filed = Start()
				same(t, "entry", got.Entries[s.entries[i].ID], s.entries[i])
			}
			same(t, "persons", got.Persons, map[people.ID]people.Person{"lea": s.lea, "ana": s.ana})
			same(t, "groups", got.Groups, []group.Group{s.group})
			same(t, "stays", got.Stays, []group.Stay{s.stay})
			same(t, "session", got.Session, s.session)
			same(t, "notes", got.Notes, s.notes)
			same(t, "to co-sign", got.Unsigned, s.notes[1:])
			same(t, "process notes", got.Process, []note.ProcessNote{s.process})
			same(t, "account", got.Account, s.account)
			same(t, "heads", got.Heads, []store.SessionHead{{ID: "session-1", Group: "thursday", Number: 1, Starts: s.session.Starts,
				Minutes: 90, State: session.Held, NotesAll: 2, NotesSigned: 1}})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	check(t, h.House)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	check(t, mustOpen(t, h.place, h.master))
}

func missingIsMissing(t *testing.T, make func(t *testing.T) Place) {
	h := open(t, make)
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		asks := map[string]func() error{
			"person":          func() error { _, err := tx.Person(ctx, "x"); return err },
			"account":         func() error { _, err := tx.AccountOf(ctx, "x"); return err },
			"account by mail": func() error { _, err := tx.AccountByEmail(ctx, "x"); return err },
			"sign-in":         func() error { _, err := tx.SignIn(ctx, "x"); return err },
			"invitation":      func() error { _, err := tx.Invitation(ctx, "x"); return err },
			"group":           func() error { _, err := tx.Group(ctx, "x"); return err },
			"stay":            func() error { _, err := tx.Stay(ctx, "x"); return err },
			"session":         func() error { _, err := tx.Session(ctx, "x"); return err },
			"note":            func() error { _, err := tx.Note(ctx, "x"); return err },
			"last signed":     func() error { _, err := tx.LastSigned(ctx, "x", "y"); return err },
			"process note":    func() error { _, err := tx.ProcessNote(ctx, "x", "y"); return err },
		}
		for name, ask := range asks {
			if err := ask(); fault.Of(err) != fault.Missing {
				t.Errorf("%s: %v", name, err)
			}
		}
		if part, err := tx.GroupPart(ctx, "x", "y", Start()); part != "" || err != nil {
			t.Errorf("part %q, %v", part, err)
		}
		if n, since, err := tx.Tries(ctx, "x"); n != 0 || !since.IsZero() || err != nil {
			t.Errorf("tries %d, %v, %v", n, since, err)
		}
		return nil
	})
	for _, slug := range []agency.Slug{"west", "", "../north", "NORTH", "north;drop"} {
		if err := h.Look(t.Context(), slug, func(*store.Tx) error { return nil }); fault.Of(err) != fault.Missing {
			t.Errorf("book %q: %v", slug, err)
		}
	}
	if _, _, _, err := h.SetUpLink(t.Context()); fault.Of(err) != fault.Missing {
		t.Errorf("set-up link: %v", err)
	}
	if err := h.Found(t.Context(), agency.Agency{Slug: "Bad Slug"}); fault.Of(err) != fault.Invalid {
		t.Errorf("a bad slug: %v", err)
	}
	if err := h.Found(t.Context(), agency.Agency{Slug: "north"}); fault.Of(err) != fault.Stale {
		t.Errorf("a taken slug: %v", err)
	}
}

func oldVersionIsStale(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	old := s
	old.notes = append([]note.Note{}, s.notes...)
	saves := map[string]func(ctx context.Context, tx *store.Tx, s *sample) error{
		"person": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SavePerson(ctx, s.ana)
			return err
		},
		"group": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SaveGroup(ctx, s.group)
			return err
		},
		"stay": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SaveStay(ctx, s.stay)
			return err
		},
		"session": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SaveSession(ctx, s.session)
			return err
		},
		"note": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SaveNote(ctx, s.notes[0])
			return err
		},
		"process note": func(ctx context.Context, tx *store.Tx, s *sample) error {
			_, err := tx.SaveProcessNote(ctx, s.process)
			return err
		},
	}
	for name, save := range saves {
		t.Run(name, func(t *testing.T) {
			h.write(t, func(ctx context.Context, tx *store.Tx) error { return save(ctx, tx, &s) })
			if err := h.try(t, func(ctx context.Context, tx *store.Tx) error { return save(ctx, tx, &old) }); fault.Of(err) != fault.Stale {
				t.Errorf("saving the old version again: %v", err)
			}
		})
	}
}

func takenIsStale(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	cases := map[string]func(ctx context.Context, tx *store.Tx) error{
		"an id": func(ctx context.Context, tx *store.Tx) error {
			_, err := tx.SavePerson(ctx, people.Person{ID: "ana"})
			return err
		},
		"an address": func(ctx context.Context, tx *store.Tx) error {
			a := s.account
			a.Person = "ana"
			return tx.SaveAccount(ctx, a)
		},
		"a seat": func(ctx context.Context, tx *store.Tx) error {
			n := s.stay
			n.ID, n.Version = "other", 0
			_, err := tx.SaveStay(ctx, n)
			return err
		},
		"a second note": func(ctx context.Context, tx *store.Tx) error {
			n := s.notes[1]
			n.ID, n.Version = "other", 0
			_, err := tx.SaveNote(ctx, n)
			return err
		},
		"a second process": func(ctx context.Context, tx *store.Tx) error {
			p := s.process
			p.ID, p.Version = "other", 0
			_, err := tx.SaveProcessNote(ctx, p)
			return err
		},
	}
	for name, try := range cases {
		if err := h.try(t, try); fault.Of(err) != fault.Stale {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func errorTakesBack(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	boom := errors.New("boom")
	err := h.try(t, func(ctx context.Context, tx *store.Tx) error {
		if err := s.save(ctx, tx); err != nil {
			return err
		}
		return boom
	})
	if !errors.Is(err, boom) {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = h.try(t, func(ctx context.Context, tx *store.Tx) error {
			other := makeSample()
			if err := other.save(ctx, tx); err != nil {
				t.Error(err)
			}
			panic("boom")
		})
	}()
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		if _, err := tx.Person(ctx, "ana"); fault.Of(err) != fault.Missing {
			t.Errorf("after an error: %v", err)
		}
		return nil
	})
}

func lookCannotWrite(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	if err := h.Look(t.Context(), "north", func(tx *store.Tx) error { return s.save(t.Context(), tx) }); err == nil {
		t.Error("a look wrote")
	}
}

// failedKeyIsForgotten fails when a data key outlives the transaction that made it.
func failedKeyIsForgotten(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	boom := errors.New("boom")
	if err := h.try(t, func(ctx context.Context, tx *store.Tx) error { return errors.Join(s.save(ctx, tx), boom) }); !errors.Is(err, boom) {
		t.Fatal(err)
	}
	again := makeSample()
	h.write(t, again.save)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	h.House = mustOpen(t, h.place, h.master)
	h.look(t, func(ctx context.Context, tx *store.Tx) error { _, err := readAll(ctx, tx); return err })
}

func accountsAreKept(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	first := people.SignIn{Digest: "d1", Person: "lea", Device: "Zykanari phone", Began: Start(), Used: Start(), Renewed: Start()}
	second := people.SignIn{Digest: "d2", Person: "lea", Device: "Zykanari desk", Began: Start().Add(time.Hour), Used: Start(), Renewed: Start()}
	invite := people.Invitation{Digest: "i1", Person: "ana", Roles: []people.Role{people.Member}, Stay: "stay-ana", Made: Start(), MadeBy: "lea", Expires: Start().AddDate(0, 0, 7)}
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.SaveSignIn(ctx, first), tx.SaveSignIn(ctx, second), tx.SaveInvitation(ctx, invite), tx.SaveTries(ctx, "k", 3, Start()))
	})
	first.Used, invite.Used = Start().Add(time.Minute), Start().Add(time.Hour)
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		return errors.Join(tx.SaveSignIn(ctx, first), tx.SaveInvitation(ctx, invite))
	})
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		account, err := tx.AccountByEmail(ctx, s.account.Email)
		same(t, "account", account, s.account)
		signIns, err2 := tx.SignIns(ctx, "lea")
		same(t, "sign-ins", signIns, []people.SignIn{first, second})
		one, err3 := tx.Invitation(ctx, "i1")
		same(t, "invitation", one, invite)
		n, since, err4 := tx.Tries(ctx, "k")
		same(t, "tries", fmt.Sprint(n, since), fmt.Sprint(3, Start()))
		staff, err5 := tx.Staff(ctx)
		same(t, "staff", staff, []people.Person{s.lea})
		added, err6 := tx.PeopleAddedBy(ctx, "lea")
		same(t, "added", added, []people.Person{s.ana, s.lea})
		return errors.Join(err, err2, err3, err4, err5, err6)
	})
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return tx.EndSignIns(ctx, "lea", "d2") })
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		left, err := tx.SignIns(ctx, "lea")
		same(t, "left", left, []people.SignIn{second})
		return err
	})
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return tx.EndSignIn(ctx, "d2") })
	if err := h.try(t, func(ctx context.Context, tx *store.Tx) error { _, err := tx.SignIn(ctx, "d2"); return err }); fault.Of(err) != fault.Missing {
		t.Errorf("an ended sign-in: %v", err)
	}
}

func agendaFollows(t *testing.T, make func(t *testing.T) Place) {
	h, s := open(t, make), makeSample()
	h.write(t, s.save)
	sees := func(what string, unfinished bool) {
		t.Helper()
		h.look(t, func(ctx context.Context, tx *store.Tx) error {
			got, err := tx.Unfinished(ctx, "lea", Start())
			if (len(got) == 1) != unfinished {
				t.Errorf("%s: unfinished %v", what, got)
			}
			return err
		})
	}
	sees("notes unsigned", true)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 0) })
	sees("one note unsigned", true)
	h.write(t, func(ctx context.Context, tx *store.Tx) error { return s.sign(ctx, tx, 1) })
	sees("all notes signed", false)
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		in, err := tx.Agenda(ctx, "lea", s.session.Starts, s.session.Starts.Add(time.Second))
		out, err2 := tx.Agenda(ctx, "lea", s.session.Starts.Add(time.Second), Start())
		none, err3 := tx.Agenda(ctx, "ana", time.Time{}, Start())
		same(t, "agenda", []int{len(in), len(out), len(none)}, []int{1, 0, 0})
		last, err4 := tx.LastSigned(ctx, "stay-ana", "session-1")
		if fault.Of(err4) != fault.Missing {
			t.Errorf("last signed before the first session: %v %v", last.ID, err4)
		}
		part, err5 := tx.GroupPart(ctx, "thursday", "lea", Start())
		same(t, "part", part, group.Lead)
		return errors.Join(err, err2, err3, err5)
	})
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		next := session.Session{ID: "session-2", Group: "thursday", Number: 2, Starts: Start().Add(-time.Hour), Minutes: 90, State: session.Planned, Place: private.Of("x")}
		_, err := tx.SaveSession(ctx, next)
		return err
	})
	sees("a planned one in the past", true)
	h.look(t, func(ctx context.Context, tx *store.Tx) error {
		last, err := tx.LastSigned(ctx, "stay-ana", "session-2")
		same(t, "last signed", last.ID, note.ID("note-ana"))
		return err
	})
	h.write(t, func(ctx context.Context, tx *store.Tx) error {
		s.group.Workers[0].Until = Start()
		_, err := tx.SaveGroup(ctx, s.group)
		return err
	})
	sees("after leaving the group", false)
}
