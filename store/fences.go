package store

import "strings"

// Fences are triggers, the second wall behind the methods of Tx: raw SQL, too, cannot change or take away what was
// signed, journalled or filed. Keys stay free: destroying a key is how a person is erased.

// frozen are the tables whose rows never change and never go.
func frozen() []string { return []string{"entry", "addendum", "audit_line"} }

// signedColumns are a note's columns that stay as they are once it is signed.
func signedColumns() []string {
	return []string{"id", "session_id", "group_id", "kind", "stay_id", "person_id", "author", "drafted", "signed", "signed_by", "told"}
}

// signedNoteChanges is the condition that an update touches what was signed; both engines read it alike.
func signedNoteChanges() string {
	var parts []string
	for _, column := range signedColumns() {
		parts = append(parts, "OLD."+column+" IS DISTINCT FROM NEW."+column)
	}
	return "OLD.signed > 0 AND (" + strings.Join(parts, " OR ") + ")"
}

func sqliteFences() []string {
	fence := func(name, event, table, when, says string) string {
		if when != "" {
			when = " WHEN " + when
		}
		return "CREATE TRIGGER IF NOT EXISTS " + name + " BEFORE " + event + " ON " + table + when +
			" BEGIN SELECT RAISE(ABORT, '" + says + "'); END"
	}
	out := []string{
		fence("signed_note_stays", "UPDATE", "note", signedNoteChanges(), "a signed note stays as it is"),
		fence("signed_note_is_kept", "DELETE", "note", "OLD.signed > 0", "a signed note is kept"),
		fence("stay_is_kept", "DELETE", "stay", "", "a stay ends; it is not taken away"),
	}
	for _, table := range frozen() {
		out = append(out, fence(table+"_stays", "UPDATE", table, "", table+" stays as it is"),
			fence(table+"_is_kept", "DELETE", table, "", table+" is kept"))
	}
	return out
}

func postgresFences() []string {
	out := []string{`CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION '% stays as it is', TG_TABLE_NAME; END $$`}
	fence := func(name, event, table, when string) {
		each := " FOR EACH ROW"
		if event == "TRUNCATE" {
			each = " FOR EACH STATEMENT"
		}
		if when != "" {
			when = " WHEN (" + when + ")"
		}
		out = append(out, "CREATE OR REPLACE TRIGGER "+name+" BEFORE "+event+" ON "+table+each+when+" EXECUTE FUNCTION refuse()")
	}
	fence("signed_note_stays", "UPDATE", "note", signedNoteChanges())
	fence("signed_note_is_kept", "DELETE", "note", "OLD.signed > 0")
	fence("note_is_not_emptied", "TRUNCATE", "note", "")
	fence("stay_is_kept", "DELETE", "stay", "")
	for _, table := range frozen() {
		fence(table+"_stays", "UPDATE", table, "")
		fence(table+"_is_kept", "DELETE", table, "")
		fence(table+"_is_not_emptied", "TRUNCATE", table, "")
	}
	return out
}
